import { describe, expect, it } from 'vitest';
import { wordingFor } from '../../../src/cli/compose.ts';
import { environmentFindings } from '../../../src/diagnose/environment/findings.ts';
import { judgeEnvironment } from '../../../src/diagnose/environment/judge.ts';
import { attemptFailed, completed } from '../../../src/observe/attempt.ts';
import type {
  EnvironmentObservation,
  ProgramAnswer,
  ProgramSeen,
  StoreSeen,
} from '../../../src/observe/environment.ts';
import type { TrustStoreProblem } from '../../../src/observe/observation.ts';

const now = Date.UTC(2026, 10, 22);
const year = 365 * 86_400_000;

const store = (name: StoreSeen['name'], problem: TrustStoreProblem | null = null, newest = now - year): StoreSeen => ({
  name,
  path: `/${name}`,
  folders: [],
  content:
    problem === null
      ? completed({
          certificates: 140,
          newest: { subject: `CN=newest of ${name}`, notBefore: newest },
          oldest: { subject: 'CN=oldest', notBefore: 0 },
          expired: 0,
        })
      : attemptFailed(problem),
});

const program = (name: ProgramSeen['name'], change: Partial<ProgramAnswer> = {}): ProgramSeen => ({
  name,
  path: `/usr/bin/${name}`,
  answer: completed({
    version: '1',
    library: 'OpenSSL 3.0.22',
    builtAt: null,
    securityLevel: 2,
    minVersion: 'TLSv1_2',
    newestVersion: 'TLSv1.3',
    folder: null,
    packages: [],
    ...change,
  }),
});

const machine = (change: Partial<EnvironmentObservation> = {}): EnvironmentObservation => ({
  observedAt: now,
  machine: { platform: 'linux', distribution: 'debian', isContainer: false },
  stores: [store('system'), store('node'), store('java')],
  variables: [],
  programs: [program('openssl'), program('python')],
  openssl: null,
  cryptoPolicy: null,
  ...change,
});

const kinds = (seen: EnvironmentObservation) => judgeEnvironment(seen).map(({ kind, severity }) => [kind, severity]);
const gone: TrustStoreProblem = { kind: 'fileNotFound', path: '/system' };
const variable = (name: string, value: string, problem: TrustStoreProblem | null) => ({
  name,
  value,
  places: [{ path: value, content: problem === null ? completed({ certificates: 1 }) : attemptFailed(problem) }],
});

describe('a machine', () => {
  it('may have nothing wrong with it', () => {
    expect(kinds(machine())).toEqual([]);
    expect(kinds(machine({ programs: [] }))).toEqual([]);
  });

  it('may have no roots for OpenSSL, which matters where there is something that uses it', () => {
    expect(kinds(machine({ stores: [store('system', gone), store('node')] }))).toEqual([['noRoots', 'error']]);
    const onlyNode = { stores: [store('system', gone), store('node')], programs: [program('node')] };
    expect(kinds(machine(onlyNode))).toEqual([['noRoots', 'warning']]);
  });

  it('may have none for Java, certifi or a Python of its own; a store that nobody can read here is none of it', () => {
    for (const name of ['java', 'certifi', 'python'] as const)
      expect(kinds(machine({ stores: [store('system'), store(name, gone)] }))).toEqual([['noRoots', 'error']]);
    expect(kinds(machine({ stores: [store('windows', { kind: 'notReadableHere' })] }))).toEqual([]);
    // The default store does not matter where a variable names another.
    expect(kinds(machine({ stores: [store('sslCertFile'), store('system', gone)] }))).toEqual([]);
  });

  it('may have variables that point to nothing', () => {
    const found = (name: string) => kinds(machine({ variables: [variable(name, '/gone', gone)] }));
    expect(found('REQUESTS_CA_BUNDLE')).toEqual([['variable', 'error']]);
    expect(found('CURL_CA_BUNDLE')).toEqual([['variable', 'error']]);
    for (const name of ['SSL_CERT_FILE', 'SSL_CERT_DIR', 'NODE_EXTRA_CA_CERTS', 'OPENSSL_CONF'])
      expect(found(name)).toEqual([['variable', 'warning']]);
    expect(kinds(machine({ variables: [variable('SSL_CERT_FILE', '/ca.pem', null)] }))).toEqual([]);
    // One finding, not two, where the variable is why there are no roots.
    const none = { stores: [store('sslCertFile', gone)], variables: [variable('SSL_CERT_FILE', '/gone', gone)] };
    expect(kinds(machine(none))).toEqual([['noRoots', 'error']]);
  });

  it('may have verification switched off for Node', () => {
    const set = (value: string) =>
      machine({ variables: [{ name: 'NODE_TLS_REJECT_UNAUTHORIZED', value, places: [] }] });
    expect(kinds(set('0'))).toEqual([['insecure', 'warning']]);
    expect(kinds(set('1'))).toEqual([]);
  });

  it('may have a clock that says less than the dates of what is on it', () => {
    const later = machine({ programs: [program('openssl', { builtAt: now + year })] });
    expect(kinds(later)).toEqual([['clock', 'error']]);
    expect(kinds(machine({ stores: [store('system', null, now + year)] }))).toEqual([['clock', 'error']]);
    expect(kinds(machine({ observedAt: Date.UTC(2020, 0, 1), stores: [], programs: [] }))).toEqual([
      ['clock', 'error'],
    ]);
    // Build dates come without a time zone.
    expect(kinds(machine({ programs: [program('openssl', { builtAt: now + 3_600_000 })] }))).toEqual([]);
  });

  it('may have a TLS library from before TLS 1.2', () => {
    const old = program('python', { library: 'OpenSSL 0.9.8zh 14 Jan 2016', newestVersion: 'TLSv1' });
    expect(kinds(machine({ programs: [old] }))).toEqual([['oldLibrary', 'error']]);
  });

  it.each(['en', 'zh'] as const)('is told of in %s, under the ids of the diagnoses', async (language) => {
    const { diagnosis } = await wordingFor(language);
    const findings = environmentFindings(
      machine({
        stores: [store('system', gone), store('java', { kind: 'passwordNeeded', path: '/java' })],
        variables: [
          variable('CURL_CA_BUNDLE', '/c.der', { kind: 'noCertificate', path: '/c.der', holds: 'derCertificate' }),
          { name: 'NODE_TLS_REJECT_UNAUTHORIZED', value: '0', places: [] },
        ],
        programs: [
          program('openssl', { builtAt: now + year }),
          program('python', { library: 'OpenSSL 0.9.8zh', newestVersion: 'TLSv1' }),
        ],
      }),
      language,
      diagnosis,
    );
    expect(findings.map(({ id }) => id)).toEqual([
      'client-roots-missing',
      'client-roots-missing',
      'ca-file-unreadable',
      'clock-skew',
      'protocol-version',
      'insecure-options',
    ]);
    for (const { summary, title, evidence, remedies } of findings) {
      expect(`${title}${summary}${JSON.stringify([evidence, remedies])}`).not.toMatch(/undefined|\[object/);
      expect(summary).toMatch(language === 'zh' ? /\p{Script=Han}.*。$/u : /^[^\p{Script=Han}]+\.$/u);
      expect(remedies.length).toBeGreaterThan(0);
    }
    const commands = findings.map(({ remedies }) => remedies.flatMap((remedy) => remedy.commands).join('\n'));
    expect(commands[0]).toContain('sudo apt-get update && sudo apt-get install ca-certificates');
    expect(commands[0]).not.toMatch(/dnf|apk|Install Certificates/);
    expect(commands[2]).toContain('openssl x509 -inform DER -in /c.der -out ca.pem');
    expect(commands[4]).toContain('openssl version\npython -c "import ssl; print(ssl.OPENSSL_VERSION)"');
  });
});
