/** What people reach for instead of a remedy. None of it is one; the pages say what it would hide. */
import type { Shortcut } from './general-remedy.ts';
import type { PlatformCommands } from './platforms.ts';

const shortcut =
  (switches: PlatformCommands) =>
  (en: string, zh: string): Shortcut => ({ switches, en, zh });

/** Switches by which clients check no certificate at all. */
export const noVerification = shortcut({
  pymongo: ['tlsInsecure=true', 'tlsAllowInvalidCertificates=true'],
  python: ['verify=False', 'ssl.CERT_NONE', 'PYTHONHTTPSVERIFY=0'],
  node: ['rejectUnauthorized: false', 'NODE_TLS_REJECT_UNAUTHORIZED=0'],
  mongosh: ['--tlsAllowInvalidCertificates'],
  java: ['TrustManager[] trustAllCerts'],
  go: ['InsecureSkipVerify: true'],
  dotnet: ['TrustServerCertificate=true', 'DangerousAcceptAnyServerCertificateValidator'],
  curl: ['curl -k'],
  wget: ['wget --no-check-certificate'],
  git: ['git -c http.sslVerify=false'],
  kubectl: ['--insecure-skip-tls-verify'],
  psql: ['sslmode=require'],
  mysql: ['--ssl-mode=REQUIRED'],
});

/** Switches by which clients accept a certificate for any host. */
export const noNames = shortcut({
  pymongo: ['tlsAllowInvalidHostnames=true'],
  python: ['check_hostname = False'],
  node: ['checkServerIdentity: () => undefined'],
  mongosh: ['--tlsAllowInvalidHostnames'],
  java: ['NoopHostnameVerifier'],
  go: ['InsecureSkipVerify: true'],
  curl: ['curl -k'],
  psql: ['sslmode=verify-ca'],
  mysql: ['--ssl-mode=VERIFY_CA'],
});

/** Switches that let old cryptography in again. */
export const weakCryptography = shortcut({
  redhat: ['update-crypto-policies --set LEGACY'],
  python: ["set_ciphers('DEFAULT@SECLEVEL=0')"],
  node: ['--tls-cipher-list=DEFAULT@SECLEVEL=0', '--tls-min-v1.0'],
  java: ['jdk.tls.disabledAlgorithms=""'],
  openssl: ['CipherString = DEFAULT@SECLEVEL=1', 'MinProtocol = TLSv1'],
});

/** Switches that let servers without secure renegotiation in again. */
export const unsafeRenegotiation = shortcut({
  python: ['ssl.OP_LEGACY_SERVER_CONNECT'],
  node: ['SSL_OP_LEGACY_SERVER_CONNECT'],
  openssl: ['Options = UnsafeLegacyServerConnect'],
});

/** Switches by which clients do not ask whether a certificate was revoked. */
export const noRevocation = shortcut({
  pymongo: ['tlsDisableOCSPEndpointCheck=true'],
  mongosh: ['tlsDisableCertificateRevocationCheck=true'],
  curl: ['curl --ssl-no-revoke'],
});

/** Doing without TLS. */
export const noTls = shortcut({
  pymongo: ['tls=false'],
  psql: ['sslmode=disable'],
  mysql: ['--ssl-mode=DISABLED'],
  mongod: ['net.tls.mode: disabled'],
});
