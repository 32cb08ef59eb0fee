import { defineDeploymentDiagnosis, type Words } from '../src/diagnose/define.ts';
import { mongodbX509Members, printed, reference } from '../src/diagnose/sources.ts';
import { shown } from '../src/diagnose/words/names.ts';
import {
  fromOutside,
  issueMember,
  judgeKind,
  memberRoles,
  severityFrom,
  type Broken,
} from '../src/diagnose/words/x509-words.ts';

/** A member certificate by which no member can be known. */
export type X509MemberDn = Broken<'memberWithoutName'>;

const en: Words<X509MemberDn> = {
  title: 'Member certificate has no O, OU or DC',
  summary: ({ problems: [{ label }], presented }) =>
    presented === undefined
      ? `${shown(label)} has neither O, OU nor DC in its subject, so no server takes its owner for a member of the cluster.`
      : `${shown(label)} shows a certificate without O, OU and DC, while other members have some: where members know each other by certificates, it is none.`,
  evidence: (broken) => [
    ...broken.problems.map(({ label, subject }) => ({ what: shown(label), value: shown(subject) })),
    ...fromOutside(broken),
  ],
  remedies: ({ check }) => [
    {
      side: 'server',
      text: 'Have the member certificates issued anew, all with the same O, OU or DC, of which one at least must be there. This is the default rule; net.tls.clusterAuthX509.attributes (7.0 and later) can set another.',
      commands: [...issueMember, check],
      references: [reference(mongodbX509Members)],
    },
  ],
  explanation:
    'With security.clusterAuthMode x509, members know each other by the attributes O, OU and DC of their certificates. A certificate without any of them identifies no member, whatever its CN and its names are.',
  howToCheck:
    '`openssl x509 -in member.pem -noout -subject -nameopt RFC2253` shows the subject. It is mended when the same check shows no finding.',
};

export default defineDeploymentDiagnosis<X509MemberDn>({
  id: 'x509-member-dn',
  family: 'mongodb-x509',
  severity: 'error',
  sources: [mongodbX509Members],
  clientErrors: [printed('mongod start-up', "Cluster member DN's must contain at least one O, OU, or DC component")],
  judge: (deployment) => judgeKind('memberWithoutName', memberRoles, deployment),
  severityOf: severityFrom('error'),
  example: {
    problems: [{ kind: 'memberWithoutName', label: 'db1.pem', subject: 'CN=db1.example.net,C=US' }],
    check: 'whytls x509 --member db1.pem --ca ca.pem',
  },
  en,
});
