/**
 * The order of a chain as sent. RFC 5246 section 7.4.2 wants each certificate to certify the one before it; RFC 8446 section 4.4.2
 * asks clients to bear with any order behind the leaf, and with certificates that they do not need.
 */
import { equal } from '../../base/octets.ts';
import type { UnixMs } from '../../base/time.ts';
import type { Certificate } from '../fact-types.ts';
import { isSelfIssued } from './missing-issuer.ts';

/** What is wrong with one certificate of a chain. `index`: its place as sent. */
export interface OrderFault {
  readonly index: number;
  readonly subject: string;
  readonly issuer: string;
  readonly octets: number;
  readonly why:
    /** It stands before the certificates that it certifies. `other`: the first of them. */
    | { readonly kind: 'early'; readonly other: string }
    /** Octet for octet the one at `index`. */
    | { readonly kind: 'duplicate'; readonly of: number }
    /** It certifies nothing that was sent. */
    | { readonly kind: 'stranger' }
    /** It certifies itself: clients have it, or do not trust it. */
    | { readonly kind: 'root' }
    /** It has expired, and a newer one of the same CA and key is there. `isFirst`: it stands before that. */
    | { readonly kind: 'outdated'; readonly notAfter: UnixMs; readonly isFirst: boolean }
    /** The certificate that comes first has issued it: it may be the leaf itself. */
    | { readonly kind: 'belowFirst' };
}

/** Everything that is out of order, in the order of the chain. */
export function orderFaults(chain: readonly Certificate[], at: UnixMs): readonly OrderFault[] {
  const linked = linkedTo(chain);
  return chain.flatMap((certificate, index): readonly OrderFault[] => {
    const why = index === 0 ? null : faultOf(chain, linked, index, at);
    const { subject, issuer, der } = certificate;
    return why === null ? [] : [{ index, subject: subject.rfc4514, issuer: issuer.rfc4514, octets: der.length, why }];
  });
}

/**
 * The places of the certificates that should be sent, in the order in which they should: the leaf, what certifies it, and so on;
 * behind that other certificates of the same CAs (cross-signed ones, by which other clients reach another root).
 */
export function rightOrder(chain: readonly Certificate[], at: UnixMs): readonly number[] {
  const useless = new Set(orderFaults(chain, at).flatMap(({ index, why }) => (why.kind === 'early' ? [] : [index])));
  const left = chain.map((_, index) => index).filter((index) => index > 0 && !useless.has(index));
  const order = [0];
  let [current] = chain;
  while (current !== undefined) {
    const below: Certificate = current;
    const next = left.findIndex((index) => isIssuedBy(below, chain[index]));
    const [index] = next < 0 ? [] : left.splice(next, 1);
    if (index !== undefined) order.push(index);
    current = index === undefined ? undefined : chain[index];
  }
  return [...order, ...left];
}

function faultOf(
  chain: readonly Certificate[],
  linked: ReadonlySet<Certificate>,
  index: number,
  at: UnixMs,
): OrderFault['why'] | null {
  const [first] = chain;
  const certificate = chain[index];
  if (first === undefined || certificate === undefined) return null;
  const same = chain.findIndex(({ der }) => equal(der, certificate.der));
  if (same < index) return { kind: 'duplicate', of: same };
  if (!linked.has(certificate)) return { kind: isIssuedBy(certificate, first) ? 'belowFirst' : 'stranger' };
  if (isSelfIssued(certificate)) return { kind: 'root' };
  const newer = chain.findIndex((other) => isTwin(other, certificate) && at < other.notAfter);
  if (certificate.notAfter <= at && newer >= 0) {
    return { kind: 'outdated', notAfter: certificate.notAfter, isFirst: index < newer };
  }
  if (chain.slice(0, index).some((before) => isIssuedBy(before, certificate))) return null;
  const below = chain.find((one) => one !== certificate && isIssuedBy(one, certificate));
  return below === undefined ? null : { kind: 'early', other: below.subject.rfc4514 };
}

/** The leaf, and whatever certifies one that is linked; by name. */
function linkedTo(chain: readonly Certificate[]): ReadonlySet<Certificate> {
  const linked = new Set(chain.slice(0, 1));
  // A set hands out what is added while it is walked.
  for (const one of linked) for (const other of chain) if (isIssuedBy(one, other)) linked.add(other);
  return linked;
}

/** By name; and where both name a key, by the same: a CA that was given a new one keeps its name. */
function isIssuedBy({ issuer, authorityKeyIdentifier: named }: Certificate, by: Certificate | undefined): boolean {
  if (by === undefined || !equal(issuer.der, by.subject.der)) return false;
  const own = by.subjectKeyIdentifier;
  return named === null || own === null || equal(named, own);
}

const isTwin = (one: Certificate, other: Certificate): boolean =>
  one !== other && equal(one.subject.der, other.subject.der) && equal(one.publicKeyBits, other.publicKeyBits);
