/** Trust stores in the words of both languages. */
import type { StoreName } from '../reading/chain-facts.ts';
import { counted, shown } from './names.ts';

/** `ca.pem (1 certificate)`, `the system's trust store /usr/lib/ssl/cert.pem (144 certificates)`. */
export function storeEn({ name, path, certificates }: StoreName): string {
  const size = certificates === null ? '' : ` (${counted(certificates, 'certificate')})`;
  if (name === 'tlsCAFile') return `${path === null ? 'the CA certificates given' : shown(path)}${size}`;
  return `${namesEn[name]}${path === null ? '' : ` ${shown(path)}`}${size}`;
}

const namesEn: Readonly<Record<Exclude<StoreName['name'], 'tlsCAFile'>, string>> = {
  sslCertFile: 'the file of SSL_CERT_FILE',
  sslCertDir: 'the folder of SSL_CERT_DIR',
  system: "the system's trust store",
  systemBundle: "the system's bundle of roots",
  node: "Node's bundled roots",
  nodeExtra: "Node's bundled roots with NODE_EXTRA_CA_CERTS",
  certifi: "Python's certifi",
  python: "the trust store of Python's OpenSSL",
  java: "Java's trust store",
  keychain: 'the keychain of macOS',
  windows: 'the trust store of Windows',
};

/** `ca.pem（1 个证书）`, `系统信任库 /usr/lib/ssl/cert.pem（144 个证书）`. */
export function storeZh({ name, path, certificates }: StoreName): string {
  const size = certificates === null ? '' : `（${certificates} 个证书）`;
  if (name === 'tlsCAFile') return `${path === null ? '给出的 CA 证书' : shown(path)}${size}`;
  return `${namesZh[name]}${path === null ? '' : ` ${shown(path)}`}${size}`;
}

const namesZh: typeof namesEn = {
  sslCertFile: 'SSL_CERT_FILE 指定的文件',
  sslCertDir: 'SSL_CERT_DIR 指定的目录',
  system: '系统信任库',
  systemBundle: '系统证书合集',
  node: 'Node 内置根证书',
  nodeExtra: 'Node 内置根证书加 NODE_EXTRA_CA_CERTS',
  certifi: 'Python 的 certifi',
  python: 'Python 所带 OpenSSL 的信任库',
  java: 'Java 信任库',
  keychain: 'macOS 钥匙串',
  windows: 'Windows 信任库',
};

/** Programs that take a store by default, where nobody tells them otherwise; their names are the same in every language. */
export const storeUsers: Readonly<Record<StoreName['name'], readonly string[]>> = {
  tlsCAFile: [],
  sslCertFile: ['OpenSSL', 'Python', 'PyMongo', 'curl', 'Go'],
  sslCertDir: ['OpenSSL', 'Python', 'PyMongo', 'curl', 'Go'],
  system: ['OpenSSL', 'Python', 'PyMongo'],
  systemBundle: ['curl', 'Go', 'GnuTLS', 'PyMongo[ocsp]'],
  node: ['Node.js'],
  nodeExtra: ['Node.js'],
  certifi: ['requests', 'httpx'],
  python: ['Python', 'PyMongo'],
  java: ['Java'],
  keychain: ['Safari', 'Go'],
  windows: ['.NET', 'Python', 'PyMongo', 'Go'],
};
