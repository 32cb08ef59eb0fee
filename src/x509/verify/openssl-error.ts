import { unreachable } from '../../base/never.ts';
import type { NameConstraintViolation, OpensslError, VerifyProblem } from './verify-problem.ts';

/** What OpenSSL 3.0 calls a problem: `X509_V_ERR_…`, its number and its words. */
export function opensslErrorOf(problem: VerifyProblem): OpensslError {
  const code = codeOf(problem);
  const [name, text] = errors[code];
  return { code, name: `X509_V_ERR_${name}`, text, depth: problem.depth };
}

function codeOf(problem: VerifyProblem): Code {
  switch (problem.kind) {
    case 'unreadableKey':
      return 1;
    case 'anchorNotSelfSigned':
      return 2;
    case 'crlMissing':
      return 3;
    case 'unusableKey':
      return 6;
    case 'badSignature':
      return 7;
    case 'crlSignature':
      return 8;
    case 'notYetValid':
      return 9;
    case 'expired':
      return 10;
    case 'crlNotYetValid':
      return 11;
    case 'crlExpired':
      return 12;
    case 'malformedTime':
      return problem.field === 'notBefore' ? 13 : 14;
    case 'crlTimeMalformed':
      return problem.field === 'thisUpdate' ? 15 : 16;
    case 'selfSignedLeaf':
      return 18;
    case 'selfSignedInPath':
      return 19;
    case 'issuerNotFound':
    case 'malformedExtension':
      return 20;
    case 'pathTooLong':
      return 22;
    case 'revoked':
      return 23;
    case 'pathLengthExceeded':
      return 25;
    case 'purpose':
      return 26;
    case 'cannotSignCertificates':
      return 32;
    case 'unhandledCriticalExtension':
      return 34;
    case 'cannotSignCrls':
      return 35;
    case 'crlExtension':
      return 36;
    case 'proxyCertificate':
      return 40;
    case 'crlScope':
      return 44;
    case 'signatureAlgorithmsDiffer':
      return 78;
    case 'pathLengthOfNonCa':
      return 80;
    case 'pathLengthWithoutCertSign':
      return 81;
    case 'certSignOfNonCa':
      return 82;
    case 'issuerEmpty':
      return 83;
    case 'subjectEmpty':
      return 84;
    case 'authorityKeyIdentifierMissing':
      return 85;
    case 'subjectKeyIdentifierMissing':
      return 86;
    case 'subjectAltNameEmpty':
      return 87;
    case 'subjectAltNameNotCritical':
      return 88;
    case 'basicConstraintsNotCritical':
      return 89;
    case 'authorityKeyIdentifierCritical':
      return 90;
    case 'subjectKeyIdentifierCritical':
      return 91;
    case 'keyUsageMissing':
      return 92;
    case 'extensionsBelowVersion3':
      return 93;
    case 'nameConstraint':
      return constraintCodes[problem.violation];
    case 'nameMismatch':
      return problem.asked.kind === 'dns' ? 62 : 64;
    case 'weakKey':
      return problem.depth === 0 ? 66 : 67;
    case 'weakDigest':
      return 68;
    case 'notACa':
      return 79;
    case 'explicitCurve':
      return 94;
    default:
      return unreachable(problem);
  }
}

type Code = keyof typeof errors;

const constraintCodes: Readonly<Record<NameConstraintViolation, Code>> = {
  notPermitted: 47,
  excluded: 48,
  bounds: 49,
  unsupportedType: 51,
  badNameSyntax: 53,
  tooMany: 1,
};

const errors = {
  1: ['UNSPECIFIED', 'unspecified certificate verification error'],
  2: ['UNABLE_TO_GET_ISSUER_CERT', 'unable to get issuer certificate'],
  3: ['UNABLE_TO_GET_CRL', 'unable to get certificate CRL'],
  6: ['UNABLE_TO_DECODE_ISSUER_PUBLIC_KEY', 'unable to decode issuer public key'],
  7: ['CERT_SIGNATURE_FAILURE', 'certificate signature failure'],
  8: ['CRL_SIGNATURE_FAILURE', 'CRL signature failure'],
  9: ['CERT_NOT_YET_VALID', 'certificate is not yet valid'],
  10: ['CERT_HAS_EXPIRED', 'certificate has expired'],
  11: ['CRL_NOT_YET_VALID', 'CRL is not yet valid'],
  12: ['CRL_HAS_EXPIRED', 'CRL has expired'],
  13: ['ERROR_IN_CERT_NOT_BEFORE_FIELD', "format error in certificate's notBefore field"],
  14: ['ERROR_IN_CERT_NOT_AFTER_FIELD', "format error in certificate's notAfter field"],
  15: ['ERROR_IN_CRL_LAST_UPDATE_FIELD', "format error in CRL's lastUpdate field"],
  16: ['ERROR_IN_CRL_NEXT_UPDATE_FIELD', "format error in CRL's nextUpdate field"],
  18: ['DEPTH_ZERO_SELF_SIGNED_CERT', 'self-signed certificate'],
  19: ['SELF_SIGNED_CERT_IN_CHAIN', 'self-signed certificate in certificate chain'],
  20: ['UNABLE_TO_GET_ISSUER_CERT_LOCALLY', 'unable to get local issuer certificate'],
  22: ['CERT_CHAIN_TOO_LONG', 'certificate chain too long'],
  23: ['CERT_REVOKED', 'certificate revoked'],
  25: ['PATH_LENGTH_EXCEEDED', 'path length constraint exceeded'],
  26: ['INVALID_PURPOSE', 'unsuitable certificate purpose'],
  32: ['KEYUSAGE_NO_CERTSIGN', 'key usage does not include certificate signing'],
  34: ['UNHANDLED_CRITICAL_EXTENSION', 'unhandled critical extension'],
  35: ['KEYUSAGE_NO_CRL_SIGN', 'key usage does not include CRL signing'],
  36: ['UNHANDLED_CRITICAL_CRL_EXTENSION', 'unhandled critical CRL extension'],
  40: ['PROXY_CERTIFICATES_NOT_ALLOWED', 'proxy certificates not allowed, please set the appropriate flag'],
  44: ['DIFFERENT_CRL_SCOPE', 'different CRL scope'],
  47: ['PERMITTED_VIOLATION', 'permitted subtree violation'],
  48: ['EXCLUDED_VIOLATION', 'excluded subtree violation'],
  49: ['SUBTREE_MINMAX', 'name constraints minimum and maximum not supported'],
  51: ['UNSUPPORTED_CONSTRAINT_TYPE', 'unsupported name constraint type'],
  53: ['UNSUPPORTED_NAME_SYNTAX', 'unsupported or invalid name syntax'],
  62: ['HOSTNAME_MISMATCH', 'hostname mismatch'],
  64: ['IP_ADDRESS_MISMATCH', 'IP address mismatch'],
  66: ['EE_KEY_TOO_SMALL', 'EE certificate key too weak'],
  67: ['CA_KEY_TOO_SMALL', 'CA certificate key too weak'],
  68: ['CA_MD_TOO_WEAK', 'CA signature digest algorithm too weak'],
  78: ['SIGNATURE_ALGORITHM_INCONSISTENCY', 'cert info signature and signature algorithm mismatch'],
  79: ['INVALID_CA', 'invalid CA certificate'],
  80: ['PATHLEN_INVALID_FOR_NON_CA', 'Path length invalid for non-CA cert'],
  81: ['PATHLEN_WITHOUT_KU_KEY_CERT_SIGN', 'Path length given without key usage keyCertSign'],
  82: ['KU_KEY_CERT_SIGN_INVALID_FOR_NON_CA', 'Key usage keyCertSign invalid for non-CA cert'],
  83: ['ISSUER_NAME_EMPTY', 'Issuer name empty'],
  84: ['SUBJECT_NAME_EMPTY', 'Subject name empty'],
  85: ['MISSING_AUTHORITY_KEY_IDENTIFIER', 'Missing Authority Key Identifier'],
  86: ['MISSING_SUBJECT_KEY_IDENTIFIER', 'Missing Subject Key Identifier'],
  87: ['EMPTY_SUBJECT_ALT_NAME', 'Empty Subject Alternative Name extension'],
  88: ['EMPTY_SUBJECT_SAN_NOT_CRITICAL', 'Subject empty and Subject Alt Name extension not critical'],
  89: ['CA_BCONS_NOT_CRITICAL', 'Basic Constraints of CA cert not marked critical'],
  90: ['AUTHORITY_KEY_IDENTIFIER_CRITICAL', 'Authority Key Identifier marked critical'],
  91: ['SUBJECT_KEY_IDENTIFIER_CRITICAL', 'Subject Key Identifier marked critical'],
  92: ['CA_CERT_MISSING_KEY_USAGE', 'CA cert does not include key usage extension'],
  93: ['EXTENSIONS_REQUIRE_VERSION_3', 'Using cert extension requires at least X509v3'],
  94: ['EC_KEY_EXPLICIT_PARAMS', 'Certificate public key has explicit ECC parameters'],
} as const;
