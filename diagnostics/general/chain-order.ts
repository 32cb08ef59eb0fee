import { splitChain } from '../../src/diagnose/remedies/commands.ts';
import type { GeneralRemedies } from '../../src/diagnose/remedies/general-remedy.ts';
import { reloadServer, reloadServerSources } from '../../src/diagnose/remedies/program-commands.ts';
import { nginxTls } from '../../src/diagnose/remedies/remedy-sources.ts';
import { rfc } from '../../src/diagnose/sources.ts';

export default {
  remedies: (at) => [
    {
      side: 'server',
      en: 'Write the file anew: the leaf, the certificate that issued it, and so on upwards; no root, nothing else. The first command takes apart what is sent, the second shows who issued whom. A private key in the same file stays as it is.',
      zh: '重新编排证书文件：先是叶证书，然后是它的签发者，依次向上；不放根证书，也不放其他证书。第一条命令拆分所发送的证书，第二条显示签发关系。同一文件中的私钥保持不动。',
      commands: [
        splitChain(at.show),
        'for file in cert-*.pem; do openssl x509 -in "$file" -noout -subject -issuer; done',
        'cat LEAF.pem ISSUER-OF-LEAF.pem NEXT-ISSUER.pem > chain.pem',
      ],
      platforms: reloadServer,
      sources: [rfc(8446, '4.4.2'), rfc(5246, '7.4.2'), nginxTls],
      platformSources: reloadServerSources,
    },
  ],
} satisfies GeneralRemedies;
