import { equal, fromHex } from '../../../base/octets.ts';
import type { Codec } from '../codec.ts';
import { readOptionalExtensions, writeExtensions } from '../extensions/extension.ts';
import type { Extension } from '../extensions/extension.ts';

/** `ServerHello`, RFC 8446 section 4.1.3; a HelloRetryRequest (4.1.4) is one with a special random. */
export interface ServerHello {
  /** The version itself up to TLS 1.2; 0x0303 where supported_versions names a newer one. */
  readonly legacyVersion: number;
  /** 32 octets. */
  readonly random: Uint8Array;
  /** 0..32 octets: in TLS 1.3 the client's, echoed. */
  readonly sessionId: Uint8Array;
  readonly cipherSuite: number;
  readonly compressionMethod: number;
  /** Empty where the vector is missing, as TLS 1.0 servers may send it. */
  readonly extensions: readonly Extension[];
}

export const serverHello: Codec<ServerHello> = {
  name: 'ServerHello',
  read: (r) => ({
    legacyVersion: r.u16('legacy_version'),
    random: r.octets(32, 'random'),
    sessionId: r.opaque(1, 'legacy_session_id_echo', { max: 32 }),
    cipherSuite: r.u16('cipher_suite'),
    compressionMethod: r.u8('legacy_compression_method'),
    extensions: readOptionalExtensions(r),
  }),
  write: (w, hello) => {
    w.u16(hello.legacyVersion);
    w.octets(hello.random);
    w.opaque(1, hello.sessionId);
    w.u16(hello.cipherSuite);
    w.u8(hello.compressionMethod);
    if (hello.extensions.length > 0) writeExtensions(w, hello.extensions);
  },
};

/** SHA-256 of "HelloRetryRequest", RFC 8446 section 4.1.3. */
export const helloRetryRequestRandom = fromHex('cf21ad74e59a6111be1d8c021e65b891c2a211167abb8c5e079e09e2c8a8339c');

export const isHelloRetryRequest = (hello: ServerHello): boolean => equal(hello.random, helloRetryRequestRandom);

/**
 * The mark that a TLS 1.3 server leaves in its random when it negotiates less (RFC 8446 section 4.1.3): seeing it after
 * having offered more means that somebody on the way removed our offer. Returns the version negotiated by the mark.
 */
export function downgradeSentinel(random: Uint8Array): 'TLSv1.2' | 'TLSv1.1 or older' | null {
  const tail = random.subarray(24);
  if (equal(tail, fromHex('444f574e47524401'))) return 'TLSv1.2';
  return equal(tail, fromHex('444f574e47524400')) ? 'TLSv1.1 or older' : null;
}
