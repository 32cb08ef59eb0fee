import { caseOf, checkWithoutCaFile, exampleCase, type Case } from '../src/diagnose/case.ts';
import { shellWord } from '../src/diagnose/commands.ts';
import { defineDiagnosis, type Words } from '../src/diagnose/define.ts';
import { found, notApplicable, ruledOut } from '../src/diagnose/judgement.ts';
import { shown } from '../src/diagnose/names.ts';
import { printed, pymongoTls, reference } from '../src/diagnose/sources.ts';

/** tlsCAFile gives no trust anchor. */
export interface CaFileUnreadable {
  readonly at: Case;
  readonly file: string;
  readonly why: 'missing' | 'unreadable' | 'noCertificate';
  /** The platform's error code, where there is one. */
  readonly code: string | null;
}

const en: Words<CaFileUnreadable> = {
  title: 'The CA file cannot be used',
  summary: ({ at, file, why }) =>
    why === 'missing'
      ? `The CA file ${shown(file)} does not exist, so ${at.shortClient} has nothing to verify the server with.`
      : why === 'unreadable'
        ? `The CA file ${shown(file)} cannot be read, so ${at.shortClient} has nothing to verify the server with.`
        : `The CA file ${shown(file)} holds no certificate in PEM, so ${at.shortClient} has nothing to verify the server with.`,
  evidence: ({ file, why, code }) => [
    {
      what: shown(file),
      value: `${why === 'missing' ? 'no such file' : why === 'unreadable' ? 'cannot be read' : 'no "-----BEGIN CERTIFICATE-----" that can be read'}${code === null ? '' : ` (${code})`}`,
    },
  ],
  remedies: ({ at, file, why }) => [
    why === 'noCertificate'
      ? {
          side: 'client',
          text: 'tlsCAFile is a PEM file with one root certificate or more. If this one is DER, convert it; if it is empty, a key or a PKCS#12 file, get the right one from the CA. Then probe again.',
          commands: [
            `openssl x509 -inform DER -in ${shellWord(file)} -out ca.pem`,
            `${checkWithoutCaFile(at)} --tlsCAFile ca.pem`,
          ],
          references: [reference(pymongoTls)],
        }
      : {
          side: 'client',
          text: 'Give the path of a file that exists and that the user of the application may read; a relative path counts from the folder in which the application was started. In a connection string, encode it for URLs.',
          commands: [`ls -l ${shellWord(file)}`, at.check],
          references: [reference(pymongoTls)],
        },
  ],
  explanation:
    'tlsCAFile replaces the default trust store. PyMongo opens it when the client is made, and fails there if it is missing or holds no PEM certificate; Node goes on silently without roots and reports "unable to verify the first certificate" later.',
  howToCheck: 'The finding names the file and what is wrong with it. It is mended when the same probe reads the file.',
};

export default defineDiagnosis<CaFileUnreadable>({
  id: 'ca-file-unreadable',
  family: 'options',
  severity: 'error',
  sources: [pymongoTls],
  clientErrors: [
    printed('PyMongo', "[Errno 2] No such file or directory: '<f>'"),
    printed('PyMongo, Python ssl', '[X509: NO_CERTIFICATE_OR_CRL_FOUND] no certificate or crl found (_ssl.c:4154)'),
    printed('PyMongo with PyOpenSSL', "[('x509 certificate routines', '', 'no certificate or crl found')]"),
    printed('Node', "ENOENT: no such file or directory, open '<f>'"),
    printed('Node', 'unable to verify the first certificate'),
    printed('Go driver', 'the specified CA file does not contain any valid certificates'),
    printed('curl', 'curl: (77) error setting certificate file: <f>'),
    printed('libmongoc', "Cannot load Certificate Authorities from '<file>' and '<dir>'"),
  ],
  consequenceOf: [],
  judge: (facts) => {
    const store = facts.stores.find((one) => one.decides && one.name === 'tlsCAFile');
    if (store === undefined) return notApplicable;
    const at = caseOf(facts);
    const file = store.path ?? 'tlsCAFile';
    if (store.certificates === 0) return found({ at, file, why: 'noCertificate', code: null });
    if (store.verification.kind !== 'failed') return ruledOut;
    const { problem } = store.verification;
    if (problem.kind === 'noCertificate') return found({ at, file, why: 'noCertificate', code: null });
    if (problem.kind === 'fileNotFound') return found({ at, file, why: 'missing', code: null });
    return found({ at, file, why: 'unreadable', code: 'code' in problem ? problem.code : problem.kind });
  },
  clientMessage: ({ file, why }, facts) => facts.client.words.caFileUnusable(file, why),
  example: { at: exampleCase, file: 'ca.pem', why: 'noCertificate', code: null },
  en,
});
