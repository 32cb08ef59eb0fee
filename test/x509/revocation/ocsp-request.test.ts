/** Requests as `openssl ocsp` writes and reads them. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { issueCertificate } from '../../../src/x509/pki/issue/issue.ts';
import type { Issued } from '../../../src/x509/pki/issue/issue.ts';
import { getUrl, ocspRequest } from '../../../src/x509/revocation/ocsp-request.ts';
import { hasPeer } from '../../support/peers.ts';
import { OpensslFolder } from '../../support/peers/openssl-keys.ts';

const times = { notBefore: Date.UTC(2026, 0, 1), notAfter: Date.UTC(2036, 0, 1) };
const nonce = Uint8Array.from({ length: 32 }, (_, i) => i);

describe.skipIf(!hasPeer('openssl'))('a request, beside openssl ocsp', () => {
  const folder = new OpensslFolder();
  let issuer: Issued;

  beforeAll(async () => {
    issuer = await issueCertificate({ subject: [['CN', 'Issuer']], ca: true, ...times });
    folder.write('issuer.pem', issuer.pem);
  });
  afterAll(() => folder.remove());

  const leafOf = async (serial: bigint): Promise<Issued> => {
    const leaf = await issueCertificate({ subject: [['CN', 'leaf']], issuer, serial, ...times });
    folder.write('leaf.pem', leaf.pem);
    return leaf;
  };

  it.each([
    ['sha1', 0x7fn],
    ['sha1', 0xab12n],
    ['sha1', 0n],
    ['sha1', -5n],
    ['sha256', 0x00ff_ffff_ffff_ffff_ffff_ffff_ffff_ffff_ffff_ffffn],
  ] as const)('is the same with %s for the serial number %i', async (digest, serial) => {
    const { certificate } = await leafOf(serial);
    const names = ['-issuer', 'issuer.pem', '-cert', 'leaf.pem'];
    folder.run('ocsp', `-${digest}`, ...names, '-no_nonce', '-reqout', 'theirs.der');
    const ours = ocspRequest({ certificate, issuer: issuer.certificate, digest, nonce: null });
    expect(ours).toStrictEqual(folder.octets('theirs.der'));
  });

  it('carries a nonce where openssl looks for one', async () => {
    const { certificate } = await leafOf(0x1234n);
    const request = ocspRequest({ certificate, issuer: issuer.certificate, digest: 'sha1', nonce });
    folder.write('ours.der', request ?? '');
    const said = folder.run('ocsp', '-reqin', 'ours.der', '-req_text');
    expect(said).toContain('Serial Number: 1234');
    expect(/OCSP Nonce:\s*([0-9A-F]+)/.exec(said)?.[1]).toBe(`0420${Buffer.from(nonce).toString('hex')}`.toUpperCase());
  });
});

describe('the address for GET', () => {
  const request = Uint8Array.from({ length: 90 }, () => 0xfb);

  it('holds the request in base64 with its signs percent-encoded, behind one slash', () => {
    expect(getUrl('http://ocsp.example.net', request.subarray(0, 3))).toBe('http://ocsp.example.net/%2B%2Fv7');
    expect(getUrl('http://a.test/ocsp/', request.subarray(0, 4))).toBe('http://a.test/ocsp/%2B%2Fv7%2Bw%3D%3D');
  });

  it('is none from 255 octets on: such a request is for POST', () => {
    const plain = new Uint8Array(90);
    const url = (length: number): string => `http://${'a'.repeat(length - 120 - 'http:///'.length)}`;
    expect(getUrl(url(254), plain)).toHaveLength(254);
    expect(getUrl(url(255), plain)).toBeNull();
    expect(getUrl('http://ocsp.example.net', request)).toBeNull();
  });
});
