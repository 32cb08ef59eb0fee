import { brotliCompressSync, constants, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import fc from '../../support/fc.ts';
import { describe, expect, it } from 'vitest';
import { fromHex } from '../../../src/base/octets.ts';
import { decompressCertificate, decompressible, longestDecompressed } from '../../../src/tls/crypto/decompress.ts';
import { problem, value } from '../../support/result.ts';

const [zlib, brotli] = [1, 2];

const compress: Readonly<Record<number, (octets: Uint8Array) => Uint8Array>> = {
  [zlib]: (octets) => deflateSync(octets, { level: 9 }),
  [brotli]: (octets) => brotliCompressSync(octets),
};

const squeezed = (algorithm: number, octets: Uint8Array): Uint8Array => compress[algorithm]?.(octets) ?? octets;

describe('decompressible', () => {
  it('names what can be decompressed', () => {
    expect(new Set(decompressible)).toStrictEqual(new Set([zlib, brotli]));
  });
});

describe.each([
  ['zlib', zlib],
  ['brotli', brotli],
])('%s', (_, algorithm) => {
  const open = (compressed: Uint8Array, uncompressedLength: number): ReturnType<typeof decompressCertificate> =>
    decompressCertificate({ algorithm, uncompressedLength, compressed });

  it('gives back what was compressed, up to 512 KiB', () => {
    for (const length of [1, 1000, longestDecompressed]) {
      const octets = new Uint8Array(length).map((__, i) => (i * i) >> 3);
      expect(Buffer.compare(value(open(squeezed(algorithm, octets), length)), octets)).toBe(0);
    }
  });

  it('makes nothing of a claim beyond that', () => {
    const octets = squeezed(algorithm, new Uint8Array(longestDecompressed + 1));
    expect(problem(open(octets, longestDecompressed + 1))).toStrictEqual({
      kind: 'tooLong',
      claimed: 524_289,
      limit: 524_288,
    });
  });

  it('stops a bomb at its claim', () => {
    // 64 MiB of zeros: some 64 KiB in zlib, a few octets in brotli.
    const bomb = squeezed(algorithm, new Uint8Array(1 << 26));
    expect(bomb.length).toBeLessThan(100_000);
    const before = process.memoryUsage().arrayBuffers;
    for (const claimed of [0, 100, longestDecompressed]) {
      expect(problem(open(bomb, claimed))).toStrictEqual({ kind: 'lengthMismatch', claimed, actual: null });
    }
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(1 << 24);
  });

  it('notices a message shorter or longer than claimed', () => {
    const octets = squeezed(algorithm, new Uint8Array(100));
    expect(problem(open(octets, 101))).toStrictEqual({ kind: 'lengthMismatch', claimed: 101, actual: 100 });
    expect(problem(open(octets, 99))).toStrictEqual({ kind: 'lengthMismatch', claimed: 99, actual: null });
    expect(problem(open(squeezed(algorithm, new Uint8Array(0)), 1))).toMatchObject({ actual: 0 });
  });

  it('notices what is cut off, or something else', () => {
    const octets = squeezed(
      algorithm,
      new Uint8Array(1000).map((__, i) => i * 7),
    );
    const others = [octets.subarray(0, octets.length - 6), fromHex('ffffffffff'), fromHex('00')];
    for (const other of others) expect(problem(open(other, 1000))).toStrictEqual({ kind: 'corrupt', algorithm });
  });

  it('throws at nothing', () => {
    const whole = squeezed(
      algorithm,
      new Uint8Array(300).map((__, i) => i * 7),
    );
    fc.assert(
      fc.property(fc.nat(whole.length - 1), fc.integer({ min: 1, max: 255 }), fc.nat(400), (at, flip, claimed) => {
        const changed = Uint8Array.from(whole);
        changed[at] = (changed[at] ?? 0) ^ flip;
        const result = open(changed, claimed);
        expect(!result.ok || result.value.length === claimed).toBe(true);
      }),
    );
  });
});

describe('decompressCertificate', () => {
  it('wants the format of RFC 1950, not gzip nor a bare deflate stream', () => {
    const octets = new Uint8Array(100);
    for (const compressed of [gzipSync(octets), deflateRawSync(octets)]) {
      const message = { algorithm: zlib, uncompressedLength: 100, compressed };
      expect(problem(decompressCertificate(message))).toMatchObject({ kind: 'corrupt' });
    }
  });

  it('refuses the windows of a gigabyte that brotli can be told to use', () => {
    const params = { [constants.BROTLI_PARAM_LARGE_WINDOW]: 1, [constants.BROTLI_PARAM_LGWIN]: 30 };
    const compressed = brotliCompressSync(new Uint8Array(100), { params });
    expect(problem(decompressCertificate({ algorithm: brotli, uncompressedLength: 100, compressed }))).toMatchObject({
      kind: 'corrupt',
    });
  });

  it('knows no zstd, and nothing unknown', () => {
    for (const algorithm of [0, 3, 0x0a0a]) {
      const message = { algorithm, uncompressedLength: 1, compressed: Uint8Array.of(0) };
      expect(problem(decompressCertificate(message))).toStrictEqual({ kind: 'unknownAlgorithm', algorithm });
    }
  });
});
