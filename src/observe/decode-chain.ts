import { fromHex } from '../base/octets.ts';
import { readCertificate } from '../x509/pki/certificate.ts';
import type { Certificate } from '../x509/pki/certificate.ts';
import { attemptFailed, completed } from './attempt.ts';
import type { Attempt } from './attempt.ts';
import type { Chain, ChainProblem } from './facts.ts';

/** Decodes a chain as sent; the first certificate that cannot be decoded decides. */
export function decodeChain(hexes: readonly string[]): Attempt<Chain, ChainProblem> {
  const [first, ...rest] = hexes;
  if (first === undefined) return attemptFailed({ kind: 'noneSent' });
  const leaf = decodeHex(first);
  if ('problem' in leaf) return attemptFailed({ kind: 'undecodable', index: 0, path: leaf.problem });
  const chain: [Certificate, ...Certificate[]] = [leaf.certificate];
  for (const [index, hex] of rest.slice(0, maxCertificates).entries()) {
    const decoded = decodeHex(hex);
    if ('problem' in decoded) return attemptFailed({ kind: 'undecodable', index: index + 1, path: decoded.problem });
    chain.push(decoded.certificate);
  }
  return completed(chain);
}

/** Decodes those that can be decoded: anchors and fetched issuers were readable when they were observed. */
export const decodeAll = (hexes: readonly string[]): readonly Certificate[] =>
  hexes.flatMap((hex) => {
    const decoded = decodeHex(hex);
    return 'certificate' in decoded ? [decoded.certificate] : [];
  });

/** A probe and its interpretation look at the same certificates: each is decoded once. */
function decodeHex(hex: string): { readonly certificate: Certificate } | { readonly problem: string } {
  const known = memory.get(hex);
  if (known !== undefined) return { certificate: known };
  const decoded = readCertificate(fromHex(hex));
  if (!decoded.ok) return { problem: decoded.problem.path };
  if (memory.size >= maxRemembered) memory.clear();
  memory.set(hex, decoded.value);
  return { certificate: decoded.value };
}

const memory = new Map<string, Certificate>();

const maxRemembered = 512;

/** OpenSSL itself gives up at a path of 100. */
const maxCertificates = 200;
