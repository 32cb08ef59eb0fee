import { unreachable } from '../src/base/never.ts';
import { caseOf, exampleCase, type Case } from '../src/diagnose/case.ts';
import { defineDiagnosis, type Words } from '../src/diagnose/define.ts';
import { elsewhereEn } from '../src/diagnose/elsewhere.ts';
import type { Certificate } from '../src/diagnose/fact-types.ts';
import { found, ruledOut, undetermined } from '../src/diagnose/judgement.ts';
import { judgeOf, leafEn, ownerOf, showEach, showLeaf } from '../src/diagnose/parties.ts';
import { decidingVerification, opensslMessage, originOf, problemsOf } from '../src/diagnose/reading/chain-facts.ts';
import { newEcRequest } from '../src/diagnose/remedies/commands.ts';
import { page, printed, reference, rfc } from '../src/diagnose/sources.ts';
import { shown } from '../src/diagnose/words/names.ts';

/** Keys and signatures in the path that the client holds too weak. */
export interface WeakCertificate {
  readonly at: Case;
  readonly securityLevel: number;
  readonly certificates: readonly {
    readonly depth: number;
    readonly subject: string;
    readonly from: 'leaf' | 'sent' | 'fetched' | 'trustStore';
    readonly weakness: Weakness;
  }[];
}

export type Weakness =
  /** `key`: its kind, as the name of an algorithm: `RSA`, `EC secp192r1`. */
  | { readonly kind: 'key'; readonly key: string; readonly bits: number }
  | { readonly kind: 'digest'; readonly algorithm: string }
  /** The curve is spelled out in numbers, which nobody compares with those of a curve that is known to be good. */
  | { readonly kind: 'explicitCurve' };

/** Pages that are shown with the remedies. */
export const securityLevels = page(
  'OpenSSL 3.0: SSL_CTX_set_security_level',
  'https://docs.openssl.org/3.0/man3/SSL_CTX_get_security_level/',
  '2026-11-21',
);
const apple = page(
  'Apple: Requirements for trusted certificates in iOS 13 and macOS 10.15',
  'https://support.apple.com/en-us/103769',
  '2026-11-22',
);

function what(weakness: Weakness): string {
  switch (weakness.kind) {
    case 'key':
      return `key ${shown(weakness.key)} of ${weakness.bits} bits`;
    case 'digest':
      return `signed with ${shown(weakness.algorithm)}`;
    case 'explicitCurve':
      return 'the curve of its key is spelled out in numbers';
    default:
      return unreachable(weakness);
  }
}

/** Who refuses it, measured with a leaf and an intermediate; of macOS and iOS it is documented. */
function refusing(weakness: Weakness, level: number): string {
  switch (weakness.kind) {
    case 'key':
      if (weakness.key !== 'RSA') return `OpenSSL at level ${level} and above`;
      return weakness.bits >= 1024
        ? 'OpenSSL at level 2: openssl, curl and Python of Debian and Ubuntu, PyMongo, Node from 24 on; macOS, iOS. Not Node 20, Go, Java 17, GnuTLS 3.7'
        : 'OpenSSL at every level above 0, Python, PyMongo, Node, Java and GnuTLS';
    case 'digest':
      return 'OpenSSL at any level above 0, Python, PyMongo, Node, curl, Go from 1.18 on, GnuTLS, macOS, iOS. Not Java 17';
    case 'explicitCurve':
      return 'every client that was asked: OpenSSL 3, Python, Node, curl, Go, Java and GnuTLS';
    default:
      return unreachable(weakness);
  }
}

/** What each level asks for, after its manual page. */
const demands = [
  'nothing',
  'RSA of 1024 bits, EC of 160 bits, no MD5 or SHA-1',
  'RSA of 2048 bits, EC of 224 bits, no SHA-1',
  'RSA of 3072 bits, EC of 256 bits',
  'RSA of 7680 bits, EC of 384 bits',
  'RSA of 15360 bits, EC of 512 bits',
] as const;

const en: Words<WeakCertificate> = {
  title: 'Certificate is too weak',
  summary: ({ at, certificates }) => {
    const [first] = certificates;
    if (first === undefined) return '';
    const whose = first.depth === 0 ? leafEn(at) : `The certificate ${shown(first.subject)}`;
    const { weakness } = first;
    switch (weakness.kind) {
      case 'key':
        return `${whose} has a key of only ${weakness.bits} bits (${shown(weakness.key)}), too short for ${at.shortClient}.`;
      case 'digest':
        return `${whose} is signed with ${shown(weakness.algorithm)}, which ${at.shortClient} no longer accepts.`;
      case 'explicitCurve':
        return `${whose} has a key whose curve is spelled out in numbers instead of named, which ${at.shortClient} refuses.`;
      default:
        return unreachable(weakness);
    }
  },
  evidence: ({ at, certificates, securityLevel }) => [
    ...certificates.map(({ depth, subject, from, weakness }) => ({
      what: depth === 0 ? 'Leaf' : `Depth ${depth}${from === 'trustStore' ? ', from the trust store' : ''}`,
      value: `${shown(subject)}: ${what(weakness)}`,
    })),
    { what: `${at.shortClient} asks for`, value: `security level ${securityLevel}: ${demands[securityLevel] ?? ''}` },
    ...[...new Set(certificates.map(({ weakness }) => refusing(weakness, securityLevel)))].map((value) => ({
      what: 'Refused by',
      value,
    })),
    ...elsewhereEn(at),
  ],
  remedies: ({ at, certificates }) => {
    const isOurs = certificates.some(({ from }) => from === 'trustStore');
    const isLeaf = certificates.some(({ depth }) => depth === 0);
    const isAbove = certificates.some(({ depth }) => depth > 0);
    const needsKey = certificates.some(({ depth, weakness }) => depth === 0 && weakness.kind !== 'digest');
    const shows = "-noout -text | grep -E 'Subject:|Signature Algorithm|Public-Key|Field Type'";
    return [
      {
        side: ownerOf(at),
        text: `${isLeaf ? `Have the certificate issued again${needsKey ? ', with a new key: RSA of 2048 bits or more, or EC P-256 by name; and' : ','} signed with SHA-256 or better.` : 'Have the certificate issued again by a current intermediate of the CA, and send that one with it.'}${needsKey ? ' The first command makes such a key and a request.' : ''} Then check again; the command before shows what is in use.`,
        commands: [
          ...(needsKey ? [newEcRequest] : []),
          ...(isAbove ? showEach(at, shows) : [showLeaf(at, shows)]),
          at.check,
        ],
        references: [reference(securityLevels)],
      },
      ...(isOurs
        ? ([
            {
              side: judgeOf(at),
              text: 'The weak one is the root that is trusted here: a new root is due, which signs new certificates, and which every client has to be given before the change.',
              commands: [],
              references: [],
            },
          ] as const)
        : []),
    ];
  },
  explanation:
    'OpenSSL sorts keys and digests into security levels. Debian, Ubuntu and Python on them use level 2: RSA below 2048 bits, EC below 224 bits and SHA-1 signatures are refused, in the leaf and above it (but for the signature of the root). Upstream OpenSSL 3.0 and Node 20 use level 1, which takes RSA of 1024 bits, so the same server may work for one client and fail for the other. A key whose curve is spelled out in numbers (RFC 5480 forbids it) is refused by all: numbers can be chosen so that a foreign key seems to fit, as in CVE-2020-0601.',
  howToCheck:
    'The finding names the certificate, its bits or its signature algorithm, and the level. It is mended when the same check has no such finding. Lowering the level with @SECLEVEL=0 weakens every connection of that client.',
};

export default defineDiagnosis<WeakCertificate>({
  id: 'weak-certificate',
  family: 'certificate',
  severity: 'error',
  sources: [securityLevels, rfc(5480, '2.1.1'), apple],
  clientErrors: [
    printed('Python ssl, curl, openssl, Node 24', 'certificate verify failed: EE certificate key too weak'),
    printed('OpenSSL', 'certificate verify failed: CA certificate key too weak'),
    printed('Python ssl, curl, openssl', 'certificate verify failed: CA signature digest algorithm too weak'),
    printed('OpenSSL', 'certificate verify failed: Certificate public key has explicit ECC parameters'),
    printed('GnuTLS', 'The certificate is NOT trusted. The certificate chain uses insecure algorithm.'),
    printed(
      'Java',
      'Algorithm constraints check failed on keysize limits: RSA 512 bit key used with certificate: CN=<cn>',
    ),
    printed('Java, explicit curve', 'Only named ECParameters supported'),
    printed(
      'Go 1.18 to 1.23',
      '(possibly because of "x509: cannot verify signature: insecure algorithm SHA1-RSA (temporarily override with GODEBUG=x509sha1=1)" while trying to verify candidate authority certificate',
    ),
    printed(
      'Go 1.24 and later',
      '(possibly because of "x509: cannot verify signature: insecure algorithm ECDSA-SHA1" while trying to verify candidate authority certificate',
    ),
    printed('Go, explicit curve', 'tls: failed to parse certificate from server: x509: invalid ECDSA parameters'),
  ],
  consequenceOf: [],
  judge: (facts) => {
    const seen = decidingVerification(facts);
    if (seen.kind === 'missing') return undetermined(seen.missing);
    const { verification } = seen;
    const weak = problemsOf(verification, 'weakKey', 'weakDigest', 'explicitCurve');
    if (weak.length === 0) return ruledOut;
    return found({
      at: caseOf(facts),
      securityLevel: facts.client.verifies.securityLevel,
      certificates: weak.map((problem) => ({
        depth: problem.depth,
        subject: problem.subject,
        from: originOf(verification, problem.depth),
        weakness: weaknessOf(problem, verification.path[problem.depth]?.certificate),
      })),
    });
  },
  clientMessage: (_, facts) => opensslMessage(facts, [66, 67, 68, 94]),
  example: {
    at: exampleCase,
    securityLevel: 2,
    certificates: [
      {
        depth: 0,
        subject: 'CN=db1.example.net',
        from: 'leaf',
        weakness: { kind: 'key', key: 'RSA', bits: 1024 },
      },
    ],
  },
  en,
});

type Weak = ReturnType<typeof problemsOf<'weakKey' | 'weakDigest' | 'explicitCurve'>>[number];

function weaknessOf(problem: Weak, certificate: Certificate | undefined): Weakness {
  switch (problem.kind) {
    case 'weakKey':
      return { kind: 'key', key: certificate === undefined ? '' : keyName(certificate), bits: problem.bits };
    case 'weakDigest':
      return { kind: 'digest', algorithm: problem.algorithm };
    case 'explicitCurve':
      return { kind: 'explicitCurve' };
    default:
      return unreachable(problem);
  }
}

function keyName({ publicKey }: Certificate): string {
  if (publicKey.kind === 'ec') return `EC ${publicKey.curve}`;
  return publicKey.kind === 'other' ? publicKey.oid : publicKey.kind.toUpperCase();
}
