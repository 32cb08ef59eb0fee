import { askResponder, newEcRequest, splitChain } from '../../src/diagnose/remedies/commands.ts';
import type { GeneralRemedies } from '../../src/diagnose/remedies/general-remedy.ts';
import { reloadServer, reloadServerSources } from '../../src/diagnose/remedies/program-commands.ts';
import { noRevocation, noVerification } from '../../src/diagnose/remedies/shortcuts.ts';
import { mongodbTls, rfc } from '../../src/diagnose/sources.ts';

export default {
  remedies: (at) => [
    {
      side: 'server',
      en: 'Have a certificate with a new key issued and put it in place. Ask the CA first why the old one was revoked: if its key leaked, everything that it protected is concerned.',
      zh: '用新密钥重新签发证书并换上。先向 CA 询问吊销原因：如果是私钥泄露，它保护过的一切都受影响。',
      commands: [newEcRequest],
      platforms: reloadServer,
      sources: [rfc(6960, '2.2'), mongodbTls],
      platformSources: reloadServerSources,
    },
    {
      side: 'server',
      en: 'See what the CA says of the certificate that is served: the staple, and the responder asked directly (cert-0.pem is the leaf that the server sends, cert-1.pem its issuer).',
      zh: '查看 CA 对当前证书的说法：先看服务器装订的响应，再直接询问 OCSP 响应方（cert-0.pem 是服务器发送的叶证书，cert-1.pem 是它的签发者）。',
      commands: [at.connect('-status'), splitChain(at.show), askResponder(null)],
    },
  ],
  shortcuts: [
    noRevocation(
      'the client no longer sees that the CA withdrew the certificate, most likely since somebody else has its key.',
      '客户端就看不到 CA 已吊销该证书，而吊销往往是因为私钥已落入他人之手。',
    ),
    noVerification(
      'whoever has the leaked key, and everybody else, passes for the server.',
      '拿到泄露私钥的人，以及任何其他人，都能冒充服务器。',
    ),
  ],
} satisfies GeneralRemedies;
