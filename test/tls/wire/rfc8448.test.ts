/** Every message of the five handshakes that RFC 8448 publishes: read, and written again to the very same octets. */
import { describe, expect, it } from 'vitest';
import { decode, encode } from '../../../src/tls/wire/codec.ts';
import type { Codec } from '../../../src/tls/wire/codec.ts';
import { clientSupportedVersions, selectedVersion } from '../../../src/tls/wire/extensions/code-points.ts';
import { cookie } from '../../../src/tls/wire/extensions/cookie.ts';
import { findExtension } from '../../../src/tls/wire/extensions/extension.ts';
import { keyShareHelloRetryRequest } from '../../../src/tls/wire/extensions/key-share.ts';
import { serverNameList } from '../../../src/tls/wire/extensions/server-name.ts';
import { certificateRequest13 } from '../../../src/tls/wire/messages/certificate-request.ts';
import { certificateVerify } from '../../../src/tls/wire/messages/certificate-verify.ts';
import { certificate13 } from '../../../src/tls/wire/messages/certificate.ts';
import { clientHello } from '../../../src/tls/wire/messages/client-hello.ts';
import { encryptedExtensions } from '../../../src/tls/wire/messages/encrypted-extensions.ts';
import { handshakeMessage } from '../../../src/tls/wire/messages/handshake-message.ts';
import { newSessionTicket13 } from '../../../src/tls/wire/messages/new-session-ticket.ts';
import { serverHello } from '../../../src/tls/wire/messages/server-hello.ts';
import { value } from '../../support/result.ts';
import { loadVectors, vector } from '../../support/vector.ts';

const files = [
  'rfc8448-3-simple-1rtt.hex',
  'rfc8448-4-resumed-0rtt.hex',
  'rfc8448-5-hello-retry-request.hex',
  'rfc8448-6-client-authentication.hex',
  'rfc8448-7-compatibility-mode.hex',
];

/** How a message of a type is read and written again. */
const rewritten =
  <T>(codec: Codec<T>) =>
  (body: Uint8Array): Uint8Array =>
    encode(codec, value(decode(codec, body)));

const byType: Readonly<Record<number, (body: Uint8Array) => Uint8Array>> = {
  1: rewritten(clientHello),
  2: rewritten(serverHello),
  4: rewritten(newSessionTicket13),
  8: rewritten(encryptedExtensions),
  11: rewritten(certificate13),
  13: rewritten(certificateRequest13),
  15: rewritten(certificateVerify),
};

/** The traces also hold records, keys and secrets, whose names say so; what is left are the messages. */
const messages = files.flatMap((file) =>
  Object.entries(loadVectors(file))
    .filter(
      ([name]) => /(?:hello|request|extensions|certificate|verify|ticket)$/.test(name) && !name.startsWith('hash-'),
    )
    .map(([name, octets]) => ({ file, name, octets })),
);

describe('RFC 8448', () => {
  it('holds every type of message that is read here', () => {
    expect([...new Set(messages.map(({ octets }) => octets[0]))].toSorted((a, b) => (a ?? 0) - (b ?? 0))).toStrictEqual(
      Object.keys(byType).map(Number),
    );
  });

  it.each(messages)('$file: $name', ({ octets }) => {
    const type = octets[0] ?? -1;
    expect(handshakeMessage(type, byType[type]?.(octets.subarray(4)) ?? new Uint8Array(0)).raw).toStrictEqual(octets);
  });

  it('says in extensions what the RFC says', () => {
    const trace = loadVectors('rfc8448-5-hello-retry-request.hex');
    const hello = value(decode(clientHello, vector(trace, 'client-hello').subarray(4))).extensions;
    const retry = value(decode(serverHello, vector(trace, 'hello-retry-request').subarray(4))).extensions;
    const data = (extensions: typeof hello, type: number): Uint8Array =>
      findExtension(extensions, type)?.data ?? new Uint8Array(0);
    expect(value(decode(serverNameList, data(hello, 0)))).toStrictEqual({ hostName: 'server' });
    expect(value(decode(clientSupportedVersions, data(hello, 43)))).toStrictEqual([0x0304]);
    expect(value(decode(selectedVersion, data(retry, 43)))).toBe(0x0304);
    expect(value(decode(keyShareHelloRetryRequest, data(retry, 51)))).toBe(23);
    expect(value(decode(cookie, data(retry, 44)))).toHaveLength(114);
  });
});
