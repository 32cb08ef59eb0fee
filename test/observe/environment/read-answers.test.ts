/** Answers as the programs print them; each is quoted from a real one. */
import { describe, expect, it } from 'vitest';
import { readGo, readJava, readNode, readOpenssl, readPython } from '../../../src/observe/environment/read-answers.ts';

describe('openssl version -a', () => {
  it.each([
    [
      'OpenSSL 3.0.22 25 Aug 2026 (Library: OpenSSL 3.0.22 25 Aug 2026)\nbuilt on: Wed Oct 21 09:54:24 2026 UTC\n' +
        'compiler: gcc -fPIC -DOPENSSL_TLS_SECURITY_LEVEL=2 -g\nOPENSSLDIR: "/usr/lib/ssl"\n',
      {
        version: '3.0.22',
        library: 'OpenSSL 3.0.22 25 Aug 2026',
        builtAt: Date.UTC(2026, 9, 21, 9, 54, 24),
        securityLevel: 2,
        newestVersion: 'TLSv1.3',
        folder: '/usr/lib/ssl',
      },
    ],
    ['OpenSSL 1.1.1w  11 Sep 2023\n', { version: '1.1.1w', securityLevel: 1, newestVersion: 'TLSv1.3', builtAt: null }],
    ['OpenSSL 1.0.2u  20 Dec 2019\n', { securityLevel: null, newestVersion: 'TLSv1.2' }],
    ['OpenSSL 0.9.8zh 14 Jan 2016\nbuilt on: May  7 2016\n', { version: '0.9.8zh', newestVersion: 'TLSv1' }],
    ['OpenSSL 3.5.1 1 Jul 2025 (Library: OpenSSL 3.5.1 1 Jul 2025)\n', { securityLevel: 2 }],
    ['LibreSSL 3.3.6\n', { version: '3.3.6', library: 'LibreSSL 3.3.6', newestVersion: 'TLSv1.2' }],
  ])('%j', (said, expected) => {
    expect(readOpenssl(said)).toMatchObject(expected);
  });

  it('may be something else', () => {
    expect(readOpenssl('command not found')).toBeNull();
  });
});

describe('the others', () => {
  it('are Java, with its version in any of its two ways', () => {
    expect(readJava('openjdk version "17.0.15" 2025-04-15\nOpenJDK Runtime')).toMatchObject({
      version: '17.0.15',
      builtAt: Date.UTC(2025, 3, 15),
    });
    expect(readJava('Picked up JAVA_TOOL_OPTIONS: x\njava version "1.8.0_202"\n')).toMatchObject({
      version: '1.8.0_202',
    });
    expect(readJava('The operation couldn’t be completed. Unable to locate a Java Runtime.')).toBeNull();
  });

  it('are Go and Node', () => {
    expect(readGo('go version go1.22.1 linux/amd64\n')).toMatchObject({ version: '1.22.1' });
    expect(readNode('v20.20.2 3.0.19\n')).toMatchObject({ version: '20.20.2', library: 'OpenSSL 3.0.19' });
    expect(readGo('x')).toBeNull();
    expect(readNode('undefined')).toBeNull();
  });

  it('are Python, of which nothing is taken that is not what it should be', () => {
    const said = (change: object) => JSON.stringify({ version: '3.11.7', library: 'OpenSSL 3.0.22', ...change });
    expect(readPython(`warning\n${said({ level: 2, least: 'TLSv1_2', tls13: true, tls12: true })}\n`)).toMatchObject({
      version: '3.11.7',
      securityLevel: 2,
      minVersion: 'TLSv1_2',
      newestVersion: 'TLSv1.3',
    });
    expect(readPython(said({ built: 'Nov 21 2026 22:30:11' }))?.builtAt).toBe(Date.UTC(2026, 10, 21, 22, 30, 11));
    const odd = { level: 'x', least: 7, packages: { a: 1, pymongo: '4.20.0' }, built: 'Foo 99 2026' };
    expect(readPython(said(odd))).toMatchObject({
      securityLevel: null,
      minVersion: null,
      builtAt: null,
      newestVersion: 'TLSv1',
      packages: [{ name: 'pymongo', version: '4.20.0' }],
    });
    for (const broken of ['', '{', '{}', '[]', said({ version: 3 })]) expect(readPython(broken)).toBeNull();
  });
});
