/**
 * Finds many literals in one pass. Each is entered under four of its letters, those that it shares with the fewest others; a
 * rolling hash of the last four letters says where to compare. The work at one place is bounded by the largest bucket, so the
 * whole is linear in the text, whatever the text.
 */
import { fold, isGap } from './fold.ts';
import type { Folded } from './fold.ts';

/** A literal in a text: which, and the folded letters that it covers. */
export interface Occurrence {
  readonly needle: number;
  readonly start: number;
  readonly end: number;
}

export interface Finder {
  /** All occurrences in order of place; of one literal at most {@link mostOfOne}: the first ones and the last ones. */
  readonly find: (text: Folded) => readonly Occurrence[];
  /** The most comparisons that one letter of a text can cause. */
  readonly worst: number;
}

/** Of one literal, this many occurrences are kept, half from the beginning and half from the end. */
export const mostOfOne = 16;

interface Needle {
  readonly codes: Uint16Array;
  readonly opensWord: boolean;
  readonly endsWord: boolean;
}

/**
 * Literals as they are written in the tables: folded like the text; a `~` at either end allows a word to go on there. Each must
 * have four letters or digits at least.
 */
export function finder(literals: readonly string[]): Finder {
  const needles = literals.map(readNeedle);
  const common = new Map<number, number>();
  for (const { codes } of needles)
    for (let i = 0; i + 4 <= codes.length; i++) {
      const key = gram(codes, i);
      common.set(key, (common.get(key) ?? 0) + 1);
    }
  const buckets = new Map<number, { readonly needle: number; readonly offset: number }[]>();
  const present = new Uint8Array(size);
  for (const [needle, { codes }] of needles.entries()) {
    let best = 0;
    for (let i = 1; i + 4 <= codes.length; i++)
      if ((common.get(gram(codes, i)) ?? 0) < (common.get(gram(codes, best)) ?? 0)) best = i;
    const key = gram(codes, best);
    const bucket = buckets.get(key) ?? [];
    bucket.push({ needle, offset: best });
    buckets.set(key, bucket);
    present[key & (size - 1)] = 1;
  }

  const find = (text: Folded): readonly Occurrence[] => {
    const early: Occurrence[] = [];
    const late = new Map<number, Occurrence[]>();
    const counts = new Map<number, number>();
    const { codes, length } = text;
    for (let i = 0; i + 4 <= length; i++) {
      const key = gram(codes, i);
      if (present[key & (size - 1)] === 0) continue;
      for (const { needle, offset } of buckets.get(key) ?? []) {
        const start = i - offset;
        const known = needles[needle];
        if (known === undefined || !standsAt(text, known, start)) continue;
        const count = (counts.get(needle) ?? 0) + 1;
        counts.set(needle, count);
        const one = { needle, start, end: start + known.codes.length };
        if (count <= mostOfOne / 2) early.push(one);
        else {
          const ring = late.get(needle) ?? [];
          ring[(count - 1) % (mostOfOne / 2)] = one;
          late.set(needle, ring);
        }
      }
    }
    return [...early, ...[...late.values()].flat()].toSorted((a, b) => a.start - b.start || b.end - a.end);
  };
  return { find, worst: Math.max(0, ...[...buckets.values()].map((bucket) => bucket.length)) };
}

function readNeedle(literal: string): Needle {
  const { codes, length } = fold(literal);
  if (length < 4) throw new RangeError(`a literal of fewer than four letters: ${literal}`);
  return { codes: codes.slice(0, length), opensWord: !literal.startsWith('~'), endsWord: !literal.endsWith('~') };
}

function standsAt(text: Folded, { codes, opensWord, endsWord }: Needle, start: number): boolean {
  const end = start + codes.length;
  if (start < 0 || end > text.length) return false;
  for (let i = 0; i < codes.length; i++) if (text.codes[start + i] !== codes[i]) return false;
  return (!opensWord || isWordEdge(text, start)) && (!endsWord || isWordEdge(text, end));
}

/** Scripts beyond ASCII do not part words by what falls away. */
const isWordEdge = (text: Folded, at: number): boolean =>
  isGap(text, at) || (text.codes[at] ?? 0) > 127 || (text.codes[at - 1] ?? 0) > 127;

/** Four letters as one number. Letters beyond ASCII share numbers with others; the comparison tells them apart. */
const gram = (codes: Uint16Array, at: number): number =>
  (Math.imul(codes[at] ?? 0, 0x9e3779b1) ^
    Math.imul(codes[at + 1] ?? 0, 0x85ebca6b) ^
    Math.imul(codes[at + 2] ?? 0, 0xc2b2ae35) ^
    Math.imul(codes[at + 3] ?? 0, 0x27d4eb2f)) >>>
  7;

/** Slots of the table that says whether a hash occurs at all; a power of two. */
const size = 1 << 16;
