import fc from '../../../support/fc.ts';
import { describe, expect, it } from 'vitest';
import { fromHex } from '../../../../src/base/octets.ts';
import { decode } from '../../../../src/tls/wire/codec.ts';
import {
  certificateStatusRequestListV2,
  certificateStatusV2,
} from '../../../../src/tls/wire/extensions/status-request-v2.ts';
import type { CertificateStatusV2 } from '../../../../src/tls/wire/extensions/status-request-v2.ts';
import { certificateStatus } from '../../../../src/tls/wire/extensions/status-request.ts';
import { list, octets, struct } from '../../../support/arbitraries.ts';
import { codecContract } from '../../../support/codec-contract.ts';
import { problem, value } from '../../../support/result.ts';
import { loadVectors, vector } from '../../../support/vector.ts';

const vectors = loadVectors('status-request-v2.hex');

codecContract<readonly number[]>('CertificateStatusRequestListV2', certificateStatusRequestListV2, {
  examples: {
    'of Java': { octets: vector(vectors, 'java-request'), value: [2] },
    'of both types': { octets: vector(vectors, 'both-types'), value: [2, 1] },
  },
  arbitrary: list(fc.constantFrom(1, 2), 1, 3),
});

codecContract<CertificateStatusV2>('CertificateStatus of RFC 6961', certificateStatusV2, {
  examples: {
    'for a chain': {
      octets: vector(vectors, 'ocsp-multi'),
      value: { type: 'ocsp_multi', responses: [fromHex('0a0b0c'), null, fromHex('0d0e0f')] },
    },
    'for the leaf': { octets: vector(vectors, 'ocsp'), value: { type: 'ocsp', response: fromHex('0a0b') } },
  },
  arbitrary: fc.oneof<fc.Arbitrary<CertificateStatusV2>[]>(
    struct<Extract<CertificateStatusV2, { type: 'ocsp' }>>({ type: fc.constant('ocsp'), response: octets(1, 60) }),
    struct<Extract<CertificateStatusV2, { type: 'ocsp_multi' }>>({
      type: fc.constant('ocsp_multi'),
      responses: list(fc.option(octets(1, 60)), 1, 5),
    }),
  ),
});

describe('status_request_v2', () => {
  it('reads past a request of an unknown type, whatever its content', () => {
    const hex = '000d 63 0003 c0ffee 02 0004 0000 0000';
    expect(value(decode(certificateStatusRequestListV2, fromHex(hex)))).toStrictEqual([0x63, 2]);
  });

  it('reads the response for a leaf alone as RFC 6066 has it', () => {
    expect(value(decode(certificateStatus, vector(vectors, 'ocsp')))).toStrictEqual(fromHex('0a0b'));
    expect(problem(decode(certificateStatus, vector(vectors, 'ocsp-multi')))).toMatchObject({ kind: 'illegalValue' });
  });

  it.each([
    ['a type that is none of OCSP', '03 000000', 'illegalValue', 'status_type'],
    ['an empty list of responses', '02 000000', 'lengthOutOfRange', 'ocsp_response_list'],
    ['an empty response for the leaf', '01 000000', 'lengthOutOfRange', 'OCSPResponse'],
  ])('refuses %s', (_, hex, kind, field) => {
    expect(problem(decode(certificateStatusV2, fromHex(hex)))).toMatchObject({
      kind,
      path: `CertificateStatus.${field}`,
    });
  });

  it('refuses no request at all', () => {
    expect(problem(decode(certificateStatusRequestListV2, fromHex('0000')))).toMatchObject({
      kind: 'lengthOutOfRange',
    });
  });
});
