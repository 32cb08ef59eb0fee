/** Changes to octets that a parser should fear: blind ones, ones that know what a length looks like, ones that know records. */
import { concat } from '../../src/base/octets.ts';
import { RecordDeframer } from '../../src/tls/wire/deframer.ts';
import type { Dice } from './dice.ts';

type Change = (dice: Dice, octets: Uint8Array, others: readonly Uint8Array[]) => Uint8Array;

/** One to four changes of octets. `others`: what may be spliced in. */
export function mutate(dice: Dice, octets: Uint8Array, others: readonly Uint8Array[]): Uint8Array {
  let changed = octets;
  for (let left = changesOf(dice); left > 0; left--) changed = dice.pick(changes)(dice, changed, others);
  return changed;
}

/** One to four changes of a flight: of its octets, or of its records. */
export function mutateFlight(dice: Dice, flight: Uint8Array, others: readonly Uint8Array[]): Uint8Array {
  let changed = flight;
  for (let left = changesOf(dice); left > 0; left--) {
    changed = dice.chance(0.5) ? dice.pick(changes)(dice, changed, others) : changeRecords(dice, changed, others);
  }
  return changed;
}

/** Cuts octets as TCP might: in one piece, in a few, or one by one. */
export function chunks(dice: Dice, octets: Uint8Array): readonly Uint8Array[] {
  if (octets.length === 0 || dice.chance(0.5)) return [octets];
  const largest = dice.pick([1, 7, 100, 1500]);
  const pieces: Uint8Array[] = [];
  for (let at = 0; at < octets.length;) {
    // A flood of single octets shows nothing after the first few hundred.
    const size = at > 2000 ? octets.length - at : dice.between(1, largest);
    pieces.push(octets.slice(at, at + size));
    at += size;
  }
  return pieces;
}

const changesOf = (dice: Dice): number => dice.pick([1, 1, 1, 1, 2, 2, 3, 4]);

const remarkable = [0x00, 0x01, 0x02, 0x03, 0x04, 0x7f, 0x80, 0x81, 0x82, 0x84, 0xfe, 0xff] as const;

const replaced = (octets: Uint8Array, at: number, removed: number, inserted: Uint8Array): Uint8Array =>
  concat([octets.slice(0, at), inserted, octets.slice(at + removed)]);

const changes: readonly [Change, ...Change[]] = [
  function flip(dice, octets) {
    const copy = Uint8Array.from(octets);
    const at = dice.below(copy.length);
    if (at < copy.length) copy[at] = (copy[at] ?? 0) ^ (1 << dice.below(8));
    return copy;
  },
  function set(dice, octets) {
    const copy = Uint8Array.from(octets);
    const at = dice.below(copy.length);
    if (at < copy.length) copy[at] = dice.pick(remarkable);
    return copy;
  },
  function insert(dice, octets) {
    return replaced(octets, dice.between(0, octets.length), 0, dice.octets(dice.between(1, 9)));
  },
  function remove(dice, octets) {
    return replaced(octets, dice.between(0, octets.length), dice.between(1, 16), dice.octets(0));
  },
  function duplicate(dice, octets) {
    const at = dice.between(0, octets.length);
    return replaced(octets, at, 0, octets.slice(at, at + dice.between(1, 64)));
  },
  function truncate(dice, octets) {
    return octets.slice(0, dice.between(0, octets.length));
  },
  function fill(dice, octets) {
    const copy = Uint8Array.from(octets);
    const at = dice.between(0, copy.length);
    return copy.fill(dice.pick(remarkable), at, at + dice.between(1, 32));
  },
  function splice(dice, octets, others) {
    const other = others[dice.below(others.length)] ?? octets;
    const from = dice.between(0, other.length);
    const at = dice.between(0, octets.length);
    return replaced(octets, at, dice.between(0, 64), other.slice(from, from + dice.between(1, 256)));
  },
  changeLength,
  changeLength,
  /** What a length covers becomes empty, or twice as long, with the length in step. */
  function resize(dice, octets) {
    const found = aLength(dice, octets);
    if (found === null) return octets;
    const start = found.at + found.size;
    const content = octets.slice(start, start + found.value);
    const other = dice.chance(0.5) ? content.slice(0, 0) : concat([content, content]);
    return replaced(octets, found.at, found.size + found.value, concat([bigEndian(other.length, found.size), other]));
  },
];

/** Says something else in a place that looks like a length. */
function changeLength(dice: Dice, octets: Uint8Array): Uint8Array {
  const found = aLength(dice, octets);
  if (found === null) return octets;
  const largest = 2 ** (8 * found.size) - 1;
  const { value } = found;
  const said = dice.pick([0, 1, value - 1, value + 1, value * 2, largest, largest - 1, dice.below(largest)]);
  return replaced(octets, found.at, found.size, bigEndian(Math.min(Math.max(said, 0), largest), found.size));
}

/** A place where 1 to 3 octets, read as a number, reach exactly to a plausible end. Null: none was met. */
function aLength(dice: Dice, octets: Uint8Array): { at: number; size: number; value: number } | null {
  const start = dice.below(octets.length);
  for (let step = 0; step < 200; step++) {
    const at = (start + step) % Math.max(octets.length, 1);
    const size = dice.between(1, 3);
    let value = 0;
    for (let i = 0; i < size; i++) value = value * 256 + (octets[at + i] ?? 0);
    if (value > 0 && at + size + value <= octets.length) return { at, size, value };
  }
  return null;
}

function bigEndian(value: number, size: number): Uint8Array {
  return Uint8Array.from({ length: size }, (_, i) => Math.floor(value / 256 ** (size - 1 - i)) & 0xff);
}

/** Swaps, drops, doubles, splits or relabels whole records, or puts strangers between them. */
function changeRecords(dice: Dice, flight: Uint8Array, others: readonly Uint8Array[]): Uint8Array {
  const records = recordsOf(flight);
  const at = dice.below(records.length);
  const record = records[at];
  if (record === undefined) return flight;
  const other = recordsOf(others[dice.below(others.length)] ?? flight);
  const changed = dice.pick<() => readonly Uint8Array[]>([
    () => [],
    () => [record, record],
    () => [records[at + 1] ?? record, record],
    () => [other[dice.below(other.length)] ?? record, record],
    () => [record, other[dice.below(other.length)] ?? record],
    () => [Uint8Array.of(dice.between(20, 24), 3, dice.between(0, 4), 0, 0), record],
    () => [Uint8Array.of(21, 3, 3, 0, 2, dice.between(1, 2), dice.below(128)), record],
    () => [Uint8Array.of(20, 3, 3, 0, 1, 1), record],
    () => [concat([Uint8Array.of(dice.between(19, 25)), record.slice(1)])],
    () => [concat([record.slice(0, 1), dice.octets(2), record.slice(3)])],
    () => split(record, dice.between(1, Math.max(record.length - 6, 1))),
    () => [concat([record.slice(0, 5), mutate(dice, record.slice(5), others)])].map(withItsLength),
  ])();
  return concat([new Uint8Array(0), ...records.slice(0, at), ...changed, ...records.slice(at + 1)]);
}

function recordsOf(flight: Uint8Array): Uint8Array[] {
  const deframer = new RecordDeframer();
  deframer.push(flight);
  const records: Uint8Array[] = [];
  for (let next = deframer.next(); next !== null && !('kind' in next); next = deframer.next()) {
    records.push(concat([next.header, next.fragment]));
  }
  return records;
}

function split(record: Uint8Array, at: number): readonly Uint8Array[] {
  const [head, first, rest] = [record.slice(0, 5), record.slice(5, 5 + at), record.slice(5 + at)];
  return [concat([head, first]), concat([head, rest])].map(withItsLength);
}

function withItsLength(record: Uint8Array): Uint8Array {
  return concat([record.slice(0, 3), bigEndian((record.length - 5) & 0xffff, 2), record.slice(5)]);
}
