import { certificateVerify } from '../../../../src/tls/wire/messages/certificate-verify.ts';
import type { CertificateVerify } from '../../../../src/tls/wire/messages/certificate-verify.ts';
import { octets, struct, u16 } from '../../../support/arbitraries.ts';
import { codecContract } from '../../../support/codec-contract.ts';
import { loadVectors, vector } from '../../../support/vector.ts';

const vectors = loadVectors('certificate-verify.hex');
const tls13 = vector(vectors, 'openssl-tls13');
const tls12 = vector(vectors, 'openssl-tls12');

codecContract<CertificateVerify>('CertificateVerify', certificateVerify, {
  examples: {
    'of OpenSSL, TLS 1.3': { octets: tls13, value: { algorithm: 0x0403, signature: tls13.subarray(4, 4 + 71) } },
    'of OpenSSL, TLS 1.2': { octets: tls12, value: { algorithm: 0x0403, signature: tls12.subarray(4, 4 + 71) } },
  },
  arbitrary: struct<CertificateVerify>({ algorithm: u16, signature: octets(0, 300) }),
});
