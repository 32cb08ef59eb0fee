import { exampleCase } from '../src/diagnose/case.ts';
import { defineDiagnosis, type Words } from '../src/diagnose/define.ts';
import { found, notApplicable, ruledOut } from '../src/diagnose/judgement.ts';
import {
  checkWith,
  clientFileFound,
  clientFileMessage,
  type ClientFileFound,
} from '../src/diagnose/remedies/client-file.ts';
import { shellWord } from '../src/diagnose/remedies/commands.ts';
import { printed, pymongoTls, reference } from '../src/diagnose/sources.ts';
import { shown } from '../src/diagnose/words/names.ts';

/** How to try a password by hand, without writing it down. */
export const passwordCommands = ({ at, path }: ClientFileFound): readonly string[] => [
  `openssl pkey -in ${shellWord(path)} -noout`,
  'read -rs WHYTLS_KEY_PASSWORD && export WHYTLS_KEY_PASSWORD',
  checkWith(at, path),
];

const en: Words<ClientFileFound> = {
  title: 'Password of the client key is missing or wrong',
  summary: ({ at, path, problem }) =>
    problem.kind === 'wrongPassword'
      ? `The password does not open the private key in ${shown(path)}, so ${at.shortClient} cannot use its certificate.`
      : `The private key in ${shown(path)} is encrypted, and ${at.shortClient} was given no password for it.`,
  evidence: ({ path, problem }) => [
    { what: shown(path), value: 'holds an encrypted private key' },
    {
      what: 'Password',
      value: problem.kind === 'wrongPassword' ? 'given, and it does not open the key' : 'none given',
    },
    { what: 'Connections', value: 'none made: the client reads the file first' },
  ],
  remedies: (file) => [
    {
      side: 'client',
      text: `${file.problem.kind === 'wrongPassword' ? 'Give the right password' : 'Give the password'} by tlsCertificateKeyFilePassword: MongoClient(..., tlsCertificateKeyFilePassword=...), or in the connection string, encoded for URLs. The first command asks for the password and says nothing if it is right; the last two hand it to whytls without showing it.`,
      commands: passwordCommands(file),
      references: [reference(pymongoTls)],
    },
  ],
  explanation:
    'A private key can be stored encrypted, and then needs its password whenever the client starts: tlsCertificateKeyFilePassword. Without it PyMongo asks on the terminal; a service has none, and fails with a message that does not mention the password. A password that is wrong reads like a broken file.',
  howToCheck:
    'It is mended when the same probe with the password goes on to connect. The password never appears in any output of whytls.',
};

export default defineDiagnosis<ClientFileFound>({
  id: 'client-key-password',
  family: 'client-certificate',
  severity: 'error',
  sources: [pymongoTls],
  clientErrors: [
    printed('PyMongo, no terminal', '[Errno 22] Invalid argument'),
    printed('PyMongo, on a terminal', 'Enter PEM pass phrase:'),
    printed('PyMongo, wrong password', "Private key doesn't match certificate: [SSL] PEM lib (_ssl.c:3926)"),
    printed(
      'PyMongo with PyOpenSSL',
      "Private key doesn't match certificate: [('Provider routines', '', 'bad decrypt'), ('PKCS12 routines', '', 'pkcs12 cipherfinal error'), ('SSL routines', '', 'PEM lib')]",
    ),
    printed('Node driver, mongosh', 'error:1C800064:Provider routines::bad decrypt'),
    printed('Go driver', 'no password provided to decrypt private key'),
  ],
  consequenceOf: [],
  judge: (facts) => {
    const file = clientFileFound(facts);
    if (file === null) return notApplicable;
    const { kind } = file.problem;
    return kind === 'passwordNeeded' || kind === 'wrongPassword' ? found(file) : ruledOut;
  },
  clientMessage: clientFileMessage,
  example: {
    at: exampleCase,
    path: 'client.pem',
    problem: { kind: 'passwordNeeded', format: 'pem' },
    check: 'whytls db1.example.net:27017 --tlsCAFile ca.pem --tlsCertificateKeyFile combined.pem',
  },
  en,
});
