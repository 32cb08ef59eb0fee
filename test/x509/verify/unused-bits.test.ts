import { describe, expect, it } from 'vitest';
import { hasPeer } from '../../support/peers.ts';
import { opensslVerify } from '../../support/peers/openssl-verify.ts';
import { writePem } from '../../../src/x509/pki/pem.ts';
import { value } from '../../support/result.ts';
import { credentials } from '../../support/credentials.ts';
import { readCertificate } from '../../../src/x509/pki/certificate.ts';
import { checkCertificateSignature } from '../../../src/x509/pki/signature.ts';

describe.skipIf(!hasPeer('openssl'))('a signature that claims unused bits', () => {
  it('is bad, though every octet of it is right, as OpenSSL has it', async () => {
    const { leaf, intermediate, root } = await credentials();
    const { signature } = leaf.certificate;
    const at = leaf.der.length - signature.length - 1;
    expect(leaf.der[at]).toBe(0);
    const changed = Uint8Array.from(leaf.der);
    changed[at] = 1;
    expect(checkCertificateSignature(leaf.certificate, intermediate.certificate)).toBe('valid');
    expect(checkCertificateSignature(value(readCertificate(changed)), intermediate.certificate)).toBe('invalid');
    const said = await opensslVerify({
      leaf: writePem('CERTIFICATE', changed),
      untrusted: [intermediate.pem],
      anchors: [root.pem],
      at: Date.now(),
    });
    expect(said).toMatchObject({ accepted: false, code: 7, depth: 0 });
  });
});
