import { defineDeploymentDiagnosis, type Words } from '../src/diagnose/define.ts';
import { mongodbX509Members, printed, reference, rfc } from '../src/diagnose/sources.ts';
import { listed, shown } from '../src/diagnose/words/names.ts';
import { usageNames } from '../src/diagnose/words/oid-names.ts';
import {
  fromOutside,
  issueMember,
  judgeKind,
  memberRoles,
  severityFrom,
  type Broken,
} from '../src/diagnose/words/x509-words.ts';

/** A server's certificate whose extendedKeyUsage does not allow what it has to serve for. */
export type X509MemberUsage = Broken<'memberUsage'>;

const option = { server: 'certificateKeyFile', member: 'certificateKeyFile', clusterFile: 'clusterFile', client: '' };

const en: Words<X509MemberUsage> = {
  title: 'Member certificate lacks a usage',
  summary: ({ problems: [{ label, role, lacks }], presented }) =>
    `${shown(label)} names extendedKeyUsage without ${listed(lacks)}, so ${
      lacks.includes('clientAuth')
        ? 'other members refuse the connections that its owner opens to them'
        : 'clients and other members refuse it as a server certificate'
    }${role !== 'member' ? '' : presented === undefined ? ' (it serves both ways, since no clusterFile is given)' : ', unless it has a clusterFile for these'}.`,
  evidence: (broken) => [
    ...broken.problems.map(({ label, role, extendedKeyUsage, lacks }) => ({
      what: `${shown(label)} (${option[role]})`,
      value: `extendedKeyUsage ${listed(usageNames(extendedKeyUsage))}; lacks ${listed(lacks)}`,
    })),
    ...fromOutside(broken),
  ],
  remedies: ({ problems, check }) => [
    {
      side: 'server',
      text: `Have it issued anew with extendedKeyUsage = serverAuth, clientAuth, or without that extension.${problems.some(({ lacks }) => lacks.includes('clientAuth')) ? ' Public CAs no longer issue clientAuth in 2026: member certificates then come from a CA of your own.' : ''}`,
      commands: [...issueMember, check],
      references: [reference(mongodbX509Members), reference(rfc(5280, '4.2.1.12'))],
    },
    {
      side: 'server',
      text: 'Or divide the roles: net.tls.certificateKeyFile with serverAuth for clients, net.tls.clusterFile with clientAuth for other members, both with the same O, OU and DC.',
      commands: [],
      references: [reference(mongodbX509Members)],
    },
  ],
  explanation:
    'A mongod is a server to its clients and a client to the other members. Where a certificate names extendedKeyUsage, it may serve only for what is named: serverAuth for incoming connections, clientAuth for outgoing ones. A certificate without that extension serves both ways. net.tls.certificateKeyFile is used both ways unless net.tls.clusterFile is set.',
  howToCheck:
    '`openssl x509 -in member.pem -noout -ext extendedKeyUsage` shows the usages. It is mended when the same check shows no finding.',
};

export default defineDeploymentDiagnosis<X509MemberUsage>({
  id: 'x509-member-usage',
  family: 'mongodb-x509',
  severity: 'error',
  sources: [mongodbX509Members, rfc(5280, '4.2.1.12')],
  clientErrors: [
    printed(
      'mongod log (23256), about another member',
      'SSL peer certificate validation failed: unsuitable certificate purpose',
    ),
  ],
  judge: (deployment) => judgeKind('memberUsage', memberRoles, deployment),
  severityOf: severityFrom('error'),
  example: {
    problems: [
      {
        kind: 'memberUsage',
        label: 'db1.pem',
        role: 'member',
        lacks: ['clientAuth'],
        extendedKeyUsage: ['1.3.6.1.5.5.7.3.1'],
      },
    ],
    check: 'whytls x509 --member db1.pem --ca ca.pem',
  },
  en,
});
