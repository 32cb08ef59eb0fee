import { askResponder, splitChain } from '../../src/diagnose/remedies/commands.ts';
import type { GeneralRemedies } from '../../src/diagnose/remedies/general-remedy.ts';
import { showProxy } from '../../src/diagnose/remedies/platform-commands.ts';
import { noRevocation } from '../../src/diagnose/remedies/shortcuts.ts';
import { endingOcsp, mongodbOcsp, rfc } from '../../src/diagnose/sources.ts';

export default {
  remedies: (at) => [
    {
      side: 'network',
      en: 'Ask the responder by hand from the machine of the client (cert-0.pem is the leaf that the server sends, cert-1.pem its issuer): that tells a firewall or proxy that lets no plain HTTP out from a responder that fails.',
      zh: '在客户端机器上手动询问响应方（cert-0.pem 是服务器发送的叶证书，cert-1.pem 是它的签发者）：这样可以区分是防火墙、代理不放行明文 HTTP，还是响应方本身有问题。',
      commands: [splitChain(at.show), askResponder(null)],
      platforms: { ...showProxy, windows: ['netsh winhttp show proxy', 'certutil -urlfetch -verify leaf.cer'] },
      sources: [rfc(6960, '4.2.1'), mongodbOcsp],
    },
    {
      side: 'server',
      en: 'Let the server staple the response: then its clients need no way to the responder.',
      zh: '让服务器启用 OCSP 装订：这样客户端就不需要访问响应方。',
      platforms: {
        mongod: ["mongosh --eval 'db.adminCommand({getParameter: 1, ocspEnabled: 1})'"],
        nginx: ['sudo nginx -T | grep -nE "ssl_stapling|resolver"'],
        apache: ['grep -rn SSLUseStapling /etc/apache2 /etc/httpd'],
      },
      sources: [rfc(6066, '8'), endingOcsp],
    },
  ],
  shortcuts: [
    noRevocation(
      'the client then asks nobody, and never learns that a certificate was revoked.',
      '这样客户端就不再询问，也就永远不知道证书已被吊销。',
    ),
  ],
} satisfies GeneralRemedies;
