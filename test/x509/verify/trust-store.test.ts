import { existsSync, readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { concat, utf8 } from '../../../src/base/octets.ts';
import { readCertificate } from '../../../src/x509/pki/certificate.ts';
import { issueCertificate } from '../../../src/x509/pki/issue/issue.ts';
import type { Issued } from '../../../src/x509/pki/issue/issue.ts';
import { writePem } from '../../../src/x509/pki/pem.ts';
import { indexTrustStore } from '../../../src/x509/verify/trust-store.ts';

const times = { notBefore: Date.UTC(2026, 0, 1), notAfter: Date.UTC(2027, 0, 1) };
const bundle = '/etc/ssl/certs/ca-certificates.crt';

describe('a trust store', () => {
  let a: Issued;
  let renewed: Issued;
  let b: Issued;
  beforeAll(async () => {
    a = await issueCertificate({ subject: [['CN', 'A']], ca: true, ...times });
    renewed = await issueCertificate({ subject: [['CN', 'A']], ca: true, ...times });
    b = await issueCertificate({
      subject: [
        ['O', 'Example'],
        ['CN', 'B'],
      ],
      ca: true,
      ...times,
    });
  });

  const found = (pem: string, name: Uint8Array): readonly Uint8Array[] =>
    indexTrustStore(utf8(pem))
      .bySubject(name)
      .map(({ der }) => new Uint8Array(der));

  it('finds all anchors of a subject, in the order of the file', () => {
    expect(found(renewed.pem + b.pem + a.pem, a.certificate.subject.der)).toEqual([renewed.der, a.der]);
    expect(found(a.pem + renewed.pem, b.certificate.subject.der)).toEqual([]);
  });

  it('finds an anchor whose name is written in another way', async () => {
    const other = await issueCertificate({
      subject: [
        ['O', 'EXAMPLE', 'printable'],
        ['CN', ' b ', 'bmp'],
      ],
      ...times,
    });
    expect(found(a.pem + b.pem, other.certificate.subject.der)).toEqual([b.der]);
  });

  it('counts what is a certificate, and nothing else', () => {
    const store = indexTrustStore(utf8(a.pem + writePem('CERTIFICATE', utf8('none')) + a.keyPem + b.pem));
    expect(store.size).toBe(2);
    expect(store.all().map(({ subject }) => subject.rfc4514)).toEqual(['CN=A', 'CN=B,O=Example']);
  });

  it('leaves out an anchor that has a subject and then makes no sense', () => {
    const cut = Uint8Array.from(a.der);
    cut.fill(0xff, cut.length - 200);
    const store = indexTrustStore(utf8(writePem('CERTIFICATE', cut)));
    expect(store.all()).toEqual([]);
  });

  it('takes every certificate that can be read, and none that is cut short', () => {
    const sizeWith = (der: Uint8Array): number => indexTrustStore(utf8(writePem('CERTIFICATE', der))).size;
    for (let length = 1; length < a.der.length; length++) expect(sizeWith(a.der.subarray(0, length))).toBe(0);
    for (let at = 0; at < 160; at++) {
      for (const octet of [0x00, 0x01, 0x30, 0x7f, 0x80, 0x81, 0x84, 0x85, 0xa0, 0xff]) {
        const changed = Uint8Array.from(a.der);
        changed[at] = octet;
        if (readCertificate(changed).ok) expect([at, octet, sizeWith(changed)]).toEqual([at, octet, 1]);
        else expect(sizeWith(changed)).toBeLessThanOrEqual(1);
      }
    }
  });

  it('answers for names that are none', () => {
    const store = indexTrustStore(utf8(a.pem));
    expect(store.bySubject(new Uint8Array(0))).toEqual([]);
    expect(store.bySubject(new Uint8Array([0x30, 0x80]))).toEqual([]);
  });

  it('holds nothing where there is nothing', () => {
    expect(indexTrustStore(new Uint8Array(0)).size).toBe(0);
  });

  it.skipIf(!existsSync(bundle))('finds every root of the system by its own name', () => {
    const store = indexTrustStore(concat([readFileSync(bundle)]));
    const all = store.all();
    expect(all).toHaveLength(store.size);
    for (const root of all) expect(store.bySubject(root.subject.der)).toContain(root);
  });
});
