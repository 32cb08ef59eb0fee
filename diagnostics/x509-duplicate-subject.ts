import { defineDeploymentDiagnosis, type Words } from '../src/diagnose/define.ts';
import { mongodbX509, printed, reference } from '../src/diagnose/sources.ts';
import { listed, shown } from '../src/diagnose/words/names.ts';
import { judgeKind, type Broken } from '../src/diagnose/words/x509-words.ts';

/** Several client certificates with one subject. */
export type X509DuplicateSubject = Broken<'sharedSubject'>;

const en: Words<X509DuplicateSubject> = {
  title: 'Several client certificates have the same subject',
  summary: ({ problems: [{ labels }] }) =>
    `${listed(labels.map(shown))} have the same subject, so MongoDB takes their owners for one and the same user.`,
  evidence: ({ problems }) =>
    problems.map(({ subject, labels }) => ({ what: listed(labels.map(shown)), value: shown(subject) })),
  remedies: ({ check }) => [
    {
      side: 'client',
      text: 'Give each user a certificate with a subject of its own, and create a user for each in $external. Where one is only the renewed form of the other, there is nothing to do: both stand for the same user.',
      commands: [check],
      references: [reference(mongodbX509)],
    },
  ],
  explanation:
    'With MONGODB-X509 the subject of the certificate is the name of the user. One certificate is for one user, and each user needs one of its own: two applications that share a subject share privileges, and cannot be told apart in the audit log.',
  howToCheck:
    '`openssl x509 -in client.pem -noout -subject -nameopt RFC2253` shows the name of the user. It is mended when each file shows another one.',
};

export default defineDeploymentDiagnosis<X509DuplicateSubject>({
  id: 'x509-duplicate-subject',
  family: 'mongodb-x509',
  severity: 'warning',
  sources: [mongodbX509],
  clientErrors: [printed('mongod, createUser', 'User "<DN>@$external" already exists')],
  judge: (deployment) => judgeKind('sharedSubject', ['client'], deployment),
  example: {
    problems: [{ kind: 'sharedSubject', labels: ['app1.pem', 'app2.pem'], subject: 'CN=app,OU=Apps,O=Example' }],
    check: 'whytls x509 --client app1.pem app2.pem --ca ca.pem',
  },
  en,
});
