import { fromBase64, latin1, toBase64 } from '../../base/octets.ts';

/** Labels under which OpenSSL takes a certificate. */
const certificateLabels: ReadonlySet<string> = new Set(['CERTIFICATE', 'X509 CERTIFICATE', 'TRUSTED CERTIFICATE']);

/** A PEM block (RFC 7468). */
export interface PemBlock {
  readonly label: string;
  readonly der: Uint8Array;
}

/**
 * Every PEM block of a text, in order; what stands around them is skipped, and a block without an end or with anything
 * but base64 inside is left out. Linear in the length of the text.
 */
export function readPem(pem: Uint8Array, wanted: (label: string) => boolean = () => true): PemBlock[] {
  const text = latin1(pem);
  const blocks: PemBlock[] = [];
  for (let at = text.indexOf(begin); at >= 0; at = text.indexOf(begin, at)) {
    const isLineStart = at === 0 || text[at - 1] === '\n' || text[at - 1] === '\r';
    at += begin.length;
    const labelEnd = text.indexOf(dashes, at);
    if (labelEnd < 0) break;
    const label = text.slice(at, labelEnd);
    if (!isLineStart || label.length > longestLabel || label.includes('\n')) continue;
    const bodyStart = labelEnd + dashes.length;
    const bodyEnd = text.indexOf(dashes, bodyStart);
    if (bodyEnd < 0) break;
    at = bodyEnd;
    if (!text.startsWith(`-----END ${label}-----`, bodyEnd) || !wanted(label)) continue;
    const body = text.slice(bodyStart, bodyEnd);
    if (!base64Only.test(body)) continue;
    const der = fromBase64(body);
    if (der.length > 0) blocks.push({ label, der });
  }
  return blocks;
}

/** The DER of every certificate in a PEM text. Of a `TRUSTED CERTIFICATE` the trust settings after it are cut off. */
export function readPemCertificates(pem: Uint8Array): Uint8Array[] {
  return readPem(pem, (label) => certificateLabels.has(label)).map(({ label, der }) =>
    label === 'TRUSTED CERTIFICATE' ? firstValue(der) : der,
  );
}

/** One PEM block, 64 characters a line. */
export function writePem(label: string, der: Uint8Array): string {
  const lines = toBase64(der).replaceAll(/.{1,64}/g, '$&\n');
  return `-----BEGIN ${label}-----\n${lines}-----END ${label}-----\n`;
}

/** The first DER value of several; everything where its length makes no sense. */
function firstValue(der: Uint8Array): Uint8Array {
  const first = der[1] ?? 0;
  const size = first < 0x80 ? 0 : first & 0x7f;
  let length = size === 0 ? first : 0;
  for (let i = 0; i < size && i < 4; i++) length = length * 256 + (der[2 + i] ?? 0);
  return der.subarray(0, 2 + size + length);
}

const begin = '-----BEGIN ';
const dashes = '-----';
const longestLabel = 64;
const base64Only = /^[A-Za-z0-9+/=\s]*$/;
