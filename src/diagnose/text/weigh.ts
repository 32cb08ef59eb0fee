/** Weighs what was found in a text, and ranks the diagnoses that it speaks for. */
import type { Stretch } from './innermost.ts';

/** One rule that fits at one place. */
export interface Hit {
  /** Ranked diagnosis ids. */
  readonly means: readonly string[];
  /** 0 to 1. */
  readonly weight: number;
  /** Where it stands, in folded letters. */
  readonly start: number;
  readonly end: number;
  /** The same, in characters. */
  readonly at: Stretch;
  /** What a diagnosis claims by itself: its weight is small, and no rule takes it away. */
  readonly isClaim?: true;
}

/** A diagnosis that the text speaks for. */
export interface Candidate {
  readonly id: string;
  /** How sure, 0 to 1; what stands beside it is counted in. */
  readonly confidence: number;
  /** Where the telling literal stands in the text, in characters. */
  readonly at: Stretch;
}

/** Best first, eight at most. What stands in the innermost exception counts a little more than what is around it. */
export function weigh(hits: readonly Hit[], innermost: Stretch): readonly Candidate[] {
  const best = new Map<string, { score: number; second: number; at: Stretch }>();
  const strongest = Math.max(0, ...hits.map(({ weight }) => weight));
  for (const { means, weight, at, isClaim } of hits) {
    const place = at.start >= innermost.start && at.start < innermost.end ? 1 : 0.92;
    // Where the fault itself is named, what only says that there is one adds little.
    const dim = isClaim !== true && weight < strongest ? (strongest - weight > 0.12 ? 0.2 : 0.5) : 1;
    for (const [rank, id] of means.entries()) {
      const score = weight * dim * place * (shares[rank] ?? 0.1);
      const known = best.get(id);
      if (known === undefined) best.set(id, { score, second: 0, at });
      else if (score > known.score) best.set(id, { score, second: known.score, at });
      else if (score < known.score) known.second = Math.max(known.second, score);
    }
  }
  const scored = [...best]
    .map(([id, { score, second, at }]) => ({ id, score: score + second / 10, at }))
    .toSorted((a, b) => b.score - a.score || a.at.start - b.at.start);
  const top = scored[0]?.score ?? 0;
  const shown = scored.filter(({ score }) => score >= top * 0.1).slice(0, 8);
  const sum = shown.reduce((total, { score }) => total + score, 0);
  const certainty = Math.min(0.97, top);
  return shown.map(({ id, score, at }) => ({ id, confidence: Math.round((certainty * score * 100) / sum) / 100, at }));
}

/** Of a rule's diagnoses, how much each gets. */
const shares: readonly number[] = [1, 0.6, 0.4, 0.3, 0.2, 0.15, 0.12, 0.1];
