import { describe, expect, it } from 'vitest';
import { fromHex } from '../../../../src/base/octets.ts';
import { failed, ok } from '../../../../src/base/result.ts';
import { decompressCertificate } from '../../../../src/tls/crypto/decompress.ts';
import { decode } from '../../../../src/tls/wire/codec.ts';
import { compressCertificate } from '../../../../src/tls/wire/extensions/compress-certificate.ts';
import { certificate13 } from '../../../../src/tls/wire/messages/certificate.ts';
import {
  compressedCertificate,
  decompressedCertificate,
} from '../../../../src/tls/wire/messages/compressed-certificate.ts';
import type { CompressedCertificate } from '../../../../src/tls/wire/messages/compressed-certificate.ts';
import { list, octets, struct, u16 } from '../../../support/arbitraries.ts';
import { codecContract } from '../../../support/codec-contract.ts';
import { problem, value } from '../../../support/result.ts';
import { loadVectors, vector } from '../../../support/vector.ts';
import fc from '../../../support/fc.ts';

const vectors = loadVectors('compressed-certificate.hex');
const certificate = vector(vectors, 'certificate');
const [zlib, brotli] = [vector(vectors, 'zlib'), vector(vectors, 'brotli')];

codecContract<readonly number[]>('CertificateCompressionAlgorithms', compressCertificate, {
  examples: { 'hand-made': { octets: vector(vectors, 'algorithms'), value: [2, 1] } },
  arbitrary: list(u16, 1, 127),
});

codecContract<CompressedCertificate>('CompressedCertificate', compressedCertificate, {
  examples: {
    zlib: { octets: zlib, value: { algorithm: 1, uncompressedLength: 20, compressed: zlib.subarray(8) } },
    brotli: { octets: brotli, value: { algorithm: 2, uncompressedLength: 20, compressed: brotli.subarray(8) } },
  },
  arbitrary: struct<CompressedCertificate>({
    algorithm: u16,
    uncompressedLength: fc.integer({ min: 0, max: 0xff_ffff }),
    compressed: octets(1, 200),
  }),
});

describe('CompressedCertificate', () => {
  it.each([
    ['zlib', zlib],
    ['brotli', brotli],
  ])('holds the Certificate that %s had compressed', (_, message) => {
    const read = value(decode(compressedCertificate, message));
    expect(value(decompressedCertificate(read, decompressCertificate))).toStrictEqual(
      value(decode(certificate13, certificate)),
    );
  });

  it('hands on what the decompression says, and what is no Certificate', () => {
    const message = value(decode(compressedCertificate, zlib));
    const corrupt = { kind: 'corrupt', algorithm: 1 } as const;
    expect(problem(decompressedCertificate(message, () => failed(corrupt)))).toStrictEqual(corrupt);
    expect(problem(decompressedCertificate(message, () => ok(certificate.subarray(1))))).toMatchObject({
      kind: 'truncated',
    });
  });

  it.each([
    [compressCertificate, '00', 'algorithms'],
    [compressCertificate, `ff ${'0001'.repeat(127)}00`, 'algorithms'],
    [compressedCertificate, '0001 000014 000000', 'compressed_certificate_message'],
  ])('$0.name refuses $1', (codec, hex, field) => {
    expect(problem(decode<unknown>(codec, fromHex(hex)))).toMatchObject({
      kind: 'lengthOutOfRange',
      path: `${codec.name}.${field}`,
    });
  });
});
