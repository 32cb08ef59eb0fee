import { exampleCase } from '../src/diagnose/case.ts';
import { defineDiagnosis, type Words } from '../src/diagnose/define.ts';
import { found, notApplicable, ruledOut } from '../src/diagnose/judgement.ts';
import {
  clientFileFound,
  clientFileMessage,
  combine,
  type ClientFileFound,
} from '../src/diagnose/remedies/client-file.ts';
import { shellWord } from '../src/diagnose/remedies/commands.ts';
import { printed, pymongoTls, reference } from '../src/diagnose/sources.ts';
import { counted, shown } from '../src/diagnose/words/names.ts';

/** How to compare the two: both lines print the public key, and must print the same. */
export const compareCommands = ({ path, check }: ClientFileFound): readonly string[] => [
  `openssl x509 -in ${shellWord(path)} -noout -pubkey`,
  `openssl pkey -in ${shellWord(path)} -pubout`,
  combine,
  check,
];

const en: Words<ClientFileFound> = {
  title: 'Private key does not belong to the client certificate',
  summary: ({ at, path, problem }) =>
    `The private key in ${shown(path)} does not belong to its certificate${problem.kind === 'keyMismatch' ? `, ${shown(problem.leaf)}` : ''}, so ${at.shortClient} cannot use it.`,
  evidence: ({ path, problem }) => [
    ...(problem.kind === 'twoKeys'
      ? [
          { what: shown(path), value: counted(problem.keys, 'private key') },
          { what: 'Belongs to the certificate', value: `key ${problem.fitting}; clients take the first` },
        ]
      : []),
    ...(problem.kind === 'keyMismatch'
      ? [
          { what: 'First certificate', value: shown(problem.leaf) },
          {
            what: 'The key belongs to',
            value:
              problem.owner === null
                ? 'no certificate in the file'
                : `certificate ${problem.owner.place} of the file, ${shown(problem.owner.subject)}`,
          },
        ]
      : []),
    { what: 'Connections', value: 'none made: the client reads the file first' },
  ],
  remedies: (file) => [
    {
      side: 'client',
      text:
        file.problem.kind === 'twoKeys'
          ? `Leave only the key that belongs to the certificate in the file, the one at place ${file.problem.fitting}, and probe again.`
          : file.problem.kind === 'keyMismatch' && file.problem.owner !== null
            ? `Put certificate ${file.problem.owner.place} of the file first: clients take the first one for their own, and what follows for its chain. Then probe again.`
            : 'Put the two that belong together into one file: the first two commands must print the same public key. After a renewal it is mostly the old key beside the new certificate. Then probe again.',
      commands: compareCommands(file),
      references: [reference(pymongoTls)],
    },
  ],
  explanation:
    'A client proves with its private key that a certificate is its own, so the two must belong together: the public key in the certificate is that of the private key. OpenSSL compares them when the file is read and refuses with "key values mismatch". Mostly a certificate was renewed with a new key and only one of the two was put in place, or an intermediate certificate stands first in the file.',
  howToCheck:
    'It is mended when both commands of the remedy print the same public key and the same probe goes on to connect.',
};

export default defineDiagnosis<ClientFileFound>({
  id: 'client-key-mismatch',
  family: 'client-certificate',
  severity: 'error',
  sources: [pymongoTls],
  clientErrors: [
    printed(
      'PyMongo, Python ssl',
      "Private key doesn't match certificate: [X509: KEY_VALUES_MISMATCH] key values mismatch (_ssl.c:3926)",
    ),
    printed(
      'PyMongo with PyOpenSSL',
      "Private key doesn't match certificate: [('x509 certificate routines', '', 'key values mismatch')]",
    ),
    printed('Node driver, mongosh', 'error:05800074:x509 certificate routines::key values mismatch'),
    printed('openssl s_client', 'error:05800074:x509 certificate routines:X509_check_private_key:key values mismatch'),
    printed('Go', 'tls: private key does not match public key'),
  ],
  consequenceOf: [],
  judge: (facts) => {
    const file = clientFileFound(facts);
    if (file === null) return notApplicable;
    const { kind } = file.problem;
    return kind === 'keyMismatch' || kind === 'twoKeys' ? found(file) : ruledOut;
  },
  clientMessage: clientFileMessage,
  example: {
    at: exampleCase,
    path: 'client.pem',
    problem: { kind: 'keyMismatch', leaf: 'CN=app', owner: null },
    check: 'whytls db1.example.net:27017 --tlsCAFile ca.pem --tlsCertificateKeyFile combined.pem',
  },
  en,
});
