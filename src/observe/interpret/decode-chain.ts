import { fromHex, latin1, toHex } from '../../base/octets.ts';
import { readCertificate } from '../../x509/pki/certificate.ts';
import type { Certificate } from '../../x509/pki/certificate.ts';
import { attemptFailed, completed } from '../attempt.ts';
import type { Attempt } from '../attempt.ts';
import type { Chain, ChainProblem } from '../facts.ts';

/** Decodes a chain as sent; the first certificate that cannot be decoded decides. */
export const decodeChain = (hexes: readonly string[]): Attempt<Chain, ChainProblem> => decodeEach(hexes, decodeHex);

/** The same of a chain in DER. Batches hold the same issuers again and again: each is decoded, and its key imported, once. */
export const decodeDerChain = (ders: readonly Uint8Array[]): Attempt<Chain, ChainProblem> =>
  decodeEach(ders, (der) =>
    der === ders[0] || der.length > longestKept ? decodeDer(der) : decodeOnce(latin1(der), der),
  );

function decodeEach<T>(encoded: readonly T[], decode: (one: T) => Decoded): Attempt<Chain, ChainProblem> {
  const [first, ...rest] = encoded;
  if (first === undefined) return attemptFailed({ kind: 'noneSent' });
  const leaf = decode(first);
  if ('problem' in leaf) return attemptFailed({ kind: 'undecodable', index: 0, path: leaf.problem });
  const chain: [Certificate, ...Certificate[]] = [leaf.certificate];
  for (const [index, one] of rest.slice(0, maxCertificates).entries()) {
    const decoded = decode(one);
    if ('problem' in decoded) return attemptFailed({ kind: 'undecodable', index: index + 1, path: decoded.problem });
    chain.push(decoded.certificate);
  }
  return completed(chain);
}

/** One certificate in DER; null: it cannot be read. Told in hexadecimal, it is not decoded again. */
export function decodeCertificate(der: Uint8Array): Certificate | null {
  const decoded = der.length > longestKept ? decodeDer(der) : decodeOnce(toHex(der), der);
  return 'certificate' in decoded ? decoded.certificate : null;
}

/** A certificate that was decoded elsewhere, and is now told in hexadecimal: it is not decoded again. */
export function rememberDecoded(hex: string, certificate: Certificate): void {
  if (memory.size >= maxRemembered) memory.clear();
  if (certificate.der.length <= longestKept) memory.set(hex, certificate);
}

/** Decodes those that can be decoded: anchors and fetched issuers were readable when they were observed. */
export const decodeAll = (hexes: readonly string[]): readonly Certificate[] =>
  hexes.flatMap((hex) => {
    const decoded = decodeHex(hex);
    return 'certificate' in decoded ? [decoded.certificate] : [];
  });

type Decoded = { readonly certificate: Certificate } | { readonly problem: string };

/** A probe and its interpretation look at the same certificates: each is decoded once. */
function decodeHex(hex: string): Decoded {
  const known = memory.get(hex);
  if (known !== undefined) return { certificate: known };
  return decodeOnce(hex, fromHex(hex));
}

function decodeOnce(key: string, der: Uint8Array): Decoded {
  const known = memory.get(key);
  if (known !== undefined) return { certificate: known };
  const decoded = decodeDer(der);
  if ('problem' in decoded) return decoded;
  if (memory.size >= maxRemembered) memory.clear();
  memory.set(key, decoded.certificate);
  return decoded;
}

function decodeDer(der: Uint8Array): Decoded {
  const decoded = readCertificate(der);
  return decoded.ok ? { certificate: decoded.value } : { problem: decoded.problem.path };
}

/** By hexadecimal, or octet for octet: the one begins with `30`, the other with `0`. */
const memory = new Map<string, Certificate>();

/** An issuer has 1 or 2 kB; what is larger would only fill the memory. */
const longestKept = 8192;

const maxRemembered = 512;

/** OpenSSL itself gives up at a path of 100. */
const maxCertificates = 200;
