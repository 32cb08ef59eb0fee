import type { Words } from '../../src/diagnose/define.ts';
import { mongodbX509, reference } from '../../src/diagnose/sources.ts';
import { listedZh, shown } from '../../src/diagnose/words/names.ts';
import type { X509DuplicateSubject } from '../x509-duplicate-subject.ts';

const zh: Words<X509DuplicateSubject> = {
  title: '多个客户端证书的 subject 相同',
  summary: ({ problems: [{ labels }] }) =>
    `${listedZh(labels.map(shown))} 的 subject 相同，MongoDB 会把它们的持有者当作同一个用户。`,
  evidence: ({ problems }) =>
    problems.map(({ subject, labels }) => ({ what: listedZh(labels.map(shown)), value: shown(subject) })),
  remedies: ({ check }) => [
    {
      side: 'client',
      text: '请为每个用户签发 subject 各不相同的证书，并在 $external 中分别创建用户。如果其中一个只是另一个的续期，则无需处理：两者代表同一个用户。',
      commands: [check],
      references: [reference(mongodbX509)],
    },
  ],
  explanation:
    '使用 MONGODB-X509 时，证书的 subject 就是用户名。一个证书对应一个用户，每个用户需要自己的证书：共用同一个 subject 的两个应用会共用权限，在审计日志中也无法区分。',
  howToCheck:
    '`openssl x509 -in client.pem -noout -subject -nameopt RFC2253` 会显示用户名。当每个文件显示的用户名都不同时，问题即已解决。',
};

export default zh;
