import { expect, it } from 'vitest';
import { fromHex } from '../../../../src/base/octets.ts';
import { handshakeMessage } from '../../../../src/tls/wire/messages/handshake-message.ts';
import { loadVectors, vector } from '../../../support/vector.ts';

const vectors = loadVectors('handshake.hex');

it.each([
  ['openssl-server-hello-done', 14, ''],
  ['openssl-finished', 20, '9abe75d8e5d086f903b7c9d5'],
])('frames %s as OpenSSL does', (name, type, body) => {
  const raw = vector(vectors, name);
  expect(handshakeMessage(type, fromHex(body))).toStrictEqual({ type, body: fromHex(body), raw });
});

it('writes lengths of three octets', () => {
  const { raw } = handshakeMessage(11, new Uint8Array(0x012345));
  expect(raw.subarray(0, 4)).toStrictEqual(fromHex('0b012345'));
  expect(raw).toHaveLength(4 + 0x012345);
});
