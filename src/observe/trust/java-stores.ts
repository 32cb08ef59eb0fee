/** The trust stores of the Java installations on this machine. */
import { failed, ok } from '../../base/result.ts';
import type { Ports } from '../../net/ports.ts';
import { isJavaKeyStore, readJavaKeyStore } from '../../x509/pki/key-files/java-key-store.ts';
import { indexCertificates } from '../../x509/verify/trust-store.ts';
import type { TrustStoreProblem } from '../observation.ts';
import { findProgram } from '../environment/find-program.ts';
import type { Environment } from './openssl-store.ts';
import { maxStoreOctets } from './trust-source.ts';
import type { TrustSource } from './trust-source.ts';

type JavaPorts = Pick<Ports, 'files' | 'platform'>;

/**
 * The stores that Java programs started here would take, the most likely first: what javax.net.ssl.trustStore says in a variable
 * that every JVM reads; cacerts of JAVA_HOME; of the `java` on PATH; of the distribution. None: there is no Java.
 */
export async function javaSources(ports: JavaPorts, env: Environment): Promise<readonly TrustSource[]> {
  const given = givenStore(env);
  if (given !== null) return [await readJavaStore(ports.files, given.path, given.password)];
  const paths = javaHomes(ports, env).flatMap((home) => cacertsOf(ports.files, home) ?? []);
  if (paths.length === 0) paths.push(...distributionStores.filter((path) => ports.files.realPath(path).ok).slice(0, 1));
  const distinct = new Map(paths.map((path) => [real(ports.files, path), path]));
  return Promise.all([...distinct.values()].map((path) => readJavaStore(ports.files, path, null)));
}

/** The store of a Java program started here. Problem: fileNotFound where there is no Java. */
export async function javaSource(ports: JavaPorts, env: Environment): Promise<TrustSource> {
  const [first] = await javaSources(ports, env);
  return first ?? { name: 'java', path: null, folders: [], store: failed({ kind: 'fileNotFound', path: 'cacerts' }) };
}

/**
 * Reads a trust store as Java's TrustManagerFactory does. JKS is read without its password, and so is PKCS #12 whose certificates
 * are in the clear; where they are encrypted Java has none of them without `javax.net.ssl.trustStorePassword`.
 */
export const readJavaStore = async (
  files: Ports['files'],
  path: string,
  password: string | null,
): Promise<TrustSource> => ({ name: 'java', path, folders: [], store: await readEntries(files, path, password) });

async function readEntries(
  files: Ports['files'],
  path: string,
  password: string | null,
): Promise<TrustSource['store']> {
  const content = files.read(path, maxStoreOctets);
  if (!content.ok) return content;
  if (isJavaKeyStore(content.value)) {
    const read = readJavaKeyStore(content.value, password);
    if (!read.ok) return failed(problemAt(path, read.problem.kind === 'wrongPassword' ? 'wrongPassword' : 'damaged'));
    return filled(path, [...read.value.trusted, ...read.value.own]);
  }
  // PKCS #12 needs ciphers of old, which are a library of their own.
  const { readPkcs12 } = await import('../../x509/pki/key-files/pkcs12.ts');
  const read = readPkcs12(content.value, password);
  if (read.ok) return filled(path, read.value.trusted);
  if (read.problem.kind !== 'wrongPassword') return failed(problemAt(path, 'damaged'));
  return failed(problemAt(path, password === null ? 'passwordNeeded' : 'wrongPassword'));
}

const problemAt = (path: string, kind: 'damaged' | 'passwordNeeded' | 'wrongPassword'): TrustStoreProblem =>
  kind === 'damaged' ? { kind, path, place: null } : { kind, path };

function filled(path: string, certificates: readonly Uint8Array[]): TrustSource['store'] {
  const store = indexCertificates(certificates);
  return store.size === 0 ? failed({ kind: 'noCertificate', path }) : ok(store);
}

/** `-Djavax.net.ssl.trustStore=…` in a variable that the JVM reads; the one that wins comes first. */
function givenStore(env: Environment): { readonly path: string; readonly password: string | null } | null {
  for (const name of ['_JAVA_OPTIONS', 'JDK_JAVA_OPTIONS', 'JAVA_TOOL_OPTIONS']) {
    const words = splitOptions(env[name] ?? '');
    const valueOf = (property: string): string | null => {
      const start = `-Djavax.net.ssl.${property}=`;
      return words.findLast((word) => word.startsWith(start))?.slice(start.length) ?? null;
    };
    const path = valueOf('trustStore');
    // NONE is a store in a token or of the operating system: no file.
    if (path !== null && path !== '' && path !== 'NONE') return { path, password: valueOf('trustStorePassword') };
  }
  return null;
}

/** Splits as the JVM does: at white space that no quotes enclose. */
export function splitOptions(text: string): readonly string[] {
  return [...text.matchAll(/(?:"[^"]*"|'[^']*'|[^\s"'])+/g)].map(([word]) =>
    word.replaceAll(/"([^"]*)"|'([^']*)'/g, '$1$2'),
  );
}

function javaHomes(ports: JavaPorts, env: Environment): readonly string[] {
  const homes: string[] = [];
  const home = env['JAVA_HOME'] ?? '';
  if (home !== '') homes.push(home.replace(/[/\\]+$/, ''));
  const program = findProgram(ports, env, ['java']);
  // bin/java of the installation itself: what lies on PATH is a link, mostly a link to a link.
  const path = program === null ? null : real(ports.files, program);
  if (path !== null) homes.push(path.replace(/[/\\]bin[/\\][^/\\]*$/, ''));
  if (homes.length > 0 || ports.platform !== 'darwin') return homes;
  const machines = ports.files.list(macJavaFolder);
  return machines.ok ? machines.value.slice(0, 4).map((name) => `${macJavaFolder}/${name}/Contents/Home`) : [];
}

/** A JVM takes jssecacerts where there is one. Java 8 has its runtime in a folder below. */
function cacertsOf(files: Ports['files'], home: string): string | null {
  const folders = [`${home}/lib/security`, `${home}/jre/lib/security`];
  const candidates = folders.flatMap((folder) => [`${folder}/jssecacerts`, `${folder}/cacerts`]);
  return candidates.find((path) => files.realPath(path).ok) ?? null;
}

function real(files: Ports['files'], path: string): string {
  const found = files.realPath(path);
  return found.ok ? found.value : path;
}

/** Debian and Ubuntu; Red Hat; SUSE. */
const distributionStores: readonly string[] = [
  '/etc/ssl/certs/java/cacerts',
  '/etc/pki/java/cacerts',
  '/var/lib/ca-certificates/java-cacerts',
];

const macJavaFolder = '/Library/Java/JavaVirtualMachines';
