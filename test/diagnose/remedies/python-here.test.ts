/** Remedies with the guide's conditions evaluated: the Python of the machine, its system, and the server's release. */
import { describe, expect, it } from 'vitest';
import type { Facts } from '../../../src/observe/facts.ts';
import type { PythonSeen } from '../../../src/observe/observation.ts';
import { isBefore } from '../../../src/diagnose/remedies/release.ts';
import {
  alert,
  answered,
  brokenPath,
  capture,
  ended,
  healthy,
  opensslError,
  refused,
  refusedPath,
  unreached,
} from '../../support/facts.ts';
import { commandsOf, findingOf, textOf } from '../../support/verdict.ts';

const staticRsa = 0x002f;
const python = (change: Partial<PythonSeen> = {}): PythonSeen => ({
  program: '/opt/python/bin/python3',
  version: '3.11.2',
  implementation: 'CPython',
  library: 'OpenSSL 3.0.22 25 Aug 2026',
  newestVersion: 0x0304,
  oldestVersion: 0x0303,
  cipherSuites: [0x1301, 0xc02f],
  isPythonOrgMac: false,
  packages: [],
  ...change,
});
const ocspExtra = ['pymongo', 'pyopenssl', 'cryptography', 'service-identity'].map((name) => ({ name, version: '1' }));
const linux = { platform: 'linux', distribution: 'alpine', isContainer: false } as const;
const mac = { platform: 'darwin', distribution: null, isContainer: false } as const;
const bothLanguages = ['en', 'zh'] as const;

describe('S1.74 no-shared-cipher', () => {
  const facts = (change: Partial<Facts> = {}): Facts => ({
    ...ended(alert(40), {}, [
      answered({ kind: 'acceptsVersion', version: 0x0303 }, 0x0303, staticRsa),
      refused({ kind: 'acceptsAnotherCipherSuite', version: 0x0303, without: [staticRsa] }, alert(40)),
    ]),
    ...change,
  });
  const remedies = (change: Partial<Facts>) => findingOf('no-shared-cipher', facts(change)).remedies;

  it('S1.77 goes by the release of the server', () => {
    expect(remedies({ release: '3.6' })[0]?.text).toContain('this server is 3.6');
    expect(remedies({ release: '3.6' })[0]?.text).toContain('to 4.2 or later');
    expect(remedies({ release: '7.0' })[0]?.text).not.toContain('4.2 or later');
    expect(remedies({ release: '7.0' })[0]?.text).toContain('opensslCipherConfig');
  });

  it('S1.78 says whether the ocsp extra is there, and installs it by the Python at hand', () => {
    const [, without] = remedies({ python: python() });
    expect(without?.text).toContain('your Python here (3.11.2 with OpenSSL 3.0.22) lacks');
    expect(without?.commands[0]).toBe('python3 -m pip install "pymongo[ocsp]"');
    const [, with_] = remedies({ python: python({ packages: ocspExtra }) });
    expect(with_?.commands.join()).not.toContain('pip');
    expect(with_?.commands[0]).toContain('--client pymongo-ocsp');
    // PyOpenSSL alone is not the extra.
    expect(remedies({ python: python({ packages: ocspExtra.slice(0, 2) }) })[1]?.text).toContain('lacks');
  });

  it('S1.76 says whether the Python at hand offers what the server takes', () => {
    const [, , has] = remedies({ python: python({ cipherSuites: [0x1301, staticRsa] }) });
    expect(has?.text).toContain('it offers TLS_RSA_WITH_AES_128_CBC_SHA: PyMongo connects from here');
    const [, , hasNot] = remedies({ python: python() });
    expect(hasNot?.text).toContain('Your Python here (3.11.2 with OpenSSL 3.0.22) offers none of them');
  });

  it('shows what Python chose to print, escaped', () => {
    const odd = python({ version: '3\u001b[31m', library: 'Open\u202eSSL x', implementation: 'Py\nPy' });
    for (const language of bothLanguages)
      expect(textOf(findingOf('no-shared-cipher', facts({ python: odd }), language))).not.toMatch(
        /\\u001b|\u202e|Py\\nPy/,
      );
  });
});

describe('S1.65 protocol-version', () => {
  const client = (here: PythonSeen) =>
    findingOf('protocol-version', {
      ...ended(alert(70), { offered: { ...capture().offered, versions: [0x0302] } }, [
        answered({ kind: 'acceptsVersion', version: 0x0303 }, 0x0303, 0xc02f),
      ]),
      python: here,
      machine: linux,
    }).remedies.find(({ side }) => side === 'client');
  it('says whether the OpenSSL under Python has what the server wants', () => {
    const old = client(python({ version: '2.7.5', library: 'OpenSSL 1.0.0 29 Mar 2010', newestVersion: 0x0301 }));
    expect(old?.text).toContain('2.7.5 with OpenSSL 1.0.0, which has nothing newer than TLS 1.0: upgrade');
    expect(client(python())?.text).toContain('which has TLS 1.2: it is not the one that is too old');
  });

  it('S1.63 speaks of macOS on macOS, and where the system is not known', () => {
    expect(client(python())?.text).not.toContain('macOS');
  });

  it('S1.66 needs no further site where Python was asked and the server is the older one', () => {
    const facts = ended(alert(70), {}, [answered({ kind: 'acceptsVersion', version: 0x0301 }, 0x0301, staticRsa)]);
    expect(commandsOf(findingOf('protocol-version', facts)).join()).toContain('howsmyssl');
    const asked = findingOf('protocol-version', { ...facts, python: python(), release: '3.4' });
    expect(commandsOf(asked).join()).not.toContain('howsmyssl');
    expect(asked.remedies[0]?.text).toContain('(MongoDB 3.4)');
    expect(asked.remedies[1]?.text).toContain('offers TLS 1.2 to TLS 1.3');
  });
});

describe('roots', () => {
  const missing = (change: Partial<Facts>): string =>
    commandsOf(
      findingOf('client-roots-missing', {
        ...healthy(),
        stores: [
          {
            name: 'system',
            path: '/etc/ssl/certs',
            decides: true,
            certificates: 0,
            verification: brokenPath().verification,
          },
        ],
        ...change,
      }),
    ).join('\n');

  it('S1.53 come by their own command to the Python of python.org on macOS, and only there', () => {
    const ofPythonOrg = python({ isPythonOrgMac: true });
    expect(missing({ machine: mac, python: ofPythonOrg })).toContain(
      'open "/Applications/Python 3.11/Install Certificates.command"',
    );
    expect(missing({ machine: mac, python: python() })).not.toContain('Install Certificates');
    expect(missing({ machine: linux, python: python() })).not.toContain('Install Certificates');
    expect(missing({ machine: mac })).toContain('<YOUR PYTHON VERSION>');
  });

  it('S1.55 S1.56 come from certifi, by the name of the interpreter, which is installed only if it is not', () => {
    const pypy = python({ program: '/opt/pypy/bin/pypy3', implementation: 'PyPy' });
    expect(missing({ machine: linux, python: pypy })).toContain('pypy3 -m pip install certifi\n');
    const has = missing({ machine: linux, python: python({ packages: [{ name: 'certifi', version: '2026.1.1' }] }) });
    expect(has).not.toContain('pip install');
    expect(has).toContain('export SSL_CERT_FILE=$(python3 -c "import certifi; print(certifi.where())")');
  });

  it('S1.52 are updated by the package manager of this machine', () => {
    const { verification } = brokenPath();
    const stores = [
      { name: 'system', path: '/etc/ssl/certs', decides: true, certificates: 9, verification },
      { name: 'node', path: null, decides: false, certificates: 9, verification },
    ] as const;
    const commands = (change: Partial<Facts>) =>
      commandsOf(findingOf('untrusted-root', { ...brokenPath(), stores, ...change }));
    expect(commands({}).join()).toContain('zypper');
    expect(commands({ machine: linux }).join()).not.toContain('zypper');
    expect(commands({ machine: linux })).toContain('sudo apk upgrade ca-certificates');
    expect(commands({ machine: linux, python: python() }).join()).not.toContain('pypy');
  });
});

describe('the release', () => {
  it.each([
    ['3.6', 4, 2, true],
    ['4.2', 4, 2, false],
    ['4.0', 4, 2, true],
    ['10.0', 4, 2, false],
    ['2.4 or older', 3, 0, true],
  ])('%s before %d.%d: %s', (release, major, minor, expected) => {
    expect(isBefore({ release }, major, minor)).toBe(expected);
  });

  it('may not be known', () => {
    expect(isBefore({}, 4, 2)).toBeNull();
  });

  const expired = refusedPath(
    [{ kind: 'expired', depth: 0, subject: 'CN=db1.example.net', notAfter: Date.UTC(2026, 10, 11) }],
    opensslError(10, 'certificate has expired'),
  );

  it('decides whether a new certificate needs a restart', () => {
    const rotates = (release?: string): boolean =>
      commandsOf(findingOf('cert-expired', { ...expired, ...(release === undefined ? {} : { release }) }))
        .join()
        .includes('rotateCertificates');
    expect([rotates('4.4'), rotates('5.0'), rotates()]).toStrictEqual([false, true, true]);
  });
});

it('matters to PyMongo alone', () => {
  const facts = unreached({ kind: 'refused' });
  expect(textOf(findingOf('connection-refused', { ...facts, python: python() }))).not.toContain('Python here');
});
