import type { Codec } from '../codec.ts';
import type { Reader } from '../reader.ts';
import { certificateVerify } from './certificate-verify.ts';
import type { CertificateVerify } from './certificate-verify.ts';

/** `ServerECDHParams`, RFC 8422 section 5.4, for a named curve: the only form still in use. */
export interface EcdheParams {
  readonly kind: 'ecdhe';
  /** NamedGroup code point. */
  readonly group: number;
  /** The server's public value, 1..255 octets. */
  readonly publicValue: Uint8Array;
}

/** `ServerDHParams`, RFC 5246 section 7.4.3: prime, generator and public value, big-endian, 1..2^16-1 octets each. */
export interface DheParams {
  readonly kind: 'dhe';
  readonly p: Uint8Array;
  readonly g: Uint8Array;
  readonly publicValue: Uint8Array;
}

/** `ServerKeyExchange` with its signature, RFC 5246 section 7.4.3. */
export interface ServerKeyExchange {
  readonly params: EcdheParams | DheParams;
  /** The parameters exactly as sent: what the signature covers, after both randoms. */
  readonly paramOctets: Uint8Array;
  readonly signed: DigitallySigned;
}

/** A signature; up to TLS 1.1 it goes without an algorithm, which the key's type decides (RFC 4346 section 4.7). */
export type DigitallySigned = Pick<CertificateVerify, 'signature'> & { readonly algorithm: number | null };

/** Reads the message; which parameters it holds is known from the cipher suite alone, how it is signed from the version. */
export function serverKeyExchange(
  kind: 'ecdhe' | 'dhe',
  namesAlgorithm: boolean,
): Pick<Codec<ServerKeyExchange>, 'name' | 'read'> {
  return {
    name: 'ServerKeyExchange',
    read: (r) => {
      const whole = r.rest('params');
      return r.again(whole, (inner) => {
        const params = kind === 'ecdhe' ? readEcdhe(inner) : readDhe(inner);
        const paramOctets = whole.subarray(0, whole.length - inner.remaining);
        return { params, paramOctets, signed: namesAlgorithm ? certificateVerify.read(inner) : readUnnamed(inner) };
      });
    },
  };
}

/** The parameters at the head of a ServerKeyExchange; what follows them, a signature or nothing, is passed over. */
export const serverKeyExchangeParams = (
  kind: 'ecdhe' | 'dhe',
): Pick<Codec<EcdheParams | DheParams>, 'name' | 'read'> => ({
  name: 'ServerKeyExchange',
  read: (r) => {
    const params = kind === 'ecdhe' ? readEcdhe(r) : readDhe(r);
    r.rest('signed_params');
    return params;
  },
});

const readUnnamed = (r: Reader): DigitallySigned => ({ algorithm: null, signature: r.opaque(2, 'signature') });

function readEcdhe(r: Reader): EcdheParams {
  const curveType = r.u8('curve_type');
  if (curveType !== namedCurve) r.illegal('curve_type', curveType, 'named_curve (3)');
  return { kind: 'ecdhe', group: r.u16('namedcurve'), publicValue: r.opaque(1, 'public', { min: 1 }) };
}

const readDhe = (r: Reader): DheParams => ({
  kind: 'dhe',
  p: r.opaque(2, 'dh_p', { min: 1 }),
  g: r.opaque(2, 'dh_g', { min: 1 }),
  publicValue: r.opaque(2, 'dh_Ys', { min: 1 }),
});

const namedCurve = 3;
