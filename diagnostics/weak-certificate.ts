import { caseOf, exampleCase, type Case } from '../src/diagnose/case.ts';
import { decidingVerification, opensslMessage, problemsOf } from '../src/diagnose/chain-facts.ts';
import { defineDiagnosis, type Words } from '../src/diagnose/define.ts';
import { elsewhereEn } from '../src/diagnose/elsewhere.ts';
import { found, ruledOut, undetermined } from '../src/diagnose/judgement.ts';
import { shown } from '../src/diagnose/names.ts';
import { leafEn, ownerOf, showLeaf } from '../src/diagnose/parties.ts';
import { page, printed, reference } from '../src/diagnose/sources.ts';

/** Keys and signatures in the path that the client holds too weak. */
export interface WeakCertificate {
  readonly at: Case;
  readonly securityLevel: number;
  readonly certificates: readonly {
    readonly depth: number;
    readonly subject: string;
    readonly weakness:
      { readonly kind: 'key'; readonly bits: number } | { readonly kind: 'digest'; readonly algorithm: string };
  }[];
}

const securityLevels = page(
  'OpenSSL 3.0: SSL_CTX_set_security_level',
  'https://docs.openssl.org/3.0/man3/SSL_CTX_get_security_level/',
  '2026-11-21',
);

const en: Words<WeakCertificate> = {
  title: 'Certificate is too weak',
  summary: ({ at, certificates }) => {
    const [first] = certificates;
    if (first === undefined) return '';
    const whose = first.depth === 0 ? leafEn(at) : `The certificate ${shown(first.subject)}`;
    return first.weakness.kind === 'key'
      ? `${whose} has a key of only ${first.weakness.bits} bits, too short for ${at.shortClient}.`
      : `${whose} is signed with ${shown(first.weakness.algorithm)}, which ${at.shortClient} no longer accepts.`;
  },
  evidence: ({ at, certificates, securityLevel }) => [
    ...certificates.map(({ depth, subject, weakness }) => ({
      what: depth === 0 ? 'Leaf' : `Depth ${depth}`,
      value: `${shown(subject)}: ${weakness.kind === 'key' ? `key of ${weakness.bits} bits` : `signed with ${shown(weakness.algorithm)}`}`,
    })),
    {
      what: `${at.shortClient} asks for`,
      value: `security level ${securityLevel}: ${securityLevel >= 2 ? 'RSA of 2048 bits, EC of 224 bits, no SHA-1' : 'RSA of 1024 bits, EC of 160 bits'}`,
    },
    ...elsewhereEn(at),
  ],
  remedies: ({ at }) => [
    {
      side: ownerOf(at),
      text: 'Have the certificate issued again: a new key of RSA 2048 bits or more, or EC P-256, signed with SHA-256 or better; if an intermediate is the weak one, the whole path from a current CA. Then check again.',
      commands: [`${showLeaf(at, '-noout -text')} | grep -E 'Signature Algorithm|Public-Key'`, at.check],
      references: [reference(securityLevels)],
    },
  ],
  explanation:
    'OpenSSL sorts keys and digests into security levels. Debian, Ubuntu and Python on them use level 2: RSA below 2048 bits, EC below 224 bits and SHA-1 signatures are refused. Upstream OpenSSL 3.0 and Node 20 use level 1, so the same server may work for one client and fail for the other.',
  howToCheck:
    'The finding names the certificate, its bits or its signature algorithm, and the level. It is mended when the same probe has no such finding. Lowering the level with @SECLEVEL=0 weakens every connection of that client.',
};

export default defineDiagnosis<WeakCertificate>({
  id: 'weak-certificate',
  family: 'certificate',
  severity: 'error',
  sources: [securityLevels],
  clientErrors: [
    printed('Python ssl, curl, openssl, Node 24', 'certificate verify failed: EE certificate key too weak'),
    printed('OpenSSL', 'certificate verify failed: CA certificate key too weak'),
    printed('Python ssl, curl, openssl', 'certificate verify failed: CA signature digest algorithm too weak'),
    printed('GnuTLS', 'The certificate is NOT trusted. The certificate chain uses insecure algorithm.'),
    printed(
      'Java',
      'Algorithm constraints check failed on keysize limits: RSA 512 bit key used with certificate: CN=<cn>',
    ),
    printed(
      'Go 1.18 to 1.23',
      '(possibly because of "x509: cannot verify signature: insecure algorithm SHA1-RSA (temporarily override with GODEBUG=x509sha1=1)" while trying to verify candidate authority certificate',
    ),
  ],
  consequenceOf: [],
  judge: (facts) => {
    const seen = decidingVerification(facts);
    if (seen.kind === 'missing') return undetermined(seen.missing);
    const weak = problemsOf(seen.verification, 'weakKey', 'weakDigest');
    if (weak.length === 0) return ruledOut;
    return found({
      at: caseOf(facts),
      securityLevel: facts.client.verifies.securityLevel,
      certificates: weak.map((problem) => ({
        depth: problem.depth,
        subject: problem.subject,
        weakness:
          problem.kind === 'weakKey'
            ? { kind: 'key', bits: problem.bits }
            : { kind: 'digest', algorithm: problem.algorithm },
      })),
    });
  },
  clientMessage: (_, facts) => opensslMessage(facts, [66, 67, 68]),
  example: {
    at: exampleCase,
    securityLevel: 2,
    certificates: [{ depth: 0, subject: 'CN=db1.example.net', weakness: { kind: 'key', bits: 1024 } }],
  },
  en,
});
