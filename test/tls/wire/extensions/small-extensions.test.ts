import { describe, expect, it } from 'vitest';
import { fromHex } from '../../../../src/base/octets.ts';
import { decode, encode } from '../../../../src/tls/wire/codec.ts';
import { findExtension } from '../../../../src/tls/wire/extensions/extension.ts';
import { heartbeat } from '../../../../src/tls/wire/extensions/heartbeat.ts';
import { padding, paddingFor } from '../../../../src/tls/wire/extensions/padding.ts';
import { maxFragmentLength, recordSizeLimit } from '../../../../src/tls/wire/extensions/record-limits.ts';
import { clientHello } from '../../../../src/tls/wire/messages/client-hello.ts';
import { heartbeatModes } from '../../../../src/tls/wire/registries/heartbeat-mode.ts';
import { maxFragmentLengths } from '../../../../src/tls/wire/registries/max-fragment-length.ts';
import { nameOf } from '../../../../src/tls/wire/registry.ts';
import fc from '../../../support/fc.ts';
import { u8 } from '../../../support/arbitraries.ts';
import { codecContract } from '../../../support/codec-contract.ts';
import { problem, value } from '../../../support/result.ts';
import { loadVectors, vector } from '../../../support/vector.ts';

const vectors = loadVectors('small-extensions.hex');

codecContract('RecordSizeLimit', recordSizeLimit, {
  examples: { 'of GnuTLS': { octets: vector(vectors, 'gnutls-record-size-limit'), value: 16_385 } },
  arbitrary: fc.integer({ min: 64, max: 0xffff }),
});

codecContract('MaxFragmentLength', maxFragmentLength, {
  examples: { 'of OpenSSL': { octets: vector(vectors, 'openssl-max-fragment-length'), value: 3 } },
  arbitrary: u8,
});

codecContract('HeartbeatExtension', heartbeat, {
  examples: { 'of GnuTLS': { octets: vector(vectors, 'gnutls-heartbeat'), value: 1 } },
  arbitrary: u8,
});

it('names what the numbers mean, and prints what it does not know', () => {
  // `openssl s_client -maxfraglen 2048` sent the 3.
  expect(nameOf(maxFragmentLengths, 3)).toBe('2^11');
  expect(nameOf(maxFragmentLengths, 5)).toBe('0x05');
  expect(nameOf(heartbeatModes, 1)).toBe('peer_allowed_to_send');
  expect(nameOf(heartbeatModes, 3)).toBe('0x03');
});

it('refuses a record size below 64 octets', () => {
  expect(problem(decode(recordSizeLimit, fromHex('003f')))).toMatchObject({ kind: 'illegalValue', actual: 63 });
  expect(value(decode(recordSizeLimit, fromHex('0040')))).toBe(64);
});

describe('padding', () => {
  const hello = vector(loadVectors('rfc8448-4-resumed-0rtt.hex'), 'client-hello');
  const { extensions } = value(decode(clientHello, hello.subarray(4)));

  it('reads the one of RFC 8448 section 4, and writes it', () => {
    const data = findExtension(extensions, 21)?.data ?? new Uint8Array(0);
    expect(data).toHaveLength(0x57);
    expect(value(decode(padding, data))).toBe(0x57);
    expect(encode(padding, 0x57)).toStrictEqual(Uint8Array.from(data));
  });

  it('would pad that hello just the same', () => {
    // With its padding of four octets and 87 that hello has 512.
    expect(hello).toHaveLength(512);
    expect(paddingFor(hello.length - 4 - 0x57)).toBe(0x57);
  });

  it.each([
    [255, null],
    [256, 252],
    [507, 1],
    [508, 1],
    [511, 1],
    [512, null],
    [1500, null],
  ])('takes a hello of %i octets out of the range that hangs servers', (length, expected) => {
    expect(paddingFor(length)).toBe(expected);
  });

  it('refuses anything but zeros, and takes none at all', () => {
    expect(problem(decode(padding, fromHex('000100')))).toMatchObject({ kind: 'illegalValue', actual: 1 });
    expect(value(decode(padding, new Uint8Array(0)))).toBe(0);
  });
});
