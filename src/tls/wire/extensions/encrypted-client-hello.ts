import type { Codec } from '../codec.ts';

/** `ECHClientHello` of type outer, RFC 9849 section 5: what a client that has a configuration, or pretends to, sends. */
export interface EchClientHelloOuter {
  /** HPKE KDF identifier (RFC 9180 section 7.2). */
  readonly kdf: number;
  /** HPKE AEAD identifier (RFC 9180 section 7.3). */
  readonly aead: number;
  readonly configId: number;
  /** Encapsulated key, 0..2^16-1 octets: 32 with X25519, none in the answer to a HelloRetryRequest. */
  readonly enc: Uint8Array;
  /** Encrypted ClientHello, 1..2^16-1 octets. */
  readonly payload: Uint8Array;
}

export const echClientHelloOuter: Codec<EchClientHelloOuter> = {
  name: 'ECHClientHello',
  read: (r) => {
    const type = r.u8('type');
    if (type !== outer) r.illegal('type', type, 'outer (0)');
    return {
      kdf: r.u16('cipher_suite.kdf_id'),
      aead: r.u16('cipher_suite.aead_id'),
      configId: r.u8('config_id'),
      enc: r.opaque(2, 'enc'),
      payload: r.opaque(2, 'payload', { min: 1 }),
    };
  },
  write: (w, hello) => {
    w.u8(outer);
    w.u16(hello.kdf);
    w.u16(hello.aead);
    w.u8(hello.configId);
    w.opaque(2, hello.enc);
    w.opaque(2, hello.payload);
  },
};

/** Random octets that {@link greaseEch} wants: one for the configuration's identifier, 32 for the key, the rest is payload. */
export const greaseEchRandomOctets = (payloadOctets: number): number => 33 + payloadOctets;

/**
 * A GREASE encrypted_client_hello, RFC 9849 section 6.2.1: HKDF-SHA256 and AES-128-GCM, as everybody offers, and random octets
 * in place of everything encrypted. A server that knows ECH answers it with its configurations; others ignore it. The answer to
 * a HelloRetryRequest has to repeat it.
 */
export const greaseEch = (random: Uint8Array): EchClientHelloOuter => ({
  kdf: hkdfSha256,
  aead: aes128Gcm,
  configId: random[0] ?? 0,
  enc: random.subarray(1, 33),
  payload: random.subarray(33),
});

/** `ECHConfig`, RFC 9849 section 4. */
export interface EchConfig {
  /** The extension's code point, 0xfe0d, where it is the one of the RFC. */
  readonly version: number;
  /** `ECHConfigContents`, unread. */
  readonly contents: Uint8Array;
}

/** `ECHConfigList`, 4..2^16-1 octets: what a server sends as `retry_configs` in EncryptedExtensions. */
export const echConfigList: Codec<readonly EchConfig[]> = {
  name: 'ECHConfigList',
  read: (r) =>
    r.vector(2, 'ECHConfigList', (one) => ({ version: one.u16('version'), contents: one.opaque(2, 'contents') }), {
      min: 4,
    }),
  write: (w, configs) =>
    w.vector(2, configs, (one, { version, contents }) => {
      one.u16(version);
      one.opaque(2, contents);
    }),
};

const outer = 0;
const hkdfSha256 = 1;
const aes128Gcm = 1;
