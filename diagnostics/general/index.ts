/** What to do about each diagnosis where nothing was measured, in both languages. */
import type { GeneralRemedies } from '../../src/diagnose/remedies/general-remedy.ts';
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
import notMongodb from './not-mongodb.ts';
import ocspEndpointFailure from './ocsp-endpoint-failure.ts';
import ocspStapleInvalid from './ocsp-staple-invalid.ts';
import ocspStapleMissing from './ocsp-staple-missing.ts';
import optionsConflict from './options-conflict.ts';
import plaintextServer from './plaintext-server.ts';
import probeStopped from './probe-stopped.ts';
import protocolVersion from './protocol-version.ts';
import proxyIntercepts from './proxy-intercepts.ts';
import proxyRefused from './proxy-refused.ts';
import replicaSetHost from './replica-set-host.ts';
import sanMissing from './san-missing.ts';
import selfSignedLeaf from './self-signed-leaf.ts';
import serverProtocolError from './server-protocol-error.ts';
import sniUnrecognized from './sni-unrecognized.ts';
import srvRecords from './srv-records.ts';
import starttlsRefused from './starttls-refused.ts';
import tlsRequired from './tls-required.ts';
import unexpectedEof from './unexpected-eof.ts';
import untrustedRoot from './untrusted-root.ts';
import weakCertificate from './weak-certificate.ts';
import x509Authentication from './x509-authentication.ts';
import x509ClientDnClash from './x509-client-dn-clash.ts';
import x509ClientUsage from './x509-client-usage.ts';
import x509DuplicateSubject from './x509-duplicate-subject.ts';
import x509MemberDn from './x509-member-dn.ts';
import x509MemberHost from './x509-member-host.ts';
import x509MemberMismatch from './x509-member-mismatch.ts';
import x509MemberUsage from './x509-member-usage.ts';
import x509SingleCa from './x509-single-ca.ts';
import x509UsernameTooLong from './x509-username-too-long.ts';

/** By id. A new diagnosis gets one line here. */
export const generalRemedies: ReadonlyMap<string, GeneralRemedies> = new Map<string, GeneralRemedies>([
  ['cert-expired', certExpired],
  ['cert-not-yet-valid', certNotYetValid],
  ['cert-expiring-soon', certExpiringSoon],
  ['clock-skew', clockSkew],
  ['self-signed-leaf', selfSignedLeaf],
  ['untrusted-root', untrustedRoot],
  ['missing-intermediate', missingIntermediate],
  ['client-roots-missing', clientRootsMissing],
  ['hostname-mismatch', hostnameMismatch],
  ['san-missing', sanMissing],
  ['weak-certificate', weakCertificate],
  ['certificate-usage', certificateUsage],
  ['name-constraints', nameConstraints],
  ['certificate-malformed', certificateMalformed],
  ['chain-order', chainOrder],
  ['cert-revoked', certRevoked],
  ['crl-problem', crlProblem],
  ['ocsp-staple-invalid', ocspStapleInvalid],
  ['ocsp-staple-missing', ocspStapleMissing],
  ['ocsp-endpoint-failure', ocspEndpointFailure],
  ['protocol-version', protocolVersion],
  ['no-shared-cipher', noSharedCipher],
  ['no-shared-group-or-sigalg', noSharedGroupOrSigalg],
  ['dh-too-small', dhTooSmall],
  ['legacy-renegotiation', legacyRenegotiation],
  ['handshake-refused', handshakeRefused],
  ['sni-unrecognized', sniUnrecognized],
  ['alpn-mismatch', alpnMismatch],
  ['alert-internal-error', alertInternalError],
  ['decrypt-error', decryptError],
  ['server-protocol-error', serverProtocolError],
  ['probe-stopped', probeStopped],
  ['client-cert-required', clientCertRequired],
  ['client-cert-rejected', clientCertRejected],
  ['x509-authentication', x509Authentication],
  ['client-cert-file', clientCertFile],
  ['client-key-password', clientKeyPassword],
  ['client-key-mismatch', clientKeyMismatch],
  ['plaintext-server', plaintextServer],
  ['not-mongodb', notMongodb],
  ['unexpected-eof', unexpectedEof],
  ['connection-reset', connectionReset],
  ['middlebox-interference', middleboxInterference],
  ['connection-refused', connectionRefused],
  ['connect-timeout', connectTimeout],
  ['handshake-timeout', handshakeTimeout],
  ['network-unreachable', networkUnreachable],
  ['proxy-refused', proxyRefused],
  ['proxy-intercepts', proxyIntercepts],
  ['starttls-refused', starttlsRefused],
  ['dns-failure', dnsFailure],
  ['replica-set-host', replicaSetHost],
  ['srv-records', srvRecords],
  ['options-conflict', optionsConflict],
  ['ca-file-unreadable', caFileUnreadable],
  ['tls-required', tlsRequired],
  ['insecure-options', insecureOptions],
  ['x509-client-usage', x509ClientUsage],
  ['x509-client-dn-clash', x509ClientDnClash],
  ['x509-duplicate-subject', x509DuplicateSubject],
  ['x509-username-too-long', x509UsernameTooLong],
  ['x509-member-dn', x509MemberDn],
  ['x509-member-mismatch', x509MemberMismatch],
  ['x509-member-usage', x509MemberUsage],
  ['x509-member-host', x509MemberHost],
  ['x509-single-ca', x509SingleCa],
  ['client-not-observed', clientNotObserved],
]);
