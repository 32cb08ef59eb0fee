import { describe, expect, it } from 'vitest';
import { fromHex } from '../../../../src/base/octets.ts';
import { decode } from '../../../../src/tls/wire/codec.ts';
import {
  certificateRequest11,
  certificateRequest12,
  certificateRequest13,
} from '../../../../src/tls/wire/messages/certificate-request.ts';
import type {
  CertificateRequest12,
  CertificateRequest13,
} from '../../../../src/tls/wire/messages/certificate-request.ts';
import { extensions, list, octets, struct, u16, u8 } from '../../../support/arbitraries.ts';
import { codecContract } from '../../../support/codec-contract.ts';
import { problem } from '../../../support/result.ts';
import { loadVectors, vector } from '../../../support/vector.ts';

const vectorCa = '30143112301006035504030c09566563746f72204341';

codecContract<CertificateRequest13>('CertificateRequest of TLS 1.3', certificateRequest13, {
  examples: {
    'of OpenSSL': {
      octets: vector(loadVectors('certificate-request-13.hex'), 'openssl'),
      value: {
        requestContext: new Uint8Array(0),
        extensions: [
          { type: 13, data: fromHex('0020040305030603080708080809080a080b08040805080604010501060103030301') },
          { type: 47, data: fromHex(`00180016${vectorCa}`) },
        ],
      },
    },
  },
  arbitrary: struct<CertificateRequest13>({ requestContext: octets(0, 255), extensions }),
});

codecContract<CertificateRequest12>('CertificateRequest of TLS 1.2', certificateRequest12, {
  examples: {
    'of OpenSSL': {
      octets: vector(loadVectors('certificate-request-12.hex'), 'openssl'),
      value: {
        certificateTypes: [1, 2, 64],
        signatureSchemes: [
          0x0403, 0x0503, 0x0603, 0x0807, 0x0808, 0x0809, 0x080a, 0x080b, 0x0804, 0x0805, 0x0806, 0x0401, 0x0501,
          0x0601, 0x0303, 0x0301, 0x0302, 0x0402, 0x0502, 0x0602,
        ],
        certificateAuthorities: [fromHex(vectorCa)],
      },
    },
  },
  arbitrary: struct<CertificateRequest12>({
    certificateTypes: list(u8, 1, 5),
    signatureSchemes: list(u16, 1, 20),
    certificateAuthorities: list(octets(1, 40), 0, 4),
  }),
});

codecContract<CertificateRequest12>('CertificateRequest up to TLS 1.1', certificateRequest11, {
  examples: {
    'of OpenSSL': {
      octets: vector(loadVectors('certificate-request-11.hex'), 'openssl'),
      value: {
        certificateTypes: [1, 2, 64],
        signatureSchemes: [],
        certificateAuthorities: [fromHex(vectorCa)],
      },
    },
  },
  arbitrary: struct<CertificateRequest12>({
    certificateTypes: list(u8, 1, 5),
    signatureSchemes: list(u16, 0, 0),
    certificateAuthorities: list(octets(1, 40), 0, 4),
  }),
});

describe('CertificateRequest of TLS 1.2', () => {
  it.each([
    ['no certificate type', '00 0002 0403 0000', 'certificate_types'],
    ['no signature scheme', '01 01 0000 0000', 'supported_signature_algorithms'],
    ['an empty name', '01 01 0002 0403 0002 0000', 'certificate_authorities.DistinguishedName'],
  ])('refuses %s', (_, hex, field) => {
    expect(problem(decode(certificateRequest12, fromHex(hex)))).toMatchObject({
      kind: 'lengthOutOfRange',
      path: `CertificateRequest.${field}`,
      actual: 0,
    });
  });
});
