/**
 * What the diagnoses themselves say that clients print, as candidates beside those of the rules: a new diagnosis is known to
 * `explain` by its `clientErrors` alone, before anybody writes a rule for it.
 */
import type { ClientError } from '../define.ts';

/** A text that a diagnosis claims. */
export interface Claim {
  readonly id: string;
  /** The longest part of the text without placeholders. */
  readonly literal: string;
  /** What the claim counts for, beside the grades of rules. */
  readonly weight: number;
}

/** The claims of all diagnoses; texts too short to say anything are left out. */
export function claimsOf(
  diagnoses: readonly { readonly id: string; readonly clientErrors: readonly ClientError[] }[],
): readonly Claim[] {
  const claims = diagnoses.flatMap(({ id, clientErrors }) =>
    [...new Set(clientErrors.map(({ text }) => literalOf(text)))]
      .filter((literal) => lettersOf(literal) >= 11)
      .map((literal) => ({ id, literal })),
  );
  const claimants = new Map<string, number>();
  for (const { literal } of claims) claimants.set(literal, (claimants.get(literal) ?? 0) + 1);
  return claims.map(({ id, literal }) => ({
    id,
    literal,
    weight: claimants.get(literal) === 1 && lettersOf(literal) >= 16 ? 0.5 : 0.15,
  }));
}

/** Without placeholders (`<h>`, `<n>`), and without what differs from build to build. */
function literalOf(text: string): string {
  const parts = text.replaceAll(/\(?_ssl\.c:\d+\)?/g, '<n>').split(/<[a-zA-Z]{1,9}>|…/);
  return parts.reduce((best, part) => (lettersOf(part) > lettersOf(best) ? part : best), '').trim();
}

const lettersOf = (text: string): number => text.replaceAll(/[^\p{L}\p{N}]/gu, '').length;
