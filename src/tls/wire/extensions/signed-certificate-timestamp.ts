import type { UnixMs } from '../../../base/time.ts';
import type { Codec } from '../codec.ts';
import type { Reader } from '../reader.ts';
import type { Writer } from '../writer.ts';

/** `SignedCertificateTimestamp` of version 1, RFC 6962 section 3.2: a log's promise to have published a certificate. */
export interface SignedCertificateTimestamp {
  /** 0 is version 1; of another one nothing but its octets is known. */
  readonly version: 0;
  /** `LogID`: SHA-256 of the log's public key, 32 octets. */
  readonly logId: Uint8Array;
  readonly timestamp: UnixMs;
  /** `CtExtensions`, 0..2^16-1 octets. */
  readonly extensions: Uint8Array;
  /** `SignatureAndHashAlgorithm` as a SignatureScheme code point. */
  readonly algorithm: number;
  /** 0..2^16-1 octets. */
  readonly signature: Uint8Array;
}

/** One of a version to come, version included: 1..2^16-1 octets. */
export interface UnknownTimestamp {
  readonly version: number;
  readonly octets: Uint8Array;
}

export type SerializedSct = SignedCertificateTimestamp | UnknownTimestamp;

export const isKnownSct = (sct: SerializedSct): sct is SignedCertificateTimestamp => 'logId' in sct;

/**
 * `SignedCertificateTimestampList`, RFC 6962 section 3.3: at least one. It comes in a signed_certificate_timestamp extension, in
 * an OCSP response, and in a certificate (there inside of an OCTET STRING). A client asks for it with empty content.
 */
export const signedCertificateTimestampList: Codec<readonly SerializedSct[]> = {
  name: 'SignedCertificateTimestampList',
  read: (r) => r.vector(2, 'sct_list', (one) => one.scope(2, 'SerializedSCT', readSct, { min: 1 }), { min: 1 }),
  write: (w, list) => w.vector(2, list, (one, sct) => one.scope(2, (inner) => writeSct(inner, sct))),
};

function readSct(r: Reader): SerializedSct {
  const whole = r.rest('sct');
  const [version = 0] = whole;
  if (version !== 0) return { version, octets: whole };
  return r.again(whole, (inner) => {
    inner.u8('sct_version');
    return {
      version: 0,
      logId: inner.octets(32, 'id.key_id'),
      timestamp: readTimestamp(inner),
      extensions: inner.opaque(2, 'extensions'),
      algorithm: inner.u16('algorithm'),
      signature: inner.opaque(2, 'signature'),
    };
  });
}

/** `uint64` of milliseconds. Those beyond 2^53 lie 285,000 years ahead. */
function readTimestamp(r: Reader): UnixMs {
  const high = r.u32('timestamp');
  if (high >= 2 ** 21) r.illegal('timestamp', high, 'milliseconds below 2^53');
  return high * 2 ** 32 + r.u32('timestamp');
}

function writeSct(w: Writer, sct: SerializedSct): void {
  if (!isKnownSct(sct)) {
    w.octets(sct.octets);
    return;
  }
  w.u8(sct.version);
  w.octets(sct.logId);
  w.u32(Math.floor(sct.timestamp / 2 ** 32));
  w.u32(sct.timestamp % 2 ** 32);
  w.opaque(2, sct.extensions);
  w.u16(sct.algorithm);
  w.opaque(2, sct.signature);
}
