import type { GeneralRemedies } from '../../src/diagnose/remedies/general-remedy.ts';
import { reloadServer, reloadServerSources } from '../../src/diagnose/remedies/program-commands.ts';
import { noVerification } from '../../src/diagnose/remedies/shortcuts.ts';
import { mongodbX509Clients, rfc } from '../../src/diagnose/sources.ts';

export default {
  remedies: (at) => [
    {
      side: 'server',
      en: 'Have the certificate issued for what it is used for: extendedKeyUsage serverAuth for a server (a member of a MongoDB cluster: serverAuth and clientAuth), keyUsage digitalSignature and, for RSA, keyEncipherment. What stands above it must be a CA: basicConstraints CA:TRUE, keyUsage keyCertSign.',
      zh: '按实际用途签发证书：服务器证书要有 extendedKeyUsage serverAuth（MongoDB 集群成员还要 clientAuth），keyUsage 要有 digitalSignature，RSA 还要 keyEncipherment。它上面的证书必须是 CA：basicConstraints CA:TRUE，keyUsage keyCertSign。',
      commands: [
        `${at.show} | openssl x509 -noout -subject -ext basicConstraints,keyUsage,extendedKeyUsage`,
        "printf 'basicConstraints=CA:FALSE\\nkeyUsage=critical,digitalSignature,keyEncipherment\\nextendedKeyUsage=serverAuth\\nsubjectAltName=DNS:HOST\\n' > server.ext",
        'openssl x509 -req -in server.csr -CA ca.pem -CAkey ca.key -CAcreateserial -days 397 -extfile server.ext -out server.pem',
      ],
      platforms: reloadServer,
      sources: [rfc(5280, '4.2.1.12'), rfc(5280, '4.2.1.3'), rfc(5280, '4.2.1.9')],
      platformSources: reloadServerSources,
    },
    {
      side: 'client',
      en: "Where it is the client's certificate that a server refuses: it needs clientAuth, which public CAs no longer issue in 2026. Have it issued by a CA of your own.",
      zh: '如果是服务器拒绝客户端证书：它需要 clientAuth，而公共 CA 在 2026 年已不再签发，请用自建 CA 签发。',
      commands: ['openssl x509 -in client.pem -noout -ext keyUsage,extendedKeyUsage'],
      sources: [mongodbX509Clients],
    },
  ],
  shortcuts: [
    noVerification(
      'a stolen certificate of any kind, of a person or a printer, then passes for that of the server.',
      '这样一来，任何被盗的证书（个人的、打印机的）都能当作服务器证书使用。',
    ),
  ],
} satisfies GeneralRemedies;
