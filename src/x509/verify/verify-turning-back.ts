import { unreachable } from '../../base/never.ts';
import { javaWay, objectionsOf } from './backtracking-clients.ts';
import { opensslErrorOf } from './openssl-error.ts';
import { findOtherPaths } from './other-paths.ts';
import type { Verification } from './verification.ts';
import { verifyPath } from './verify-chain.ts';
import type { VerifyInput } from './verify-chain.ts';
import type { VerifyProblem } from './verify-problem.ts';

/** Verifiers of their own, which go back and try other paths where one fails. */
export type TurningBack = 'go' | 'java';

/**
 * Verifies a chain as Go's crypto/x509 or Java's PKIX does. `opensslError` is OpenSSL's name for what the client stops at, and
 * `problems` stand in the client's order; their words are in the client's profile. Measured with Go 1.26 and Java 17. Neither
 * fetches an issuer: who gives some as `extra` asks what they would say if these had been sent.
 */
export function verifyTurningBack(client: TurningBack, input: VerifyInput): Verification {
  const openssl = verifyPath(input);
  const complete = findOtherPaths(input, openssl)
    .tried.map(({ path }) => path)
    .filter(isComplete);
  const unreadable = unreadableIn(input);
  const judged = complete.map((path) => ({ path, problems: objectionsOf(client, asSent(path), input) }));
  const good = judged.find(({ problems }) => problems.length === 0);
  if (good !== undefined && unreadable === null)
    return { accepted: true, opensslError: null, problems: [], path: good.path };
  const path = good?.path ?? judged[0]?.path ?? openssl.path;
  const problems = [
    ...(unreadable === null ? [] : [unreadable]),
    ...openssl.problems.filter(({ kind }) => !isComplete(path) && ends.has(kind)),
    ...(isPath(path) ? objectionsOf(client, asSent(path), input) : []),
  ];
  const inOrder = distinct(problems.toSorted((a, b) => compare(orderOf(client, a), orderOf(client, b))));
  const [first] = inOrder;
  return {
    accepted: false,
    opensslError: first === undefined ? null : opensslErrorOf(first),
    problems: inOrder,
    path,
    ...(client === 'java' && javaWay(input) === null ? { searched: true } : {}),
  };
}

type Path = Verification['path'];
type SomePath = readonly [Path[number], ...Path];

const isPath = (path: Path): path is SomePath => path.length > 0;
const isComplete = (path: Path): path is SomePath => path.at(-1)?.from === 'trustStore';

const asSent = (path: SomePath): SomePath => {
  const [first, ...more] = path;
  return [first, ...more.map((link) => (link.from === 'fetched' ? { ...link, from: 'sent' as const } : link))];
};

/** Certificates that no parser takes; they end the handshake before anything is verified. */
function unreadableIn({ chain }: VerifyInput): VerifyProblem | null {
  const depth = chain.findIndex(({ malformedExtensions = [] }) => malformedExtensions.length > 0);
  const certificate = chain[depth];
  if (certificate === undefined) return null;
  const { subject, malformedExtensions = [] } = certificate;
  return { kind: 'malformedExtension', depth, subject: subject.rfc4514, oids: malformedExtensions };
}

const ends: ReadonlySet<VerifyProblem['kind']> = new Set(['selfSignedLeaf', 'selfSignedInPath', 'issuerNotFound']);

/** Both OpenSSL's rules and the client's own may name the same. */
const distinct = (problems: readonly VerifyProblem[]): readonly VerifyProblem[] =>
  problems.filter(
    ({ kind, depth }, place) => problems.findIndex((one) => one.kind === kind && one.depth === depth) === place,
  );

type Order = readonly [phase: number, step: number, place: number];

const compare = (a: Order, b: Order): number => a[0] - b[0] || a[1] - b[1] || a[2] - b[2];

function orderOf(client: TurningBack, problem: VerifyProblem): Order {
  switch (client) {
    case 'go':
      return goOrder(problem);
    case 'java':
      return javaOrder(problem);
    default:
      return unreachable(client);
  }
}

/** The leaf itself and its name, then from issuer to issuer upwards, at last what holds for the whole path. */
function goOrder({ kind, depth }: VerifyProblem): Order {
  if (unreadableKinds.has(kind)) return [0, depth, 0];
  if (kind === 'nameMismatch') return [2, 0, 0];
  if (kind === 'nameConstraint') return [4, 0, 0];
  if (kind === 'purpose') return [4, 1, 0];
  // What is said of a certificate's signature comes up when its issuer is looked at.
  const step = goOfIssuer.has(kind) ? depth + 1 : depth;
  return [step === 0 ? 1 : 3, step, goPlaces.indexOf(kind)];
}

const unreadableKinds: ReadonlySet<VerifyProblem['kind']> = new Set(['malformedExtension', 'explicitCurve']);
const goOfIssuer: ReadonlySet<VerifyProblem['kind']> = new Set([
  'weakDigest',
  'badSignature',
  'issuerNotFound',
  'selfSignedLeaf',
  'selfSignedInPath',
]);
const goPlaces: readonly VerifyProblem['kind'][] = [
  'notACa',
  'cannotSignCertificates',
  'unusableKey',
  'weakDigest',
  'badSignature',
  'unhandledCriticalExtension',
  'expired',
  'notYetValid',
  'pathLengthExceeded',
];

/** From the anchor down, then what only the leaf is asked for, then its name. */
function javaOrder({ kind, depth }: VerifyProblem): Order {
  if (unreadableKinds.has(kind)) return [0, depth, 0];
  if (ends.has(kind)) return [1, 0, 0];
  if (kind === 'purpose') return [3, 0, 0];
  if (kind === 'nameMismatch') return [4, 0, 0];
  return [2, -depth, javaPlaces.indexOf(kind)];
}

const javaPlaces: readonly VerifyProblem['kind'][] = [
  'weakDigest',
  'weakKey',
  'unusableKey',
  'cannotSignCertificates',
  'notACa',
  'pathLengthExceeded',
  'nameConstraint',
  'expired',
  'notYetValid',
  'badSignature',
  'unhandledCriticalExtension',
];
