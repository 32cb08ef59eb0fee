import { expect, it } from 'vitest';
import { toHex } from '../../../src/base/octets.ts';
import { binderFor } from '../../../src/tls/crypto/psk-binder.ts';
import { Transcript } from '../../../src/tls/crypto/transcript.ts';
import { bindersOctets } from '../../../src/tls/wire/extensions/pre-shared-key.ts';
import { loadVectors, vector } from '../../support/vector.ts';

const vectors = loadVectors('rfc8448-4-resumed-0rtt.hex');
const psk = vector(vectors, 'resumption-psk');
const binder = vector(vectors, 'binder');

it('is the one of RFC 8448 section 4', () => {
  const hello = vector(vectors, 'client-hello');
  const truncated = hello.subarray(0, hello.length - bindersOctets([binder]));
  const hash = new Transcript().hash('sha256', truncated);
  expect(toHex(hash)).toBe(toHex(vector(vectors, 'binder-hash')));
  expect(toHex(binderFor('sha256', psk, hash))).toBe(toHex(binder));
});

it('differs for an external key, for another hash, and has the octets of the hash', () => {
  const hash = vector(vectors, 'binder-hash');
  expect(toHex(binderFor('sha256', psk, hash, 'external'))).not.toBe(toHex(binder));
  expect(binderFor('sha384', psk, new Uint8Array(48))).toHaveLength(48);
});
