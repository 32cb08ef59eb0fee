/** `verify --batch`: a chain a line, judged. */
import type { Wording } from '../compose.ts';
import { exitCodes } from '../exit-code.ts';
import { runLines } from '../input/batch.ts';
import type { Io } from '../terminal/io.ts';
import { answerLine } from './answer-line.ts';
import { unreadWords } from './batch-words.ts';
import type { VerifySettings } from './settings.ts';
import { StoreShelf } from './store-shelf.ts';

/** Judges line by line. The exit code is that of the worst: of a line that could not be read, else of a chain with a finding. */
export async function runBatch(path: string, settings: VerifySettings, wording: Wording, io: Io): Promise<number> {
  const { language } = wording.report;
  const stores = new StoreShelf(io);
  let fails = false;
  const exitCode = await runLines(
    {
      path,
      answer: async (line) => {
        const answer = await answerLine(line, settings, stores, wording);
        fails ||= answer.fails;
        return answer.line;
      },
      unreadWords: (unread) => unreadWords(unread, language),
    },
    language,
    io,
  );
  return exitCode === exitCodes.ok && fails ? exitCodes.found : exitCode;
}
