import { equal, latin1 } from '../../base/octets.ts';
import type { UnixMs } from '../../base/time.ts';
import type { Certificate } from '../pki/certificate.ts';
import { isLikelyIssuer, isSameName, traitsOf } from './traits.ts';
import { isWithinValidity } from './validity.ts';
import type { Verification } from './verification.ts';
import type { VerifyProblem } from './verify-problem.ts';

/** A certificate of a path, and where it came from. */
export type Link = Verification['path'][number];

/** The certificates of a path. */
export const certificatesOf = ([leaf, ...others]: readonly [Link, ...Link[]]): [Certificate, ...Certificate[]] => [
  leaf.certificate,
  ...others.map(({ certificate }) => certificate),
];

/** What a path is built from. */
export interface PathInput {
  readonly leaf: Certificate;
  /** Sent with the leaf, or fetched: the order counts. */
  readonly untrusted: readonly Link[];
  readonly anchors: readonly Certificate[];
  readonly at: UnixMs;
  /** The most certificates between leaf and anchor. */
  readonly maxDepth: number;
  /** Whether any trusted certificate ends the path; else only a self-signed one. */
  readonly partialChain: boolean;
}

/**
 * Builds the path as OpenSSL 3.0 does. At each step a trusted issuer is preferred to one that was sent; of several that
 * fit, the first one valid at the time is taken, else the one that expired last; once a trusted one is found, no sent one
 * is looked at any more. Nothing is ever taken back. The path is complete when it ends in a self-signed anchor; a partial
 * one with any anchor, and failing that, where the leaf itself is one.
 *
 * Each round adds a certificate that was sent, which is used once, or a trusted one, and the length is bounded.
 */
export function buildPath({ leaf, untrusted, anchors, at, maxDepth, partialChain }: PathInput): {
  readonly path: readonly [Link, ...Link[]];
  readonly problem: VerifyProblem | null;
} {
  const path: [Link, ...Link[]] = [{ certificate: leaf, from: 'leaf' }];
  const unused = distinct(leaf, untrusted);
  let last: Link = path[0];
  let isTrusted = false;
  for (;;) {
    const current = last.certificate;
    const isSelfSigned = traitsOf(current).isSelfSigned;
    const isFull = path.length > maxDepth + 1;
    const anchor = isFull ? null : bestIssuer(current, anchors, at);
    if (anchor !== null && !isSelfSigned) {
      last = { certificate: anchor, from: 'trustStore' };
      path.push(last);
      isTrusted = true;
      if (partialChain || traitsOf(anchor).isSelfSigned) return { path, problem: null };
      continue;
    }
    // A self-signed certificate is trusted only if it is the anchor itself, not merely named like it.
    if (anchor !== null && equal(anchor.der, current.der)) {
      path[path.length - 1] = { certificate: anchor, from: 'trustStore' };
      return { path, problem: null };
    }
    const issuer =
      isTrusted || isSelfSigned || isFull
        ? null
        : bestIssuer(
            current,
            unused.map(({ certificate }) => certificate),
            at,
          );
    const link = issuer === null ? undefined : unused.find(({ certificate }) => certificate === issuer);
    if (link === undefined) break;
    unused.splice(unused.indexOf(link), 1);
    last = link;
    path.push(last);
  }
  const trustedLeaf = partialChain && !isTrusted ? anchors.find(({ der }) => equal(der, leaf.der)) : undefined;
  if (trustedLeaf !== undefined && path.length <= maxDepth + 1) {
    // What was found above the leaf stays in the path, and is checked with it.
    path[0] = { certificate: trustedLeaf, from: 'trustStore' };
    return { path, problem: null };
  }
  return {
    path,
    problem: whyIncomplete(path, last, isTrusted, maxDepth, [...untrusted.map((l) => l.certificate), ...anchors]),
  };
}

/** What was sent, without the leaf and without repetitions: no certificate stands in a path twice. */
function distinct(leaf: Certificate, links: readonly Link[]): Link[] {
  const seen = new Set([latin1(leaf.der)]);
  return links.filter(({ certificate }) => {
    const key = latin1(certificate.der);
    const isNew = !seen.has(key);
    seen.add(key);
    return isNew;
  });
}

function bestIssuer(subject: Certificate, candidates: readonly Certificate[], at: UnixMs): Certificate | null {
  let best: Certificate | null = null;
  for (const candidate of candidates) {
    if (!isLikelyIssuer(candidate, subject)) continue;
    if (isWithinValidity(candidate, at)) return candidate;
    if (best === null || candidate.notAfter > best.notAfter) best = candidate;
  }
  return best;
}

function whyIncomplete(
  path: readonly Link[],
  { certificate }: Link,
  isTrusted: boolean,
  maxDepth: number,
  everything: readonly Certificate[],
): VerifyProblem {
  const subject = certificate.subject.rfc4514;
  const issuer = certificate.issuer.rfc4514;
  const depth = path.length - 1;
  if (path.length > maxDepth + 1) return { kind: 'pathTooLong', depth, subject };
  if (traitsOf(certificate).isSelfSigned)
    return depth === 0 ? { kind: 'selfSignedLeaf', depth, subject } : { kind: 'selfSignedInPath', depth, subject };
  if (isTrusted) return { kind: 'anchorNotSelfSigned', depth, subject, issuer };
  const malformed = [certificate, ...everything.filter((other) => isSameName(other.subject, certificate.issuer))].find(
    (other) => traitsOf(other).malformed.length > 0,
  );
  return malformed === undefined
    ? { kind: 'issuerNotFound', depth, subject, issuer }
    : { kind: 'malformedExtension', depth, subject: malformed.subject.rfc4514, oids: traitsOf(malformed).malformed };
}
