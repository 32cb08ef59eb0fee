import { createPrivateKey } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { createKey, issueCertificate, issued } from '../../../../src/x509/pki/issue/issue.ts';
import { hasPeer } from '../../../support/peers.ts';
import { opensslSays } from '../../../support/peers/openssl-verify.ts';

const times = { notBefore: Date.UTC(2026, 0, 1), notAfter: Date.UTC(2051, 0, 1) };

describe.skipIf(!hasPeer('openssl'))('issued certificates, as openssl prints them', () => {
  const printed = async (pem: string): Promise<string> =>
    (await opensslSays(['x509', '-noout', '-text', '-nameopt', 'RFC2253'], pem)).replaceAll(/\s*\n\s*/g, '\n');

  it('carry what the plan says', async () => {
    const root = await issueCertificate({ subject: [['CN', 'Root']], ca: true, pathLength: 2, ...times });
    const leaf = await issueCertificate({
      subject: [
        ['C', 'DE'],
        ['CN', 'leaf'],
      ],
      issuer: root,
      key: createKey('rsa-2048'),
      serial: 0x1234n,
      san: [{ dns: 'a.example' }, { ip: '2001:db8::1' }],
      extendedKeyUsage: ['serverAuth', 'OCSPSigning'],
      ocspUrl: 'http://ocsp.example/',
      caIssuersUrl: 'http://ca.example/',
      crlUrl: 'http://crl.example/',
      mustStaple: true,
      ...times,
    });
    const text = await printed(leaf.pem);
    for (const line of [
      'Serial Number: 4660 (0x1234)',
      'Signature Algorithm: ecdsa-with-SHA256',
      'Issuer: CN=Root',
      'Not Before: Jan  1 00:00:00 2026 GMT',
      'Not After : Jan  1 00:00:00 2051 GMT',
      'Subject: CN=leaf,C=DE',
      'Public-Key: (2048 bit)',
      'CA:FALSE',
      'Digital Signature, Key Encipherment',
      'TLS Web Server Authentication, OCSP Signing',
      'DNS:a.example, IP Address:2001:DB8:0:0:0:0:0:1',
      'OCSP - URI:http://ocsp.example/',
      'CA Issuers - URI:http://ca.example/',
      'URI:http://crl.example/',
      'status_request',
    ])
      expect(text.split('\n')).toContain(line);
    const rootText = await printed(root.pem);
    expect(rootText).toContain('CA:TRUE, pathlen:2');
    expect(rootText).toContain('Certificate Sign, CRL Sign');
  });

  it('carry name constraints', async () => {
    const { pem } = await issueCertificate({
      subject: [['CN', 'Root']],
      ca: true,
      nameConstraints: {
        permitted: [{ dns: 'a.example' }, { ip: '192.0.2.0/26' }],
        excluded: [{ email: 'b.example' }],
      },
      ...times,
    });
    const text = await printed(pem);
    expect(text).toContain('Permitted:\nDNS:a.example\nIP:192.0.2.0/255.255.255.192\nExcluded:\nemail:b.example');
  });

  it('come with the key that they certify', async () => {
    const { pem, keyPem, der, key, certificate } = await issueCertificate({ subject: [['CN', 'x']], ...times });
    const certified = await opensslSays(['x509', '-noout', '-pubkey'], pem);
    expect(await opensslSays(['pkey', '-pubout'], keyPem)).toBe(certified);
    expect(createPrivateKey(keyPem).equals(key)).toBe(true);
    expect(issued(der, keyPem).certificate).toEqual(certificate);
  });
});

it('issues a certificate of version 1 without extensions', async () => {
  const { certificate } = await issueCertificate({ subject: [['CN', 'x']], version: 1, san: [{ dns: 'a' }], ...times });
  expect(certificate).toMatchObject({ version: 1, extensions: [], subjectAltName: null });
});
