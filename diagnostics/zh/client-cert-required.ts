import { checkWithOption } from '../../src/diagnose/case.ts';
import { actZh } from '../../src/diagnose/words/act-names.ts';
import type { Words } from '../../src/diagnose/define.ts';
import { mongodbTls, pymongoTls, reference } from '../../src/diagnose/sources.ts';
import type { ClientCertRequired } from '../client-cert-required.ts';

const zh: Words<ClientCertRequired> = {
  title: '服务器要求客户端证书',
  summary: ({ at }) => `服务器要求客户端出示证书，而 ${at.shortClient} 没有发送：没有指定 tlsCertificateKeyFile。`,
  evidence: ({ act, waitingFor, authorities }) => [
    {
      what: 'CertificateRequest',
      value:
        authorities === null
          ? '没有看到'
          : `由服务器发送，${authorities === 0 ? '没有指定 CA' : `指定了 ${authorities} 个 CA`}`,
    },
    { what: '客户端', value: '作答时没有发送证书' },
    { what: '随后服务器', value: actZh(act, waitingFor) },
  ],
  remedies: ({ at }) => [
    {
      side: 'client',
      text: '把证书和私钥放在同一个 PEM 文件里交给客户端：MongoClient(..., tlsCertificateKeyFile="combined.pem")，或在连接字符串中写 …/?tls=true&tlsCertificateKeyFile=combined.pem。如果是两个文件，用第一条命令合并。证书必须由服务器信任的 CA 签发；最后一条命令显示服务器是否接受。',
      commands: [
        'cat key.pem cert.pem > combined.pem',
        'openssl x509 -in combined.pem -noout -subject -issuer -dates',
        checkWithOption(at, '--tlsCertificateKeyFile', 'combined.pem'),
      ],
      references: [
        reference(pymongoTls),
        'https://www.mongodb.com/docs/manual/tutorial/configure-x509-client-authentication/',
      ],
    },
    {
      side: 'server',
      text: '如果这里的客户端不需要证书：net.tls.allowConnectionsWithoutCertificates 会放行没有证书的客户端（它们再用别的方式登录）；发送了的证书仍会被检查。之后再次探测。',
      commands: [at.check],
      references: [reference(mongodbTls)],
    },
  ],
  explanation:
    '服务器可以要求客户端出示证书，并拒绝没有证书的一方。TLS 1.3 为此有专门的警报（certificate_required，116），而且要等客户端认为握手已完成之后才到；TLS 1.2 服务器发送 handshake_failure 或 bad_certificate；mongod 根本不发警报：它完成握手后直接关闭连接，客户端报告为 “connection closed”、“read ECONNRESET” 或 “Prematurely reached end of stream”。',
  howToCheck:
    '捕获结果中有服务器的 CertificateRequest，随后是它的警报或关闭。mongod 的日志写着 “No SSL certificate provided by peer; connection rejected”。应用程序带上证书后能够连接，即已修复。',
};

export default zh;
