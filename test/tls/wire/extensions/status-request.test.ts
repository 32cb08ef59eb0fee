import fc from '../../../support/fc.ts';
import { describe, expect, it } from 'vitest';
import { fromHex } from '../../../../src/base/octets.ts';
import { decode } from '../../../../src/tls/wire/codec.ts';
import { certificateStatus, ocspStatusRequest } from '../../../../src/tls/wire/extensions/status-request.ts';
import { octets } from '../../../support/arbitraries.ts';
import { codecContract } from '../../../support/codec-contract.ts';
import { problem } from '../../../support/result.ts';
import { loadVectors, vector } from '../../../support/vector.ts';

const status = vector(loadVectors('certificate-status.hex'), 'openssl');

codecContract('CertificateStatusRequest', ocspStatusRequest, {
  examples: { 'of OpenSSL': { octets: vector(loadVectors('status-request.hex'), 'openssl'), value: null } },
  arbitrary: fc.constant(null),
});

codecContract('CertificateStatus', certificateStatus, {
  examples: { 'of OpenSSL': { octets: status, value: status.subarray(4, 4 + 283) } },
  arbitrary: octets(1, 300),
});

describe('CertificateStatus', () => {
  it('refuses a type other than ocsp, right after it', () => {
    for (const codec of [certificateStatus, ocspStatusRequest])
      expect(problem(decode(codec, fromHex('02 000001 00')))).toStrictEqual({
        kind: 'illegalValue',
        path: `${codec.name}.status_type`,
        offset: 1,
        actual: 2,
        expected: 'ocsp (1)',
      });
  });

  it('refuses an empty response', () => {
    expect(problem(decode(certificateStatus, fromHex('01 000000')))).toMatchObject({
      kind: 'lengthOutOfRange',
      path: 'CertificateStatus.OCSPResponse',
    });
  });
});
