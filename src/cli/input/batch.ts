/**
 * A batch: a question a line in, an answer a line out, in the same order. One line is held at a time, and the next is read when
 * the answer to the last was written: whoever writes faster than we answer, or reads slower, is waited for.
 */
import type { Language } from '../../diagnose/define.ts';
import { renderJsonLine } from '../../report/json.ts';
import { exitCodes } from '../exit-code.ts';
import { interruptionOf } from '../terminal/interruption.ts';
import type { Io } from '../terminal/io.ts';
import { refuser } from '../usage/refuse.ts';
import { collectGarbage } from './collect-garbage.ts';
import { LineReader } from './lines.ts';
import type { Line } from './lines.ts';

/** A line that asks something, or is too long to do so. */
export type Question = Extract<Line, { readonly number: number }>;

/** The lines that could not be read. */
export interface Unread {
  readonly count: number;
  /** Of how many. */
  readonly lines: number;
  /** Number and problem of the first. */
  readonly first: number;
  readonly why: string;
}

/** Where the questions come from, and who answers them. */
export interface Batch {
  /** `-`: standard input. */
  readonly path: string;
  /** One line of JSON; `error`: why the question could not be read. */
  readonly answer: (question: Question) => Promise<{ readonly error: { readonly text: string } | null }>;
  /** What is said of them in the end. */
  readonly unreadWords: (unread: Unread) => string;
}

/** Answers line by line. Exit code 2 where a line could not be read, since such a line was not answered. */
export async function runLines({ path, answer, unreadWords }: Batch, language: Language, io: Io): Promise<number> {
  const refuse = refuser(language, io);
  const stream = io.input(path === '-' ? null : path);
  const reader = new LineReader(stream);
  const interruption = interruptionOf(io);
  let [lines, count] = [0, 0];
  let first: Pick<Unread, 'first' | 'why'> | null = null;
  try {
    for (;;) {
      const line = await interruption.or(reader.next());
      if (line === 'interrupted') return exitCodes.interrupted;
      if (line.kind === 'unreadable') return refuse({ kind: 'unreadable', option: '--batch', path, code: line.code });
      if (line.kind === 'end') break;
      lines++;
      const answered = await answer(line);
      if (answered.error !== null) {
        count++;
        first ??= { first: line.number, why: answered.error.text };
      }
      // Where nobody reads the answers any more, there is no use in going on.
      if (!io.out.write(renderJsonLine(answered))) break;
      if (line.kind === 'tooLong' || line.text.length > longLine) collectGarbage();
    }
  } finally {
    stream.close();
    interruption.stop();
  }
  if (first === null) return exitCodes.ok;
  return refuse({ kind: 'other', message: unreadWords({ count, lines, ...first }) });
}

/** From here on a line leaves so much behind that it is cleared away at once. */
const longLine = 512 * 1024;
