import { latin1, utf8 } from '../../base/octets.ts';
import type { Certificate } from '../pki/certificate.ts';
import { DerReader, tags } from '../pki/der.ts';
import { readEncodedNames, readNameConstraints } from '../pki/name-constraints.ts';
import type { EncodedName, NameConstraints, Subtree } from '../pki/name-constraints.ts';
import { ipText } from '../pki/general-name.ts';
import { canonicalRdns } from '../pki/name.ts';
import { extensionOids as ids } from '../pki/oid.ts';
import { comparing, directory, dns, email, ip, lower } from './constraint-match.ts';
import type { PreparedSubtree } from './constraint-match.ts';
import { commonNames } from './host-name.ts';
import { extensionValue, traitsOf } from './traits.ts';
import type { NameConstraintViolation, VerifyProblem } from './verify-problem.ts';

/** How many comparisons of a name with a constraint may still be made. */
export interface Comparisons {
  left: number;
}

/** What is enough for any path that exists, and takes no more than a moment. */
export const fewComparisons = (): Comparisons => ({ left: 2 ** 22 });

/**
 * Name constraints (RFC 5280 section 4.2.1.10) over a path, leaf first, as OpenSSL applies them: each certificate against
 * the constraints of all above it, the anchor's too; self-issued ones are passed over, but for the leaf. A leaf without
 * DNS names is also held to them by a CN that looks like a host name. One problem a certificate and constraining issuer.
 * Where the comparisons run out, the rest is refused unread: OpenSSL bounds two certificates, but not a path of them.
 */
export function nameConstraintProblems(
  path: readonly Certificate[],
  usesCommonName: boolean,
  comparisons: Comparisons = fewComparisons(),
): VerifyProblem[] {
  const constraining = path.flatMap((certificate, depth) => {
    const constraints = depth === 0 ? null : constraintsOf(certificate);
    return constraints === null ? [] : [{ certificate, depth, constraints }];
  });
  if (constraining.length === 0) return [];
  const problems: VerifyProblem[] = [];
  for (let depth = path.length - 1; depth >= 0; depth--) {
    const certificate = path[depth];
    if (certificate === undefined || (depth > 0 && traitsOf(certificate).isSelfIssued)) continue;
    for (const above of constraining.toReversed()) {
      if (above.depth <= depth) continue;
      const breach = firstBreach(certificate, above.constraints, depth === 0 && usesCommonName, comparisons);
      if (breach === null) continue;
      problems.push({
        kind: 'nameConstraint',
        depth,
        subject: certificate.subject.rfc4514,
        violation: breach.violation,
        name: breach.name,
        constrainedBy: above.certificate.subject.rfc4514,
        ...(breach.bounds.length === 0 ? {} : { bounds: breach.bounds }),
        ...(breach.others.length === 0 ? {} : { others: breach.others }),
      });
    }
  }
  return problems;
}

interface Breach {
  readonly violation: NameConstraintViolation;
  readonly name: string;
  readonly bounds: readonly string[];
  readonly others: readonly string[];
}

/** The subtrees for names of one kind. */
interface Subtrees {
  readonly permitted: PreparedSubtree[];
  readonly excluded: PreparedSubtree[];
}

interface PreparedConstraints {
  /** How many subtrees there are of all kinds. */
  readonly count: number;
  readonly byTag: ReadonlyMap<number, Subtrees>;
}

/** The constraints that a certificate lays on those below it; null where there are none, or none that can be read. */
function constraintsOf(certificate: Certificate): PreparedConstraints | null {
  const before = known.get(certificate);
  if (before !== undefined) return before;
  const value = extensionValue(certificate, ids.nameConstraints);
  const read = value === null ? null : readNameConstraints(value);
  const constraints = read?.ok ? prepared(read.value) : null;
  known.set(certificate, constraints);
  return constraints;
}

function prepared({ permitted, excluded }: NameConstraints): PreparedConstraints {
  const byTag = new Map<number, Subtrees>();
  const add = (kind: keyof Subtrees, { base: { tag, content }, hasBounds }: Subtree): void => {
    const subtrees = byTag.get(tag) ?? { permitted: [], excluded: [] };
    byTag.set(tag, subtrees);
    subtrees[kind].push({
      hasBounds,
      octets: content,
      text: tag === email ? latin1(content) : lower(content),
      rdns: tag === directory ? canonicalRdns(content) : [],
    });
  };
  for (const subtree of permitted) add('permitted', subtree);
  for (const subtree of excluded) add('excluded', subtree);
  return { count: permitted.length + excluded.length, byTag };
}

function firstBreach(
  certificate: Certificate,
  constraints: PreparedConstraints,
  checksCommonName: boolean,
  comparisons: Comparisons,
): Breach | null {
  const names = namesOf(certificate);
  const entries = certificate.subject.rdns.flat().length;
  const count = entries + names.filter(({ fromSubject }) => !fromSubject).length;
  // OpenSSL's own limit for a certificate of thousands of names under thousands of constraints.
  if (count > 0 && constraints.count > Math.floor(mostComparisons / count)) return tooMany;
  const withCommonName = checksCommonName && !names.some(({ tag, fromSubject }) => tag === dns && !fromSubject);
  const all = withCommonName ? [...names, ...commonNames(certificate).filter(looksLikeHost).map(dnsName)] : names;
  let breach: Omit<Breach, 'others'> | null = null;
  const others: string[] = [];
  for (const name of all) {
    const subtrees = constraints.byTag.get(name.tag);
    comparisons.left -= 1 + (subtrees === undefined ? 0 : subtrees.permitted.length + subtrees.excluded.length);
    if (comparisons.left < 0) return breach === null ? tooMany : { ...breach, others };
    const violation = name.isBad ? 'badNameSyntax' : subtrees === undefined ? null : breachOf(name, subtrees);
    if (violation === null) continue;
    const text = shown(name, certificate);
    if (breach !== null) others.push(text);
    else breach = { violation, name: text, bounds: boundsOf(name, violation, subtrees) };
    // One is enough to refuse; the others are told so that they can be mended together.
    if (others.length === mostTold) break;
  }
  return breach === null ? null : { ...breach, others };
}

/** What a name had to keep to, where that can be shown as text. */
function boundsOf({ tag }: Name, violation: NameConstraintViolation, subtrees: Subtrees | undefined): string[] {
  const kept =
    violation === 'notPermitted' ? subtrees?.permitted : violation === 'excluded' ? subtrees?.excluded : undefined;
  return (kept ?? []).slice(0, mostTold).flatMap(({ text, octets }) => {
    if (tag === ip) return networkText(octets) ?? [];
    return tag === directory ? [] : [text];
  });
}

/** `192.0.2.0/255.255.255.0`. */
function networkText(octets: Uint8Array): string | null {
  const [address, mask] = [octets.subarray(0, octets.length / 2), octets.subarray(octets.length / 2)].map(ipText);
  return typeof address === 'string' && typeof mask === 'string' ? `${address}/${mask}` : null;
}

interface Name extends EncodedName {
  readonly fromSubject: boolean;
  /** The name is of a form that cannot be compared. */
  readonly isBad?: boolean;
}

const dnsName = (host: string): Name => ({ tag: dns, content: utf8(host), fromSubject: true });

/** The subject, e-mail addresses in it, and the names of subjectAltName: in that order. */
function namesOf(certificate: Certificate): readonly Name[] {
  const before = knownNames.get(certificate);
  if (before !== undefined) return before;
  const names: Name[] = [];
  knownNames.set(certificate, names);
  const { subject } = certificate;
  if (subject.rdns.some((rdn) => rdn.length > 0))
    names.push({ tag: directory, content: subject.der, fromSubject: true }, ...subjectAddresses(subject.der));
  const value = extensionValue(certificate, ids.subjectAltName);
  const alternative = value === null ? null : readEncodedNames(value);
  if (alternative?.ok) for (const name of alternative.value) names.push({ ...name, fromSubject: false });
  return names;
}

/** emailAddress attributes; one that is no IA5String cannot be compared. */
function subjectAddresses(der: Uint8Array): Name[] {
  const found: Name[] = [];
  const list = new DerReader(der, 'Name').enter(tags.sequence, 'rdnSequence');
  while (!list.isEmpty) {
    const set = list.enter(tags.set, 'rdn');
    while (!set.isEmpty) {
      const attribute = set.enter(tags.sequence, 'attribute');
      const isAddress = attribute.oid('type') === '1.2.840.113549.1.9.1';
      const tag = attribute.next;
      const content = attribute.content(tag, 'value');
      if (isAddress) found.push({ tag: email, content, fromSubject: true, isBad: tag !== tags.ia5String });
    }
  }
  return found;
}

function breachOf(name: Name, constraints: Subtrees): NameConstraintViolation | null {
  const matches = comparing(name);
  let permitted: 'unconstrained' | 'notYet' | 'yes' = 'unconstrained';
  for (const subtree of constraints.permitted) {
    if (subtree.hasBounds) return 'bounds';
    if (permitted === 'yes') continue;
    const match = matches(subtree);
    if (typeof match === 'string') return match;
    permitted = match ? 'yes' : 'notYet';
  }
  if (permitted === 'notYet') return 'notPermitted';
  for (const subtree of constraints.excluded) {
    if (subtree.hasBounds) return 'bounds';
    const match = matches(subtree);
    if (typeof match === 'string') return match;
    if (match) return 'excluded';
  }
  return null;
}

/** Two labels or more, of letters, digits, `_` and inner hyphens: what OpenSSL takes for a host in a CN. */
function looksLikeHost(name: string): boolean {
  return name.includes('.') && name.split('.').every((label) => /^[a-z0-9_](?:[a-z0-9_-]*[a-z0-9_])?$/i.test(label));
}

function shown({ tag, content }: Name, certificate: Certificate): string {
  if (tag === directory) return content === certificate.subject.der ? certificate.subject.rfc4514 : 'directory name';
  if (tag === ip) return ipText(content) ?? `${content.length} octets`;
  return latin1(content);
}

const mostTold = 8;
/** OpenSSL's bound on names times constraints. */
const mostComparisons = 2 ** 20;

const tooMany: Breach = { violation: 'tooMany', name: '', bounds: [], others: [] };

const known = new WeakMap<Certificate, PreparedConstraints | null>();
const knownNames = new WeakMap<Certificate, readonly Name[]>();
