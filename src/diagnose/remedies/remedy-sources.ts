/** Pages that stand behind the commands of remedies, beside those of the diagnoses. */
import { page } from '../sources.ts';

export const updateCaCertificates = page(
  'Ubuntu: update-ca-certificates(8)',
  'https://manpages.ubuntu.com/manpages/noble/man8/update-ca-certificates.8.html',
  '2026-11-22',
);

export const sharedSystemCertificates = page(
  'Red Hat Enterprise Linux: Using shared system certificates',
  'https://docs.redhat.com/en/documentation/red_hat_enterprise_linux/10/html/securing_networks/using-shared-system-certificates',
  '2026-11-22',
);

export const nodeExtraCaCerts = page(
  'Node: NODE_EXTRA_CA_CERTS',
  'https://nodejs.org/api/cli.html#node_extra_ca_certsfile',
  '2026-11-22',
);

export const keytoolImport = page(
  'IBM SDK, Java: keytool -importcert',
  'https://www.ibm.com/docs/en/sdk-java-technology/8?topic=keystore-importcert',
  '2026-11-22',
);

export const mongodbRotate = page(
  'MongoDB Manual: rotateCertificates',
  'https://www.mongodb.com/docs/manual/reference/command/rotateCertificates/',
  '2026-11-22',
);

export const mysqlReload = page(
  'MySQL 9.1: ALTER INSTANCE',
  'https://dev.mysql.com/doc/refman/9.1/en/alter-instance.html',
  '2026-11-22',
);

export const w32tm = page(
  'Microsoft: W32tm',
  'http://technet.microsoft.com/en-us/library/cc756161(v=ws.10).aspx',
  '2026-11-22',
);

export const macTrust = page(
  'Twocanoes: trusting certificates in the System keychain',
  'https://twocanoes.com/trusting-certificates-in-system-keychain-without-prompting/',
  '2026-11-22',
);

export const atlasAccessList = page(
  'MongoDB Atlas: Configure IP Access List Entries',
  'https://www.mongodb.com/docs/atlas/security/ip-access-list/',
  '2026-11-21',
);

export const mongodbBindIp = page(
  'MongoDB Manual: IP Binding',
  'https://www.mongodb.com/docs/manual/core/security-mongodb-configuration/',
  '2026-11-21',
);

export const opensslLevels = page(
  'OpenSSL 3.0: SSL_CTX_get_security_level',
  'https://docs.openssl.org/3.0/man3/SSL_CTX_get_security_level/',
  '2026-11-21',
);

export const opensslConfiguration = page(
  'OpenSSL 3.0: SSL_CONF_cmd',
  'https://docs.openssl.org/3.0/man3/SSL_CONF_cmd/',
  '2026-11-22',
);

export const discoverySpecification = page(
  'MongoDB specifications: Server Discovery and Monitoring',
  'https://github.com/mongodb/specifications/blob/master/source/server-discovery-and-monitoring/server-discovery-and-monitoring.md',
  '2026-11-22',
);

export const nginxTls = page(
  'NGINX SSL Termination',
  'https://docs.nginx.com/nginx/admin-guide/security-controls/terminating-ssl-http/',
  '2026-11-22',
);

export const curlCertificates = page(
  'curl: TLS Certificate Verification',
  'https://curl.se/docs/sslcerts.html',
  '2026-11-22',
);

export const libpqTls = page(
  'PostgreSQL: SSL Support in libpq',
  'https://www.postgresql.org/docs/current/libpq-ssl.html',
  '2026-11-22',
);

export const redhatPolicies = page(
  'Red Hat Enterprise Linux: Using system-wide cryptographic policies',
  'https://docs.redhat.com/en/documentation/red_hat_enterprise_linux/10/html/security_hardening/using-system-wide-cryptographic-policies',
  '2026-11-22',
);
