/** Every diagnosis, in the order in which their families come into play. */
import type { Diagnosis } from '../src/diagnose/define.ts';
import alertInternalError from './alert-internal-error.ts';
import alpnMismatch from './alpn-mismatch.ts';
import caFileUnreadable from './ca-file-unreadable.ts';
import certExpired from './cert-expired.ts';
import certExpiringSoon from './cert-expiring-soon.ts';
import certNotYetValid from './cert-not-yet-valid.ts';
import certRevoked from './cert-revoked.ts';
import certificateMalformed from './certificate-malformed.ts';
import certificateUsage from './certificate-usage.ts';
import chainOrder from './chain-order.ts';
import clientCertFile from './client-cert-file.ts';
import clientCertRejected from './client-cert-rejected.ts';
import clientCertRequired from './client-cert-required.ts';
import clientKeyMismatch from './client-key-mismatch.ts';
import clientKeyPassword from './client-key-password.ts';
import clientNotObserved from './client-not-observed.ts';
import clientRootsMissing from './client-roots-missing.ts';
import clockSkew from './clock-skew.ts';
import connectTimeout from './connect-timeout.ts';
import connectionRefused from './connection-refused.ts';
import connectionReset from './connection-reset.ts';
import crlProblem from './crl-problem.ts';
import decryptError from './decrypt-error.ts';
import dhTooSmall from './dh-too-small.ts';
import dnsFailure from './dns-failure.ts';
import handshakeRefused from './handshake-refused.ts';
import handshakeTimeout from './handshake-timeout.ts';
import hostnameMismatch from './hostname-mismatch.ts';
import insecureOptions from './insecure-options.ts';
import legacyRenegotiation from './legacy-renegotiation.ts';
import middleboxInterference from './middlebox-interference.ts';
import missingIntermediate from './missing-intermediate.ts';
import nameConstraints from './name-constraints.ts';
import networkUnreachable from './network-unreachable.ts';
import noSharedCipher from './no-shared-cipher.ts';
import noSharedGroupOrSigalg from './no-shared-group-or-sigalg.ts';
import ocspEndpointFailure from './ocsp-endpoint-failure.ts';
import ocspStapleInvalid from './ocsp-staple-invalid.ts';
import ocspStapleMissing from './ocsp-staple-missing.ts';
import notMongodb from './not-mongodb.ts';
import optionsConflict from './options-conflict.ts';
import plaintextServer from './plaintext-server.ts';
import probeStopped from './probe-stopped.ts';
import protocolVersion from './protocol-version.ts';
import proxyIntercepts from './proxy-intercepts.ts';
import proxyRefused from './proxy-refused.ts';
import sanMissing from './san-missing.ts';
import replicaSetHost from './replica-set-host.ts';
import x509Authentication from './x509-authentication.ts';
import selfSignedLeaf from './self-signed-leaf.ts';
import serverProtocolError from './server-protocol-error.ts';
import sniUnrecognized from './sni-unrecognized.ts';
import srvRecords from './srv-records.ts';
import starttlsRefused from './starttls-refused.ts';
import tlsRequired from './tls-required.ts';
import unexpectedEof from './unexpected-eof.ts';
import untrustedRoot from './untrusted-root.ts';
import weakCertificate from './weak-certificate.ts';

/** The list. A new diagnosis gets one line here. */
export const diagnoses: readonly Diagnosis[] = [
  // certificate
  certExpired,
  certNotYetValid,
  certExpiringSoon,
  clockSkew,
  selfSignedLeaf,
  untrustedRoot,
  missingIntermediate,
  clientRootsMissing,
  hostnameMismatch,
  sanMissing,
  weakCertificate,
  certificateUsage,
  nameConstraints,
  certificateMalformed,
  chainOrder,
  // revocation
  certRevoked,
  crlProblem,
  ocspStapleInvalid,
  ocspStapleMissing,
  ocspEndpointFailure,
  // negotiation
  protocolVersion,
  noSharedCipher,
  noSharedGroupOrSigalg,
  dhTooSmall,
  legacyRenegotiation,
  handshakeRefused,
  sniUnrecognized,
  alpnMismatch,
  alertInternalError,
  decryptError,
  serverProtocolError,
  probeStopped,
  clientNotObserved,
  // client certificate
  clientCertRequired,
  clientCertRejected,
  x509Authentication,
  clientCertFile,
  clientKeyPassword,
  clientKeyMismatch,
  // transport
  plaintextServer,
  notMongodb,
  unexpectedEof,
  connectionReset,
  middleboxInterference,
  connectionRefused,
  connectTimeout,
  handshakeTimeout,
  networkUnreachable,
  proxyRefused,
  proxyIntercepts,
  starttlsRefused,
  dnsFailure,
  replicaSetHost,
  srvRecords,
  // options
  optionsConflict,
  caFileUnreadable,
  // what options make of all this: these look at what was found before them
  tlsRequired,
  insecureOptions,
];
