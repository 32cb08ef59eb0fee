/**
 * Tells a missing intermediate from an untrusted root where a path breaks off because nobody has the issuer of its last
 * certificate. That certificate names its issuer, but not whether the issuer is a root (which servers need not send) or an
 * intermediate (which they must). Four things decide it:
 *
 * - the issuer was fetched from where the certificate points: not self-signed, it is an intermediate; self-signed, a root;
 * - another trust store holds the issuer as an anchor: it is a root, or an intermediate where it is not self-signed;
 * - authorityKeyIdentifier names the issuer's own issuer (authorityCertIssuer, RFC 5280 4.2.1.1), and it is somebody else:
 *   the issuer is an intermediate;
 * - nothing of these: it stays open, and no guess is made from names or file sizes.
 */
import { equal, noOctets } from '../../base/octets.ts';
import type { Facts } from '../../observe/facts.ts';
import type { Certificate } from '../fact-types.ts';
import { otherStoresThatReach, otherStoresWithRoot, pathEnd, type PathEnd } from './chain-facts.ts';

/** Where the issuer is that the server does not send. */
export type MissingIssuer =
  /** Fetched, and no root. `missing`: what the server should have sent, from the leaf upwards. `end`: how the path goes on. */
  | {
      readonly kind: 'intermediate';
      readonly missing: readonly [Certificate, ...Certificate[]];
      readonly end: PathEnd | undefined;
    }
  /** Named as somebody else's subject, but not fetched. */
  | { readonly kind: 'intermediateUnseen' }
  | { readonly kind: 'root' }
  | { readonly kind: 'unknown' };

/** What the issuer that nobody has is. */
export function missingIssuer(facts: Facts): MissingIssuer {
  if (facts.verificationWithFetched.kind === 'completed') {
    const { path } = facts.verificationWithFetched.value;
    const fetched = path.filter(({ from }) => from === 'fetched').map(({ certificate }) => certificate);
    const [first, ...more] = fetched.filter((certificate) => !isSelfIssued(certificate));
    if (first !== undefined) {
      return { kind: 'intermediate', missing: [first, ...more], end: pathEnd(facts.verificationWithFetched.value) };
    }
    if (fetched.length > 0) return { kind: 'root' };
  }
  if (otherStoresWithRoot(facts).length > 0) return { kind: 'root' };
  if (otherStoresThatReach(facts).length > 0) return { kind: 'intermediateUnseen' };
  const last = facts.verification.kind === 'completed' ? facts.verification.value.path.at(-1)?.certificate : undefined;
  return last !== undefined && namesOtherIssuerOfIssuer(last) ? { kind: 'intermediateUnseen' } : { kind: 'unknown' };
}

/** Subject and issuer are the same name. */
export const isSelfIssued = (certificate: Certificate): boolean =>
  equal(certificate.subject.der, certificate.issuer.der);

/** AuthorityKeyIdentifier ::= SEQUENCE { [0] keyIdentifier, [1] authorityCertIssuer GeneralNames, [2] serial }, all optional. */
function namesOtherIssuerOfIssuer(certificate: Certificate): boolean {
  const extension = certificate.extensions.find(({ oid }) => oid === '2.5.29.35');
  if (extension === undefined) return false;
  const fields = children(children(extension.value)[0]?.content);
  const names = children(fields.find(({ tag }) => tag === 0xa1)?.content);
  const name = names.find(({ tag }) => tag === 0xa4)?.content;
  return name !== undefined && name.length > 0 && !equal(name, certificate.issuer.der);
}

interface Element {
  readonly tag: number;
  readonly content: Uint8Array;
}

/** The DER elements side by side in some octets; as far as they can be read. */
function children(octets: Uint8Array = noOctets): readonly Element[] {
  const found: Element[] = [];
  let at = 0;
  while (at + 2 <= octets.length) {
    const tag = octets[at] ?? 0;
    const short = octets[at + 1] ?? 0;
    const lengthOctets = short < 0x80 ? 0 : short & 0x7f;
    if (lengthOctets > 2) break;
    let length = lengthOctets === 0 ? short : 0;
    for (let i = 0; i < lengthOctets; i += 1) length = length * 256 + (octets[at + 2 + i] ?? 0);
    const start = at + 2 + lengthOctets;
    if (start + length > octets.length) break;
    found.push({ tag, content: octets.subarray(start, start + length) });
    at = start + length;
  }
  return found;
}
