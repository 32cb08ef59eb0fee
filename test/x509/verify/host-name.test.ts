import { X509Certificate } from 'node:crypto';
import fc from '../../support/fc.ts';
import { beforeAll, describe, expect, it } from 'vitest';
import { createKey, issueCertificate } from '../../../src/x509/pki/issue/issue.ts';
import type { GeneralNamePlan, Issued } from '../../../src/x509/pki/issue/issue.ts';
import { matchReference, matchesName } from '../../../src/x509/verify/host-name.ts';

const times = { notBefore: Date.UTC(2026, 0, 1), notAfter: Date.UTC(2027, 0, 1) };
const key = createKey();

const leafFor = (san: readonly GeneralNamePlan[], cn?: string): Promise<Issued> =>
  issueCertificate({ subject: cn === undefined ? [['O', 'x']] : [['CN', cn]], san, key, ...times });

/** What Node's OpenSSL (X509_check_host) says. */
const opensslMatches = (leaf: Issued, host: string, usesCommonName: boolean, partialWildcards: boolean): boolean =>
  new X509Certificate(leaf.der).checkHost(host, {
    subject: usesCommonName ? 'default' : 'never',
    partialWildcards,
  }) !== undefined;

const patterns = [
  'example.net',
  'EXAMPLE.net',
  'example.net.',
  '.example.net',
  '*.example.net',
  '*.a.example.net',
  '*.*.example.net',
  'a.*.example.net',
  '*.net',
  '*',
  '*.',
  'db*.example.net',
  'x*.example.net',
  '*db.example.net',
  'd*b.example.net',
  '*-db.example.net',
  'db-*.example.net',
  '-*.example.net',
  '**.example.net',
  'xn--*.example.net',
  '*xn--a.example.net',
  '*.xn--bcher-kva.example',
  '*.exa_mple.net',
  '*.-example.net',
  '*.example-.net',
  '*..net',
  'a.example.net\u0000.evil.example',
  'bücher.example',
  '192.0.2.1',
  '',
];

const hosts = [
  'example.net',
  'example.net.',
  'a.example.net',
  'a.b.example.net',
  'A.Example.NET',
  'db1.example.net',
  'db.example.net',
  'db-1.example.net',
  'mydb.example.net',
  'dxb.example.net',
  'xn--bcher-kva.example.net',
  'dbxn--a.example.net',
  'xn---db.example.net',
  'a.xn--bcher-kva.example',
  'a_b.example.net',
  '*.example.net',
  'a.-example.net',
  'net',
  'a.net',
  '192.0.2.1',
];

describe('DNS names, beside X509_check_host', () => {
  it.each(patterns)('compares the pattern %j', async (pattern) => {
    const leaf = await leafFor([{ dns: pattern }], 'unused.example');
    for (const host of hosts)
      for (const partial of [true, false])
        expect([host, partial, matchesName(pattern, host, partial)]).toEqual([
          host,
          partial,
          opensslMatches(leaf, host, true, partial),
        ]);
  });

  it('compares any pattern with any host', async () => {
    const label = fc.string({ unit: fc.constantFrom('a', 'B', '*', '-', 'x', 'n', '1', '_'), maxLength: 5 });
    const name = fc.array(label, { minLength: 1, maxLength: 4 }).map((labels) => labels.join('.'));
    await fc.assert(
      fc.asyncProperty(
        name,
        fc.array(name, { minLength: 20, maxLength: 20 }),
        fc.boolean(),
        async (pattern, asked, partial) => {
          const leaf = await leafFor([{ dns: pattern }]);
          const near = pattern.replace('*', 'a');
          for (const host of [near, near.toUpperCase(), ...asked])
            // To OpenSSL a host that begins with a dot asks for any name below it; nobody connects to one.
            if (host !== '' && !host.startsWith('.')) {
              const theirs = opensslMatches(leaf, host, true, partial);
              expect([pattern, host, matchesName(pattern, host, partial)]).toEqual([pattern, host, theirs]);
            }
        },
      ),
      { numRuns: 60 },
    );
  });

  it.each<[string, readonly GeneralNamePlan[], string]>([
    ['no subjectAltName', [], 'cn.example'],
    ['only an address in it', [{ ip: '192.0.2.1' }], 'cn.example'],
    ['a DNS name in it', [{ dns: 'san.example' }], 'cn.example'],
    ['a wildcard as CN', [], '*.cn.example'],
  ])('falls back to the CN as OpenSSL does with %s', async (_, san, cn) => {
    const leaf = await leafFor(san, cn);
    for (const host of ['cn.example', 'a.cn.example', 'san.example'])
      for (const usesCommonName of [true, false]) {
        const rules = { usesCommonName, partialWildcards: false };
        const match = matchReference(leaf.certificate, { kind: 'dns', name: host }, rules);
        expect(match.matches).toBe(opensslMatches(leaf, host, usesCommonName, false));
      }
  });

  it('says what was presented, and where it came from', async () => {
    const rules = { usesCommonName: true, partialWildcards: false };
    const both = (await leafFor([{ dns: 'a.example' }, { ip: '192.0.2.1' }, { dns: 'b.example' }], 'cn.example'))
      .certificate;
    expect(matchReference(both, { kind: 'dns', name: 'c.example' }, rules)).toEqual({
      matches: false,
      presented: ['a.example', 'b.example'],
      usedCommonName: false,
    });
    const bare = (await leafFor([], 'cn.example')).certificate;
    expect(matchReference(bare, { kind: 'dns', name: 'c.example' }, rules)).toEqual({
      matches: false,
      presented: ['cn.example'],
      usedCommonName: true,
    });
  });
});

describe('addresses, beside X509_check_ip', () => {
  let leaf: Issued;
  beforeAll(async () => {
    leaf = await leafFor(
      [{ ip: '192.0.2.1' }, { ip: '2001:db8::1' }, { ip: '::ffff:192.0.2.9' }, { dns: '192.0.2.3' }],
      '192.0.2.4',
    );
  });

  it.each([
    '192.0.2.1',
    '192.0.2.2',
    '192.0.2.3',
    '192.0.2.4',
    '192.0.2.9',
    '2001:db8::1',
    '2001:DB8:0:0:0:0:0:1',
    '2001:0db8::0001',
    '2001:db8::2',
    '::ffff:192.0.2.9',
    '::ffff:c000:209',
    '::',
  ])('compares %s', (address) => {
    const rules = { usesCommonName: true, partialWildcards: true };
    const { matches } = matchReference(leaf.certificate, { kind: 'ip', address }, rules);
    expect(matches).toBe(new X509Certificate(leaf.der).checkIP(address) !== undefined);
  });

  it.each(['192.0.2', '192.0.2.256', '1:2:3', ':::', '1::2::3', 'fe80::1%eth0', '::192.0.2.1.5', ''])(
    'takes %j for no address',
    (address) => {
      const rules = { usesCommonName: true, partialWildcards: true };
      expect(matchReference(leaf.certificate, { kind: 'ip', address }, rules).matches).toBe(false);
    },
  );
});
