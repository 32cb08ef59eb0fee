import fc from '../../../support/fc.ts';
import { describe, expect, it } from 'vitest';
import { fromHex } from '../../../../src/base/octets.ts';
import { decode } from '../../../../src/tls/wire/codec.ts';
import {
  isKnownSct,
  signedCertificateTimestampList,
} from '../../../../src/tls/wire/extensions/signed-certificate-timestamp.ts';
import type {
  SerializedSct,
  SignedCertificateTimestamp,
  UnknownTimestamp,
} from '../../../../src/tls/wire/extensions/signed-certificate-timestamp.ts';
import { list, octets, struct, u16 } from '../../../support/arbitraries.ts';
import { codecContract } from '../../../support/codec-contract.ts';
import { problem, value } from '../../../support/result.ts';
import { loadVectors, vector } from '../../../support/vector.ts';

const vectors = loadVectors('signed-certificate-timestamp.hex');
const testCert = vector(vectors, 'test-cert-proof');

codecContract<readonly SerializedSct[]>('SignedCertificateTimestampList', signedCertificateTimestampList, {
  examples: {
    'of a real log': {
      octets: testCert,
      value: [
        {
          version: 0,
          logId: fromHex('df1c2ec11500945247a96168325ddc5c7959e8f7c6d388fc002e0bbd3f74d764'),
          // In an extension of a certificate, `openssl x509 -text` prints it as "Apr  5 17:04:16.089 2013 GMT".
          timestamp: Date.UTC(2013, 3, 5, 17, 4, 16, 89),
          extensions: new Uint8Array(0),
          algorithm: 0x0403,
          signature: testCert.subarray(testCert.length - 71),
        },
      ],
    },
    'of a version to come': {
      octets: vector(vectors, 'unknown-version'),
      value: [{ version: 1, octets: fromHex('01c0ffee') }],
    },
  },
  arbitrary: list(
    fc.oneof<fc.Arbitrary<SerializedSct>[]>(
      struct<SignedCertificateTimestamp>({
        version: fc.constant(0),
        logId: octets(32),
        timestamp: fc.maxSafeNat(),
        extensions: octets(0, 20),
        algorithm: u16,
        signature: octets(0, 80),
      }),
      octets(1, 50)
        .filter(([version]) => version !== 0)
        .map((all): UnknownTimestamp => ({ version: all[0] ?? 0, octets: all })),
    ),
    1,
    4,
  ),
});

describe('SignedCertificateTimestampList', () => {
  it('tells which ones it knows', () => {
    for (const [name, isKnown] of [
      ['test-cert-proof', true],
      ['unknown-version', false],
    ] as const) {
      const [sct] = value(decode(signedCertificateTimestampList, vector(vectors, name)));
      expect(sct !== undefined && isKnownSct(sct)).toBe(isKnown);
    }
  });

  it.each([
    ['an empty list', '0000', 'sct_list'],
    ['an empty timestamp', '0002 0000', 'sct_list.SerializedSCT'],
  ])('refuses %s', (_, hex, field) => {
    expect(problem(decode(signedCertificateTimestampList, fromHex(hex)))).toMatchObject({
      kind: 'lengthOutOfRange',
      path: `SignedCertificateTimestampList.${field}`,
    });
  });

  it('refuses a time that no clock will show', () => {
    const changed = Uint8Array.from(testCert);
    changed[4 + 1 + 32] = 0xff;
    expect(problem(decode(signedCertificateTimestampList, changed))).toMatchObject({
      kind: 'illegalValue',
      path: 'SignedCertificateTimestampList.sct_list.SerializedSCT.timestamp',
    });
  });
});
