import type { GeneralRemedies } from '../../src/diagnose/remedies/general-remedy.ts';
import { noVerification } from '../../src/diagnose/remedies/shortcuts.ts';
import { endingOcsp, mongodbOcsp, rfc } from '../../src/diagnose/sources.ts';

export default {
  remedies: (at) => [
    {
      side: 'server',
      en: 'Let the server staple: the certificate demands it (status_request in the first output), and the second shows whether a response is sent.',
      zh: '让服务器启用 OCSP 装订：证书要求它（第一条输出中的 status_request），第二条显示是否发送了响应。',
      commands: [`${at.show} | openssl x509 -noout -ocsp_uri -ext tlsfeature`, at.connect('-status')],
      platforms: {
        mongod: ["mongosh --eval 'db.adminCommand({getParameter: 1, ocspEnabled: 1})'"],
        nginx: ['sudo nginx -T | grep -nE "ssl_stapling|resolver"'],
        apache: ['grep -rn SSLUseStapling /etc/apache2 /etc/httpd'],
      },
      sources: [rfc(6066, '8'), mongodbOcsp],
    },
    {
      side: 'server',
      en: 'If it cannot staple (mongod on Windows and macOS, or before 4.4), or if the CA no longer runs a responder, have the certificate issued without the demand.',
      zh: '如果服务器不支持装订（Windows、macOS 上的 mongod，或 4.4 之前的版本），或者 CA 已停用 OCSP，就重新签发不带此要求的证书。',
      platforms: { certbot: ['grep -rn must_staple /etc/letsencrypt/renewal', `sudo certbot certonly -d ${at.host}`] },
      sources: [rfc(7633, '4.2.3.1'), endingOcsp],
    },
  ],
  shortcuts: [
    noVerification(
      'the demand is there so that nobody can use the key after it was revoked; without checks, nobody even needs the key.',
      '这项要求是为了防止吊销后私钥仍被使用；关闭校验后，连私钥都不需要了。',
    ),
  ],
} satisfies GeneralRemedies;
