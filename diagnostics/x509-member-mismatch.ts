import { defineDeploymentDiagnosis, type Words } from '../src/diagnose/define.ts';
import { mongodbX509Members, printed, reference } from '../src/diagnose/sources.ts';
import { counted, shown } from '../src/diagnose/words/names.ts';
import {
  attributeText,
  fromOutside,
  issueMember,
  judgeKind,
  memberRoles,
  severityFrom,
  type Broken,
} from '../src/diagnose/words/x509-words.ts';

/** Member certificates whose O, OU and DC are not the same. */
export type X509MemberMismatch = Broken<'memberMismatch'>;

const en: Words<X509MemberMismatch> = {
  title: 'Member certificates name different clusters',
  summary: ({ problems: [{ first, second }], presented }) =>
    second === null
      ? `No member certificate has the O, OU and DC of tlsX509ClusterAuthDNOverride, ${shown(first)} among them.`
      : presented === undefined
        ? `${shown(first)} and ${shown(second)} do not have the same O, OU and DC, so their owners do not take each other for members.`
        : `${shown(first)} and ${shown(second)} show certificates without the same O, OU and DC: where members know each other by certificates, these two do not.`,
  evidence: (broken) => [
    ...broken.problems.map(({ first, second, onlyFirst, onlySecond, counts }) => ({
      what: `${shown(first)} and ${second === null ? 'the override' : shown(second)}`,
      value: [
        ...(onlyFirst.length === 0 ? [] : [`only the first has ${attributeText(onlyFirst, '')}`]),
        ...(onlySecond.length === 0 ? [] : [`only the second has ${attributeText(onlySecond, '')}`]),
        ...counts.map(({ type, first: one, second: other }) => `${counted(one, `${type} value`)} against ${other}`),
      ].join('; '),
    })),
    ...fromOutside(broken),
  ],
  remedies: ({ problems: [{ second }], check }) => [
    {
      side: 'server',
      text:
        second === null
          ? 'Set tlsX509ClusterAuthDNOverride to the O, OU and DC of the new member certificates, or have them issued with its value. While it is set, members may carry either the old or the new attributes.'
          : 'Have all member certificates issued with the same O, OU and DC: as many values, the same spelling (upper and lower case count). Order and other attributes do not matter. To change over without a stop, set the parameter tlsX509ClusterAuthDNOverride (4.2 and later) to the other name on every member meanwhile.',
      commands: [...issueMember, check],
      references: [reference(mongodbX509Members)],
    },
  ],
  explanation:
    "With security.clusterAuthMode x509, a server takes a peer for a member when the O, OU and DC of the peer's certificate are the same as those of its own certificateKeyFile: the same values, as many of each. The order does not matter, nor do CN, ST, C and others. Both net.tls.clusterFile and net.tls.certificateKeyFile of each member must fit. Newer servers can be told another rule (net.tls.clusterAuthX509); this finding is about the default one.",
  howToCheck:
    '`openssl x509 -in member.pem -noout -subject -nameopt RFC2253` for each file shows the subjects. It is mended when the same check shows no finding.',
};

export default defineDeploymentDiagnosis<X509MemberMismatch>({
  id: 'x509-member-mismatch',
  family: 'mongodb-x509',
  severity: 'error',
  sources: [mongodbX509Members],
  clientErrors: [printed('mongod log, about another member', 'Could not find user "<DN>" for db "$external"')],
  judge: (deployment) => judgeKind('memberMismatch', memberRoles, deployment),
  severityOf: severityFrom('error'),
  example: {
    problems: [
      {
        kind: 'memberMismatch',
        first: 'db1.pem',
        second: 'db2.pem',
        onlyFirst: [{ type: 'OU', value: 'Sales', shown: 'Sales' }],
        onlySecond: [],
        counts: [{ type: 'OU', first: 2, second: 1 }],
      },
    ],
    check: 'whytls x509 --member db1.pem db2.pem --ca ca.pem',
  },
  en,
});
