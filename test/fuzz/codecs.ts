/** Every codec of `src/tls/wire`, with what must hold of it whatever the octets. */
import { decode, encode } from '../../src/tls/wire/codec.ts';
import type { Codec } from '../../src/tls/wire/codec.ts';
import * as alert from '../../src/tls/wire/alert.ts';
import * as alpn from '../../src/tls/wire/extensions/alpn.ts';
import * as certificateAuthorities from '../../src/tls/wire/extensions/certificate-authorities.ts';
import * as codePoints from '../../src/tls/wire/extensions/code-points.ts';
import * as compressCertificate from '../../src/tls/wire/extensions/compress-certificate.ts';
import * as cookie from '../../src/tls/wire/extensions/cookie.ts';
import * as encryptedClientHello from '../../src/tls/wire/extensions/encrypted-client-hello.ts';
import * as extension from '../../src/tls/wire/extensions/extension.ts';
import * as heartbeat from '../../src/tls/wire/extensions/heartbeat.ts';
import * as keyShare from '../../src/tls/wire/extensions/key-share.ts';
import * as padding from '../../src/tls/wire/extensions/padding.ts';
import * as preSharedKey from '../../src/tls/wire/extensions/pre-shared-key.ts';
import * as recordLimits from '../../src/tls/wire/extensions/record-limits.ts';
import * as renegotiationInfo from '../../src/tls/wire/extensions/renegotiation-info.ts';
import * as serverName from '../../src/tls/wire/extensions/server-name.ts';
import * as transparency from '../../src/tls/wire/extensions/signed-certificate-timestamp.ts';
import * as statusRequest from '../../src/tls/wire/extensions/status-request.ts';
import * as statusRequestV2 from '../../src/tls/wire/extensions/status-request-v2.ts';
import * as certificate from '../../src/tls/wire/messages/certificate.ts';
import * as certificateRequest from '../../src/tls/wire/messages/certificate-request.ts';
import * as certificateVerify from '../../src/tls/wire/messages/certificate-verify.ts';
import * as clientHello from '../../src/tls/wire/messages/client-hello.ts';
import * as compressedCertificate from '../../src/tls/wire/messages/compressed-certificate.ts';
import * as encryptedExtensions from '../../src/tls/wire/messages/encrypted-extensions.ts';
import * as newSessionTicket from '../../src/tls/wire/messages/new-session-ticket.ts';
import * as serverHello from '../../src/tls/wire/messages/server-hello.ts';
import { serverKeyExchange } from '../../src/tls/wire/messages/server-key-exchange.ts';
import * as ssl2 from '../../src/tls/wire/messages/ssl2-server-hello.ts';
import * as record from '../../src/tls/wire/record.ts';

const modules: readonly object[] = [
  [alert, alpn, certificateAuthorities, codePoints, compressCertificate, cookie, encryptedClientHello, extension],
  [heartbeat, keyShare, padding, preSharedKey, recordLimits, renegotiationInfo, serverName, transparency],
  [statusRequest, statusRequestV2, certificate, certificateRequest, certificateVerify, clientHello],
  [compressedCertificate, encryptedExtensions, newSessionTicket, serverHello, ssl2, record],
].flat();

export interface TriedCodec {
  readonly name: string;
  readonly tryIt: (octets: Uint8Array) => void;
}

/** What could be read can be written, and what was written can be read: to the same octets again. */
function there(codec: Codec<unknown>): TriedCodec {
  return {
    name: codec.name,
    tryIt: (octets) => {
      const read = decode(codec, octets);
      if (!read.ok) return;
      const written = encode(codec, read.value);
      const again = decode(codec, written);
      if (!again.ok) throw new Error(`${codec.name}: what was written cannot be read: ${again.problem.path}`);
      if (Buffer.compare(encode(codec, again.value), written) !== 0)
        throw new Error(`${codec.name}: written otherwise`);
    },
  };
}

const readers: readonly TriedCodec[] = (['ecdhe', 'dhe'] as const).flatMap((kind) =>
  [true, false].map((named) => ({
    name: `ServerKeyExchange ${kind}`,
    tryIt: (octets: Uint8Array) => void decode(serverKeyExchange(kind, named), octets),
  })),
);

export const codecs: readonly [TriedCodec, ...TriedCodec[]] = [
  { name: 'SSL 2.0', tryIt: (octets) => void ssl2.recogniseSsl2(octets) },
  ...readers,
  ...modules.flatMap((module) => Object.values(module).filter(isCodec).map(there)),
];

function isCodec(value: unknown): value is Codec<unknown> {
  return typeof value === 'object' && value !== null && 'read' in value && 'write' in value && 'name' in value;
}
