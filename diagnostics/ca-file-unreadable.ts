import { caseOf, checkWithoutCaFile, exampleCase, type Case } from '../src/diagnose/case.ts';
import { defineDiagnosis, type Words } from '../src/diagnose/define.ts';
import { found, notApplicable, ruledOut } from '../src/diagnose/judgement.ts';
import { faultEn, faultOf, repairCommand, repairedFile, type FileFault } from '../src/diagnose/remedies/ca-file.ts';
import { shellWord } from '../src/diagnose/remedies/commands.ts';
import { printed, pymongoTls, reference } from '../src/diagnose/sources.ts';
import { shown } from '../src/diagnose/words/names.ts';

/** tlsCAFile gives no trust anchor. */
export interface CaFileUnreadable {
  readonly at: Case;
  readonly file: string;
  readonly fault: FileFault;
}

const en: Words<CaFileUnreadable> = {
  title: 'The CA file cannot be used',
  summary: ({ at, file, fault }) =>
    `The CA file ${shown(file)} ${faultEn(fault)}, so ${at.shortClient} has nothing to verify the server with.`,
  evidence: ({ file, fault }) => [
    { what: shown(file), value: `${faultEn(fault)}${fault.code === null ? '' : ` (${fault.code})`}` },
  ],
  remedies: ({ at, file, fault }) => {
    const { why } = fault;
    const command = repairCommand(file, fault);
    const check = `${checkWithoutCaFile(at)} --tlsCAFile ${repairedFile(file)}`;
    if (why === 'missing' || why === 'unreadable' || why === 'folder')
      return [
        {
          side: 'client',
          text: 'Give the path of a file that exists and that the user of the application may read; a relative path counts from the folder in which the application was started. In a connection string, encode it for URLs.',
          commands: [`ls -l ${shellWord(file)}`, at.check],
          references: [reference(pymongoTls)],
        },
      ];
    if (why === 'damaged')
      return [
        {
          side: 'client',
          text: 'Get the file anew, or take the damaged block out: between each BEGIN line and its END line stands base64 and nothing else. One such block is enough for OpenSSL to refuse the whole file.',
          commands: [...(command === null ? [] : [command]), at.check],
          references: [reference(pymongoTls)],
        },
      ];
    return [
      {
        side: 'client',
        text:
          command === null
            ? 'tlsCAFile is a PEM file with one root certificate or more. Get the right one from the CA, then check again.'
            : 'tlsCAFile is a PEM file with one root certificate or more. Make one of what the file holds, then check again with it.',
        commands: [...(command === null ? [] : [command]), check],
        references: [reference(pymongoTls)],
      },
    ];
  },
  explanation:
    'tlsCAFile replaces the default trust store. PyMongo opens it when the client is made, and fails there if it is missing, holds no PEM certificate, or holds a damaged one; Node goes on silently without roots and reports "unable to verify the first certificate" later.',
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
    printed('PyMongo, Python ssl', '[X509] PEM lib (_ssl.c:4154)'),
    printed('PyMongo', "[Errno 21] Is a directory: '<f>'"),
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
    if (store.verification.kind !== 'failed') return ruledOut;
    return found({ at, file, fault: faultOf(store.verification.problem) });
  },
  clientMessage: ({ file, fault: { why } }, facts) =>
    facts.client.words.caFileUnusable(file, why === 'passwordNeeded' || why === 'wrongPassword' ? 'unreadable' : why),
  example: {
    at: exampleCase,
    file: 'ca.pem',
    fault: { why: 'noCertificate', code: null, holds: 'derCertificate', place: null },
  },
  en,
});
