import { equal, latin1 } from '../../base/octets.ts';
import type { Certificate } from '../pki/certificate.ts';
import { checkCertificateSignature } from '../pki/signature.ts';
import { backtrackingClients, isSameEntity, javaWay, refusalOf } from './backtracking-clients.ts';
import type { BacktrackingClient } from './backtracking-clients.ts';
import { fewComparisons } from './name-constraints.ts';
import type { Link } from './path.ts';
import { leafKeyProblem, pathProblems } from './path-problems.ts';
import { fitsAuthority, isSameName, traitsOf } from './traits.ts';
import { isWithinValidity } from './validity.ts';
import type { Verification } from './verification.ts';
import type { VerifyInput } from './verify-chain.ts';
import type { VerifyProblem } from './verify-problem.ts';

export type { BacktrackingClient } from './backtracking-clients.ts';

/** A path that was tried, and why clients refuse it: the first objection of each. Who is not named accepts it. */
export interface TriedPath {
  /** Leaf first; up to an anchor, or as far as it led. */
  readonly path: Verification['path'];
  readonly refusals: Readonly<Partial<Record<BacktrackingClient, VerifyProblem>>>;
}

/** Why a client accepts what OpenSSL refuses. */
export type Because =
  /** OpenSSL takes the first fitting issuer and never turns back; this client went on to another at `depth`. */
  | {
      readonly kind: 'otherIssuer';
      readonly depth: number;
      readonly taken: Link;
      readonly insteadOf: Link;
    }
  /** At `depth` stands an issuer that OpenSSL passes by, for its key identifier is another than the one below asks for. */
  | { readonly kind: 'keyIdentifier'; readonly depth: number; readonly taken: Link }
  /** At `depth` stands a certificate that was not sent: the client fetches it from where the one below points. */
  | { readonly kind: 'fetched'; readonly depth: number; readonly taken: Link }
  /** What OpenSSL objects to on this very path, and this client does not. */
  | { readonly kind: 'notChecked'; readonly problem: VerifyProblem };

/** What verifiers make of the chain that look for other paths where one fails. */
export interface OtherPaths {
  /** In the order of trying; the most promising first. */
  readonly tried: readonly TriedPath[];
  /** Whether these are all the paths there are; false where the search came to its limit. */
  readonly isComplete: boolean;
  /** The clients that accept, each with the path it takes and why that is possible. */
  readonly accepted: readonly {
    readonly client: BacktrackingClient;
    readonly path: Verification['path'];
    readonly because: readonly Because[];
  }[];
}

/**
 * Looks for the paths that Go, Java and browsers would find where OpenSSL's own walk (`verification`) ended in a refusal: every
 * issuer of the right name whose key made the signature, trusted ones first, any trusted certificate as the end. The search
 * is bounded, whatever was sent: hundreds of certificates of one name end as soon as three.
 */
export function findOtherPaths(asked: VerifyInput, verification: Verification): OtherPaths {
  // One budget for all the paths together.
  const input: VerifyInput = { ...asked, comparisons: fewComparisons() };
  const search = new Search(input);
  const leaf: Link = { certificate: input.chain[0], from: 'leaf' };
  search.extend([leaf]);
  // Java goes in circles where the chain as sent does.
  const asSent = (javaWay(input) ?? []).slice(1).map((certificate): Link => ({ certificate, from: 'sent' }));
  search.takeAsSent([leaf, ...asSent]);
  const accepted = backtrackingClients.flatMap((client) => {
    const found = search.tried.find(({ refusals }) => refusals[client] === undefined);
    return found === undefined ? [] : [{ client, path: found.path, because: reasons(found.path, verification, input) }];
  });
  return { tried: search.tried, isComplete: !search.isCutShort, accepted };
}

type Path = readonly [Link, ...Link[]];

class Search {
  readonly tried: TriedPath[] = [];
  isCutShort = false;
  readonly #input: VerifyInput;
  readonly #known: readonly Link[];
  #steps = 0;

  constructor(input: VerifyInput) {
    this.#input = input;
    const [, ...sent] = input.chain;
    this.#known = distinct([
      ...input.anchors.map((certificate): Link => ({ certificate, from: 'trustStore' })),
      ...sent.map((certificate): Link => ({ certificate, from: 'sent' })),
      ...input.extra.map((certificate): Link => ({ certificate, from: 'fetched' })),
    ]);
  }

  /** Tries everything above a path that has no anchor yet. */
  extend(path: Path): void {
    const [leaf] = path;
    const trusted = path.length === 1 ? this.#anchor(leaf.certificate) : undefined;
    if (trusted !== undefined) this.#keep([trusted]);
    const top = path.at(-1)?.certificate ?? leaf.certificate;
    const issuers = this.#issuersOf(top, path);
    if (issuers.length === 0 && trusted === undefined) this.#keep(path, deadEnd(top, path.length - 1));
    for (const issuer of issuers) {
      if (this.#isDone()) return;
      const longer: Path = [...path, issuer];
      if (issuer.from === 'trustStore') this.#keep(longer);
      else if (longer.length > longest) this.isCutShort = true;
      else this.extend(longer);
    }
  }

  /** A path of what was sent, in its order, where that is none that is found by searching. */
  takeAsSent(path: Path): void {
    const top = path.at(-1)?.certificate;
    const goesInCircles = path.some(({ certificate }, depth) =>
      path.slice(0, depth).some((below) => isSameEntity(certificate, below.certificate)),
    );
    if (top === undefined || path.length > longest || !goesInCircles) return;
    for (const anchor of this.#issuersOf(top, [path[0]]))
      if (anchor.from === 'trustStore') this.#keep([...path, anchor]);
  }

  #isDone(): boolean {
    if (backtrackingClients.every((client) => this.tried.some(({ refusals }) => refusals[client] === undefined)))
      return true;
    if (this.tried.length < mostPaths && this.#steps < mostSteps) return false;
    this.isCutShort = true;
    return true;
  }

  #anchor(leaf: Certificate): Link | undefined {
    return this.#known.find(({ certificate, from }) => from === 'trustStore' && equal(certificate.der, leaf.der));
  }

  /** Who may have issued a certificate, by name and signature: trusted ones, those with the key asked for, valid ones first. */
  #issuersOf(subject: Certificate, path: Path): readonly Link[] {
    const { at } = this.#input;
    const rank = ({ certificate, from }: Link): number =>
      (from === 'trustStore' ? 0 : from === 'sent' ? 4 : 8) +
      (fitsAuthority(certificate, traitsOf(subject).authorityKeyIdentifier) ? 0 : 2) +
      (isWithinValidity(certificate, at) ? 0 : 1);
    const named = this.#known.filter(({ certificate }) => isSameName(certificate.subject, subject.issuer));
    const issuers: Link[] = [];
    for (const link of named.toSorted((a, b) => rank(a) - rank(b))) {
      if (this.#steps >= mostSteps) {
        this.isCutShort = true;
        break;
      }
      if (path.some(({ certificate }) => isSameEntity(certificate, link.certificate))) continue;
      this.#steps++;
      if (checkCertificateSignature(subject, link.certificate) === 'valid') issuers.push(link);
    }
    return issuers;
  }

  #keep(path: Path, problem: VerifyProblem | null = null): void {
    const refusals: Partial<Record<BacktrackingClient, VerifyProblem>> = {};
    for (const client of backtrackingClients) {
      const refusal = problem ?? refusalOf(client, path, this.#input);
      if (refusal !== null) refusals[client] = refusal;
    }
    this.tried.push({ path, refusals });
  }
}

/** Where nobody is found above a certificate that is no anchor. */
function deadEnd(certificate: Certificate, depth: number): VerifyProblem {
  const subject = certificate.subject.rfc4514;
  if (!traitsOf(certificate).isSelfSigned)
    return { kind: 'issuerNotFound', depth, subject, issuer: certificate.issuer.rfc4514 };
  return depth === 0 ? { kind: 'selfSignedLeaf', depth, subject } : { kind: 'selfSignedInPath', depth, subject };
}

function distinct(links: readonly Link[]): Link[] {
  const seen = new Set<string>();
  return links.filter(({ certificate }) => {
    const key = latin1(certificate.der);
    const isNew = !seen.has(key);
    seen.add(key);
    return isNew;
  });
}

function reasons(path: Verification['path'], verification: Verification, input: VerifyInput): Because[] {
  const found: Because[] = [];
  const depth = path.findIndex(({ certificate }, place) => {
    const other = verification.path[place]?.certificate;
    return other === undefined || !equal(other.der, certificate.der);
  });
  const taken = path[depth];
  const below = path[depth - 1];
  const insteadOf = verification.path[depth];
  if (taken !== undefined && below !== undefined) {
    if (taken.from === 'fetched') found.push({ kind: 'fetched', depth, taken });
    else if (insteadOf !== undefined) found.push({ kind: 'otherIssuer', depth, taken, insteadOf });
    else if (!fitsAuthority(taken.certificate, traitsOf(below.certificate).authorityKeyIdentifier))
      found.push({ kind: 'keyIdentifier', depth, taken });
  }
  const [leaf, ...others] = path.map(({ certificate }) => certificate);
  if (leaf !== undefined) {
    const weakKey = leafKeyProblem(leaf, input.securityLevel);
    if (weakKey !== null) found.push({ kind: 'notChecked', problem: weakKey });
    for (const problem of pathProblems([leaf, ...others], input)) found.push({ kind: 'notChecked', problem });
  }
  const top = path.at(-1)?.certificate;
  if (top !== undefined && !traitsOf(top).isSelfSigned && !(input.partialChain ?? false)) {
    const problem = { depth: path.length - 1, subject: top.subject.rfc4514, issuer: top.issuer.rfc4514 };
    found.push({ kind: 'notChecked', problem: { kind: 'anchorNotSelfSigned', ...problem } });
  }
  return found;
}

/** A path of more certificates than this is nobody's. Go, too, gives up after 100 signatures in all. */
const longest = 12;
const mostSteps = 100;
const mostPaths = 16;
