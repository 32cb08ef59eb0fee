/**
 * The trust anchors of OpenSSL-based clients: one file, read as a whole, and folders in which each subject that the file does
 * not hold is looked for by its hash (SSL_CTX_set_default_verify_paths). SSL_CERT_FILE replaces the file alone and
 * SSL_CERT_DIR the folders alone: a program whose SSL_CERT_FILE points to nothing still finds the system's roots where the
 * system has a hashed folder. So it was measured with OpenSSL 3.0.22 and Python 3.11 on Debian.
 */
import { failed, ok } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import type { Ports } from '../../net/ports.ts';
import { hashedFolder, inOrder } from '../../x509/verify/hashed-folder.ts';
import type { TrustStore } from '../../x509/verify/trust-store.ts';
import type { TrustStoreProblem } from '../observation.ts';
import { maxStoreOctets, readPemStore } from './trust-source.ts';
import type { TrustSource } from './trust-source.ts';

/** The variables of the client's environment, as far as they are set. An empty value is a value for OpenSSL. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** The store of a program that is linked with the system's OpenSSL. */
export function opensslSource(ports: Pick<Ports, 'files' | 'platform'>, env: Environment): TrustSource {
  const { file, folders } = variablesOf(env, ports.platform);
  // Each variable replaces its part; the other part stays the system's.
  const own = file === null || folders === null ? opensslFolder(ports.files) : null;
  return opensslSourceAt(ports, env, own === null ? nowhere : { file: `${own}/cert.pem`, folder: `${own}/certs` });
}

/**
 * The store of PyOpenSSL with the wheels of cryptography for Linux (read in pyOpenSSL 26.4). Their OpenSSL has no folder of its
 * own, so PyOpenSSL names those of the distributions, and does so only while neither variable is set.
 */
export function pyopensslSource(ports: Pick<Ports, 'files' | 'platform'>, env: Environment): TrustSource {
  const { file, folders } = variablesOf(env, ports.platform);
  const isGiven = file !== null || folders !== null;
  return combined(ports.files, {
    file: isGiven ? file : (bundles.find((path) => ports.files.realPath(path).ok) ?? null),
    folders: folders ?? (isGiven ? [] : ['/etc/ssl/certs']),
    given: { file: file !== null, folders: folders !== null },
  });
}

/** The store of Go programs: of the distributions' bundles the first, and their folders; each variable replaces its part. */
export function goSource(ports: Pick<Ports, 'files' | 'platform'>, env: Environment): TrustSource {
  const { file, folders } = variablesOf(env, ports.platform);
  return combined(ports.files, {
    file: file ?? bundles.find((path) => ports.files.realPath(path).ok) ?? null,
    folders: folders ?? ['/etc/ssl/certs', '/etc/pki/tls/certs'],
    given: { file: file !== null, folders: folders !== null },
  });
}

/** The store of an OpenSSL whose own file and folder are known, under the variables. */
export function opensslSourceAt(
  ports: Pick<Ports, 'files' | 'platform'>,
  env: Environment,
  own: { readonly file: string | null; readonly folder: string | null },
): TrustSource {
  const { file, folders } = variablesOf(env, ports.platform);
  return combined(ports.files, {
    file: file ?? own.file,
    folders: folders ?? (own.folder === null ? [] : [own.folder]),
    given: { file: file !== null, folders: folders !== null },
  });
}

/** Where distributions keep all roots in one file: Debian and Alpine; Red Hat; SUSE; Red Hat again; BSD, macOS, Alpine. */
export const bundles: readonly string[] = [
  '/etc/ssl/certs/ca-certificates.crt',
  '/etc/pki/tls/certs/ca-bundle.crt',
  '/etc/ssl/ca-bundle.pem',
  '/etc/pki/tls/cacert.pem',
  '/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem',
  '/etc/ssl/cert.pem',
];

function variablesOf(
  env: Environment,
  platform: string,
): { readonly file: string | null; readonly folders: readonly string[] | null } {
  const folders = env['SSL_CERT_DIR'];
  return {
    file: env['SSL_CERT_FILE'] ?? null,
    folders: folders?.split(platform === 'win32' ? ';' : ':').filter((path) => path !== '') ?? null,
  };
}

/** OpenSSL's own folder (`openssl version -d`), by where distributions put it; null: there is none. */
export function opensslFolder(files: Ports['files']): string | null {
  const found = opensslFolders.find((path) => {
    const names = files.list(path);
    return names.ok && (names.value.includes('certs') || names.value.includes('cert.pem'));
  });
  return found ?? null;
}

/** Debian; Red Hat; Homebrew on either processor; Alpine, SUSE, Arch, FreeBSD, OpenBSD, macOS; NetBSD; built by hand. */
const opensslFolders: readonly string[] = [
  '/usr/lib/ssl',
  '/etc/pki/tls',
  '/opt/homebrew/etc/openssl@3',
  '/usr/local/etc/openssl@3',
  '/etc/ssl',
  '/etc/openssl',
  '/usr/local/ssl',
];

const nowhere = { file: null, folder: null };

interface Places {
  readonly file: string | null;
  readonly folders: readonly string[];
  /** Which of them a variable names. */
  readonly given: { readonly file: boolean; readonly folders: boolean };
}

function combined(files: Ports['files'], { file, folders, given }: Places): TrustSource {
  const content = file === null ? null : readPemStore(files, file);
  const stores = folders.map((path) => folderIn(files, path));
  if (content?.ok === true) {
    const store = ok(inOrder([content.value, ...stores]));
    const isReplaced = given.file && !isSystemFile(files, file);
    return { name: isReplaced ? 'sslCertFile' : 'system', path: file, folders, store };
  }
  const [first = null] = folders;
  const filled = stores.findIndex(({ size }) => size > 0);
  const name = given.file ? 'sslCertFile' : given.folders ? 'sslCertDir' : 'system';
  const path = given.file || first === null ? file : first;
  if (filled === -1) return { name, path, folders, store: failed(problemOf(files, name, content, path)) };
  return { name, path: given.file ? file : (folders[filled] ?? path), folders, store: ok(inOrder(stores)) };
}

/** Whether a variable only says what holds anyway. */
function isSystemFile(files: Ports['files'], path: string | null): boolean {
  const real = path === null ? null : files.realPath(path);
  return real?.ok === true && bundles.some((bundle) => bundle === path || sameFile(files.realPath(bundle), real.value));
}

const sameFile = (found: ReturnType<Ports['files']['realPath']>, path: string): boolean =>
  found.ok && found.value === path;

/** How many certificates a hashed folder has. Problems: what a folder can give, and noCertificate. */
export function folderSize(files: Ports['files'], path: string): Result<number, TrustStoreProblem> {
  const names = files.list(path);
  if (!names.ok) return names;
  const { size } = folderIn(files, path);
  return size === 0 ? failed({ kind: 'noCertificate', path }) : ok(size);
}

function folderIn(files: Ports['files'], path: string): TrustStore {
  return hashedFolder({
    read: (name) => {
      const content = files.read(`${path}/${name}`, maxStoreOctets);
      return content.ok ? content.value : null;
    },
    names: () => {
      const names = files.list(path);
      return names.ok ? names.value : [];
    },
  });
}

/** Why there is no anchor at all: what is wrong with the place that is named first. */
function problemOf(
  files: Ports['files'],
  name: TrustSource['name'],
  content: TrustSource['store'] | null,
  path: string | null,
): TrustStoreProblem {
  if (path === null) return { kind: 'fileNotFound', path: defaultFolder };
  if (name === 'sslCertFile' && content?.ok === false) return content.problem;
  const names = files.list(path);
  return names.ok ? { kind: 'noCertificate', path } : names.problem;
}

/** What is named where a machine has no place for roots. */
const defaultFolder = '/etc/ssl/certs';
