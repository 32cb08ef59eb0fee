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
  /** All occurrences in order of place, of the longer literal first; of one literal at most {@link mostOfOne}: the first and the last. */
  readonly find: (text: Folded) => readonly Occurrence[];
  /** The most comparisons that one letter of a text can cause. */
  readonly worst: number;
}

/** Of one literal, this many occurrences are kept, half from the beginning and half from the end. */
export const mostOfOne = 16;

interface Needle {
  /** Its place among the literals. */
  readonly number: number;
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
  let all: Index | null = null;
  let asked = 0;
  return {
    find: (text) => {
      asked += 1;
      // To enter them all takes as long as reading a hundred texts: who comes with one short text is spared it.
      const isSpared = all === null && asked <= fewTexts && text.length <= shortText;
      return occurrences(isSpared ? indexOf(needles.filter(mayBeIn(text))) : (all ??= indexOf(needles)), text);
    },
    get worst() {
      return Math.max(0, ...[...(all ??= indexOf(needles)).buckets.values()].map((bucket) => bucket.length));
    },
  };
}

interface Index {
  readonly buckets: ReadonlyMap<number, readonly Entry[]>;
  /** Which hashes occur at all. */
  readonly present: Uint8Array;
}

/** A literal under the four letters that begin at `offset`. */
interface Entry {
  readonly needle: Needle;
  readonly offset: number;
}

function indexOf(needles: readonly Needle[]): Index {
  const common = new Map<number, number>();
  for (const { codes } of needles)
    for (let i = 0; i + 4 <= codes.length; i++) {
      const key = gram(codes, i);
      common.set(key, (common.get(key) ?? 0) + 1);
    }
  const buckets = new Map<number, Entry[]>();
  const present = new Uint8Array(size);
  for (const needle of needles) {
    const { codes } = needle;
    let best = 0;
    for (let i = 1; i + 4 <= codes.length; i++)
      if ((common.get(gram(codes, i)) ?? 0) < (common.get(gram(codes, best)) ?? 0)) best = i;
    const key = gram(codes, best);
    const bucket = buckets.get(key) ?? [];
    bucket.push({ needle, offset: best });
    buckets.set(key, bucket);
    present[key & (size - 1)] = 1;
  }
  return { buckets, present };
}

/** Whether a literal's first four letters stand in a text, as far as their hash tells. */
function mayBeIn({ codes, length }: Folded): (needle: Needle) => boolean {
  const present = new Uint8Array(size);
  for (let i = 0; i + 4 <= length; i++) present[gram(codes, i) & (size - 1)] = 1;
  return (needle) => present[gram(needle.codes, 0) & (size - 1)] === 1;
}

function occurrences({ buckets, present }: Index, text: Folded): readonly Occurrence[] {
  const early: Occurrence[] = [];
  const late = new Map<number, Occurrence[]>();
  const counts = new Map<number, number>();
  const { codes, length } = text;
  for (let i = 0; i + 4 <= length; i++) {
    const key = gram(codes, i);
    if (present[key & (size - 1)] === 0) continue;
    for (const { needle, offset } of buckets.get(key) ?? []) {
      const start = i - offset;
      if (!standsAt(text, needle, start)) continue;
      const { number } = needle;
      const count = (counts.get(number) ?? 0) + 1;
      counts.set(number, count);
      const one = { needle: number, start, end: start + needle.codes.length };
      if (count <= mostOfOne / 2) early.push(one);
      else {
        const ring = late.get(number) ?? [];
        ring[(count - 1) % (mostOfOne / 2)] = one;
        late.set(number, ring);
      }
    }
  }
  return [...early, ...[...late.values()].flat()].toSorted(
    (a, b) => a.start - b.start || b.end - a.end || a.needle - b.needle,
  );
}

function readNeedle(literal: string, number: number): Needle {
  const { codes, length } = fold(literal);
  if (length < 4) throw new RangeError(`a literal of fewer than four letters: ${literal}`);
  return {
    number,
    codes: codes.slice(0, length),
    opensWord: !literal.startsWith('~'),
    endsWord: !literal.endsWith('~'),
  };
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

/** What counts as one text at a time. */
const fewTexts = 3;

/** Letters of a text in which few of the literals can be. */
const shortText = 8192;
