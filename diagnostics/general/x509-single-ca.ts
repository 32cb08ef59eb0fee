import type { GeneralRemedies } from '../../src/diagnose/remedies/general-remedy.ts';
import { mongodbX509, mongodbX509Members } from '../../src/diagnose/sources.ts';

export default {
  remedies: () => [
    {
      side: 'server',
      en: 'Have all certificates of clients and members issued by one CA. Where that cannot be, net.tls.CAFile must hold every root, and net.tls.clusterCAFile can name another CA for incoming certificates; whoever holds a certificate of any of them can then open a connection.',
      zh: '让同一个 CA 签发客户端和成员的全部证书。做不到时，net.tls.CAFile 必须包含所有根证书，并可用 net.tls.clusterCAFile 为传入连接的证书指定另一个 CA；持有其中任一 CA 的证书就能建立连接。',
      commands: ['for file in *.pem; do openssl x509 -in "$file" -noout -subject -issuer; done'],
      sources: [mongodbX509, mongodbX509Members],
    },
  ],
} satisfies GeneralRemedies;
