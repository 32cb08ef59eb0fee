/**
 * OpenSSL's verification errors (X509_V_ERR_*): number, texts (3.x first, then older ones), and what each speaks for. The texts
 * are those of libcrypto 3.0.22 and of 1.1.1; Node's names of them are in rules/node.ts.
 */
import { issuerUnknown, rule } from './rule.ts';
import type { Rule } from './rule.ts';

interface VerifyCode {
  readonly code: number;
  readonly texts: readonly string[];
  /** X509_V_ERR_ without its prefix. */
  readonly name: string;
  readonly means: readonly string[];
}

const verifyCodes: readonly VerifyCode[] = (
  [
    [1, 'UNSPECIFIED', ['unspecified certificate verification error'], ['untrusted-root', 'certificate-malformed']],
    [
      2,
      'UNABLE_TO_GET_ISSUER_CERT',
      ['unable to get issuer certificate'],
      ['untrusted-root', 'missing-intermediate', 'client-roots-missing'],
    ],
    [3, 'UNABLE_TO_GET_CRL', ['unable to get certificate CRL'], ['crl-problem']],
    [
      4,
      'UNABLE_TO_DECRYPT_CERT_SIGNATURE',
      ["unable to decrypt certificate's signature"],
      ['certificate-malformed', 'untrusted-root'],
    ],
    [5, 'UNABLE_TO_DECRYPT_CRL_SIGNATURE', ["unable to decrypt CRL's signature"], ['crl-problem']],
    [
      6,
      'UNABLE_TO_DECODE_ISSUER_PUBLIC_KEY',
      ['unable to decode issuer public key'],
      ['certificate-malformed', 'weak-certificate'],
    ],
    [
      7,
      'CERT_SIGNATURE_FAILURE',
      ['certificate signature failure'],
      ['certificate-malformed', 'untrusted-root', 'missing-intermediate'],
    ],
    [8, 'CRL_SIGNATURE_FAILURE', ['CRL signature failure'], ['crl-problem']],
    [9, 'CERT_NOT_YET_VALID', ['certificate is not yet valid'], ['cert-not-yet-valid', 'clock-skew']],
    [10, 'CERT_HAS_EXPIRED', ['certificate has expired'], ['cert-expired', 'clock-skew', 'client-roots-missing']],
    [11, 'CRL_NOT_YET_VALID', ['CRL is not yet valid'], ['crl-problem', 'clock-skew']],
    [12, 'CRL_HAS_EXPIRED', ['CRL has expired'], ['crl-problem', 'clock-skew']],
    [
      13,
      'ERROR_IN_CERT_NOT_BEFORE_FIELD',
      ["format error in certificate's notBefore field"],
      ['certificate-malformed'],
    ],
    [14, 'ERROR_IN_CERT_NOT_AFTER_FIELD', ["format error in certificate's notAfter field"], ['certificate-malformed']],
    [15, 'ERROR_IN_CRL_LAST_UPDATE_FIELD', ["format error in CRL's lastUpdate field"], ['crl-problem']],
    [16, 'ERROR_IN_CRL_NEXT_UPDATE_FIELD', ["format error in CRL's nextUpdate field"], ['crl-problem']],
    [
      18,
      'DEPTH_ZERO_SELF_SIGNED_CERT',
      ['self-signed certificate', 'self-signed cert'],
      ['self-signed-leaf', 'untrusted-root'],
    ],
    [
      19,
      'SELF_SIGNED_CERT_IN_CHAIN',
      ['self-signed certificate in certificate chain', 'self-signed cert in chain', 'self-signed certificate in chain'],
      ['untrusted-root', 'client-roots-missing', 'self-signed-leaf'],
    ],
    [20, 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY', ['unable to get local issuer certificate'], issuerUnknown],
    [
      21,
      'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
      ['unable to verify the first certificate'],
      ['missing-intermediate', 'untrusted-root', 'client-roots-missing', 'ca-file-unreadable', 'self-signed-leaf'],
    ],
    [22, 'CERT_CHAIN_TOO_LONG', ['certificate chain too long'], ['chain-order', 'certificate-malformed']],
    [23, 'CERT_REVOKED', ['certificate revoked'], ['cert-revoked']],
    [24, 'NO_ISSUER_PUBLIC_KEY', ["issuer certificate doesn't have a public key"], ['certificate-malformed']],
    [25, 'PATH_LENGTH_EXCEEDED', ['path length constraint exceeded'], ['certificate-usage']],
    [
      26,
      'INVALID_PURPOSE',
      ['unsuitable certificate purpose', 'unsupported certificate purpose'],
      ['certificate-usage'],
    ],
    [27, 'CERT_UNTRUSTED', ['certificate not trusted'], issuerUnknown],
    [28, 'CERT_REJECTED', ['certificate rejected'], ['certificate-usage', 'untrusted-root']],
    [29, 'SUBJECT_ISSUER_MISMATCH', ['subject issuer mismatch'], ['missing-intermediate', 'untrusted-root']],
    [
      30,
      'AKID_SKID_MISMATCH',
      ['authority and subject key identifier mismatch'],
      ['missing-intermediate', 'untrusted-root'],
    ],
    [
      31,
      'AKID_ISSUER_SERIAL_MISMATCH',
      ['authority and issuer serial number mismatch'],
      ['missing-intermediate', 'untrusted-root'],
    ],
    [32, 'KEYUSAGE_NO_CERTSIGN', ['key usage does not include certificate signing'], ['certificate-usage']],
    [33, 'UNABLE_TO_GET_CRL_ISSUER', ['unable to get CRL issuer certificate'], ['crl-problem']],
    [34, 'UNHANDLED_CRITICAL_EXTENSION', ['unhandled critical extension'], ['certificate-malformed']],
    [35, 'KEYUSAGE_NO_CRL_SIGN', ['key usage does not include CRL signing'], ['crl-problem']],
    [36, 'UNHANDLED_CRITICAL_CRL_EXTENSION', ['unhandled critical CRL extension'], ['crl-problem']],
    [37, 'INVALID_NON_CA', ['invalid non-CA certificate'], ['certificate-usage', 'certificate-malformed']],
    [38, 'PROXY_PATH_LENGTH_EXCEEDED', ['proxy path length constraint exceeded'], ['certificate-usage']],
    [39, 'KEYUSAGE_NO_DIGITAL_SIGNATURE', ['key usage does not include digital signature'], ['certificate-usage']],
    [40, 'PROXY_CERTIFICATES_NOT_ALLOWED', ['proxy certificates not allowed'], ['certificate-usage']],
    [41, 'INVALID_EXTENSION', ['invalid or inconsistent certificate extension'], ['certificate-malformed']],
    [
      42,
      'INVALID_POLICY_EXTENSION',
      ['invalid or inconsistent certificate policy extension'],
      ['certificate-malformed'],
    ],
    [43, 'NO_EXPLICIT_POLICY', ['no explicit policy'], ['certificate-usage']],
    [44, 'DIFFERENT_CRL_SCOPE', ['different CRL scope'], ['crl-problem']],
    [45, 'UNSUPPORTED_EXTENSION_FEATURE', ['unsupported extension feature'], ['certificate-malformed']],
    [46, 'UNNESTED_RESOURCE', ["RFC 3779 resource not subset of parent's resources"], ['certificate-malformed']],
    [47, 'PERMITTED_VIOLATION', ['permitted subtree violation'], ['name-constraints']],
    [48, 'EXCLUDED_VIOLATION', ['excluded subtree violation'], ['name-constraints']],
    [49, 'SUBTREE_MINMAX', ['name constraints minimum and maximum not supported'], ['name-constraints']],
    [50, 'APPLICATION_VERIFICATION', ['application verification failure'], issuerUnknown],
    [51, 'UNSUPPORTED_CONSTRAINT_TYPE', ['unsupported name constraint type'], ['name-constraints']],
    [52, 'UNSUPPORTED_CONSTRAINT_SYNTAX', ['unsupported or invalid name constraint syntax'], ['name-constraints']],
    [
      53,
      'UNSUPPORTED_NAME_SYNTAX',
      ['unsupported or invalid name syntax'],
      ['name-constraints', 'certificate-malformed'],
    ],
    [54, 'CRL_PATH_VALIDATION_ERROR', ['CRL path validation error'], ['crl-problem']],
    [55, 'PATH_LOOP', ['path loop'], ['chain-order', 'certificate-malformed']],
    [62, 'HOSTNAME_MISMATCH', ['hostname mismatch'], ['hostname-mismatch', 'san-missing']],
    [63, 'EMAIL_MISMATCH', ['email address mismatch'], ['hostname-mismatch']],
    [64, 'IP_ADDRESS_MISMATCH', ['IP address mismatch'], ['hostname-mismatch', 'san-missing']],
    [65, 'DANE_NO_MATCH', ['no matching DANE TLSA records'], ['untrusted-root', 'hostname-mismatch']],
    [66, 'EE_KEY_TOO_SMALL', ['EE certificate key too weak'], ['weak-certificate']],
    [67, 'CA_KEY_TOO_SMALL', ['CA certificate key too weak'], ['weak-certificate']],
    [68, 'CA_MD_TOO_WEAK', ['CA signature digest algorithm too weak', 'CA md too weak'], ['weak-certificate']],
    [69, 'INVALID_CALL', ['invalid certificate verification context'], ['client-roots-missing', 'ca-file-unreadable']],
    [70, 'STORE_LOOKUP', ['issuer certificate lookup error'], ['ca-file-unreadable', 'untrusted-root']],
    [71, 'NO_VALID_SCTS', ['certificate transparency required, but no valid SCTs found'], ['certificate-malformed']],
    [73, 'OCSP_VERIFY_NEEDED', ['OCSP verification needed'], ['ocsp-staple-missing', 'ocsp-staple-invalid']],
    [74, 'OCSP_VERIFY_FAILED', ['OCSP verification failed'], ['ocsp-staple-invalid', 'cert-revoked']],
    [75, 'OCSP_CERT_UNKNOWN', ['OCSP unknown cert'], ['ocsp-staple-invalid']],
    [
      76,
      'UNSUPPORTED_SIGNATURE_ALGORITHM',
      ['cannot find certificate signature algorithm'],
      ['weak-certificate', 'certificate-malformed'],
    ],
    [
      77,
      'SIGNATURE_ALGORITHM_MISMATCH',
      ['subject signature algorithm and issuer public key algorithm mismatch'],
      ['certificate-malformed', 'missing-intermediate'],
    ],
    [
      78,
      'SIGNATURE_ALGORITHM_INCONSISTENCY',
      ['cert info signature and signature algorithm mismatch'],
      ['certificate-malformed'],
    ],
    [79, 'INVALID_CA', ['invalid CA certificate'], ['certificate-usage']],
    [80, 'PATHLEN_INVALID_FOR_NON_CA', ['path length invalid for non-CA cert'], ['certificate-malformed']],
    [
      81,
      'PATHLEN_WITHOUT_KU_KEY_CERT_SIGN',
      ['path length given without key usage keyCertSign'],
      ['certificate-malformed'],
    ],
    [
      82,
      'KU_KEY_CERT_SIGN_INVALID_FOR_NON_CA',
      ['key usage keyCertSign invalid for non-CA cert'],
      ['certificate-malformed'],
    ],
    [83, 'ISSUER_NAME_EMPTY', ['issuer name empty'], ['certificate-malformed']],
    [84, 'SUBJECT_NAME_EMPTY', ['subject name empty'], ['certificate-malformed']],
    [85, 'MISSING_AUTHORITY_KEY_IDENTIFIER', ['missing authority key identifier'], ['certificate-malformed']],
    [86, 'MISSING_SUBJECT_KEY_IDENTIFIER', ['missing subject key identifier'], ['certificate-malformed']],
    [
      87,
      'EMPTY_SUBJECT_ALT_NAME',
      ['empty subject alternative name extension'],
      ['certificate-malformed', 'san-missing'],
    ],
    [
      88,
      'EMPTY_SUBJECT_SAN_NOT_CRITICAL',
      ['subject empty and subject alt name extension not critical'],
      ['certificate-malformed'],
    ],
    [
      89,
      'CA_BCONS_NOT_CRITICAL',
      ['basic constraints of CA cert not marked critical'],
      ['certificate-malformed', 'certificate-usage'],
    ],
    [90, 'AUTHORITY_KEY_IDENTIFIER_CRITICAL', ['authority key identifier marked critical'], ['certificate-malformed']],
    [91, 'SUBJECT_KEY_IDENTIFIER_CRITICAL', ['subject key identifier marked critical'], ['certificate-malformed']],
    [
      92,
      'CA_CERT_MISSING_KEY_USAGE',
      ['CA cert does not include key usage extension'],
      ['certificate-malformed', 'certificate-usage'],
    ],
    [93, 'EXTENSIONS_REQUIRE_VERSION_3', ['using cert extension requires at least X509v3'], ['certificate-malformed']],
    [
      94,
      'EC_KEY_EXPLICIT_PARAMS',
      ['certificate public key has explicit ECC parameters'],
      ['weak-certificate', 'certificate-malformed'],
    ],
  ] as const
).map(([code, name, texts, means]) => ({ code, name, texts, means }));

/**
 * What a server says of a client's certificate with the same words. A reason of its own says more than the refusal that follows
 * from it; that the issuer is not known says no more than that.
 */
const aboutClient = (means: readonly string[]): readonly string[] =>
  doubtsIssuer.has(means[0] ?? '') ? ['client-cert-rejected', ...means] : [...means, 'client-cert-rejected'];

const doubtsIssuer: ReadonlySet<string> = new Set([
  'untrusted-root',
  'missing-intermediate',
  'client-roots-missing',
  'self-signed-leaf',
]);

/** Every text, symbolic name and numbered form of OpenSSL's verification errors. */
export const verifyRules: readonly Rule[] = verifyCodes.flatMap(({ code, texts, name, means }) => [
  rule([...texts, `X509_V_ERR_${name}`], means, { onServer: aboutClient(means) }),
  rule(
    [
      `verify error:num=${code}`,
      `verify return code: ${code}`,
      `certificate verify failed (${code})`,
      `verify error:${code}:`,
      `error ${code}:${texts[0] ?? ''}`,
    ],
    means,
    { onServer: aboutClient(means), ...(code === 1 ? { grade: 'wrapper' } : {}) },
  ),
  // `error 20 at 0 depth lookup`, and not `error -12: A TLS fatal alert`.
  rule(`error ${code} at ~`, means, { onServer: aboutClient(means), followedBy: /^\s(?:depth )?\d/ }),
]);
