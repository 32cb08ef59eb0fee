import type { Result } from '../base/result.ts';
import type { IoProblem } from '../net/io-problem.ts';
import type { Fault, LabContext, RunningFault } from './fault.ts';
import { alertInternalError } from './faults/alert-internal-error.ts';
import { alpnMismatch } from './faults/alpn-mismatch.ts';
import { certExpiredCrossSign } from './faults/cert-expired-cross-sign.ts';
import { certExpiredIntermediate } from './faults/cert-expired-intermediate.ts';
import { certExpired } from './faults/cert-expired.ts';
import { certExpiringSoonRoot } from './faults/cert-expiring-soon-root.ts';
import { certExpiringSoonMember } from './faults/cert-expiring-soon-member.ts';
import { certExpiringSoon } from './faults/cert-expiring-soon.ts';
import { certNotYetValid } from './faults/cert-not-yet-valid.ts';
import { certRevoked } from './faults/cert-revoked.ts';
import { certRevokedCrl } from './faults/cert-revoked-crl.ts';
import { clientRootsMissing } from './faults/client-roots-missing.ts';
import { certificateMalformedCritical } from './faults/certificate-malformed-critical.ts';
import { certificateMalformedSignature } from './faults/certificate-malformed-signature.ts';
import { certificateMalformedTwice } from './faults/certificate-malformed-twice.ts';
import { certificateUsage } from './faults/certificate-usage.ts';
import { certificateUsageKeyUsage } from './faults/certificate-usage-key-usage.ts';
import { certificateUsageNotACa } from './faults/certificate-usage-not-a-ca.ts';
import { certificateUsagePathLength } from './faults/certificate-usage-path-length.ts';
import { nameConstraints } from './faults/name-constraints.ts';
import { nameConstraintsExcluded } from './faults/name-constraints-excluded.ts';
import { weakCertificateCaKey } from './faults/weak-certificate-ca-key.ts';
import { weakCertificateCurve } from './faults/weak-certificate-curve.ts';
import { weakCertificateDigest } from './faults/weak-certificate-digest.ts';
import { weakCertificateKey } from './faults/weak-certificate-key.ts';
import { chainOrderOutdated } from './faults/chain-order-outdated.ts';
import { chainOrderStranger } from './faults/chain-order-stranger.ts';
import { chainOrder } from './faults/chain-order.ts';
import { clientCertRequired } from './faults/client-cert-required.ts';
import { clockSkewPath } from './faults/clock-skew-path.ts';
import { clockSkew } from './faults/clock-skew.ts';
import { connectTimeout } from './faults/connect-timeout.ts';
import { connectionRefused } from './faults/connection-refused.ts';
import { connectionReset } from './faults/connection-reset.ts';
import { crlDer } from './faults/crl-der.ts';
import { crlExpired } from './faults/crl-expired.ts';
import { crlOtherIssuer } from './faults/crl-other-issuer.ts';
import { crlUnreachable } from './faults/crl-unreachable.ts';
import { decryptError } from './faults/decrypt-error.ts';
import { dhTooSmall } from './faults/dh-too-small.ts';
import { dnsFailure } from './faults/dns-failure.ts';
import { handshakeTimeout } from './faults/handshake-timeout.ts';
import { healthy } from './faults/healthy.ts';
import { hostnameMismatchIp } from './faults/hostname-mismatch-ip.ts';
import { hostnameMismatchWildcard } from './faults/hostname-mismatch-wildcard.ts';
import { hostnameMismatch } from './faults/hostname-mismatch.ts';
import { insecureOptions } from './faults/insecure-options.ts';
import { legacyRenegotiation } from './faults/legacy-renegotiation.ts';
import { middleboxName } from './faults/middlebox-name.ts';
import { missingIntermediateOldChain } from './faults/missing-intermediate-old-chain.ts';
import { missingIntermediate } from './faults/missing-intermediate.ts';
import { noSharedCipher } from './faults/no-shared-cipher.ts';
import { noSharedSigalg } from './faults/no-shared-sigalg.ts';
import { ocspRevokedByResponder } from './faults/ocsp-revoked-by-responder.ts';
import { ocspStapleFuture } from './faults/ocsp-staple-future.ts';
import { ocspStapleBadSignature } from './faults/ocsp-staple-bad-signature.ts';
import { ocspStapleWithoutUsage } from './faults/ocsp-staple-without-usage.ts';
import { ocspStapleSignerExpired } from './faults/ocsp-staple-signer-expired.ts';
import { ocspStapleUnauthorized } from './faults/ocsp-staple-unauthorized.ts';
import { ocspStapleMalformed } from './faults/ocsp-staple-malformed.ts';
import { ocspStapleSha256 } from './faults/ocsp-staple-sha256.ts';
import { ocspMustStapleMissing } from './faults/ocsp-must-staple-missing.ts';
import { ocspResponderDown } from './faults/ocsp-responder-down.ts';
import { ocspResponderUnauthorized } from './faults/ocsp-responder-unauthorized.ts';
import { ocspResponderUnreadable } from './faults/ocsp-responder-unreadable.ts';
import { ocspStapleExpired } from './faults/ocsp-staple-expired.ts';
import { ocspStapleForeignSigner } from './faults/ocsp-staple-foreign-signer.ts';
import { ocspStapleOtherCertificate } from './faults/ocsp-staple-other-certificate.ts';
import { ocspStapleTryLater } from './faults/ocsp-staple-trylater.ts';
import { notMongodb } from './faults/not-mongodb.ts';
import { plaintextHttp } from './faults/plaintext-http.ts';
import { plaintextMongodb } from './faults/plaintext-mongodb.ts';
import { plaintextSmtp } from './faults/plaintext-smtp.ts';
import { plaintextSsh } from './faults/plaintext-ssh.ts';
import { protocolVersionSsl2 } from './faults/protocol-version-ssl2.ts';
import { protocolVersionSsl3 } from './faults/protocol-version-ssl3.ts';
import { protocolVersion } from './faults/protocol-version.ts';
import { sanMissingAccepted } from './faults/san-missing-accepted.ts';
import { sanMissingIp } from './faults/san-missing-ip.ts';
import { sanMissing } from './faults/san-missing.ts';
import { rootOnlyInNode } from './faults/root-only-in-node.ts';
import { replicaSetHost } from './faults/replica-set-host.ts';
import { selfSignedLeaf } from './faults/self-signed-leaf.ts';
import { sniRefused } from './faults/sni-refused.ts';
import { sniUnrecognized } from './faults/sni-unrecognized.ts';
import { tlsRequired } from './faults/tls-required.ts';
import { tls13Intolerant } from './faults/tls13-intolerant.ts';
import { unexpectedEof } from './faults/unexpected-eof.ts';
import { untrustedRoot } from './faults/untrusted-root.ts';
import { untrustedRootCrossSign } from './faults/untrusted-root-cross-sign.ts';
import { x509MemberMismatch } from './faults/x509-member-mismatch.ts';
import { x509SingleCa } from './faults/x509-single-ca.ts';

/** Every fault, in the order in which it is listed: the sound server, certificates, revocation, negotiation, transport. */
export const faults: readonly Fault[] = [
  healthy,
  certExpired,
  certExpiredIntermediate,
  certExpiredCrossSign,
  certNotYetValid,
  certExpiringSoon,
  certExpiringSoonRoot,
  certExpiringSoonMember,
  clockSkew,
  clockSkewPath,
  selfSignedLeaf,
  untrustedRoot,
  untrustedRootCrossSign,
  clientRootsMissing,
  rootOnlyInNode,
  missingIntermediate,
  missingIntermediateOldChain,
  chainOrder,
  chainOrderStranger,
  chainOrderOutdated,
  hostnameMismatch,
  hostnameMismatchIp,
  hostnameMismatchWildcard,
  sanMissing,
  sanMissingIp,
  sanMissingAccepted,
  weakCertificateKey,
  weakCertificateCaKey,
  weakCertificateDigest,
  weakCertificateCurve,
  certificateUsage,
  certificateUsageNotACa,
  certificateUsageKeyUsage,
  certificateUsagePathLength,
  nameConstraints,
  nameConstraintsExcluded,
  certificateMalformedSignature,
  certificateMalformedCritical,
  certificateMalformedTwice,
  certRevoked,
  certRevokedCrl,
  crlExpired,
  crlOtherIssuer,
  crlDer,
  crlUnreachable,
  ocspStapleExpired,
  ocspStapleForeignSigner,
  ocspStapleOtherCertificate,
  ocspStapleTryLater,
  ocspRevokedByResponder,
  ocspStapleFuture,
  ocspStapleBadSignature,
  ocspStapleWithoutUsage,
  ocspStapleSignerExpired,
  ocspStapleUnauthorized,
  ocspStapleMalformed,
  ocspStapleSha256,
  ocspMustStapleMissing,
  ocspResponderDown,
  ocspResponderUnauthorized,
  ocspResponderUnreadable,
  protocolVersion,
  protocolVersionSsl3,
  protocolVersionSsl2,
  noSharedCipher,
  noSharedSigalg,
  dhTooSmall,
  legacyRenegotiation,
  sniUnrecognized,
  sniRefused,
  alpnMismatch,
  alertInternalError,
  decryptError,
  tls13Intolerant,
  clientCertRequired,
  plaintextHttp,
  plaintextSsh,
  plaintextSmtp,
  plaintextMongodb,
  notMongodb,
  replicaSetHost,
  x509MemberMismatch,
  x509SingleCa,
  unexpectedEof,
  connectionReset,
  middleboxName,
  connectionRefused,
  connectTimeout,
  handshakeTimeout,
  dnsFailure,
  tlsRequired,
  insecureOptions,
];

/** The fault of this id, or null. */
export const faultById = (id: string): Fault | null => faults.find((fault) => fault.id === id) ?? null;

/** One fault that was asked for, up or not: a platform that cannot play one of them does not keep the others from it. */
export interface StartedFault {
  readonly fault: Fault;
  readonly running: Result<RunningFault, IoProblem>;
}

/** Starts faults side by side. */
export const startFaults = (wanted: readonly Fault[], context: LabContext): Promise<readonly StartedFault[]> =>
  Promise.all(wanted.map(async (fault) => ({ fault, running: await fault.start(context) })));

/** Stops what was started. */
export async function stopFaults(started: readonly StartedFault[]): Promise<void> {
  await Promise.all(started.map(async ({ running }) => running.ok && running.value.stop()));
}
