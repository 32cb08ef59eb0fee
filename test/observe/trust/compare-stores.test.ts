/** The stores of this machine, beside what their owners say of them; and of machines that are made up. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { rootCertificates } from 'node:tls';
import { beforeAll, describe, expect, it } from 'vitest';
import { ok } from '../../../src/base/result.ts';
import { nodePorts } from '../../../src/net/node/index.ts';
import type { Files, Ports } from '../../../src/net/ports.ts';
import { allSources } from '../../../src/observe/trust/compare-stores.ts';
import { decidingTrustSource } from '../../../src/observe/trust/deciding-store.ts';
import { splitOptions } from '../../../src/observe/trust/java-stores.ts';
import type { Environment } from '../../../src/observe/trust/openssl-store.ts';
import type { TrustSource } from '../../../src/observe/trust/trust-source.ts';
import { credentials } from '../../support/credentials.ts';
import type { Credentials } from '../../support/credentials.ts';
import { fakeFiles } from '../../support/fake-files.ts';
import { hasPeer } from '../../support/peers.ts';

const sizes = (sources: readonly TrustSource[]) =>
  sources.map(({ name, path, store }) => [name, path, store.ok ? store.value.size : store.problem.kind]);
const sizeOf = (sources: readonly TrustSource[], name: TrustSource['name']): number | undefined =>
  sources.flatMap((source) => (source.name === name && source.store.ok ? [source.store.value.size] : []))[0];
const { PATH = '', HOME = '' } = process.env;
const program = (file: string, ...args: readonly string[]): string =>
  execFileSync(file, args, { env: { PATH, HOME }, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });

describe('the stores of this machine', () => {
  let sources: readonly TrustSource[];
  beforeAll(async () => {
    sources = await allSources(nodePorts(), { env: { PATH, HOME }, localPython: true });
  });

  it('hold Node’s roots', () => {
    expect(sizeOf(sources, 'node')).toBe(rootCertificates.length);
  });

  it.skipIf(!hasPeer('keytool'))('hold as many of Java’s as keytool lists', () => {
    const listed = program('keytool', '-list', '-cacerts', '-storepass', 'changeit');
    expect(sizeOf(sources, 'java')).toBe(listed.match(/trustedCertEntry/g)?.length);
  });

  it.skipIf(!hasPeer('python3'))(
    'hold what Python’s ssl module loads, and certifi’s file where it is installed',
    () => {
      const [loaded = '', certifi = ''] = program(
        'python3',
        '-c',
        `import ssl
c = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT); c.load_default_certs(); print(c.cert_store_stats()['x509'])
try:
    import certifi; print(certifi.where())
except ImportError: print()`,
      ).split('\n');
      if (Number(loaded) > 0) expect(sizeOf(sources, 'python') ?? sizeOf(sources, 'system')).toBe(Number(loaded));
      const found = sources.find(({ name }) => name === 'certifi');
      expect(found?.path ?? '').toBe(certifi);
      if (certifi !== '') {
        const begins = readFileSync(certifi, 'latin1').match(/-----BEGIN CERTIFICATE-----/g);
        expect(sizeOf(sources, 'certifi')).toBe(begins?.length);
      }
    },
  );

  it('are not asked of Python where that is switched off', async () => {
    const ports: Ports = { ...nodePorts(), programs: () => Promise.reject(new Error('asked')) };
    const found = await allSources(ports, { env: { PATH }, localPython: false });
    expect(found.map(({ name }) => name)).not.toContain('certifi');
  });
});

describe('machines', () => {
  let own: Credentials;
  beforeAll(async () => {
    own = await credentials();
  });
  const machine = (files: Files, more: Partial<Ports> = {}): Ports => ({
    ...nodePorts(),
    files,
    platform: 'linux',
    bundledRoots: async () => [own.root.pem],
    ...more,
  });
  /** A file, a folder and that of certifi, a line each, in Python's words. */
  const trust = (lines: string): string => {
    const [file, folder, certifi] = lines.split('\n').map((line) => line || null);
    return JSON.stringify({ version: '3.11.2', library: 'OpenSSL 3.0.22', file, folder, certifi });
  };
  const python = (answer: string): Ports['programs'] => {
    return async () => ({ run: async () => ok({ exitCode: 0, stdout: answer, stderr: '' }) });
  };
  const storesOf = async (ports: Ports, env: Environment = {}) =>
    sizes(await allSources(ports, { env, localPython: true }));

  it.each([
    ['Debian 11', { '/usr/lib/ssl/certs/x': '', '/etc/ssl/certs/ca-certificates.crt': 'pem' }, '/usr/lib/ssl/certs'],
    [
      'Red Hat',
      { '/etc/pki/tls/cert.pem': '-> /etc/pki/tls/certs/ca-bundle.crt', '/etc/pki/tls/certs/ca-bundle.crt': 'pem' },
      '/etc/pki/tls/cert.pem',
    ],
    [
      'Alpine',
      { '/etc/ssl/cert.pem': '-> /etc/ssl/certs/ca-certificates.crt', '/etc/ssl/certs/ca-certificates.crt': 'pem' },
      '/etc/ssl/cert.pem',
    ],
    ['FreeBSD', { '/etc/ssl/cert.pem': 'pem' }, '/etc/ssl/cert.pem'],
  ])('%s', async (_, disk: Readonly<Record<string, string>>, path) => {
    const files = fakeFiles(
      Object.fromEntries(Object.entries(disk).map(([name, text]) => [name, text === 'pem' ? own.root.pem : text])),
    );
    const [system, ...more] = await storesOf(machine(files));
    expect(system?.slice(0, 2)).toEqual(['system', path]);
    // Debian 11 has no cert.pem, and here its folder is empty: OpenSSL finds nothing, curl does.
    if (path === '/usr/lib/ssl/certs') {
      expect(system?.[2]).toBe('noCertificate');
      expect(more[0]).toEqual(['systemBundle', '/etc/ssl/certs/ca-certificates.crt', 1]);
    } else expect(more.map(([name]) => name)).toEqual(['node']);
  });

  it('without any roots say so, and are not judged by those of Node', async () => {
    const files = fakeFiles({ '/etc/hosts': '' });
    expect(await storesOf(machine(files))).toEqual([
      ['system', null, 'fileNotFound'],
      ['node', null, 1],
    ]);
    const client = { trusts: 'openssl' } as const;
    const deciding = await decidingTrustSource(machine(files), {
      tlsCAFile: null,
      client,
      env: {},
      localPython: false,
    });
    expect(deciding.store).toEqual({ ok: false, problem: { kind: 'fileNotFound', path: '/etc/ssl/certs' } });
  });

  it('have a Python with an OpenSSL of its own, and a certifi', async () => {
    const files = fakeFiles({
      '/etc/ssl/cert.pem': own.root.pem,
      '/opt/conda/bin/python3': '',
      '/opt/conda/ssl/cert.pem': own.root.pem + own.intermediate.pem,
      '/site/certifi/cacert.pem': own.intermediate.pem,
    });
    const answer = '/opt/conda/ssl/cert.pem\n/opt/conda/ssl/certs\n/site/certifi/cacert.pem\n';
    expect(await storesOf(machine(files, { programs: python(trust(answer)) }), { PATH: 'bin:/opt/conda/bin' })).toEqual(
      [
        ['system', '/etc/ssl/cert.pem', 1],
        ['python', '/opt/conda/ssl/cert.pem', 2],
        ['certifi', '/site/certifi/cacert.pem', 1],
        ['node', null, 1],
      ],
    );
  });

  it('have a Python of python.org on macOS whose certificates were never installed', async () => {
    const folder = '/Library/Frameworks/Python.framework/Versions/3.12/etc/openssl';
    const files = fakeFiles({ '/etc/ssl/cert.pem': own.root.pem, '/usr/local/bin/python3': '', [`${folder}/x`]: '' });
    const ports = machine(files, {
      platform: 'darwin',
      programs: python(trust(`${folder}/cert.pem\n${folder}/certs\n\n`)),
      systemRoots: async () => ok([own.root.pem]),
    });
    expect(await storesOf(ports, { PATH: '/usr/local/bin' })).toEqual([
      ['system', '/etc/ssl/cert.pem', 1],
      ['keychain', null, 1],
      ['python', `${folder}/certs`, 'fileNotFound'],
      ['node', null, 1],
    ]);
  });

  it('have a Python whose place tells which OpenSSL it brings along', async () => {
    const framework = '/Library/Frameworks/Python.framework/Versions/3.12';
    const disk = {
      '/etc/ssl/cert.pem': own.root.pem,
      '/usr/local/bin/python3': `-> ${framework}/bin/python3.12`,
      [`${framework}/bin/python3.12`]: '',
      '/opt/conda/bin/python3': '-> /opt/conda/bin/python3.11',
      '/opt/conda/bin/python3.11': '',
      '/opt/conda/conda-meta/history': '',
      '/opt/conda/ssl/cert.pem': own.root.pem + own.intermediate.pem,
      '/own.pem': own.root.pem,
    };
    const decides = async (platform: string, env: Environment, trusts: 'python' | 'openssl' = 'python') => {
      const options = { tlsCAFile: null, client: { trusts }, env, localPython: false };
      return sizes([await decidingTrustSource(machine(fakeFiles(disk), { platform }), options)])[0];
    };
    expect(await decides('darwin', { PATH: '/usr/local/bin' })).toEqual([
      'python',
      `${framework}/etc/openssl/certs`,
      'fileNotFound',
    ]);
    expect(await decides('linux', { PATH: '/opt/conda/bin' })).toEqual(['python', '/opt/conda/ssl/cert.pem', 2]);
    const set = { PATH: '/opt/conda/bin', SSL_CERT_FILE: '/own.pem' };
    expect(await decides('linux', set)).toEqual(['sslCertFile', '/own.pem', 1]);
    expect(await decides('linux', { PATH: '/opt/conda/bin' }, 'openssl')).toEqual(['system', '/etc/ssl/cert.pem', 1]);
    // Without a sign that it could matter, PATH is not even searched.
    expect(await decides('linux', { PATH: '/usr/local/bin' })).toEqual(['system', '/etc/ssl/cert.pem', 1]);
  });

  it('have a Python whose answer makes no sense', async () => {
    const files = fakeFiles({ '/etc/ssl/cert.pem': own.root.pem, '/usr/bin/python3': '' });
    for (const answer of ['', 'a\nb\nc\n', '{}', '{"version": 3}'])
      expect(await storesOf(machine(files, { programs: python(answer) }), { PATH: '/usr/bin' })).toEqual([
        ['system', '/etc/ssl/cert.pem', 1],
        ['node', null, 1],
      ]);
  });

  it('have variables for OpenSSL and Node', async () => {
    const files = fakeFiles({
      '/etc/ssl/cert.pem': own.root.pem,
      '/own.pem': own.root.pem + own.intermediate.pem,
      '/empty': '',
    });
    const env = { SSL_CERT_FILE: '/own.pem', NODE_EXTRA_CA_CERTS: '/own.pem' };
    expect(await storesOf(machine(files), env)).toEqual([
      ['sslCertFile', '/own.pem', 2],
      ['system', '/etc/ssl/cert.pem', 1],
      ['nodeExtra', '/own.pem', 2],
      ['node', null, 1],
    ]);
    // Set to what holds anyway, it changes nothing; Node goes on without a file that it cannot read.
    const same = { SSL_CERT_FILE: '/etc/ssl/cert.pem', NODE_EXTRA_CA_CERTS: '/missing' };
    expect(await storesOf(machine(files), same)).toEqual([
      ['system', '/etc/ssl/cert.pem', 1],
      ['node', null, 1],
    ]);
  });

  it('run Windows, whose store this Node can read, or not', async () => {
    const ports = machine(fakeFiles({}), { platform: 'win32', systemRoots: async () => ok([own.root.pem]) });
    expect(await storesOf(ports)).toEqual([
      ['windows', null, 1],
      ['node', null, 1],
    ]);
    const blind = { ...ports, systemRoots: nodePorts().systemRoots };
    const client = { trusts: 'openssl' } as const;
    const options = { tlsCAFile: null, client, env: {}, localPython: false };
    expect(sizes([await decidingTrustSource(ports, options)])).toEqual([['windows', null, 1]]);
    if (!(await blind.systemRoots()).ok) {
      expect((await storesOf(blind))[0]).toEqual(['windows', null, 'notReadableHere']);
      expect(sizes([await decidingTrustSource(blind, options)])).toEqual([['node', null, 1]]);
    }
  });

  const jks = readable('/etc/ssl/certs/java/cacerts');
  it.skipIf(jks === null)('have Java: by variable, by JAVA_HOME, by PATH, by the distribution', async () => {
    const store = jks ?? '';
    const disk = {
      '/etc/ssl/certs/java/cacerts': store,
      '/jdk8/jre/lib/security/cacerts': store,
      '/jdk17/bin/java': '',
      '/jdk17/lib/security/cacerts': '-> /etc/ssl/certs/java/cacerts',
      '/jdk17/lib/security/x': '',
      '/jdk21/lib/security/jssecacerts': store,
      '/jdk21/lib/security/cacerts': store,
      '/usr/bin/java': '-> /jdk17/bin/java',
      '/mine.jks': store,
    };
    const javaOf = async (env: Environment) => {
      const found = await allSources(machine(fakeFiles(disk)), { env, localPython: false });
      return found.flatMap(({ name, path, store: one }) => (name === 'java' ? [one.ok ? path : one.problem.kind] : []));
    };
    expect(await javaOf({})).toEqual(['/etc/ssl/certs/java/cacerts']);
    expect(await javaOf({ PATH: '/usr/bin' })).toEqual(['/jdk17/lib/security/cacerts']);
    expect(await javaOf({ PATH: '/usr/bin', JAVA_HOME: '/jdk8/' })).toEqual([
      '/jdk8/jre/lib/security/cacerts',
      '/jdk17/lib/security/cacerts',
    ]);
    expect(await javaOf({ JAVA_HOME: '/jdk21' })).toEqual(['/jdk21/lib/security/jssecacerts']);
    const given = '-Xmx1g "-Djavax.net.ssl.trustStore=/mine.jks"';
    expect(await javaOf({ JAVA_HOME: '/jdk21', JAVA_TOOL_OPTIONS: given })).toEqual(['/mine.jks']);
    const wrong = `${given} -Djavax.net.ssl.trustStorePassword=secret`;
    expect(await javaOf({ JAVA_TOOL_OPTIONS: wrong })).toEqual(['wrongPassword']);
    expect(await javaOf({ JAVA_TOOL_OPTIONS: '-Djavax.net.ssl.trustStore=/gone' })).toEqual(['fileNotFound']);
  });

  it('split options as a JVM does', () => {
    expect(splitOptions(` -a  "-b=c d" -e='f g'h\t-i `)).toEqual(['-a', '-b=c d', '-e=f gh', '-i']);
  });
});

function readable(path: string): Uint8Array | null {
  try {
    return new Uint8Array(readFileSync(path));
  } catch {
    return null;
  }
}
