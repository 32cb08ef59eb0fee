/** Trust stores as Java's keytool writes them. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { issueCertificate } from '../../../../src/x509/pki/issue/issue.ts';
import type { Issued } from '../../../../src/x509/pki/issue/issue.ts';
import { isJavaKeyStore, readJavaKeyStore } from '../../../../src/x509/pki/key-files/java-key-store.ts';
import { readPkcs12 } from '../../../../src/x509/pki/key-files/pkcs12.ts';
import { hasPeer } from '../../../support/peers.ts';

const folder = mkdtempSync(join(tmpdir(), 'whytls-jks-'));
const file = (name: string): string => join(folder, name);
const read = (name: string): Uint8Array => new Uint8Array(readFileSync(file(name)));
const keytool = (...options: readonly string[]): string =>
  execFileSync('keytool', [...options, '-storepass', 'changeit', '-noprompt'], { encoding: 'utf8', stdio: 'pipe' });
const plain = (octets: Uint8Array): Uint8Array => new Uint8Array(octets);
let roots: readonly Issued[];

describe.skipIf(!hasPeer('keytool'))('a trust store of Java', () => {
  beforeAll(async () => {
    const times = { notBefore: Date.now() - 86_400_000, notAfter: Date.now() + 86_400_000, ca: true };
    roots = await Promise.all(['Ä', 'B'].map((cn) => issueCertificate({ subject: [['CN', cn]], ...times })));
    for (const [index, { pem }] of roots.entries()) {
      writeFileSync(file(`${index}.pem`), pem);
      keytool(
        '-importcert',
        '-alias',
        `é${index}`,
        '-file',
        file(`${index}.pem`),
        '-keystore',
        file('a.jks'),
        '-storetype',
        'JKS',
      );
    }
    // One key, whose certificate a TrustManager trusts as well.
    keytool(
      '-genkeypair',
      '-alias',
      'k',
      '-keyalg',
      'EC',
      '-dname',
      'CN=me',
      '-keystore',
      file('a.jks'),
      '-keypass',
      'changeit',
    );
    const convert = ['-importkeystore', '-srckeystore', file('a.jks'), '-srcstorepass', 'changeit', '-srcalias', 'é0'];
    keytool(...convert, '-destkeystore', file('new.p12'), '-deststoretype', 'PKCS12');
    keytool(...convert, '-destkeystore', file('a.jceks'), '-deststoretype', 'JCEKS');
    keytool(...convert, '-destkeystore', file('old.p12'), '-deststoretype', 'PKCS12', '-J-Dkeystore.pkcs12.legacy');
    const none = ['-J-Dkeystore.pkcs12.certProtectionAlgorithm=NONE', '-J-Dkeystore.pkcs12.macAlgorithm=NONE'];
    keytool(...convert, '-destkeystore', file('open.p12'), '-deststoretype', 'PKCS12', ...none);
    const pfx = ['pkcs12', '-export', '-nokeys', '-in', file('0.pem'), '-out', file('openssl.p12')];
    execFileSync('openssl', [...pfx, '-passout', 'pass:changeit']);
  }, 60_000);
  afterAll(() => rmSync(folder, { recursive: true }));

  it('is read with its password and without, key entries too', () => {
    for (const password of ['changeit', null]) {
      const store = readJavaKeyStore(read('a.jks'), password);
      if (!store.ok) throw new Error(store.problem.kind);
      expect(store.value.trusted.map(plain)).toHaveLength(2);
      expect(store.value.trusted.map(plain)).toEqual(expect.arrayContaining(roots.map(({ der }) => plain(der))));
      const me = keytool('-exportcert', '-rfc', '-alias', 'k', '-keystore', file('a.jks'));
      expect(store.value.own.map((der) => Buffer.from(der).toString('base64'))).toEqual([
        me.replaceAll(/-----[^-]+-----|\s/g, ''),
      ]);
    }
    expect(readJavaKeyStore(read('a.jks'), 'other')).toEqual({ ok: false, problem: { kind: 'wrongPassword' } });
  });

  it('is read in its JCEKS form', () => {
    const store = readJavaKeyStore(read('a.jceks'), null);
    expect(store.ok && store.value.trusted.map(plain)).toEqual([plain(roots[0]?.der ?? new Uint8Array(0))]);
  });

  it.each([
    ['new.p12', 'changeit'],
    ['old.p12', 'changeit'],
    ['open.p12', null],
    ['open.p12', 'changeit'],
  ])('is read as PKCS #12: %s with %s', (name, password) => {
    expect(isJavaKeyStore(read(name))).toBe(false);
    const store = readPkcs12(read(name), password);
    expect(store.ok && store.value.trusted.map(plain)).toEqual([plain(roots[0]?.der ?? new Uint8Array(0))]);
  });

  it('is empty for Java where openssl made it, since nothing marks its certificates as trusted', () => {
    expect(keytool('-list', '-keystore', file('openssl.p12'))).toContain('contains 0 entries');
    const store = readPkcs12(read('openssl.p12'), 'changeit');
    expect(store.ok && [store.value.certificates.length, store.value.trusted.length]).toEqual([1, 0]);
  });

  it('is damaged, or has another digest, wherever an octet is missing or different', () => {
    const whole = read('a.jks');
    fc.assert(
      fc.property(fc.nat(whole.length - 1), fc.integer({ min: 1, max: 255 }), (at, change) => {
        expect(readJavaKeyStore(whole.subarray(0, at), null).ok).toBe(false);
        const other = Uint8Array.from(whole);
        other[at] = (other[at] ?? 0) ^ change;
        expect(readJavaKeyStore(other, 'changeit').ok).toBe(false);
        // Without a password nothing vouches for what is in it; it ends all the same.
        readJavaKeyStore(other, null);
      }),
    );
  });
});

describe('a file that lies about its length', () => {
  it.each([
    ['feedfeed00000002ffffffff', 'no entries behind a great count'],
    ['feedfeed0000000200000001000000020001', 'an alias that ends after the file does'],
    ['feedfeed00000002000000010000000100000000000000000000ffffffff', 'a key of four gigabytes'],
  ])('is damaged: %s (%s)', (hex) => {
    const octets = new Uint8Array(Buffer.from(hex + '00'.repeat(20), 'hex'));
    expect(readJavaKeyStore(octets, null)).toEqual({ ok: false, problem: { kind: 'damaged' } });
  });

  it('is unsupported where an entry is of a kind whose end cannot be told', () => {
    const octets = new Uint8Array(Buffer.from(`cececece0000000200000001000000030000${'00'.repeat(60)}`, 'hex'));
    expect(readJavaKeyStore(octets, null)).toEqual({ ok: false, problem: { kind: 'unsupported' } });
  });
});
