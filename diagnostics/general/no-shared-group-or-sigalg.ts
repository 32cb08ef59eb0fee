import type { GeneralRemedies } from '../../src/diagnose/remedies/general-remedy.ts';
import { showTlsPolicy, upgradeOpenssl } from '../../src/diagnose/remedies/platform-commands.ts';
import { opensslConfiguration, redhatPolicies } from '../../src/diagnose/remedies/remedy-sources.ts';
import { rfc } from '../../src/diagnose/sources.ts';

export default {
  remedies: (at) => [
    {
      side: 'server',
      en: 'Let the server take the common groups, x25519 and secp256r1 at least, and give it a certificate with a key that every client can verify: EC P-256 or RSA of 2048 bits, signed with SHA-256.',
      zh: '让服务器接受常用的群组，至少 x25519 和 secp256r1，并使用所有客户端都能验证的证书：EC P-256 或 2048 位 RSA，用 SHA-256 签名。',
      commands: [at.connect('-groups P-256:P-384:X25519')],
      platforms: {
        nginx: ['sudo nginx -T | grep -n ssl_ecdh_curve'],
        apache: ['grep -rn "Curves\\|Groups" /etc/apache2 /etc/httpd'],
        haproxy: ['grep -nE "curves|ecdhe" /etc/haproxy/haproxy.cfg'],
        postgresql: ["psql -c 'SHOW ssl_ecdh_curve'"],
        java: ['grep -n jdk.tls.namedGroups "$JAVA_HOME/conf/security/java.security"'],
      },
      sources: [rfc(8446, '4.2.7'), rfc(9325, '4.2.1'), opensslConfiguration],
    },
    {
      side: 'client',
      en: 'See whether the client was narrowed: openssl.cnf, a FIPS mode (no x25519), a policy of the operating system.',
      zh: '检查客户端是否被限制：openssl.cnf、FIPS 模式（不允许 x25519）或操作系统策略。',
      platforms: showTlsPolicy,
      sources: [redhatPolicies],
    },
    {
      side: 'client',
      en: 'Or renew its TLS library: an old one knows neither the group nor the signature scheme.',
      zh: '或者升级它的 TLS 库：旧库既不认识这个群组，也不认识这个签名算法。',
      platforms: upgradeOpenssl,
    },
  ],
} satisfies GeneralRemedies;
