import type { Words } from '../../src/diagnose/define.ts';
import { mongodbTls, reference, rfc } from '../../src/diagnose/sources.ts';
import { actZh } from '../../src/diagnose/words/act-names.ts';
import { alertName, listedZh, schemeName } from '../../src/diagnose/words/names.ts';
import type { ClientCertRejected } from '../client-cert-rejected.ts';

const meaning: ReadonlyMap<number, string> = new Map([
  [42, '它已损坏、签名不对，或另一项检查失败'],
  [43, '它的类型或用途不合适：多半是 extendedKeyUsage 中没有 clientAuth'],
  [44, '它已被其 CA 吊销'],
  [45, '它已过期，或尚未生效'],
  [46, '它有某处不可接受'],
  [48, '服务器不信任签发它的 CA'],
  [49, '它是有效的，但其所有者没有访问权限'],
]);

const zh: Words<ClientCertRejected> = {
  title: '服务器拒绝客户端证书',
  summary: ({ act, sent, schemes }) =>
    sent === 'noCommonScheme'
      ? `客户端有证书，但其密钥不能以服务器接受的任何方式签名（${listedZh(schemes.ours.map(schemeName), 3)}，而服务器接受 ${listedZh(schemes.theirs.map(schemeName), 3)}），因此没有发送。`
      : sent === 'sent'
        ? `服务器拒绝了客户端的证书${act.kind === 'alert' ? `，警报为 ${alertName(act.description)}` : '：它结束了连接'}。`
        : `服务器以${act.kind === 'alert' ? `警报 ${alertName(act.description)} ` : '关闭连接'}结束握手，像是针对客户端证书，但它并没有索要证书。`,
  evidence: ({ act, waitingFor, sent, without, schemes, authorities }) => [
    ...(authorities === null
      ? []
      : [{ what: 'CertificateRequest', value: authorities === 0 ? '没有指定 CA' : `指定了 ${authorities} 个 CA` }]),
    {
      what: '客户端',
      value: {
        sent: `发送了证书${schemes.ours[0] === undefined ? '' : `，用 ${schemeName(schemes.ours[0])} 签名`}`,
        noCommonScheme: `没有发送：其密钥的签名算法为 ${listedZh(schemes.ours.map(schemeName))}`,
        notAsked: '没有发送证书，也没有被索要',
      }[sent],
    },
    ...(sent === 'noCommonScheme' ? [{ what: '服务器接受', value: listedZh(schemes.theirs.map(schemeName), 12) }] : []),
    { what: '随后服务器', value: actZh(act, waitingFor) },
    ...(act.kind === 'alert' && meaning.has(act.description)
      ? [{ what: '按 RFC 8446，这表示', value: meaning.get(act.description) ?? '' }]
      : []),
    ...(without === null
      ? []
      : [{ what: '不带证书', value: without ? '同样的内容可以通过：服务器并不一定要证书' : '同样的内容结果并不更好' }]),
    ...(sent === 'noCommonScheme' ? [] : [{ what: '没有看到', value: '究竟哪一项检查失败：只有服务器日志知道' }]),
  ],
  remedies: ({ at, sent, without }) => [
    {
      side: 'client',
      text:
        sent === 'noCommonScheme'
          ? '请使用服务器能够检查的密钥的证书：2048 位 RSA 密钥或 P-256 上的 EC 密钥几乎在哪里都能用。Ed25519、Ed448 和 Brainpool 密钥并非每台服务器都支持，太小的 RSA 密钥放不下 RSA-PSS。'
          : sent === 'sent'
            ? '查看所发送的证书：有效期、签发者，以及 extendedKeyUsage 中是否有 clientAuth。它必须由服务器用来校验客户端的文件（MongoDB：net.tls.CAFile 或 net.tls.clusterCAFile）中的 CA 签发。'
            : '如果这台服务器只接受持有证书的客户端，请提供证书：tlsCertificateKeyFile，一个同时含有证书和私钥的 PEM 文件。',
      commands: ['openssl x509 -in client.pem -noout -subject -issuer -dates -ext extendedKeyUsage', at.check],
      references: [reference(mongodbTls), reference(rfc(8446, '6.2'))],
    },
    ...(without === true
      ? [
          {
            side: 'client' as const,
            text: '或者，如果应用程序用别的方式登录，就不要带证书：服务器会放行没有证书的客户端。',
            commands: [],
            references: [],
          },
        ]
      : []),
    {
      side: 'server',
      text: '服务器日志会写明失败的检查：mongod 写的是 “SSL peer certificate validation failed” 加上 OpenSSL 的原因（编号 23256）。',
      commands: [],
      references: [],
    },
  ],
  explanation:
    '客户端收到的关于证书的警报，是服务器在说客户端的证书，而不是服务器自己的证书：bad_certificate、unsupported_certificate、certificate_revoked、certificate_expired、certificate_unknown、unknown_ca 或 access_denied。在 TLS 1.3 中，它要等客户端认为握手已完成之后才到。',
  howToCheck: '结论中给出了警报及其含义。应用程序带上证书后能够连接，即已修复。',
};

export default zh;
