import type { Words } from '../../src/diagnose/define.ts';
import { pymongoTls, reference, uriOptionsSpecification } from '../../src/diagnose/sources.ts';
import { listedZh, shown } from '../../src/diagnose/words/names.ts';
import { tlsReasonZh } from '../../src/diagnose/words/option-words.ts';
import type { InsecureOptions } from '../insecure-options.ts';

const zh: Words<InsecureOptions> = {
  title: '选项关闭了 TLS 的保护',
  summary: ({ at, options, off, because, hidden }) => {
    if (off === 'plaintext') {
      return `${at.shortClient} 与该服务器以明文通信，既不加密也不验证身份：${tlsReasonZh(because, at.shortClient)}。`;
    }
    const names = listedZh(options.map(shown));
    if (off === 'nothing') return `${names} 本会关闭检查，但 ${at.shortClient} 不认识它，仍然检查一切。`;
    const effect =
      off === 'certificates'
        ? `设置了 ${names}，${at.shortClient} 既不检查证书，也不检查主机名：连接已加密，但没有验证身份`
        : `设置了 ${names}，${at.shortClient} 检查证书，但不检查主机名：连接已加密，但没有验证身份`;
    return hidden === null || hidden.length === 0
      ? `${effect}。`
      : `${effect}。这掩盖了 ${hidden.length} 个问题：${listedZh(hidden)}。`;
  },
  evidence: ({ at, off, hidden, withoutEffect }) => [
    ...(off === 'certificates' || off === 'hostNames'
      ? [
          {
            what: `${at.shortClient} 不检查`,
            value:
              off === 'certificates' ? '证书的签发者、日期、用途、吊销状态，以及是否写有该主机' : '证书是否写有该主机',
          },
          {
            what: '没有这些选项就会失败的',
            value:
              hidden === null
                ? '未知：没有看到证书'
                : hidden.length === 0
                  ? '没有，这些选项并不需要'
                  : listedZh(hidden),
          },
        ]
      : []),
    ...(off === 'plaintext' ? [{ what: '以明文询问（hello）', value: '服务器有应答' }] : []),
    ...(withoutEffect.length === 0
      ? []
      : [{ what: `在 ${at.shortClient} 中不起作用`, value: listedZh(withoutEffect.map(shown)) }]),
  ],
  remedies: ({ at, options, off, hidden }) => [
    {
      side: 'client',
      text:
        off === 'plaintext'
          ? '除了在本机上测试，请启用 TLS：MongoClient(..., tls=True)，或在连接字符串中写 …/?tls=true，并在服务器上设置 net.tls.mode: requireTLS。'
          : `${hidden !== null && hidden.length > 0 ? '修复被掩盖的问题（下面各有解决办法）之后，' : ''}请去掉 ${listedZh(options.map(shown))}。在生产环境中，tlsInsecure、tlsAllowInvalidCertificates 和 tlsAllowInvalidHostnames 都必须为 false：否则路径上的任何人都能冒充服务器，读取和修改一切，过期的证书也不会被发现。然后再次探测。`,
      commands: off === 'plaintext' ? [] : [at.check],
      references: [reference(pymongoTls), reference(uriOptionsSpecification)],
    },
  ],
  explanation:
    'tlsInsecure、tlsAllowInvalidCertificates 和 tlsAllowInvalidHostnames 让驱动接受本该拒绝的东西，具体效果各不相同：在 PyMongo 和 Node 中，tlsAllowInvalidCertificates 也会关闭主机名检查；在 Java 中，tlsInsecure 只放行不匹配的主机名；Go 只认识 tlsInsecure，会忽略另外两个。通信仍然加密，但对方可能是任何人。它们都不会启用 TLS。MongoDB 驱动在连接时不会提示。',
  howToCheck: '结论给出了不检查的内容和被掩盖的问题。去掉这些选项后再次探测没有任何结论，即已修复。',
};

export default zh;
