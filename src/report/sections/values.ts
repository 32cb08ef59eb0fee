/** Times, durations and problems as every section of a report has them. */
import { isoTime } from '../../base/time.ts';
import type { Milliseconds, UnixMs } from '../../base/time.ts';
import type { IoProblem, ReportWords } from '../words/words.ts';

/** A time; null: it is not known. */
export const timeOrNull = (at: UnixMs | null | undefined): string | null =>
  at === null || at === undefined ? null : isoTime(at);

/** Milliseconds to the microsecond: what is behind that is noise. */
export const rounded = (ms: Milliseconds): Milliseconds => Math.round(ms * 1000) / 1000;

/** A problem of the network, with its words. */
export const ioProblem = (problem: IoProblem, words: ReportWords) => ({ kind: problem.kind, text: words.io(problem) });
