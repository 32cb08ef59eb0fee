import type { GeneralRemedies } from '../../src/diagnose/remedies/general-remedy.ts';
import { mongodbX509Members } from '../../src/diagnose/sources.ts';
import { issueMember } from '../../src/diagnose/words/x509-words.ts';

export default {
  remedies: () => [
    {
      side: 'server',
      en: 'Have the member certificates issued anew, all with the same O, OU and DC, of which one at least must be there. net.tls.clusterAuthX509.attributes (7.0 and later) can set another rule.',
      zh: '重新签发成员证书，O、OU、DC 全部一致，且至少要有其中一项。也可以用 net.tls.clusterAuthX509.attributes（7.0 及以上）设置别的规则。',
      commands: issueMember,
      sources: [mongodbX509Members],
    },
  ],
} satisfies GeneralRemedies;
