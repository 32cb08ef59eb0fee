import type { GeneralRemedies } from '../../src/diagnose/remedies/general-remedy.ts';
import { opensslConfiguration } from '../../src/diagnose/remedies/remedy-sources.ts';
import { weakCryptography } from '../../src/diagnose/remedies/shortcuts.ts';
import { rfc } from '../../src/diagnose/sources.ts';

export default {
  remedies: (at) => [
    {
      side: 'server',
      en: 'Let the server do ECDHE, which needs no such group, or give it one of 2048 bits or more. The second command shows the size: "Server Temp Key".',
      zh: '让服务器使用 ECDHE，就不需要这种群组；或者给它 2048 位以上的群组。第二条命令显示大小：“Server Temp Key”。',
      commands: [
        'openssl genpkey -genparam -algorithm DH -pkeyopt group:ffdhe2048 -out dhparam.pem',
        at.connect('-tls1_2 -cipher DHE'),
      ],
      platforms: {
        java: ['java -Djdk.tls.ephemeralDHKeySize=2048 …'],
        mongod: ['mongod --setParameter opensslDiffieHellmanParameters=/path/to/dhparam.pem …'],
        nginx: ['sudo nginx -T | grep -n ssl_dhparam'],
        apache: ['cat dhparam.pem >> cert.pem'],
        haproxy: ['grep -n tune.ssl.default-dh-param /etc/haproxy/haproxy.cfg'],
        postgresql: ["psql -c 'SHOW ssl_dh_params_file'"],
        postfix: ['postconf smtpd_tls_dh1024_param_file'],
      },
      sources: [rfc(7919, '3')],
    },
    {
      side: 'client',
      en: 'Until then: leave DHE out on the client, so that the server takes another suite. The security level stays as it is.',
      zh: '在此之前：让客户端不提供 DHE，服务器就会选择其他套件。安全级别保持不变。',
      platforms: {
        curl: [`curl --ciphers 'DEFAULT:!DHE' https://${at.where}/`],
        openssl: [at.connect("-cipher 'DEFAULT:!DHE'")],
      },
      sources: [opensslConfiguration],
    },
  ],
  shortcuts: [
    weakCryptography(
      'groups of 1024 bits can be broken by those who pay for it (Logjam), and the lower level holds for every connection and also lets in weak keys and signatures.',
      '1024 位的群组已可被攻破（Logjam），而且降低安全级别会影响所有连接，连同过弱的密钥和签名一并放行。',
    ),
  ],
} satisfies GeneralRemedies;
