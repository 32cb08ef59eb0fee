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
import { counted, listed, shown } from '../src/diagnose/words/names.ts';

/** How to see what is in the file, and to make it what it should be. */
export function fileCommands({ path, problem, check }: ClientFileFound): readonly string[] {
  const file = shellWord(path);
  switch (problem.kind) {
    case 'fileNotFound':
    case 'fileUnreadable':
    case 'tooLarge':
      return [`ls -ld ${file}`];
    case 'derGiven':
      return [
        ...(problem.holds === 'certificate' ? [`openssl x509 -inform DER -in ${file} -out cert.pem`] : []),
        ...(problem.holds === 'privateKey' || problem.holds === 'encryptedPrivateKey'
          ? [`openssl pkey -inform DER -in ${file} -out key.pem`]
          : []),
        combine,
        check,
      ];
    case 'pkcs12Given':
      return [`openssl pkcs12 -in ${file} -out combined.pem -noenc`, check];
    default:
      return [`grep -e '-----BEGIN' ${file}`, combine, check];
  }
}

const en: Words<ClientFileFound> = {
  title: 'Client certificate file cannot be used',
  summary: ({ at, path, problem }) =>
    `${at.shortClient} cannot use ${shown(path)} as its certificate: ${what(problem)}.`,
  evidence: ({ path, problem }) => [
    { what: shown(path), value: what(problem) },
    ...('labels' in problem && problem.labels.length > 0
      ? [{ what: 'Blocks in the file', value: listed(problem.labels.map(shown), 20) }]
      : []),
    { what: 'Connections', value: 'none made: the client reads the file first' },
  ],
  remedies: (file) => [
    {
      side: 'client',
      text: remedy(file.problem),
      commands: fileCommands(file),
      references: [reference(pymongoTls)],
    },
  ],
  explanation:
    'tlsCertificateKeyFile names one PEM file that holds both the certificate and its private key, in either order, and the intermediate certificates if there are any. PyMongo reads it when the client is made, Node when it connects. The message helps little: PyMongo puts "Private key doesn\'t match certificate" before every fault of the file, so that a missing key reads like a wrong one.',
  howToCheck:
    'The finding says what is in the file and what is missing. It is mended when the same probe with the new file goes on to connect.',
};

function what(problem: ClientFileFound['problem']): string {
  switch (problem.kind) {
    case 'fileNotFound':
      return 'there is no such file';
    case 'fileUnreadable':
      return problem.code === 'EISDIR' ? 'it is a folder' : `it cannot be read (${shown(problem.code)})`;
    case 'tooLarge':
      return `it has more than ${counted(problem.limit, 'octet')}, which is no file of a certificate and a key`;
    case 'empty':
      return 'it is empty';
    case 'garbage':
      return {
        text: 'it holds no PEM',
        binary: 'it holds no PEM, nor DER',
        utf16: 'it is UTF-16 text, as PowerShell writes it, which no TLS library reads',
        javaKeyStore: 'it is a Java key store, and no PEM',
      }[problem.form];
    case 'derGiven':
      return `it is DER, not PEM, and holds ${{ certificate: 'a certificate', privateKey: 'a private key', encryptedPrivateKey: 'an encrypted private key', other: 'neither certificate nor key' }[problem.holds]} alone`;
    case 'pkcs12Given':
      return 'it is PKCS #12, and drivers read PEM alone';
    case 'noKey':
      return `it has ${counted(problem.certificates, 'certificate')} and no private key`;
    case 'noCertificate':
      return `it has ${counted(problem.keys, 'private key')} and no certificate`;
    case 'notReadable':
      return `the ${{ certificate: 'certificate', privateKey: 'private key', pkcs12: 'PKCS #12 content' }[problem.part]} in it ${{ damaged: 'is damaged', unsupportedEncryption: 'is encrypted in a way that OpenSSL does not read', unsupportedKind: 'is of a kind that TLS does not use' }[problem.why]}${problem.detail === null ? '' : ` (${shown(problem.detail)})`}`;
    default:
      return shown(problem.kind);
  }
}

function remedy({ kind }: ClientFileFound['problem']): string {
  switch (kind) {
    case 'fileNotFound':
      return 'Give the path of a file that exists; a relative path counts from the folder in which the application was started. In a connection string, encode it for URLs.';
    case 'fileUnreadable':
      return 'Give a file that the user of the application may read (it holds a private key: that user, and nobody else).';
    case 'derGiven':
    case 'pkcs12Given':
      return 'Convert it to PEM, with certificate and private key in one file, and probe again with that.';
    case 'noKey':
    case 'noCertificate':
      return 'Put certificate and private key into one file, in either order, intermediate certificates after the own one, and probe again with that: MongoClient(..., tlsCertificateKeyFile="combined.pem"), or …/?tls=true&tlsCertificateKeyFile=combined.pem.';
    default:
      return 'See what is in the file, make it anew from the certificate and its private key, both as PEM, and probe again with that.';
  }
}

export default defineDiagnosis<ClientFileFound>({
  id: 'client-cert-file',
  family: 'client-certificate',
  severity: 'error',
  sources: [pymongoTls],
  clientErrors: [
    printed('PyMongo, Python ssl', "Private key doesn't match certificate: [SSL] PEM lib (_ssl.c:3926)"),
    printed(
      'PyMongo with PyOpenSSL',
      "Private key doesn't match certificate: [('PEM routines', '', 'no start line'), ('SSL routines', '', 'PEM lib')]",
    ),
    printed(
      'PyMongo with PyOpenSSL',
      "Private key doesn't match certificate: [('DECODER routines', '', 'unsupported'), ('SSL routines', '', 'PEM lib')]",
    ),
    printed('Node driver, mongosh', 'error:1E08010C:DECODER routines::unsupported'),
    printed('Node driver, mongosh', 'error:0480006C:PEM routines::no start line'),
    printed('Go driver', 'failed to find PRIVATE KEY'),
    printed('Go driver', 'failed to find CERTIFICATE'),
    printed('openssl s_client', 'Could not read client certificate private key from <file>'),
  ],
  consequenceOf: [],
  judge: (facts) => {
    const file = clientFileFound(facts);
    if (file === null) return notApplicable;
    return elsewhere.has(file.problem.kind) ? ruledOut : found(file);
  },
  clientMessage: clientFileMessage,
  example: {
    at: exampleCase,
    path: 'client.pem',
    problem: { kind: 'noKey', certificates: 1, format: 'pem', labels: ['CERTIFICATE'] },
    check: 'whytls db1.example.net:27017 --tlsCAFile ca.pem --tlsCertificateKeyFile combined.pem',
  },
  en,
});

/** Those have findings of their own. */
const elsewhere: ReadonlySet<string> = new Set(['passwordNeeded', 'wrongPassword', 'keyMismatch', 'twoKeys']);
