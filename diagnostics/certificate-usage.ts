import { caseOf, exampleCase, type Case } from '../src/diagnose/case.ts';
import { decidingVerification, opensslMessage, problemsOf } from '../src/diagnose/chain-facts.ts';
import { defineDiagnosis, type Words } from '../src/diagnose/define.ts';
import { elsewhereEn } from '../src/diagnose/elsewhere.ts';
import { found, ruledOut, undetermined } from '../src/diagnose/judgement.ts';
import { listed, shown } from '../src/diagnose/names.ts';
import { leafEn, ownerOf, showLeaf } from '../src/diagnose/parties.ts';
import { mongodbTls, opensslVerify, printed, reference, rfc } from '../src/diagnose/sources.ts';

/** Certificates that are used for what they do not permit. */
export interface CertificateUsage {
  readonly at: Case;
  readonly certificates: readonly {
    readonly kind: 'purpose' | 'notACa' | 'pathLengthExceeded' | 'cannotSignCertificates';
    readonly depth: number;
    readonly subject: string;
    /** What it does permit, for `purpose`. */
    readonly usages: readonly string[];
  }[];
}

const rules = (at: Case) => ({
  purpose: `its keyUsage or extendedKeyUsage does not permit a TLS ${ownerOf(at)}`,
  notACa: 'it signed another certificate, but is no CA (basicConstraints)',
  pathLengthExceeded: 'more intermediates stand below it than its pathLenConstraint permits',
  cannotSignCertificates: 'it signed another certificate, but its keyUsage lacks keyCertSign',
});

const en: Words<CertificateUsage> = {
  title: 'Certificate is used for what it does not permit',
  summary: ({ at, certificates }) => {
    const [first] = certificates;
    if (first === undefined) return '';
    const what = first.depth === 0 ? leafEn(at) : `The certificate ${shown(first.subject)}`;
    return first.kind === 'purpose' && first.depth === 0
      ? `${what} is not made for a TLS ${ownerOf(at)}, so ${at.shortClient} refuses it.`
      : `${what} may not be used as it is: ${rules(at)[first.kind]}. ${at.shortClient} refuses it.`;
  },
  evidence: ({ at, certificates }) => [
    ...certificates.map(({ kind, depth, subject, usages }) => ({
      what: depth === 0 ? 'Leaf' : `Depth ${depth}`,
      value: `${shown(subject)}: ${rules(at)[kind]}${usages.length === 0 ? '' : `; it permits ${listed(usages.map(shown))}`}`,
    })),
    ...elsewhereEn(at),
  ],
  remedies: ({ at, certificates }) => [
    {
      side: ownerOf(at),
      text: certificates.some(({ kind }) => kind === 'purpose')
        ? ownerOf(at) === 'server'
          ? 'Have the certificate issued again with extendedKeyUsage serverAuth (a MongoDB member that also connects to others: serverAuth and clientAuth) and keyUsage digitalSignature, keyEncipherment; or without extendedKeyUsage. Then check again.'
          : 'Have the certificate issued again with extendedKeyUsage clientAuth and keyUsage digitalSignature; or without extendedKeyUsage. Then check again.'
        : 'Have the CA issue the path again: an intermediate needs basicConstraints CA:TRUE, a pathLenConstraint that is not exceeded, and keyUsage keyCertSign. A leaf cannot issue certificates. Then check again.',
      commands: [showLeaf(at, '-noout -subject -ext basicConstraints,keyUsage,extendedKeyUsage'), at.check],
      references: [reference(rfc(5280, '4.2.1.12')), reference(rfc(5280, '4.2.1.9')), reference(mongodbTls)],
    },
  ],
  explanation:
    'A certificate says what it may be used for: keyUsage and extendedKeyUsage (a TLS server needs serverAuth, or no extendedKeyUsage at all), basicConstraints (whether it is a CA, and how many may follow). A client certificate put on a server, or a leaf that signed another certificate, is refused whatever else is right.',
  howToCheck:
    'The finding names the certificate and the rule. `openssl x509 -noout -ext basicConstraints,keyUsage,extendedKeyUsage` shows the three fields. It is mended when the same probe has no such finding.',
};

export default defineDiagnosis<CertificateUsage>({
  id: 'certificate-usage',
  family: 'certificate',
  severity: 'error',
  sources: [rfc(5280, '4.2.1.3'), rfc(5280, '4.2.1.9'), rfc(5280, '4.2.1.12'), opensslVerify],
  clientErrors: [
    printed('PyMongo, Python ssl', 'certificate verify failed: unsuitable certificate purpose (_ssl.c:1006)'),
    printed('OpenSSL 1.1.1 and earlier', 'certificate verify failed: unsupported certificate purpose'),
    printed('openssl s_client', 'Verify return code: 26 (unsuitable certificate purpose)'),
    printed('Node (INVALID_PURPOSE)', 'unsuitable certificate purpose'),
    printed('OpenSSL', 'certificate verify failed: invalid CA certificate'),
    printed('OpenSSL', 'certificate verify failed: path length constraint exceeded'),
    printed('Go', 'x509: certificate specifies an incompatible key usage'),
    printed('Java', 'Extended key usage does not permit use for TLS server authentication'),
    printed('GnuTLS', 'The certificate is NOT trusted. The certificate chain does not match the intended purpose.'),
  ],
  consequenceOf: [],
  judge: (facts) => {
    const seen = decidingVerification(facts);
    if (seen.kind === 'missing') return undetermined(seen.missing);
    const wrong = problemsOf(seen.verification, 'purpose', 'notACa', 'pathLengthExceeded', 'cannotSignCertificates');
    if (wrong.length === 0) return ruledOut;
    return found({
      at: caseOf(facts),
      certificates: wrong.map((problem) => ({
        kind: problem.kind,
        depth: problem.depth,
        subject: problem.subject,
        usages: problem.kind === 'purpose' ? problem.usages : [],
      })),
    });
  },
  clientMessage: (_, facts) => opensslMessage(facts, [24, 25, 26, 32, 79]),
  example: {
    at: exampleCase,
    certificates: [{ kind: 'purpose', depth: 0, subject: 'CN=app-client', usages: ['clientAuth'] }],
  },
  en,
});
