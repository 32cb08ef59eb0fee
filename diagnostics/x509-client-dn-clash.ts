import { defineDeploymentDiagnosis, type Words } from '../src/diagnose/define.ts';
import { mongodbX509, mongodbX509Clients, printed, reference } from '../src/diagnose/sources.ts';
import { shown } from '../src/diagnose/words/names.ts';
import { attributeText, issueClient, judgeKind, type Broken } from '../src/diagnose/words/x509-words.ts';

/** A client certificate that the servers take for a member's. */
export type X509ClientDnClash = Broken<'clientLooksLikeMember'>;

const en: Words<X509ClientDnClash> = {
  title: 'Client certificate looks like a member of the cluster',
  summary: ({ problems: [{ label, with: member, isSameSubject }] }) =>
    isSameSubject
      ? `${shown(label)} has the same subject as the member certificate ${shown(member ?? '')}: servers take this client for a member.`
      : `${shown(label)} has the same O, OU and DC as ${member === null ? 'tlsX509ClusterAuthDNOverride' : shown(member)}: servers take this client for a member.`,
  evidence: ({ problems }) =>
    problems.map(({ label, with: member, attributes, isSameSubject }) => ({
      what: shown(label),
      value: `${attributeText(attributes, 'no O, OU or DC')}: ${isSameSubject ? 'the whole subject is that of' : 'the same as'} ${member === null ? 'the override' : shown(member)}`,
    })),
  remedies: ({ check }) => [
    {
      side: 'client',
      text: 'Have the client certificate issued anew with at least one of O, OU and DC different from those of all members. Then create its user under the new name, and remove the old one.',
      commands: [...issueClient, check],
      references: [reference(mongodbX509), reference(mongodbX509Clients)],
    },
    {
      side: 'server',
      text: 'Until then know what it means. Where security.clusterAuthMode allows x509, this client has full internal privileges, and the log only warns (20430, 8209200). Where it does not, the client cannot log in with it at all, unless the parameter enforceUserClusterSeparation is off.',
      commands: ["mongosh --eval 'db.adminCommand({getParameter: 1, clusterAuthMode: 1})'"],
      references: [reference(mongodbX509)],
    },
  ],
  explanation:
    'A server knows members of its cluster by the attributes O, OU and DC of their certificates: whoever shows the same ones is a member. A client certificate with these attributes is either given all privileges without any user, or refused as a client. createUser for such a subject is refused: "Cannot create an x.509 user with a subjectname that would be recognized as an internal cluster member".',
  howToCheck:
    '`openssl x509 -in client.pem -noout -subject -nameopt RFC2253` shows the subject; compare O, OU and DC with those of the members. It is mended when the same check shows no finding.',
};

export default defineDeploymentDiagnosis<X509ClientDnClash>({
  id: 'x509-client-dn-clash',
  family: 'mongodb-x509',
  severity: 'error',
  sources: [mongodbX509, mongodbX509Clients],
  clientErrors: [
    printed(
      'mongod log (20430)',
      "Client isn't a mongod or mongos, but is connecting with a certificate with cluster membership",
    ),
    printed(
      'mongod, authenticate',
      'The provided certificate can only be used for cluster authentication, not client authentication. The current configuration does not allow x.509 cluster authentication, check the --clusterAuthMode flag',
    ),
    printed(
      'mongod, createUser',
      'Cannot create an x.509 user with a subjectname that would be recognized as an internal cluster member',
    ),
  ],
  judge: (deployment) => judgeKind('clientLooksLikeMember', ['client'], deployment),
  example: {
    problems: [
      {
        kind: 'clientLooksLikeMember',
        label: 'client.pem',
        with: 'db1.pem',
        attributes: [
          { type: 'O', value: 'Example', shown: 'Example' },
          { type: 'OU', value: 'Cluster', shown: 'Cluster' },
        ],
        isSameSubject: false,
      },
    ],
    check: 'whytls x509 --client client.pem --member db1.pem --ca ca.pem',
  },
  en,
});
