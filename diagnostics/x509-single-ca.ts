import { defineDeploymentDiagnosis, type Words } from '../src/diagnose/define.ts';
import { mongodbX509, mongodbX509Members, printed, reference } from '../src/diagnose/sources.ts';
import { listed, shown } from '../src/diagnose/words/names.ts';
import { fromOutside, judgeKind, memberRoles, severityFrom, type Broken } from '../src/diagnose/words/x509-words.ts';

/** Certificates of one deployment that lead to different roots. */
export type X509SingleCa = Broken<'severalRoots'>;

const en: Words<X509SingleCa> = {
  title: 'Certificates come from different CAs',
  summary: ({ problems: [{ roots }], presented }) =>
    presented === undefined
      ? `The certificates lead to ${roots.length} different roots; MongoDB asks for a single CA for clients and servers.`
      : `The members show certificates of ${roots.length} different CAs; a client or a member that knows only one of them refuses the others.`,
  evidence: (broken) => [
    ...broken.problems[0].roots.map(({ subject, labels }) => ({
      what: shown(subject),
      value: listed(labels.map(shown)),
    })),
    ...fromOutside(broken),
  ],
  remedies: ({ check }) => [
    {
      side: 'server',
      text: 'Have all certificates of clients and members issued by one CA. Where that cannot be, net.tls.CAFile must hold every root, and net.tls.clusterCAFile (4.0.3 and later) can name another CA for incoming certificates; whoever holds a certificate of any of these CAs can then open a connection.',
      commands: [check],
      references: [reference(mongodbX509), reference(mongodbX509Members)],
    },
  ],
  explanation:
    "A server verifies a peer against the roots in net.tls.CAFile. A certificate of another CA is refused, unless that file holds its root too. MongoDB's guide asks for a single CA; different ones for incoming and outgoing connections are possible with net.tls.clusterCAFile.",
  howToCheck:
    'The finding lists each root and the files that lead to it. It is mended when the same check shows one root.',
};

export default defineDeploymentDiagnosis<X509SingleCa>({
  id: 'x509-single-ca',
  family: 'mongodb-x509',
  severity: 'warning',
  sources: [mongodbX509, mongodbX509Members],
  clientErrors: [
    printed('mongod log (23256)', 'SSL peer certificate validation failed: unable to get local issuer certificate'),
  ],
  judge: (deployment) => judgeKind('severalRoots', [...memberRoles, 'client'], deployment),
  severityOf: severityFrom('warning'),
  example: {
    problems: [
      {
        kind: 'severalRoots',
        roots: [
          { subject: 'CN=Example Root', labels: ['db1.pem', 'db2.pem'] },
          { subject: 'CN=Other Root', labels: ['client.pem'] },
        ],
      },
    ],
    check: 'whytls x509 --client client.pem --member db1.pem db2.pem --ca ca.pem',
  },
  en,
});
