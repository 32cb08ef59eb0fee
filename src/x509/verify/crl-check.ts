/**
 * Revocation lists as OpenSSL 3.0 uses them with X509_V_FLAG_CRL_CHECK (and CRL_CHECK_ALL): for each certificate it takes, of
 * all CRLs at hand, the one that fits best, and only then looks whether that one may be believed and what stands on it. So
 * an expired CRL is used where there is no better one, and complained of; a CRL of another issuer is as good as none.
 *
 * What OpenSSL leaves alone without flags that no client here sets, is left alone here: CRLs for some reasons only, indirect
 * ones and those signed by a key outside of the path (X509_V_FLAG_EXTENDED_CRL_SUPPORT), and delta CRLs
 * (X509_V_FLAG_USE_DELTAS). They are recognised, named and passed over.
 */
import type { UnixMs } from '../../base/time.ts';
import type { Certificate } from '../pki/certificate.ts';
import type { Crl } from '../pki/crl/crl.ts';
import type { CrlEntry } from '../pki/crl/crl-entries.ts';
import { isCrlSignedBy } from '../pki/crl/crl-signature.ts';
import { allReasons } from '../pki/crl/distribution-point.ts';
import { sameName } from '../pki/name.ts';
import { extensionOids as ids } from '../pki/oid.ts';
import { scopeOf } from './crl-scope.ts';
import type { CrlFacts, CrlProblem, CrlUnfit } from './crl-problem.ts';
import { allowsUsage } from './key-usage.ts';
import { fitsAuthority, isSameName } from './traits.ts';
import { wholeSecond } from './validity.ts';

/** Whose revocation a client looks up in CRLs: nobody's, the leaf's, or that of every certificate of the path. */
export type CrlCheck = 'none' | 'leaf' | 'chain';

/** What CRLs say about a path. */
export interface CrlOutcome {
  /** In OpenSSL's order. */
  readonly problems: readonly CrlProblem[];
  /** Which CRL was taken for which certificate. */
  readonly used: readonly { readonly depth: number; readonly crl: Crl }[];
}

/** A path to look up. */
export interface CrlInput {
  /** Leaf first. */
  readonly path: readonly Certificate[];
  /** Whether it reaches a trust anchor; the last certificate of one that does not has no issuer who could have signed a CRL. */
  readonly isComplete: boolean;
  readonly crls: readonly Crl[];
  readonly check: CrlCheck;
  readonly at: UnixMs;
}

/** Looks the certificates of a path up in CRLs. */
export function checkCrls({ path, isComplete, crls, check, at }: CrlInput): CrlOutcome {
  const problems: CrlProblem[] = [];
  const used: { readonly depth: number; readonly crl: Crl }[] = [];
  const wanted = check === 'none' ? 0 : check === 'leaf' ? 1 : path.length;
  const count = Math.min(wanted, isComplete ? path.length : path.length - 1);
  for (const [depth, certificate] of path.slice(0, count).entries()) {
    if (certificate.extensions.some(({ oid }) => oid === ids.proxyCertInfo)) continue;
    const subject = certificate.subject.rfc4514;
    // CRLs for some of the distribution points' reasons are put together until every reason is covered.
    for (let reasons = 0; reasons !== allReasons;) {
      const fit = bestFit(path, depth, crls, reasons, at);
      if (fit === null) {
        const passedOver = crls.map((crl) => ({
          crl: factsOf(crl),
          why: whyUnfit(path, depth, crl) ?? ('coveredReasons' as const),
        }));
        problems.push({ kind: 'crlMissing', depth, subject, issuer: certificate.issuer.rfc4514, passedOver });
        break;
      }
      used.push({ depth, crl: fit.crl });
      problems.push(...fitProblems(fit, certificate, depth, at));
      if (fit.reasons === reasons) break;
      reasons = fit.reasons;
    }
  }
  return { problems, used };
}

/** A CRL that can be used for a certificate, for want of a better one too. */
interface Fit {
  readonly crl: Crl;
  readonly signer: Certificate;
  readonly isInScope: boolean;
  /** How good it is; see `fitOf`. */
  readonly score: number;
  /** The reasons that are covered with it. */
  readonly reasons: number;
}

/** The CRL that fits best; of equally good ones the newest, of equally new ones the first. */
function bestFit(
  path: readonly Certificate[],
  depth: number,
  crls: readonly Crl[],
  reasons: number,
  at: UnixMs,
): Fit | null {
  let best: Fit | null = null;
  for (const crl of crls) {
    const fit = fitOf(path, depth, crl, reasons, at);
    if (fit === null || (best !== null && fit.score < best.score)) continue;
    const isNewer = best !== null && (crl.thisUpdate ?? -Infinity) > (best.crl.thisUpdate ?? Infinity);
    if (best === null || fit.score > best.score || isNewer) best = fit;
  }
  return best;
}

function fitOf(path: readonly Certificate[], depth: number, crl: Crl, reasons: number, at: UnixMs): Fit | null {
  const certificate = path[depth];
  const signer = signerOf(path, depth, crl);
  if (certificate === undefined || signer === null || whyUnfit(path, depth, crl) !== null) return null;
  const scope = scopeOf(certificate, crl);
  // A CRL that covers no reason that is not covered yet brings nothing.
  if (scope !== null && (scope & ~reasons) === 0) return null;
  const isIssuer = signer === issuerOf(path, depth);
  const score =
    (unhandledExtensionOf(crl) === null ? 0x100 : 0) +
    (scope === null ? 0 : 0x80) +
    (timeProblems(crl, at).length === 0 ? 0x40 : 0) +
    (isIssuer ? 0x10 : 0);
  return { crl, signer, isInScope: scope !== null, score, reasons: scope === null ? reasons : reasons | scope };
}

/** Why a CRL is not even looked at for a certificate; null: it is. */
function whyUnfit(path: readonly Certificate[], depth: number, crl: Crl): CrlUnfit | null {
  const certificate = path[depth];
  if (certificate === undefined || !isSameName(certificate.issuer, crl.issuer)) return 'otherIssuer';
  if (crl.baseNumber !== null) return 'delta';
  const scope = crl.issuingDistributionPoint;
  if (scope !== null) {
    const kinds = [scope.onlyContainsUserCerts, scope.onlyContainsCACerts, scope.onlyContainsAttributeCerts];
    if (kinds.filter(Boolean).length > 1) return 'contradictoryScope';
    if (scope.indirect) return 'indirect';
    if (scope.onlySomeReasons !== null) return 'someReasons';
  }
  return signerOf(path, depth, crl) === null ? 'otherKey' : null;
}

/** OpenSSL takes the last certificate of a path for its own issuer. */
const issuerOf = (path: readonly Certificate[], depth: number): Certificate | undefined =>
  path[Math.min(depth + 1, path.length - 1)];

/** Who may have signed the CRL: the certificate's issuer, or another above it of the CRL issuer's name. */
function signerOf(path: readonly Certificate[], depth: number, crl: Crl): Certificate | null {
  const issuer = issuerOf(path, depth);
  if (issuer !== undefined && fitsAuthority(issuer, crl.authorityKeyIdentifier)) return issuer;
  const above = path
    .slice(depth + 2)
    .find((other) => isSameName(other.subject, crl.issuer) && fitsAuthority(other, crl.authorityKeyIdentifier));
  return above ?? null;
}

/** What is wrong with the CRL that was taken, and what it says of the certificate. */
function fitProblems({ crl, signer, ...fit }: Fit, certificate: Certificate, depth: number, at: UnixMs): CrlProblem[] {
  const about = { depth, subject: certificate.subject.rfc4514, crl: factsOf(crl) };
  const signerName = signer.subject.rfc4514;
  const problems: CrlProblem[] = [];
  if (!allowsUsage(signer, ['cRLSign'])) problems.push({ kind: 'cannotSignCrls', ...about, signer: signerName });
  if (!fit.isInScope) problems.push({ kind: 'crlScope', ...about });
  problems.push(...timeProblems(crl, at).map((problem) => ({ ...problem, ...about })));
  if (!isCrlSignedBy(crl, signer)) return [...problems, { kind: 'crlSignature', ...about, signer: signerName }];
  const unhandled = unhandledExtensionOf(crl);
  if (unhandled !== null) problems.push({ kind: 'crlExtension', ...about, oid: unhandled });
  const entry = fit.isInScope ? entryOf(certificate, crl) : null;
  if (entry !== null && entry.reason !== 'removeFromCRL')
    problems.push({ kind: 'revoked', ...about, revokedAt: entry.revokedAt, reason: entry.reason });
  return problems;
}

function timeProblems({ thisUpdate, nextUpdate }: Crl, at: UnixMs): TimeProblem[] {
  const now = wholeSecond(at);
  const problems: TimeProblem[] = [];
  if (thisUpdate === null) problems.push({ kind: 'crlTimeMalformed', field: 'thisUpdate' });
  else if (thisUpdate > now) problems.push({ kind: 'crlNotYetValid', thisUpdate });
  if (nextUpdate === null) problems.push({ kind: 'crlTimeMalformed', field: 'nextUpdate' });
  else if (nextUpdate !== 'absent' && nextUpdate <= now) problems.push({ kind: 'crlExpired', nextUpdate });
  return problems;
}

type TimeProblem =
  | { readonly kind: 'crlTimeMalformed'; readonly field: 'thisUpdate' | 'nextUpdate' }
  | { readonly kind: 'crlNotYetValid'; readonly thisUpdate: UnixMs }
  | { readonly kind: 'crlExpired'; readonly nextUpdate: UnixMs };

/** OID of a critical extension that OpenSSL does not know in a CRL, or in an entry of it. */
function unhandledExtensionOf({ extensions, entries }: Crl): string | null {
  const unhandled = extensions.find(({ oid, critical }) => critical && !handledExtensions.has(oid));
  return unhandled?.oid ?? entries.unhandledCritical;
}

/** The entry of a certificate: by its serial number, and its issuer where entries name one. */
function entryOf({ serial, issuer }: Certificate, crl: Crl): CrlEntry | null {
  const entry = crl.entries
    .find(new Set([serial]))
    .find(({ certificateIssuers }) =>
      certificateIssuers === null
        ? isSameName(issuer, crl.issuer)
        : certificateIssuers.some((name) => sameName(name, issuer.der)),
    );
  return entry ?? null;
}

const factsOf = ({ issuer, number, thisUpdate, nextUpdate }: Crl): CrlFacts => ({
  issuer: issuer.rfc4514,
  number,
  thisUpdate,
  nextUpdate,
});

const handledExtensions: ReadonlySet<string> = new Set([
  ids.issuingDistributionPoint,
  ids.authorityKeyIdentifier,
  ids.deltaCRLIndicator,
]);
