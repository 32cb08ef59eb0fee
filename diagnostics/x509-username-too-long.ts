import { defineDeploymentDiagnosis, type Words } from '../src/diagnose/define.ts';
import { mongodbX509Clients, printed, reference } from '../src/diagnose/sources.ts';
import { counted, shown } from '../src/diagnose/words/names.ts';
import { issueClient, judgeKind, type Broken } from '../src/diagnose/words/x509-words.ts';

/** A client certificate whose subject is too long to be the name of a user with sessions. */
export type X509UsernameTooLong = Broken<'userNameTooLong'>;

const en: Words<X509UsernameTooLong> = {
  title: 'User name from the certificate is too long',
  summary: ({ problems: [{ label }] }) =>
    `The subject of ${shown(label)} is too long for the name of a user: drivers use sessions, and servers then refuse it.`,
  evidence: ({ problems }) =>
    problems.map(({ label, octets }) => ({
      what: shown(label),
      value: `${counted(octets, 'octet')} as RFC 2253 writes it; with @$external it must stay below 10,000, so 9,989 at most`,
    })),
  remedies: ({ check }) => [
    {
      side: 'client',
      text: 'Have the certificate issued with a shorter subject, and create its user anew.',
      commands: [...issueClient, check],
      references: [reference(mongodbX509Clients)],
    },
  ],
  explanation:
    'With MONGODB-X509 the subject of the certificate is the name of the user in $external. Sessions, which every driver since MongoDB 3.6 uses, allow no name of 10,000 octets or more, `@$external` included.',
  howToCheck:
    '`openssl x509 -in client.pem -noout -subject -nameopt RFC2253 | wc -c` counts the octets. It is mended when the same check shows no finding.',
};

export default defineDeploymentDiagnosis<X509UsernameTooLong>({
  id: 'x509-username-too-long',
  family: 'mongodb-x509',
  severity: 'error',
  sources: [mongodbX509Clients],
  clientErrors: [printed('mongod', 'Username too long to use with logical sessions')],
  judge: (deployment) => judgeKind('userNameTooLong', ['client'], deployment),
  example: {
    problems: [{ kind: 'userNameTooLong', label: 'client.pem', octets: 10_240 }],
    check: 'whytls x509 --client client.pem --ca ca.pem',
  },
  en,
});
