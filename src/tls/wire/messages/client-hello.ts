import type { Codec } from '../codec.ts';
import { readOptionalExtensions, writeExtensions } from '../extensions/extension.ts';
import type { Extension } from '../extensions/extension.ts';

/** `ClientHello`, RFC 8446 section 4.1.2; the same struct since TLS 1.0. */
export interface ClientHello {
  /** At most 0x0303; newer versions stand in supported_versions. */
  readonly legacyVersion: number;
  /** 32 octets. */
  readonly random: Uint8Array;
  /** 0..32 octets. */
  readonly sessionId: Uint8Array;
  /** CipherSuite code points, most preferred first; at least one. */
  readonly cipherSuites: readonly number[];
  /** 1..255 octets; 0 is "null". */
  readonly compressionMethods: readonly number[];
  /** An empty list is written without the vector, as TLS 1.0 clients did. */
  readonly extensions: readonly Extension[];
}

export const clientHello: Codec<ClientHello> = {
  name: 'ClientHello',
  read: (r) => ({
    legacyVersion: r.u16('legacy_version'),
    random: r.octets(32, 'random'),
    sessionId: r.opaque(1, 'legacy_session_id', { max: 32 }),
    cipherSuites: r.vector(2, 'cipher_suites', (one) => one.u16('CipherSuite'), { min: 2 }),
    compressionMethods: r.vector(1, 'legacy_compression_methods', (one) => one.u8('CompressionMethod'), { min: 1 }),
    extensions: readOptionalExtensions(r),
  }),
  write: (w, hello) => {
    w.u16(hello.legacyVersion);
    w.octets(hello.random);
    w.opaque(1, hello.sessionId);
    w.vector(2, hello.cipherSuites, (one, suite) => one.u16(suite));
    w.vector(1, hello.compressionMethods, (one, method) => one.u8(method));
    if (hello.extensions.length > 0) writeExtensions(w, hello.extensions);
  },
};
