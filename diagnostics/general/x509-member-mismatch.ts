import type { GeneralRemedies } from '../../src/diagnose/remedies/general-remedy.ts';
import { mongodbX509Members } from '../../src/diagnose/sources.ts';
import { issueMember } from '../../src/diagnose/words/x509-words.ts';

export default {
  remedies: () => [
    {
      side: 'server',
      en: 'Have all member certificates issued with the same O, OU and DC: as many values, the same spelling (upper and lower case count).',
      zh: '重新签发成员证书，使 O、OU、DC 完全一致：个数相同、写法相同（区分大小写）。',
      commands: [
        'for file in db*.pem; do openssl x509 -in "$file" -noout -subject -nameopt RFC2253; done',
        ...issueMember,
      ],
      sources: [mongodbX509Members],
    },
    {
      side: 'server',
      en: 'To change over without a stop: tlsX509ClusterAuthDNOverride (4.2 and later) lets each member take the other name, too, meanwhile.',
      zh: '如需不停机切换：tlsX509ClusterAuthDNOverride（4.2 及以上）可让各成员在过渡期同时接受另一个名字。',
      commands: ['mongod --setParameter tlsX509ClusterAuthDNOverride="O=Example,OU=New Cluster" …'],
      sources: [mongodbX509Members],
    },
  ],
} satisfies GeneralRemedies;
