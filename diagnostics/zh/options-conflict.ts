import type { Words } from '../../src/diagnose/define.ts';
import { reference, seedlistSpecification, uriOptionsSpecification } from '../../src/diagnose/sources.ts';
import { ruleZh } from '../../src/diagnose/words/option-rules.ts';
import type { OptionsConflictFound } from '../options-conflict.ts';

const zh: Words<OptionsConflictFound> = {
  title: '选项互相矛盾',
  summary: ({ at, conflicts, refusal }) => {
    if (conflicts === null) {
      return `MONGODB-X509 用 TLS 连接的客户端证书登录，而 ${at.shortClient} 没有建立 TLS 连接：它使用明文。`;
    }
    const rule = ruleZh(conflicts[0]);
    return refusal === null
      ? `${rule}。MongoDB 的规范要求驱动拒绝，${at.shortClient} 并不拒绝，结果如何由它自行决定。`
      : `${at.shortClient} 在连接之前就会拒绝这些选项：${rule}。`;
  },
  evidence: ({ conflicts, given }) => [
    ...(given === '' ? [] : [{ what: '给出的选项', value: given }]),
    ...(conflicts ?? []).map((conflict) => ({ what: '违反的规则', value: ruleZh(conflict) })),
    { what: '连接', value: conflicts === null ? '以明文建立' : '没有建立' },
  ],
  remedies: ({ conflicts }) => [
    {
      side: 'client',
      text:
        conflicts === null
          ? '启用 TLS（tls=true）并给出 tlsCertificateKeyFile：MongoClient(..., tls=True, tlsCertificateKeyFile="client.pem", authMechanism="MONGODB-X509")，或 …/?tls=true&tlsCertificateKeyFile=client.pem&authMechanism=MONGODB-X509。然后用相同选项再次探测。'
          : `修改选项：${conflicts.map(ruleZh).join('；')}。然后用剩下的选项再次探测。`,
      commands: [],
      references: [
        reference(
          conflicts?.some(({ kind }) => kind.startsWith('srv')) === true
            ? seedlistSpecification
            : uriOptionsSpecification,
        ),
      ],
    },
  ],
  explanation:
    '选项互相矛盾时，驱动在打开任何连接之前就会拒绝连接字符串：两个开关中一个包含另一个（tlsInsecure 与 tlsAllowInvalidCertificates）、tls 与 ssl 取值不同、没有 mongodb+srv:// 却给出 SRV 选项、为 MONGODB-X509 给出密码。具体规则见 URI Options 规范，个别驱动还有自己的规则。因此该错误与服务器无关。',
  howToCheck: '结论给出了规则，以及从连接字符串和命令行读到的选项。同一条命令不再以退出码 2 结束，即已修复。',
};

export default zh;
