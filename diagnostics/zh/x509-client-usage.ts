import type { Words } from '../../src/diagnose/define.ts';
import { mongodbX509, reference, rfc } from '../../src/diagnose/sources.ts';
import { listedZh, shown } from '../../src/diagnose/words/names.ts';
import { usageNames } from '../../src/diagnose/words/oid-names.ts';
import { issueClient } from '../../src/diagnose/words/x509-words.ts';
import type { X509ClientUsage } from '../x509-client-usage.ts';

const zh: Words<X509ClientUsage> = {
  title: '客户端证书缺少用途',
  summary: ({ problems: [{ label, lacks, contradicted }] }) =>
    contradicted
      ? `${shown(label)} 不能用作客户端证书：缺少 ${listedZh(lacks)}，服务器会拒绝。`
      : `${shown(label)} 没有写明 ${listedZh(lacks)}，而 MongoDB 手册要求客户端证书具有这些用途。`,
  evidence: ({ problems }) =>
    problems.map(({ label, keyUsage, extendedKeyUsage, contradicted }) => ({
      what: shown(label),
      value: `keyUsage ${keyUsage === null ? '不存在' : listedZh(keyUsage)}；extendedKeyUsage ${extendedKeyUsage === null ? '不存在' : listedZh(usageNames(extendedKeyUsage))}：${contradicted ? '以 "unsuitable certificate purpose" 被拒绝' : '服务器会接受，因为不存在的扩展不禁止任何用途'}`,
    })),
  remedies: ({ problems, check }) => [
    {
      side: 'client',
      text: `请重新签发证书，使 keyUsage = digitalSignature、extendedKeyUsage = clientAuth。${problems.some(({ extendedKeyUsage }) => extendedKeyUsage?.includes('1.3.6.1.5.5.7.3.1') ?? false) ? '它写着 serverAuth：公共 CA 在 2026 年不再签发 clientAuth，客户端证书要由自己的 CA 签发。' : ''}使用自己的 CA 时：`,
      commands: [...issueClient, check],
      references: [reference(mongodbX509), reference(rfc(5280, '4.2.1.12'))],
    },
  ],
  explanation:
    '证书可以写明自己的用途。mongod 把客户端证书交给 OpenSSL，按 TLS 客户端的用途检查：如果有 extendedKeyUsage，其中必须有 clientAuth；如果有 keyUsage，其中必须有 digitalSignature（或 keyAgreement）。两者都不存在时服务器会接受，但手册要求都写明，而且其他软件可能更严格。',
  howToCheck:
    '`openssl x509 -in client.pem -noout -ext keyUsage,extendedKeyUsage` 会显示两者。再次检查没有这一项时，问题即已解决。',
};

export default zh;
