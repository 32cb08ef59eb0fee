import type { Words } from '../../src/diagnose/define.ts';
import { mongodbX509Clients, reference } from '../../src/diagnose/sources.ts';
import { shown } from '../../src/diagnose/words/names.ts';
import { issueClient } from '../../src/diagnose/words/x509-words.ts';
import type { X509UsernameTooLong } from '../x509-username-too-long.ts';

const zh: Words<X509UsernameTooLong> = {
  title: '由证书得出的用户名过长',
  summary: ({ problems: [{ label }] }) =>
    `${shown(label)} 的 subject 太长，不能作为用户名：驱动程序使用会话，服务器会拒绝。`,
  evidence: ({ problems }) =>
    problems.map(({ label, octets }) => ({
      what: shown(label),
      value: `按 RFC 2253 写出共 ${octets} 个字节；加上 @$external 必须小于 10,000，也就是最多 9,989`,
    })),
  remedies: ({ check }) => [
    {
      side: 'client',
      text: '请用更短的 subject 重新签发证书，并重新创建用户。',
      commands: [...issueClient, check],
      references: [reference(mongodbX509Clients)],
    },
  ],
  explanation:
    '使用 MONGODB-X509 时，证书的 subject 就是 $external 中的用户名。自 MongoDB 3.6 起所有驱动程序都使用会话，会话不允许用户名（包括 `@$external`）达到 10,000 字节。',
  howToCheck:
    '`openssl x509 -in client.pem -noout -subject -nameopt RFC2253 | wc -c` 会数出字节数。再次检查没有这一项时，问题即已解决。',
};

export default zh;
