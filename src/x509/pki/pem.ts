import { fromBase64, fromBase64Each, latin1, toBase64 } from '../../base/octets.ts';

/** Labels under which OpenSSL takes a certificate. */
const certificateLabels: ReadonlySet<string> = new Set(['CERTIFICATE', 'X509 CERTIFICATE', 'TRUSTED CERTIFICATE']);

/** A PEM block (RFC 7468). */
export interface PemBlock {
  readonly label: string;
  readonly der: Uint8Array;
}

/** A PEM block as it stands in its text, whatever is inside. */
export interface PemText {
  readonly label: string;
  /** What stands between the two lines; null where the second is missing, or has another label. */
  readonly body: string | null;
}

/**
 * Every PEM block of a text, in order; what stands around them is skipped, and a block without an end or with anything
 * but base64 inside is left out. Linear in the length of the text.
 */
export function readPem(pem: Uint8Array | string, wanted: (label: string) => boolean = () => true): PemBlock[] {
  return readPemTexts(pem).flatMap((block) => {
    const der = wanted(block.label) ? pemContent(block) : null;
    return der === null ? [] : [{ label: block.label, der }];
  });
}

/** The octets of a block; null where it has no end, no content, or anything but base64 in it: encryption headers too. */
export function pemContent({ body }: PemText): Uint8Array | null {
  return body === null ? null : ifBase64(body.trim(), fromBase64(body));
}

/** What was read from a body, without the ends of lines around it, if there was nothing in it but base64. */
const ifBase64 = (body: string, read: Uint8Array): Uint8Array | null =>
  read.length > 0 && (fillsItsLines(body, read) || base64Only.test(body)) ? read : null;

/**
 * Whether a body is as long as its octets take in lines like its first: then nothing else can be in it, and the expression that
 * would say so, which costs more than all the rest of reading a trust store, need not look.
 */
function fillsItsLines(body: string, { length }: Uint8Array): boolean {
  const characters = 4 * Math.ceil(length / 3);
  const lineLength = body.indexOf('\n');
  return body.length === characters + (lineLength <= 0 ? 0 : Math.ceil(characters / lineLength) - 1);
}

/** Every beginning of a PEM block in a text, in order, broken ones included. Linear in the length of the text. */
export const readPemTexts = (pem: Uint8Array | string): PemText[] => [...pemTexts(pem)];

/** The same, one after the other. */
export function* pemTexts(pem: Uint8Array | string): Iterable<PemText> {
  const text = typeof pem === 'string' ? pem : latin1(pem);
  for (let at = text.indexOf(begin); at >= 0; at = text.indexOf(begin, at)) {
    const isLineStart = at === 0 || text[at - 1] === '\n' || text[at - 1] === '\r' || isBehindMark(text, at);
    at += begin.length;
    const labelEnd = text.indexOf(dashes, at);
    if (labelEnd < 0) break;
    const label = text.slice(at, labelEnd);
    if (!isLineStart || label.length > longestLabel || label.includes('\n')) continue;
    const bodyStart = labelEnd + dashes.length;
    const bodyEnd = text.indexOf(dashes, bodyStart);
    const isWhole = bodyEnd >= 0 && text.startsWith(`-----END ${label}-----`, bodyEnd);
    yield { label, body: isWhole ? text.slice(bodyStart, bodyEnd) : null };
    if (bodyEnd < 0) break;
    at = bodyEnd;
  }
}

/** A byte order mark at the beginning of the text: OpenSSL 3 skips it. */
const isBehindMark = (text: string, at: number): boolean => at === 3 && text.startsWith('\u00ef\u00bb\u00bf');

/** Whether OpenSSL takes a block of this label for a certificate. */
export const isCertificateLabel = (label: string): boolean => certificateLabels.has(label);

/** The certificate of a block; null as in {@link pemContent}. Of a `TRUSTED CERTIFICATE` the trust settings are cut off. */
export function pemCertificate(block: PemText): Uint8Array | null {
  const der = pemContent(block);
  return der !== null && block.label === 'TRUSTED CERTIFICATE' ? firstValue(der) : der;
}

/** The DER of every certificate in a PEM text. Of a `TRUSTED CERTIFICATE` the trust settings after it are cut off. */
export const readPemCertificates = (pem: Uint8Array | string): Uint8Array[] =>
  pemCertificates(pem).filter((der) => der !== null);

/** The same, with null for each block that calls itself a certificate and is none. */
export function pemCertificates(pem: Uint8Array | string): (Uint8Array | null)[] {
  const text = typeof pem === 'string' ? pem : latin1(pem);
  return (
    plainCertificates(text) ?? [...pemTexts(text)].filter(({ label }) => isCertificateLabel(label)).map(pemCertificate)
  );
}

/**
 * The certificates of a text that holds no other blocks, whatever stands between them: as all programs write their stores, and read
 * in half the time. Null: this is no such text, or not to be sure of.
 */
function plainCertificates(text: string): (Uint8Array | null)[] | null {
  const bodies: string[] = [];
  let at = 0;
  for (;;) {
    const start = text.indexOf(begin, at);
    if (start < 0) break;
    const end = text.indexOf(dashes, start + beginCertificate.length);
    const isPlain =
      (start === 0 || text[start - 1] === '\n') &&
      text.startsWith(beginCertificate, start) &&
      text.startsWith(endOfCertificate, end - 1);
    if (!isPlain) return null;
    bodies.push(text.slice(start + beginCertificate.length, end - 1));
    at = end + endOfCertificate.length - 1;
  }
  return fromBase64Each(bodies).map((read, index) => ifBase64(bodies[index] ?? '', read));
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
const beginCertificate = '-----BEGIN CERTIFICATE-----\n';
const endOfCertificate = '\n-----END CERTIFICATE-----';
const longestLabel = 64;
const base64Only = /^[A-Za-z0-9+/=\s]*$/;
