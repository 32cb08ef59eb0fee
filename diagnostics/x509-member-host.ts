import { defineDeploymentDiagnosis, type Words } from '../src/diagnose/define.ts';
import { mongodbX509Members, printed, reference, rfc } from '../src/diagnose/sources.ts';
import { listed, shown } from '../src/diagnose/words/names.ts';
import {
  fromOutside,
  issueMember,
  judgeKind,
  memberRoles,
  severityFrom,
  type Broken,
} from '../src/diagnose/words/x509-words.ts';

/** A member's certificate that does not hold the member's host, by the rule of MongoDB's own servers. */
export type X509MemberHost = Broken<'memberHost'>;

const en: Words<X509MemberHost> = {
  title: 'Member certificate does not hold the host name',
  summary: ({ problems: [{ label, host, overridden, addressNotRead }] }) =>
    `${shown(label)} is not for ${shown(host)} as MongoDB's servers compare names${
      overridden
        ? ': its CN is, but any subjectAltName overrides the CN'
        : addressNotRead
          ? ': servers before 4.2 do not read IP addresses in subjectAltName'
          : ''
    }, so other members refuse it.`,
  evidence: (broken) => [
    ...broken.problems.map(({ label, host, presented }) => ({
      what: shown(label),
      value: `asked for ${shown(host)}; names that count: ${presented.length === 0 ? 'none' : listed(presented.map(shown))}`,
    })),
    ...fromOutside(broken),
  ],
  remedies: ({ check }) => [
    {
      side: 'server',
      text: 'Have the certificate issued anew with every name of the replica set configuration (rs.conf().members[n].host) in subjectAltName: host names as DNS, addresses as IP, which servers from 4.2 on read. Or let the configuration use a name that is in it.',
      commands: ["mongosh --eval 'rs.conf().members.map(({host}) => host)'", ...issueMember, check],
      references: [reference(mongodbX509Members), reference(rfc(9525, '6.3'))],
    },
  ],
  explanation:
    'Members compare the name by which they know each other, the one in the replica set configuration, with the certificate that they are shown. They do so by a rule of their own: where the certificate has any subjectAltName, only that counts, and the CN does not; DNS names are compared without regard to case, `*.` stands for one label; IP addresses are read since 4.2.',
  howToCheck:
    '`openssl x509 -in member.pem -noout -ext subjectAltName` shows the names. It is mended when the same check shows no finding.',
};

export default defineDeploymentDiagnosis<X509MemberHost>({
  id: 'x509-member-host',
  family: 'mongodb-x509',
  severity: 'error',
  sources: [mongodbX509Members, rfc(9525, '6.3')],
  clientErrors: [
    printed(
      'mongod log (23257), about another member',
      'The server certificate does not match the host name. Hostname: <h> does not match SAN(s): <list>',
    ),
  ],
  judge: (deployment) => judgeKind('memberHost', memberRoles, deployment),
  severityOf: severityFrom('error'),
  example: {
    problems: [
      {
        kind: 'memberHost',
        label: 'db1.pem',
        host: 'db1.example.net',
        presented: ['db1.internal'],
        overridden: true,
        addressNotRead: false,
      },
    ],
    check: 'whytls x509 --member db1.pem --host db1.example.net --ca ca.pem',
  },
  en,
});
