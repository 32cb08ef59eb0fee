/**
 * `verify --batch`: a chain a line in, an answer a line out, in the same order. One line is held at a time, and the next is read
 * when the answer to the last was written: whoever writes faster than we judge, or reads slower than we answer, is waited for.
 */
import { renderJsonLine } from '../../report/json.ts';
import type { Wording } from '../compose.ts';
import { exitCodes } from '../exit-code.ts';
import { interruptionOf } from '../terminal/interruption.ts';
import type { Io } from '../terminal/io.ts';
import { usageLine } from '../usage/usage-problem.ts';
import type { UsageProblem } from '../usage/usage-problem.ts';
import { answerLine } from './answer-line.ts';
import { unreadWords } from './batch-words.ts';
import { collectGarbage } from './collect-garbage.ts';
import { LineReader } from '../input/lines.ts';
import { StoreShelf } from './store-shelf.ts';
import type { VerifySettings } from './settings.ts';

/**
 * Judges line by line. `path`: `-` is standard input. The exit code is that of the worst: 2 where a line could not be read,
 * since such a line was not judged, and else 1 where a chain has a finding.
 */
export async function runBatch(path: string, settings: VerifySettings, wording: Wording, io: Io): Promise<number> {
  const stream = io.input(path === '-' ? null : path);
  const reader = new LineReader(stream);
  const stores = new StoreShelf(io);
  const interruption = interruptionOf(io);
  const unread = { count: 0, first: 0, why: '' };
  let lines = 0;
  let exitCode: number = exitCodes.ok;
  const refuse = (problem: UsageProblem): number => {
    io.err.write(`${usageLine(problem, wording.report.language)}\n`);
    return exitCodes.usage;
  };
  try {
    for (;;) {
      const line = await interruption.or(reader.next());
      if (line === 'interrupted') return exitCodes.interrupted;
      if (line.kind === 'unreadable') return refuse({ kind: 'unreadable', option: '--batch', path, code: line.code });
      if (line.kind === 'end') break;
      lines++;
      const answer = await answerLine(line, settings, stores, wording);
      if (answer.line.error !== null && unread.count++ === 0) {
        unread.first = line.number;
        unread.why = answer.line.error.text;
      }
      if (answer.fails) exitCode = exitCodes.found;
      // Where nobody reads the answers any more, there is no use in going on.
      if (!io.out.write(renderJsonLine(answer.line))) break;
      if (line.kind === 'tooLong' || line.text.length > longLine) collectGarbage();
    }
  } finally {
    stream.close();
    interruption.stop();
  }
  if (unread.count === 0) return exitCode;
  const message = unreadWords(unread.count, lines, unread.first, unread.why, wording.report.language);
  return refuse({ kind: 'other', message });
}

/** From here on a line leaves so much behind that it is cleared away at once. */
const longLine = 512 * 1024;
