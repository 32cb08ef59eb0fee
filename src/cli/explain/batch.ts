/** `explain --batch`: a text a line, explained. */
import type { Language } from '../../diagnose/define.ts';
import { explained } from '../../report/explanation.ts';
import type { Explanation } from '../../report/explanation.ts';
import { runLines } from '../input/batch.ts';
import type { Question } from '../input/batch.ts';
import { longestLine } from '../input/lines.ts';
import type { Io } from '../terminal/io.ts';
import { readText } from './reader.ts';

/** Explains line by line. `path`: `-` is standard input. Exit code 2 where a line could not be read: it was not explained. */
export async function runExplainBatch(
  path: string,
  titleOf: (id: string) => string | null,
  language: Language,
  io: Io,
): Promise<number> {
  return runLines(
    {
      path,
      answer: (line) => Promise.resolve(answerTo(line, titleOf, language)),
      unreadWords: ({ count, first, why }) => words[language].unread(count, first, why),
    },
    language,
    io,
  );
}

function answerTo(line: Question, titleOf: (id: string) => string | null, language: Language): Explanation {
  const frame = { schema: 'whytls.explanation/1', language } as const;
  const refuse = (id: Explanation['id'], kind: keyof (typeof words)['en']['problems']): Explanation => ({
    ...frame,
    id,
    ...nothing,
    error: { kind, text: words[language].problems[kind], line: line.number },
  });
  if (line.kind === 'tooLong') return refuse(null, 'tooLong');
  const value = parsed(line.text);
  if (value === undefined) return refuse(null, 'notJson');
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return refuse(null, 'notAnObject');
  const fields = new Map<string, unknown>(Object.entries(value));
  const id = fields.get('id') ?? null;
  const text = fields.get('text');
  if (id !== null && typeof id !== 'string' && typeof id !== 'number') return refuse(null, 'badId');
  if (typeof text !== 'string') return refuse(id, 'noText');
  return { ...frame, id, ...explained(text, readText(text), titleOf), error: null };
}

const nothing = { diagnoses: [], unknownTls: null, side: null, printedBy: null, target: null } as const;

/** Undefined: no JSON. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const words = {
  en: {
    unread: (count: number, line: number, why: string) =>
      `${count} ${count === 1 ? 'line' : 'lines'} could not be read; the first is line ${line}: ${why}`,
    problems: {
      notJson: 'not JSON',
      notAnObject: 'not an object such as {"id": "1", "text": "…"}',
      badId: '"id" must be a text or a number',
      noText: '"text" must be a text',
      tooLong: `longer than ${longestLine / 1024 / 1024} MiB`,
    },
  },
  zh: {
    unread: (count: number, line: number, why: string) => `${count} 行无法读取；第一处在第 ${line} 行：${why}`,
    problems: {
      notJson: '不是 JSON',
      notAnObject: '不是形如 {"id": "1", "text": "…"} 的对象',
      badId: '"id" 必须是文本或数字',
      noText: '"text" 必须是文本',
      tooLong: `超过 ${longestLine / 1024 / 1024} MiB`,
    },
  },
} as const satisfies Record<Language, unknown>;
