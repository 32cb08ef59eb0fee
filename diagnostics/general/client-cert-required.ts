import type { GeneralRemedies } from '../../src/diagnose/remedies/general-remedy.ts';
import { clientCertificate } from '../../src/diagnose/remedies/program-commands.ts';
import { libpqTls } from '../../src/diagnose/remedies/remedy-sources.ts';
import { noVerification } from '../../src/diagnose/remedies/shortcuts.ts';
import { mongodbTls, mongodbX509Clients, pymongoTls } from '../../src/diagnose/sources.ts';

export default {
  remedies: (at) => [
    {
      side: 'client',
      en: 'Give the client a certificate and its private key, from a CA that the server accepts: "Acceptable client certificate CA names" in the first output lists them. Some programs want both in one file.',
      zh: '为客户端配置证书和私钥，证书必须由服务器接受的 CA 签发：第一条输出中的“Acceptable client certificate CA names”列出这些 CA。有的程序要求两者在同一文件中。',
      commands: [at.show, 'cat key.pem cert.pem > client.pem'],
      platforms: clientCertificate(at),
      sources: [pymongoTls, mongodbX509Clients, libpqTls],
    },
    {
      side: 'server',
      en: 'If clients need no certificate here, say so on the server. They then log in by other means; a certificate that is sent is still checked.',
      zh: '如果这里的客户端不需要证书，在服务器上放开。客户端改用其他方式登录；若仍发送证书，照样会校验。',
      platforms: {
        mongod: ['grep -n allowConnectionsWithoutCertificates /etc/mongod.conf'],
        nginx: ['sudo nginx -T | grep -n ssl_verify_client'],
        apache: ['grep -rn SSLVerifyClient /etc/apache2 /etc/httpd'],
        haproxy: ['grep -n "verify required" /etc/haproxy/haproxy.cfg'],
        postgresql: ['grep -n clientcert "$(psql -Atc \'SHOW hba_file\')"'],
      },
      sources: [mongodbTls],
    },
  ],
  shortcuts: [
    noVerification(
      'they concern the certificate of the server; it is the server that asks here, and refuses all the same.',
      '它们只影响对服务器证书的校验；而这里是服务器要求客户端证书，照样会拒绝。',
    ),
  ],
} satisfies GeneralRemedies;
