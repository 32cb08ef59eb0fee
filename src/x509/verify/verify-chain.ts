import type { Certificate } from '../pki/certificate.ts';
import type { Crl } from '../pki/crl/crl.ts';
import { checkCrls } from './crl-check.ts';
import type { CrlCheck } from './crl-check.ts';
import { opensslErrorOf } from './openssl-error.ts';
import { buildPath, certificatesOf } from './path.ts';
import type { Link } from './path.ts';
import { leafKeyProblem, pathProblems } from './path-problems.ts';
import type { PathRules } from './path-problems.ts';
import type { Verification } from './verification.ts';
import type { VerifyProblem } from './verify-problem.ts';

/** A question to ask of a chain: would a client with these anchors and rules accept it at this time? */
export interface VerifyInput extends PathRules {
  /** As sent: the leaf first, the rest in any order. */
  readonly chain: readonly [Certificate, ...Certificate[]];
  /** Issuers that were fetched; looked at after those that were sent. */
  readonly extra: readonly Certificate[];
  /** The trust store, or those of its certificates whose subject some certificate here names as its issuer or has itself. */
  readonly anchors: readonly Certificate[];
  /** The most certificates between leaf and anchor; default 100, as OpenSSL's `-verify_depth`. */
  readonly maxDepth?: number;
  /** End the path at any trusted certificate, the leaf included, self-signed or not (X509_V_FLAG_PARTIAL_CHAIN); default false. */
  readonly partialChain?: boolean;
  /** Revocation lists at hand; looked at only where `crlCheck` says so. */
  readonly crls?: readonly Crl[];
  /** Whose revocation is looked up in them (X509_V_FLAG_CRL_CHECK, CRL_CHECK_ALL); default `none`. */
  readonly crlCheck?: CrlCheck;
}

/**
 * Verifies a chain as OpenSSL 3.0 does: the path first, then extensions and purpose, strength, the
 * name, CRLs, signatures and times from the anchor down, and name constraints. What OpenSSL stops at is the first problem;
 * like the openssl program, this goes on and tells the others too. OCSP is judged elsewhere.
 */
export function verifyPath(input: VerifyInput): Verification {
  const [leaf, ...sent] = input.chain;
  const untrusted: Link[] = [
    ...sent.map((certificate) => ({ certificate, from: 'sent' as const })),
    ...input.extra.map((certificate) => ({ certificate, from: 'fetched' as const })),
  ];
  const { anchors, at, maxDepth = 100, partialChain = false } = input;
  const built = buildPath({ leaf, untrusted, anchors, at, maxDepth, partialChain });
  const path = certificatesOf(built.path);
  const { crls = [], crlCheck = 'none' } = input;
  const crlOutcome = checkCrls({ path, isComplete: built.problem === null, crls, check: crlCheck, at });
  const problems = [
    leafKeyProblem(leaf, input.securityLevel),
    built.problem,
    ...pathProblems(path, input, crlOutcome.problems),
  ].filter((problem) => problem !== null);
  const [first] = problems;
  const last = lastRaised(problems);
  return {
    accepted: first === undefined,
    opensslError: first === undefined ? null : opensslErrorOf(first),
    ...(last === undefined || last === first ? {} : { lastError: opensslErrorOf(last) }),
    problems,
    path: built.path,
    ...(crlCheck === 'none' ? {} : { crls: crlOutcome.used }),
  };
}

/**
 * What OpenSSL raises last where its caller lets it go on. The name is left out, since clients that do so compare it themselves.
 * A leaf without an issuer is complained of twice: before its extensions, and where its signature would be checked.
 */
function lastRaised(problems: readonly VerifyProblem[]): VerifyProblem | undefined {
  const last = problems.findLast(({ kind }) => kind !== 'nameMismatch');
  if (last === undefined || afterSignatures.has(last.kind)) return last;
  return problems.find((one) => one.depth === 0 && opensslErrorOf(one).code === issuerNotFound) ?? last;
}

const afterSignatures: ReadonlySet<VerifyProblem['kind']> = new Set([
  'expired',
  'notYetValid',
  'malformedTime',
  'nameConstraint',
]);
/** X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT_LOCALLY, which is 21 the second time. */
const issuerNotFound = 20;
