import type { GeneralRemedies } from '../../src/diagnose/remedies/general-remedy.ts';
import { noNames } from '../../src/diagnose/remedies/shortcuts.ts';
import { mongodbX509Members, rfc } from '../../src/diagnose/sources.ts';
import { issueMember } from '../../src/diagnose/words/x509-words.ts';

export default {
  remedies: () => [
    {
      side: 'server',
      en: "Have the certificate issued anew with every name of the replica set's configuration in subjectAltName: host names as DNS, addresses as IP. Or let the configuration use a name that is in it.",
      zh: '重新签发证书，在 subjectAltName 中列出副本集配置里的全部名字：主机名用 DNS，地址用 IP。或者让配置使用证书中已有的名字。',
      commands: ["mongosh --eval 'rs.conf().members.map(({host}) => host)'", ...issueMember],
      sources: [mongodbX509Members, rfc(9525, '6.3')],
    },
  ],
  shortcuts: [
    noNames(
      'between members, too: whoever holds any certificate of the CA can then pose as one of them.',
      '在成员之间也一样：持有该 CA 任何一张证书的人都能冒充成员。',
    ),
  ],
} satisfies GeneralRemedies;
