import { unreachable } from '../src/base/never.ts';
import { caseOf, exampleCase, type Case } from '../src/diagnose/case.ts';
import { defineDiagnosis, type Words } from '../src/diagnose/define.ts';
import { elsewhereEn } from '../src/diagnose/elsewhere.ts';
import type { VerifyProblem } from '../src/diagnose/fact-types.ts';
import { found, ruledOut, undetermined } from '../src/diagnose/judgement.ts';
import { ownerOf, showEach, showLeaf } from '../src/diagnose/parties.ts';
import { decidingVerification, opensslMessage, problemsOf } from '../src/diagnose/reading/chain-facts.ts';
import { opensslVerify, printed, reference, rfc } from '../src/diagnose/sources.ts';
import { listed, shown } from '../src/diagnose/words/names.ts';
import { extensionName } from '../src/diagnose/words/oid-names.ts';

/** What is wrong with the encoding or the signature. */
export type Malformation =
  | { readonly kind: 'undecodable'; readonly index: number; readonly path: string }
  | { readonly kind: 'badSignature'; readonly depth: number; readonly subject: string }
  | { readonly kind: 'unusableKey'; readonly depth: number; readonly subject: string }
  | { readonly kind: 'criticalExtension'; readonly depth: number; readonly subject: string; readonly oid: string }
  | { readonly kind: 'pathTooLong'; readonly depth: number; readonly subject: string }
  | {
      readonly kind: 'extension';
      readonly depth: number;
      readonly subject: string;
      /** OIDs of those that cannot be read, and of those that stand there more than once. */
      readonly unreadable: readonly string[];
      readonly repeated: readonly string[];
    }
  /** A rule of RFC 5280, which OpenSSL holds certificates to in strict mode; proxy certificates in any. */
  | { readonly kind: 'rule'; readonly depth: number; readonly subject: string; readonly rule: Rule }
  /** Refused for a reason that has no diagnosis of its own yet. */
  | { readonly kind: 'refused'; readonly code: number; readonly text: string; readonly depth: number };

export type Rule = (typeof ruleKinds)[number];

export interface CertificateMalformed {
  readonly at: Case;
  readonly malformations: readonly [Malformation, ...Malformation[]];
}

const ruleKinds = [
  'malformedTime',
  'unreadableKey',
  'proxyCertificate',
  'pathLengthOfNonCa',
  'pathLengthWithoutCertSign',
  'basicConstraintsNotCritical',
  'keyUsageMissing',
  'certSignOfNonCa',
  'issuerEmpty',
  'subjectEmpty',
  'subjectAltNameNotCritical',
  'subjectAltNameEmpty',
  'signatureAlgorithmsDiffer',
  'authorityKeyIdentifierCritical',
  'authorityKeyIdentifierMissing',
  'subjectKeyIdentifierCritical',
  'subjectKeyIdentifierMissing',
  'extensionsBelowVersion3',
] as const satisfies readonly VerifyProblem['kind'][];

const rules: Readonly<Record<Rule, string>> = {
  malformedTime: 'writes notBefore or notAfter otherwise than RFC 5280 says',
  unreadableKey: 'has a public key that cannot be read',
  proxyCertificate: 'is a proxy certificate (RFC 3820)',
  pathLengthOfNonCa: 'has a pathLenConstraint but is no CA',
  pathLengthWithoutCertSign: 'has a pathLenConstraint, but no keyUsage keyCertSign',
  basicConstraintsNotCritical: 'is a CA, but its basicConstraints are not marked critical',
  keyUsageMissing: 'is a CA without keyUsage',
  certSignOfNonCa: 'has keyUsage keyCertSign but is no CA',
  issuerEmpty: 'has an empty issuer',
  subjectEmpty: 'has an empty subject',
  subjectAltNameNotCritical: 'has an empty subject, but its subjectAltName is not marked critical',
  subjectAltNameEmpty: 'has an empty subjectAltName',
  signatureAlgorithmsDiffer: 'names two different signature algorithms',
  authorityKeyIdentifierCritical: 'marks its authorityKeyIdentifier critical',
  authorityKeyIdentifierMissing: 'has no authorityKeyIdentifier',
  subjectKeyIdentifierCritical: 'marks its subjectKeyIdentifier critical',
  subjectKeyIdentifierMissing: 'is a CA without subjectKeyIdentifier',
  extensionsBelowVersion3: 'has extensions, though it is not of version 3',
};

const nameOf = (oid: string): string => shown(extensionName(oid));

function sentence(it: Malformation): string {
  switch (it.kind) {
    case 'undecodable':
      return `certificate ${it.index} of the chain cannot be read: ${shown(it.path)} is not what RFC 5280 says`;
    case 'badSignature':
      return `the signature on ${shown(it.subject)} does not fit the key of its issuer`;
    case 'unusableKey':
      return `the public key of ${shown(it.subject)} cannot be used`;
    case 'criticalExtension':
      return `${shown(it.subject)} has a critical extension, ${shown(extensionName(it.oid))}, that OpenSSL does not know`;
    case 'pathTooLong':
      return `the path is longer than clients follow, it is cut off at ${shown(it.subject)}`;
    case 'extension':
      return `${shown(it.subject)} ${[
        ...(it.repeated.length === 0 ? [] : [`holds ${listed(it.repeated.map(nameOf))} more than once`]),
        ...(it.unreadable.length === 0
          ? []
          : [`holds ${listed(it.unreadable.map(nameOf))} in a form that cannot be read`]),
      ].join(' and ')}`;
    case 'rule':
      return `${shown(it.subject)} ${rules[it.rule]}`;
    case 'refused':
      return `OpenSSL refuses the path at depth ${it.depth}: ${it.text} (${it.code})`;
    default:
      return unreachable(it);
  }
}

const en: Words<CertificateMalformed> = {
  title: 'Certificate is malformed or wrongly signed',
  summary: ({ at, malformations: [first] }) =>
    `${at.shortClient} cannot accept the ${ownerOf(at)}'s certificates: ${sentence(first)}.`,
  evidence: ({ at, malformations }) => [
    ...malformations.map((it) => ({
      what: it.kind === 'undecodable' ? `Certificate ${it.index}` : `Depth ${it.depth}`,
      value: sentence(it),
    })),
    ...(malformations.some(({ kind }) => kind === 'extension')
      ? [
          {
            what: 'Misleading',
            value:
              'OpenSSL says only that it finds no issuer (20 or 21): it does not look for one of such a certificate',
          },
        ]
      : []),
    ...elsewhereEn(at),
  ],
  remedies: ({ at, malformations: [first] }) => [
    {
      side: ownerOf(at),
      text:
        first.kind === 'badSignature'
          ? 'The certificate was altered, or its issuer has a new key under the old name and the chain (or the trust store) holds the certificate with the wrong one of the two. Take leaf and intermediates from the CA anew, as one set, and make sure that the trust store has the current root.'
          : 'Have the certificate issued again by a CA that follows RFC 5280, and put the file in place as it came, unedited. The first command shows whether OpenSSL can read the leaf.',
      commands: [
        ...(first.kind !== 'undecodable' && first.depth > 0
          ? showEach(at, '-noout -text')
          : [showLeaf(at, '-noout -text')]),
        at.check,
      ],
      references: [reference(rfc(5280, '4.1')), reference(opensslVerify)],
    },
  ],
  explanation:
    'A certificate that does not follow its own syntax, whose signature does not fit, whose key cannot be used, or that demands (by a critical extension) what a client does not know, is refused. It happens with self-made CA tools, with files that were edited or cut, and where a CA was renewed with a new key but the same name.',
  howToCheck:
    'The finding names the certificate and the field or the check that failed. It is mended when the same probe has no such finding.',
};

/** X509_V_ERR codes of what is found here; 78 and 80 to 93 are those of strict mode. */
const malformedCodes = [
  1, 6, 7, 13, 14, 20, 22, 34, 40, 41, 78, 80, 81, 82, 83, 84, 85, 86, 87, 88, 89, 90, 91, 92, 93,
];

export default defineDiagnosis<CertificateMalformed>({
  id: 'certificate-malformed',
  family: 'certificate',
  severity: 'error',
  sources: [rfc(5280, '4.1'), rfc(5280, '4.2'), rfc(8446, '6.2'), opensslVerify],
  clientErrors: [
    printed('OpenSSL', 'certificate verify failed: certificate signature failure'),
    printed('Node', 'CERT_SIGNATURE_FAILURE'),
    printed('OpenSSL', 'certificate verify failed: unhandled critical extension'),
    printed('Python 3.13 and later, default context', 'certificate verify failed: Missing Authority Key Identifier'),
    printed(
      'Python 3.13 and later, default context',
      'certificate verify failed: CA cert does not include key usage extension',
    ),
    printed('curl, wrong signature', 'curl: (35) OpenSSL/3.0.22: error:06880006:asn1 encoding routines::EVP lib'),
    printed(
      'PyMongo with PyOpenSSL, wrong signature',
      "[('digital envelope routines', '', 'provider signature failure'), ('asn1 encoding routines', '', 'EVP lib'), ('SSL routines', '', 'certificate verify failed')]",
    ),
    printed(
      'curl, malformed extension',
      'curl: (35) OpenSSL/3.0.22: error:1100009E:X509 V3 routines::invalid certificate',
    ),
    printed(
      'Go, wrong signature',
      'x509: certificate signed by unknown authority (possibly because of "x509: ECDSA verification failure" while trying to verify candidate authority certificate',
    ),
    printed('Go', 'x509: unhandled critical extension'),
    printed('Go', 'tls: failed to parse certificate from server: x509: invalid subject alternative names'),
    printed('Go', 'x509: certificate contains duplicate extension with OID'),
    printed('Java, wrong signature', 'java.security.cert.CertPathValidatorException: signature check failed'),
    printed('Java', 'java.security.cert.CertPathValidatorException: unrecognized critical extension(s)'),
    printed('Java', 'Duplicate extensions not allowed'),
    printed('GnuTLS, wrong signature', 'The certificate is NOT trusted. The signature in the certificate is invalid.'),
    printed('GnuTLS', 'The certificate is NOT trusted. The certificate contains an unknown critical extension.'),
  ],
  // Where the wrong issuer was taken, the path says so first.
  consequenceOf: [],
  judge: (facts) => {
    const at = caseOf(facts);
    if (facts.chain.kind === 'failed' && facts.chain.problem.kind === 'undecodable') {
      return found({ at, malformations: [facts.chain.problem] });
    }
    const seen = decidingVerification(facts);
    if (seen.kind === 'missing') return undetermined(seen.missing);
    const { verification } = seen;
    // A curve in numbers is told by weak-certificate; that a client can do nothing with such a key says no more.
    const inNumbers = problemsOf(verification, 'explicitCurve').map(({ depth }) => depth);
    const malformations: Malformation[] = problemsOf(verification, 'badSignature', 'unusableKey', 'pathTooLong')
      .filter(({ kind, depth }) => kind !== 'unusableKey' || !inNumbers.includes(depth))
      .map(({ kind, depth, subject }) => ({ kind, depth, subject }));
    for (const { depth, subject, oid } of problemsOf(verification, 'unhandledCriticalExtension')) {
      malformations.push({ kind: 'criticalExtension', depth, subject, oid });
    }
    for (const { depth, subject, oids } of problemsOf(verification, 'malformedExtension')) {
      const certificate = verification.path[depth]?.certificate;
      const isRepeated = (wanted: string): boolean =>
        (certificate?.extensions.filter(({ oid }) => oid === wanted).length ?? 0) > 1;
      const repeated = oids.filter(isRepeated);
      const unreadable = oids.filter((oid) => !isRepeated(oid));
      malformations.push({ kind: 'extension', depth, subject, unreadable, repeated });
    }
    for (const { depth, subject, kind } of problemsOf(verification, ...ruleKinds)) {
      malformations.push({ kind: 'rule', depth, subject, rule: kind });
    }
    // A refusal never goes without a finding, even where no problem was named.
    if (!verification.accepted && verification.problems.length === 0) {
      const { code, text, depth } = verification.opensslError ?? { code: 1, text: 'unspecified', depth: 0 };
      malformations.push({ kind: 'refused', code, text, depth });
    }
    const [first, ...more] = malformations;
    return first === undefined ? ruledOut : found({ at, malformations: [first, ...more] });
  },
  clientMessage: ({ malformations: [first] }, facts) =>
    opensslMessage(facts, first.kind === 'refused' ? [first.code] : malformedCodes),
  example: {
    at: exampleCase,
    malformations: [{ kind: 'badSignature', depth: 0, subject: 'CN=db1.example.net' }],
  },
  en,
});
