/** Reading CRLs, beside what `openssl crl` reads in the same octets, and what hostile ones cost. */
import { describe, expect, it } from 'vitest';
import { fromHex, toHex, utf8 } from '../../../../src/base/octets.ts';
import { dayMs as day } from '../../../../src/base/time.ts';
import { readCrl } from '../../../../src/x509/pki/crl/crl.ts';
import type { Crl } from '../../../../src/x509/pki/crl/crl.ts';
import { readCrlFile } from '../../../../src/x509/pki/crl/crl-file.ts';
import { excerptOf } from '../../../../src/x509/pki/crl/crl-excerpt.ts';
import { isCrlSignedBy } from '../../../../src/x509/pki/crl/crl-signature.ts';
import { derValue } from '../../../../src/x509/pki/crl/der-write.ts';
import { tags } from '../../../../src/x509/pki/der.ts';
import { issueCertificate, issueCrl } from '../../../../src/x509/pki/issue/issue.ts';
import type { CrlPlan } from '../../../../src/x509/pki/issue/issue.ts';
import { writePem } from '../../../../src/x509/pki/pem.ts';
import { opensslSays } from '../../../support/peers/openssl-verify.ts';
import { hasPeer } from '../../../support/peers.ts';

const now = Date.UTC(2026, 5, 15, 12);
const issuer = await issueCertificate({
  subject: [
    ['O', 'Example'],
    ['CN', 'Issuing'],
  ],
  ca: true,
  notBefore: now - day,
  notAfter: now + day,
});

const issue = (plan: Partial<CrlPlan> = {}): Uint8Array =>
  issueCrl({ issuer, thisUpdate: now, nextUpdate: now + day, ...plan });

function read(der: Uint8Array): Crl {
  const crl = readCrl(der);
  if (!crl.ok) throw new Error(`${crl.problem.path}: ${crl.problem.kind}`);
  return crl.value;
}

const everything: Partial<CrlPlan> = {
  number: 0x1f2e,
  baseNumber: 0x1f00,
  scope: { fullName: [{ uri: 'http://crl.example.net/x' }], onlyContainsUserCerts: true, indirect: true },
  entries: [
    { serial: 0x1234n, revokedAt: now - day, reason: 'keyCompromise' },
    { serial: 0x80n, revokedAt: now - 2 * day },
    { serial: 0x77n, revokedAt: now, reason: 'certificateHold', certificateIssuer: [['CN', 'Other']] },
    { serial: 0x78n, revokedAt: now },
  ],
};

describe('a CRL', () => {
  it('is read field by field', () => {
    const crl = read(issue(everything));
    expect(crl).toMatchObject({
      thisUpdate: now,
      nextUpdate: now + day,
      number: '1f2e',
      baseNumber: '1f00',
      issuingDistributionPoint: {
        onlyContainsUserCerts: true,
        onlyContainsCACerts: false,
        onlyContainsAttributeCerts: false,
        indirect: true,
        onlySomeReasons: null,
      },
      malformedExtensions: [],
    });
    expect(crl.issuer.rfc4514).toBe('CN=Issuing,O=Example');
    expect(crl.authorityKeyIdentifier?.keyIdentifier).toEqual(issuer.certificate.subjectKeyIdentifier);
    expect(isCrlSignedBy(crl, issuer.certificate)).toBe(true);
    expect(crl.entries.count).toBe(4);
    const [first, second, third] = crl.entries.find(new Set(['1234', '80', '78', '9']));
    expect(first).toMatchObject({ serial: '1234', revokedAt: now - day, reason: 'keyCompromise' });
    expect(first?.certificateIssuers).toBeNull();
    expect(second).toMatchObject({ serial: '80', reason: null });
    // The issuer of an entry holds for those after it.
    expect(third).toMatchObject({ serial: '78' });
    expect(third?.certificateIssuers).toHaveLength(1);
  });

  it.skipIf(!hasPeer('openssl'))('says what openssl crl says', async () => {
    const der = issue(everything);
    const said = await opensslSays(['crl', '-inform', 'DER', '-noout', '-text', '-nameopt', 'RFC2253'], der);
    const crl = read(der);
    const field = (pattern: RegExp): string | undefined => pattern.exec(said)?.[1];
    expect(field(/Issuer: (.*)/)).toBe(crl.issuer.rfc4514);
    expect(Date.parse(field(/Last Update: (.*)/) ?? '')).toBe(crl.thisUpdate);
    expect(Date.parse(field(/Next Update: (.*)/) ?? '')).toBe(crl.nextUpdate);
    expect(Number(field(/X509v3 CRL Number: \n\s+(\d+)/)).toString(16)).toBe(crl.number);
    expect(Number(field(/X509v3 Delta CRL Indicator: critical\n\s+(\d+)/)).toString(16)).toBe(crl.baseNumber);
    const serials = [...said.matchAll(/Serial Number: ([0-9A-F]+)/g)].map(([, serial = '']) => serial.toLowerCase());
    expect(crl.entries.find(new Set(serials)).map(({ serial }) => serial)).toEqual(serials);
    expect(serials).toHaveLength(crl.entries.count);
  });

  it('is found in PEM among certificates', () => {
    const pem = [issuer.pem, writePem('X509 CRL', issue()), issuer.pem, writePem('X509 CRL', issue(everything))].join(
      '',
    );
    const { form, crls, broken, certificates } = readCrlFile(utf8(pem));
    expect({ form, broken, certificates, entries: crls.map(({ entries }) => entries.count) }).toEqual({
      form: 'pem',
      broken: [],
      certificates: 2,
      entries: [0, 4],
    });
  });

  it('keeps of an excerpt what the whole says of these serial numbers', () => {
    const crl = read(issue({ ...everything, number: 7 }));
    for (const serial of ['1234', '78', '9']) {
      const wanted = new Set([serial]);
      const again = read(excerptOf(crl, wanted));
      const facts = (one: Crl) => one.entries.find(wanted).map((entry) => ({ ...entry, der: toHex(entry.der) }));
      expect(facts(again)).toEqual(facts(crl));
      expect(again.entries.count).toBeLessThan(crl.entries.count);
      expect({ ...again, der: 0, tbs: 0, entries: 0 }).toEqual({ ...crl, der: 0, tbs: 0, entries: 0 });
    }
  });
});

describe('what is no CRL', () => {
  it('is refused at every length but its own', () => {
    const der = issue({ entries: [{ serial: 5n, revokedAt: now, reason: 'superseded' }] });
    for (let length = 0; length < der.length; length++) expect(readCrl(der.subarray(0, length)).ok).toBe(false);
    expect(readCrl(Uint8Array.from([...der, 0])).ok).toBe(false);
  });

  it('is refused where it is a certificate, or nests without end', () => {
    expect(readCrl(issuer.der).ok).toBe(false);
    let nested: Uint8Array = new Uint8Array();
    for (let depth = 0; depth < 2000; depth++) nested = derValue(tags.sequence, nested);
    expect(readCrl(nested).ok).toBe(false);
    expect(readCrl(fromHex('3084ffffffff')).ok).toBe(false);
    expect(readCrl(fromHex('3080')).ok).toBe(false);
  });
});
