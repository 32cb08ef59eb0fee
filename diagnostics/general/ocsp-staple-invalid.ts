import type { GeneralRemedies } from '../../src/diagnose/remedies/general-remedy.ts';
import { showClock } from '../../src/diagnose/remedies/platform-commands.ts';
import { noRevocation } from '../../src/diagnose/remedies/shortcuts.ts';
import { mongodbOcsp, rfc } from '../../src/diagnose/sources.ts';

export default {
  remedies: (at) => [
    {
      side: 'server',
      en: 'Let the server fetch a fresh response: see in its log why that failed, whether it reaches the responder that the certificate names, and whether its clock is right. The first command shows what is stapled and until when.',
      zh: '让服务器获取新的响应：查看日志中失败的原因，确认它能访问证书指明的响应方，且时钟正确。第一条命令显示装订的内容和有效期。',
      commands: [
        at.connect('-status'),
        'curl -sSo /dev/null -w "%{http_code}\\n" "$(openssl x509 -in cert.pem -noout -ocsp_uri)"',
      ],
      platforms: {
        mongod: [
          "mongosh --eval 'db.adminCommand({getParameter: 1, ocspEnabled: 1})'",
          'sudo tail -n 50 /var/log/mongodb/mongod.log',
        ],
        nginx: ['sudo nginx -T | grep -nE "ssl_stapling|resolver"', 'sudo nginx -s reload'],
        apache: ['grep -rn SSLStapling /etc/apache2 /etc/httpd', 'sudo apachectl graceful'],
        haproxy: ['sudo systemctl reload haproxy'],
      },
      sources: [rfc(6960, '3.2'), mongodbOcsp],
    },
    {
      side: 'server',
      en: "Where the responder is your own: it must sign with the issuer's key, or with a certificate that this issuer gave the usage OCSPSigning, and answer for this very certificate.",
      zh: '如果响应方是自建的：必须用签发者的密钥签名，或用该签发者颁发、带 OCSPSigning 用途的证书签名，并且针对的正是这张证书。',
      sources: [rfc(6960, '4.2.2.2')],
    },
    {
      side: 'client',
      en: 'If the times in the response are in order, the clock of the client is not.',
      zh: '如果响应中的时间没有问题，那就是客户端时钟不对。',
      platforms: showClock,
    },
  ],
  shortcuts: [
    noRevocation(
      'a staple that says "revoked" is judged all the same by some clients, and by the others not seen at all.',
      '对于内容为“已吊销”的响应，有的客户端照样拒绝，其余的则完全看不到。',
    ),
  ],
} satisfies GeneralRemedies;
