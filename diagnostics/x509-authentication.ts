import { caseOf, exampleCase, type Case } from '../src/diagnose/case.ts';
import { defineDiagnosis, type Words } from '../src/diagnose/define.ts';
import { found, notApplicable, ruledOut, undetermined } from '../src/diagnose/judgement.ts';
import { mongodbX509Clients, printed, reference } from '../src/diagnose/sources.ts';
import { shown } from '../src/diagnose/words/names.ts';

/** The connection stands, and the login by certificate was refused. */
export interface X509Authentication {
  readonly at: Case;
  /** The name that the server takes from the certificate; null: the certificate could not be read. */
  readonly user: string | null;
  readonly code: number | null;
  readonly codeName: string | null;
  readonly message: string;
}

/** For mongosh; the name is the user's own, quoted as JavaScript and kept out of the shell's hands. */
export const createUser = (user: string): string =>
  `db.getSiblingDB("$external").runCommand({createUser: ${JSON.stringify(user)}, roles: [{role: "readWrite", db: "test"}]})`;

const en: Words<X509Authentication> = {
  title: 'Login by certificate is refused',
  summary: ({ user }) =>
    `TLS works, but MONGODB-X509 does not: the server does not log in ${user === null ? 'this certificate' : shown(user)}.`,
  evidence: ({ user, code, codeName, message }) => [
    ...(user === null ? [] : [{ what: 'User name from the certificate (RFC 2253)', value: shown(user) }]),
    {
      what: 'The server answered',
      value: `${shown(message)}${code === null ? '' : ` (${code}${codeName === null ? '' : ` ${shown(codeName)}`})`}`,
    },
  ],
  remedies: ({ at, user }) => [
    {
      side: 'server',
      text: 'Create the user of exactly this name in the database $external, in mongosh, as somebody who may: the subject in the order and spelling that `openssl x509 -subject -nameopt RFC2253` prints, not as `-subject` alone does.',
      commands: [...(user === null ? [] : [createUser(user)]), at.check],
      references: [reference(mongodbX509Clients)],
    },
    {
      side: 'server',
      text: 'If that user is there: the log of the server says why it refused. The certificate must come from a CA in net.tls.CAFile, MONGODB-X509 must be among authenticationMechanisms, and the subject must not look like that of a member (O, OU and DC).',
      commands: ["mongosh --eval 'db.adminCommand({getParameter: 1, authenticationMechanisms: 1})'"],
      references: [reference(mongodbX509Clients)],
    },
  ],
  explanation:
    'With MONGODB-X509 the subject of the client certificate is the name of the user, written as RFC 2253 has it, and that user must exist in the database $external. Servers answer a missing user, a refused certificate and a forbidden mechanism with the same words, so that strangers learn nothing; their log has the reason.',
  howToCheck:
    'The finding shows the name that the server derives. It is mended when the same probe says that the login works.',
};

export default defineDiagnosis<X509Authentication>({
  id: 'x509-authentication',
  family: 'mongodb-x509',
  severity: 'error',
  sources: [mongodbX509Clients],
  clientErrors: [
    printed('mongod log', 'There is no x.509 client certificate matching the user.'),
    printed('mongod log', 'No verified subject name available from client'),
  ],
  consequenceOf: ['client-cert-required', 'client-cert-rejected'],
  judge: (facts) => {
    if (facts.handshake.kind !== 'completed' || facts.handshake.value.asked !== 'helloAndAuthenticate') {
      return notApplicable;
    }
    if (facts.mongodb.kind !== 'completed') return undetermined('handshake');
    const { authentication } = facts.mongodb.value;
    if (authentication.kind === 'answered') return ruledOut;
    if (authentication.kind !== 'refused') return undetermined('handshake');
    const { code, codeName, message } = authentication;
    return found({ at: caseOf(facts), user: facts.handshake.value.user ?? null, code, codeName, message });
  },
  clientMessage: () => null,
  serverLog: ({ user }) => (user === null ? [] : [`… Could not find user "${shown(user)}" for db "$external"`]),
  example: {
    at: exampleCase,
    user: 'CN=app,OU=Apps,O=Example',
    code: 18,
    codeName: 'AuthenticationFailed',
    message: 'Authentication failed.',
  },
  en,
});
