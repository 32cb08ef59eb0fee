import { unreachable } from '../src/base/never.ts';
import { caseOf, exampleCase, type Case } from '../src/diagnose/case.ts';
import { defineDiagnosis, type Words } from '../src/diagnose/define.ts';
import { elsewhereEn } from '../src/diagnose/elsewhere.ts';
import type { Verification } from '../src/diagnose/fact-types.ts';
import { found, ruledOut, undetermined } from '../src/diagnose/judgement.ts';
import { leafEn, ownerOf, showEach, showLeaf } from '../src/diagnose/parties.ts';
import { decidingVerification, opensslMessage, problemsOf } from '../src/diagnose/reading/chain-facts.ts';
import { isSelfIssued } from '../src/diagnose/reading/missing-issuer.ts';
import { mongodbTls, opensslVerify, printed, reference, rfc } from '../src/diagnose/sources.ts';
import { counted, listed, shown } from '../src/diagnose/words/names.ts';
import { usageName } from '../src/diagnose/words/oid-names.ts';

/** Certificates that are used for what they do not permit. */
export interface CertificateUsage {
  readonly at: Case;
  readonly certificates: readonly Misused[];
}

export interface Misused {
  readonly kind: 'purpose' | 'notACa' | 'pathLengthExceeded' | 'cannotSignCertificates';
  readonly depth: number;
  readonly subject: string;
  /** What it does permit, for `purpose`: its extended usages, else its key usages. */
  readonly usages: readonly string[];
  /** For `purpose`: the field that forbids it. */
  readonly forbiddenBy: 'extendedKeyUsage' | 'keyUsage';
  /** For `notACa`: what basicConstraints say; null: there are none. */
  readonly ca: boolean | null;
  /** For `pathLengthExceeded`: how many intermediates may stand below it, and how many do. */
  readonly pathLength: { readonly permitted: number; readonly below: number } | null;
}

function rule({ kind, usages, forbiddenBy, ca, pathLength }: Misused, at: Case): string {
  switch (kind) {
    case 'purpose': {
      const permits =
        usages.length === 0 ? 'nothing' : `${listed(usages.map((usage) => shown(usageName(usage))))} alone`;
      const needs = forbiddenBy === 'keyUsage' ? 'digitalSignature' : `${ownerOf(at)}Auth`;
      return `its ${forbiddenBy} permits ${permits}, and a TLS ${ownerOf(at)} needs ${needs}`;
    }
    case 'notACa':
      if (ca === true) return 'it signed another certificate, but its keyUsage lacks keyCertSign';
      return `it signed another certificate, but is no CA (${ca === null ? 'it has no basicConstraints' : 'basicConstraints CA:FALSE'})`;
    case 'pathLengthExceeded':
      return pathLength === null
        ? 'more intermediates stand below it than its pathLenConstraint permits'
        : `its pathLenConstraint permits at most ${counted(pathLength.permitted, 'intermediate')} below it, and there ${pathLength.below === 1 ? 'is' : 'are'} ${pathLength.below}`;
    case 'cannotSignCertificates':
      return 'it signed another certificate, but its keyUsage lacks keyCertSign';
    default:
      return unreachable(kind);
  }
}

/** Options of `openssl x509` that show what a certificate may be used for. */
export const shows = '-noout -subject -ext basicConstraints,keyUsage,extendedKeyUsage';

const en: Words<CertificateUsage> = {
  title: 'Certificate is used for what it does not permit',
  summary: ({ at, certificates }) => {
    const [first] = certificates;
    if (first === undefined) return '';
    const what = first.depth === 0 ? leafEn(at) : `The certificate ${shown(first.subject)}`;
    return first.kind === 'purpose' && first.depth === 0
      ? `${what} is not made for a TLS ${ownerOf(at)}, so ${at.shortClient} refuses it.`
      : `${what} may not be used as it is: ${rule(first, at)}. ${at.shortClient} refuses it.`;
  },
  evidence: ({ at, certificates }) => [
    ...certificates.map((one) => ({
      what: one.depth === 0 ? 'Leaf' : `Depth ${one.depth}`,
      value: `${shown(one.subject)}: ${rule(one, at)}`,
    })),
    ...elsewhereEn(at),
  ],
  remedies: ({ at, certificates }) => [
    {
      side: ownerOf(at),
      text: certificates.some(({ kind }) => kind === 'purpose')
        ? ownerOf(at) === 'server'
          ? 'Have the certificate issued again with extendedKeyUsage serverAuth (a MongoDB member that also connects to others: serverAuth and clientAuth) and keyUsage digitalSignature, keyEncipherment; or without extendedKeyUsage. Then check again.'
          : 'Have the certificate issued again with extendedKeyUsage clientAuth and keyUsage digitalSignature; or without extendedKeyUsage. Public CAs issue no clientAuth any more since 2026: client and member certificates come from a CA of your own. Then check again.'
        : 'Have the CA issue the path again: an intermediate needs basicConstraints CA:TRUE, a pathLenConstraint that is not exceeded, and keyUsage keyCertSign. A leaf cannot issue certificates. Then check again.',
      commands: [
        ...(certificates.some(({ depth }) => depth > 0) ? showEach(at, shows) : [showLeaf(at, shows)]),
        at.check,
      ],
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
    printed('Node 20', 'key usage does not include certificate signing'),
    printed('Go', 'x509: too many intermediates for path length constraint'),
    printed('Go', 'x509: invalid signature: parent certificate cannot sign this kind of certificate'),
    printed('Java', 'basic constraints check failed: this is not a CA certificate'),
    printed('Java', 'CA key usage check failed: keyCertSign bit is not set'),
    printed('Java', 'basic constraints check failed: pathLenConstraint violated'),
    printed('Java', 'KeyUsage does not allow digital signatures'),
    printed('GnuTLS', 'The certificate is NOT trusted. The certificate issuer is not a CA.'),
    printed(
      'GnuTLS, keyCertSign or path length',
      "The certificate is NOT trusted. The certificate chain violates the signer's constraints.",
    ),
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
      certificates: wrong.map((problem) => misused(problem, seen.verification, facts.given?.purpose ?? 'server')),
    });
  },
  clientMessage: (_, facts) => opensslMessage(facts, [24, 25, 26, 32, 79]),
  example: {
    at: exampleCase,
    certificates: [
      {
        kind: 'purpose',
        depth: 0,
        subject: 'CN=app-client',
        usages: ['clientAuth'],
        forbiddenBy: 'extendedKeyUsage',
        ca: null,
        pathLength: null,
      },
    ],
  },
  en,
});

type Problem = ReturnType<typeof problemsOf<Misused['kind']>>[number];

function misused(problem: Problem, { path }: Verification, owner: 'server' | 'client'): Misused {
  const { kind, depth, subject } = problem;
  const certificate = path[depth]?.certificate;
  const permitted = certificate?.basicConstraints?.pathLength ?? null;
  // Those that certify themselves under a new key do not count (RFC 5280 section 4.2.1.9).
  const below = path.filter(({ certificate: one }, at) => at > 0 && at < depth && !isSelfIssued(one)).length;
  const extended = certificate?.extendedKeyUsage ?? null;
  const isByKeyUsage = certificate?.keyUsage != null && (extended === null || extended.includes(purposes[owner]));
  const usages = (isByKeyUsage ? certificate.keyUsage : extended) ?? ('usages' in problem ? problem.usages : []);
  return {
    kind,
    depth,
    subject,
    usages: kind === 'purpose' ? usages : [],
    forbiddenBy: isByKeyUsage ? 'keyUsage' : 'extendedKeyUsage',
    ca: certificate?.basicConstraints?.ca ?? null,
    pathLength: kind === 'pathLengthExceeded' && permitted !== null ? { permitted, below } : null,
  };
}

/** id-kp-serverAuth, id-kp-clientAuth. */
const purposes = { server: '1.3.6.1.5.5.7.3.1', client: '1.3.6.1.5.5.7.3.2' } as const;
