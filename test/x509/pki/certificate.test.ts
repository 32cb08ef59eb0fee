import { X509Certificate } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { rootCertificates } from 'node:tls';
import fc from '../../support/fc.ts';
import { beforeAll, describe, expect, it } from 'vitest';
import { utf8 } from '../../../src/base/octets.ts';
import { readCertificate } from '../../../src/x509/pki/certificate.ts';
import type { Certificate } from '../../../src/x509/pki/certificate.ts';
import { createKey, issueCertificate } from '../../../src/x509/pki/issue/issue.ts';
import type { Issued } from '../../../src/x509/pki/issue/issue.ts';
import { readPemCertificates } from '../../../src/x509/pki/pem.ts';
import { opensslSays } from '../../support/peers/openssl-verify.ts';
import { hasPeer } from '../../support/peers.ts';
import { problem, value } from '../../support/result.ts';

const times = { notBefore: Date.UTC(2026, 0, 1), notAfter: Date.UTC(2026, 11, 31, 23, 59, 59) };
const bundle = '/etc/ssl/certs/ca-certificates.crt';

let root: Issued;
beforeAll(async () => {
  root = await issueCertificate({
    subject: [
      ['O', 'Example'],
      ['CN', 'Root'],
    ],
    ca: true,
    pathLength: 1,
    ...times,
  });
});

/** What Node's OpenSSL says of a certificate, in our words. */
function expectSameAsOpenssl(certificate: Certificate): void {
  const other = new X509Certificate(certificate.der);
  expect(certificate.serial).toBe(other.serialNumber.toLowerCase().padStart(2, '0'));
  expect(certificate.notBefore).toBe(Date.parse(other.validFrom));
  expect(certificate.notAfter).toBe(Date.parse(other.validTo));
  expect(certificate.basicConstraints?.ca ?? false).toBe(other.ca);
  const spki = other.publicKey.export({ type: 'spki', format: 'der' });
  expect(Buffer.from(certificate.spki).equals(spki)).toBe(true);
  const type = other.publicKey.asymmetricKeyType;
  expect(certificate.publicKey.kind).toBe(type);
  const bits = other.publicKey.asymmetricKeyDetails?.modulusLength;
  if (bits !== undefined) expect(certificate.publicKey.bits).toBe(bits);
}

describe('certificates of public CAs', () => {
  it.skipIf(!existsSync(bundle))('reads every root of the system as OpenSSL does', () => {
    const all = readPemCertificates(readFileSync(bundle));
    expect(all.length).toBeGreaterThan(50);
    for (const der of all) expectSameAsOpenssl(value(readCertificate(der)));
  });

  it('reads every root that Node brings along as OpenSSL does', () => {
    const all = readPemCertificates(utf8(rootCertificates.join('\n')));
    expect(all).toHaveLength(rootCertificates.length);
    for (const der of all) expectSameAsOpenssl(value(readCertificate(der)));
  });
});

describe('what a certificate says', () => {
  it.each(['ec-p256', 'ec-p384', 'ec-p521', 'rsa-2048', 'rsa-pss-2048', 'ed25519', 'ed448'] as const)(
    'reads a leaf with a key of kind %s',
    async (kind) => {
      const leaf = await issueCertificate({ subject: [['CN', 'a']], key: createKey(kind), issuer: root, ...times });
      expectSameAsOpenssl(leaf.certificate);
    },
  );

  it('reads the extensions that verification and reports look at', async () => {
    const { certificate } = await issueCertificate({
      subject: [['CN', 'db1.example.net']],
      issuer: root,
      san: [
        { dns: 'db1.example.net' },
        { ip: '192.0.2.7' },
        { ip: '2001:db8:0:0:1:0:0:1' },
        { email: 'a@example.net' },
        { uri: 'https://example.net/' },
        { directory: [['CN', 'x, y']] },
        { registeredId: '1.2.3' },
      ],
      keyUsage: ['digitalSignature', 'decipherOnly'],
      extendedKeyUsage: ['serverAuth', 'clientAuth'],
      ocspUrl: 'http://ocsp.example.net/',
      caIssuersUrl: 'http://ca.example.net/issuer.crt',
      crlUrl: 'http://ca.example.net/ca.crl',
      mustStaple: true,
      serial: 0x80n,
      ...times,
    });
    expect(certificate).toMatchObject({
      version: 3,
      serial: '80',
      subjectAltName: [
        { kind: 'dns', value: 'db1.example.net' },
        { kind: 'ip', value: '192.0.2.7' },
        { kind: 'ip', value: '2001:db8::1:0:0:1' },
        { kind: 'email', value: 'a@example.net' },
        { kind: 'uri', value: 'https://example.net/' },
        { kind: 'directory', value: 'CN=x\\, y' },
        { kind: 'registeredId', value: '1.2.3' },
      ],
      basicConstraints: { ca: false, pathLength: null, critical: true },
      keyUsage: ['digitalSignature', 'decipherOnly'],
      extendedKeyUsage: ['1.3.6.1.5.5.7.3.1', '1.3.6.1.5.5.7.3.2'],
      authorityKeyIdentifier: root.certificate.subjectKeyIdentifier,
      ocspUrls: ['http://ocsp.example.net/'],
      caIssuersUrls: ['http://ca.example.net/issuer.crt'],
      crlUrls: ['http://ca.example.net/ca.crl'],
      mustStaple: true,
    });
    expect(certificate.malformedExtensions).toBeUndefined();
    expect(root.certificate.basicConstraints).toEqual({ ca: true, pathLength: 1, critical: true });
  });

  it.skipIf(!hasPeer('openssl')).each([-1n, -128n, -129n, 0n, 127n, 128n, 1n << 158n])(
    'prints serial number %s as openssl does',
    async (serial) => {
      const leaf = await issueCertificate({ subject: [['CN', 'a']], issuer: root, serial, ...times });
      const said = await opensslSays(['x509', '-noout', '-serial'], leaf.pem);
      expect(`serial=${leaf.certificate.serial.toUpperCase()}\n`).toBe(said);
    },
  );

  it('reads 10,000 names', async () => {
    const san = Array.from({ length: 10_000 }, (_, i) => ({ dns: `host${i}.example.net` }));
    const { certificate } = await issueCertificate({ subject: [['CN', 'many']], issuer: root, san, ...times });
    expect(certificate.subjectAltName?.at(-1)).toEqual({ kind: 'dns', value: 'host9999.example.net' });
  });
});

describe('what is wrong in a certificate', () => {
  it('names extensions that cannot be read, and goes on', async () => {
    const { certificate } = await issueCertificate({
      subject: [['CN', 'a']],
      issuer: root,
      keyUsage: null,
      extensions: [
        { oid: '2.5.29.15', value: new Uint8Array([0x03, 0x02, 0x07, 0x00]) }, // no bit set
        { oid: '2.5.29.17', value: new Uint8Array([0x30, 0x05, 0x82]) }, // cut off
        { oid: '2.5.29.19', value: new Uint8Array([0x30, 0x00]) }, // a second one
      ],
      ...times,
    });
    expect(certificate.malformedExtensions).toEqual(['2.5.29.15', '2.5.29.17', '2.5.29.19']);
    expect(certificate).toMatchObject({ keyUsage: null, subjectAltName: null });
  });

  it('refuses every prefix, and one octet more', () => {
    for (let length = 0; length < root.der.length; length++)
      expect(readCertificate(root.der.subarray(0, length)).ok).toBe(false);
    expect(problem(readCertificate(new Uint8Array([...root.der, 0])))).toEqual({
      kind: 'leftOver',
      path: 'Certificate.end',
      offset: root.der.length,
    });
  });

  it('never throws, whichever octets are changed', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(root.der.length - 1), fc.nat(255)), { minLength: 1, maxLength: 4 }),
        (changes) => {
          const changed = Uint8Array.from(root.der);
          for (const [at, octet] of changes) changed[at] = octet;
          expect(typeof readCertificate(changed).ok).toBe('boolean');
        },
      ),
      { numRuns: 3000 },
    );
  });
});
