import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { rootCertificates } from 'node:tls';

/** A root and a server certificate for localhost, made by OpenSSL in a folder; and the roots of Node with ours among them. */
export function makeCertificates(folder) {
  const file = (name) => join(folder, name);
  const openssl = (...args) => execFileSync('openssl', args, { stdio: 'ignore' });
  const key = (name) => ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-keyout', file(name)];
  openssl('req', '-x509', ...key('ca.key'), '-days', '30', '-out', file('ca.pem'), '-subj', '/CN=Bench Root');
  openssl('req', '-new', ...key('leaf.key'), '-out', file('leaf.csr'), '-subj', '/CN=localhost');
  const extensions = 'subjectAltName=DNS:localhost\nextendedKeyUsage=serverAuth\nbasicConstraints=CA:FALSE\n';
  writeFileSync(file('leaf.ext'), extensions);
  const by = ['-CA', file('ca.pem'), '-CAkey', file('ca.key'), '-CAcreateserial'];
  const how = [...by, '-days', '90', '-extfile', file('leaf.ext')];
  openssl('x509', '-req', '-in', file('leaf.csr'), ...how, '-out', file('leaf.pem'));
  writeFileSync(file('roots.pem'), [...rootCertificates, readFileSync(file('ca.pem'), 'utf8')].join('\n'));
  return { ca: file('ca.pem'), roots: file('roots.pem'), cert: file('leaf.pem'), key: file('leaf.key') };
}
