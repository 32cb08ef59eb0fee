import { decode } from '../codec.ts';
import type { Codec } from '../codec.ts';

/** `SERVER-HELLO` of SSL 2.0 (draft-hickman-netscape-ssl-00 section 2.6), which RFC 6176 forbids: recognised, never answered. */
export interface Ssl2ServerHello {
  readonly kind: 'serverHello';
  readonly sessionIdHit: boolean;
  /** 1: X.509; 0 where a session is resumed. */
  readonly certificateType: number;
  /** ProtocolVersion code point, 0x0002. */
  readonly version: number;
  /** DER; empty where a session is resumed. */
  readonly certificate: Uint8Array;
  /** Cipher kinds of three octets: 0x010080 is SSL_CK_RC4_128_WITH_MD5. */
  readonly cipherKinds: readonly number[];
  readonly connectionId: Uint8Array;
}

/** `ERROR` of SSL 2.0 (section 2.7), which comes in the clear: 1 no cipher, 2 no certificate, 4 bad certificate, 6 its type. */
export interface Ssl2Error {
  readonly kind: 'error';
  readonly code: number;
}

/** A message of the server that begins but has not come to its end. */
export interface Ssl2Beginning {
  readonly kind: 'incomplete';
}

/**
 * Recognises what an SSL 2.0 server says first. Null: it is something else. A record of SSL 2.0 begins with its length in two
 * octets whose highest bit is set, which no record of SSL 3.0 or TLS does.
 */
export function recogniseSsl2(octets: Uint8Array): Ssl2ServerHello | Ssl2Error | Ssl2Beginning | null {
  const [first = 0, second = 0, type] = octets;
  if (first < 0x80 || type === undefined) return null;
  const length = ((first & 0x7f) << 8) | second;
  const record = octets.subarray(2, 2 + length);
  if (type === errorType && length === 3) {
    return record.length < 3
      ? { kind: 'incomplete' }
      : { kind: 'error', code: ((record[1] ?? 0) << 8) | (record[2] ?? 0) };
  }
  if (type !== serverHelloType || length < 11) return null;
  // Version and kinds of values tell it from octets that begin alike by chance.
  const [, hit = 0, certificateType = 0, high = 0, low = 2] = record;
  if (hit > 1 || certificateType > 1 || high !== 0 || low !== 2) return null;
  if (record.length < length) return { kind: 'incomplete' };
  const hello = decode(ssl2ServerHello, record);
  return hello.ok ? hello.value : null;
}

/** The message without the header of its record. */
export const ssl2ServerHello: Codec<Ssl2ServerHello> = {
  name: 'SERVER-HELLO',
  read: (r) => {
    const type = r.u8('MSG-SERVER-HELLO');
    if (type !== serverHelloType) r.illegal('MSG-SERVER-HELLO', type, '4');
    const hit = r.u8('SESSION-ID-HIT');
    if (hit > 1) r.illegal('SESSION-ID-HIT', hit, '0 or 1');
    const certificateType = r.u8('CERTIFICATE-TYPE');
    const version = r.u16('SERVER-VERSION');
    const certificateOctets = r.u16('CERTIFICATE-LENGTH');
    const cipherOctets = r.u16('CIPHER-SPECS-LENGTH');
    if (cipherOctets % 3 !== 0) r.illegal('CIPHER-SPECS-LENGTH', cipherOctets, 'a multiple of 3');
    const connectionOctets = r.u16('CONNECTION-ID-LENGTH');
    const certificate = r.octets(certificateOctets, 'CERTIFICATE-DATA');
    const cipherKinds: number[] = [];
    for (let i = 0; i < cipherOctets; i += 3) cipherKinds.push(r.u24('CIPHER-SPECS-DATA'));
    return {
      kind: 'serverHello',
      sessionIdHit: hit === 1,
      certificateType,
      version,
      certificate,
      cipherKinds,
      connectionId: r.octets(connectionOctets, 'CONNECTION-ID-DATA'),
    };
  },
  write: (w, hello) => {
    w.u8(serverHelloType);
    w.u8(hello.sessionIdHit ? 1 : 0);
    w.u8(hello.certificateType);
    w.u16(hello.version);
    w.u16(hello.certificate.length);
    w.u16(hello.cipherKinds.length * 3);
    w.u16(hello.connectionId.length);
    w.octets(hello.certificate);
    for (const kind of hello.cipherKinds) w.u24(kind);
    w.octets(hello.connectionId);
  },
};

const errorType = 0;
const serverHelloType = 4;
