/** MongoDB's rule of host names, as its documentation and its servers' own log lines state it. */
import { describe, expect, it } from 'vitest';
import { createKey, issueCertificate } from '../../../src/x509/pki/issue/issue.ts';
import type { GeneralNamePlan, NamePlan } from '../../../src/x509/pki/issue/issue.ts';
import type { Certificate } from '../../../src/x509/pki/certificate.ts';
import { matchMongodbHost } from '../../../src/x509/verify/mongodb-host-name.ts';

const times = { notBefore: Date.UTC(2026, 0, 1), notAfter: Date.UTC(2027, 0, 1) };
const key = createKey();

async function certificate(san: readonly GeneralNamePlan[] | null, cn?: string | NamePlan): Promise<Certificate> {
  const subject: NamePlan = cn === undefined ? [['O', 'x']] : typeof cn === 'string' ? [['CN', cn]] : cn;
  return (await issueCertificate({ subject, san, key, ...times })).certificate;
}

describe('names', () => {
  it.each<[string, string, boolean]>([
    ['db1.example.net', 'DB1.Example.NET', true],
    ['db1.example.net.', 'db1.example.net', true],
    ['db1.example.net', 'db1.example.net.', true],
    ['db1.example.net', 'db2.example.net', false],
    ['*.example.net', 'db1.example.net', true],
    ['*.example.net', 'a.db1.example.net', false],
    ['*.example.net', 'example.net', false],
    ['*.net', 'example.net', true],
    ['db*.example.net', 'db1.example.net', false],
    ['x', 'x', false],
  ])('the entry %j and the host %j: %j', async (dns, host, matches) => {
    expect(matchMongodbHost(await certificate([{ dns }]), host).matches).toBe(matches);
    expect(matchMongodbHost(await certificate(null, dns), host).matches).toBe(matches);
  });

  it('takes the common name only where there is no subjectAltName at all, and says where it would have matched', async () => {
    const overridden = matchMongodbHost(await certificate([{ dns: 'a.example' }], 'cn.example'), 'cn.example');
    expect(overridden).toMatchObject({ matches: false, commonNameOverridden: true, commonNameWouldMatch: true });
    const otherKind = await certificate([{ email: 'a@example.net' }], 'cn.example');
    expect(matchMongodbHost(otherKind, 'cn.example')).toMatchObject({ matches: false, presented: [] });
    const alone = matchMongodbHost(await certificate(null, 'cn.example'), 'cn.example');
    expect(alone).toMatchObject({ matches: true, commonNameOverridden: false, commonNameWouldMatch: false });
    expect(matchMongodbHost(await certificate(null), 'cn.example')).toMatchObject({ matches: false, commonName: null });
  });

  it('takes the most specific of several common names', async () => {
    const two = await certificate(null, [
      ['CN', 'outer.example'],
      ['CN', 'inner.example'],
    ]);
    expect(matchMongodbHost(two, 'inner.example').matches).toBe(true);
    expect(matchMongodbHost(two, 'outer.example').matches).toBe(false);
  });
});

describe('addresses', () => {
  it.each<[string, string, boolean]>([
    ['192.0.2.7', '192.0.2.7', true],
    ['192.0.2.7', '192.0.2.8', false],
    ['2001:db8::7', '2001:DB8:0:0::7', true],
  ])('the entry %s and the host %s: %j since MongoDB 4.2, never before', async (ip, host, matches) => {
    const withAddress = await certificate([{ ip }, { dns: 'a.example' }]);
    expect(matchMongodbHost(withAddress, host, { serverVersion: [4, 2] }).matches).toBe(matches);
    expect(matchMongodbHost(withAddress, host).matches).toBe(matches);
    expect(matchMongodbHost(withAddress, host, { serverVersion: [4, 0] })).toMatchObject({
      matches: false,
      presented: ['a.example'],
      addressesNotRead: matches ? [ip] : [],
    });
  });

  it('matches an address that stands as DNS name, and names it for the warning', async () => {
    const asName = await certificate([{ dns: '192.0.2.7' }, { dns: '2001:db8::7' }, { dns: 'a.example' }]);
    expect(matchMongodbHost(asName, '192.0.2.7', { serverVersion: [7, 0] })).toMatchObject({
      matches: true,
      addressesAsDnsNames: ['192.0.2.7', '2001:db8::7'],
    });
    expect(matchMongodbHost(asName, '2001:db8:0::7').matches).toBe(true);
    // Before 4.2 it was text like any other.
    expect(matchMongodbHost(asName, '192.0.2.7', { serverVersion: [4, 0] }).matches).toBe(true);
    expect(matchMongodbHost(asName, '2001:db8:0::7', { serverVersion: [4, 0] }).matches).toBe(false);
  });
});
