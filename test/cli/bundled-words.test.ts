/** The words of the built program: each diagnosis says of its example what the sources say, whatever the bundle left out. */
import { createRequire } from 'node:module';
import { describe, expect, it } from 'vitest';
import { diagnoses } from '../../diagnostics/index.ts';
import type { Words } from '../../src/diagnose/define.ts';

const built = createRequire(import.meta.url)('../../dist/cli/cli-english-words.cjs') as {
  readonly englishWordsOfAll: (id: string) => Words;
};

const said = (words: Words, example: unknown): unknown => [
  words.title,
  words.summary(example),
  words.evidence(example),
  words.remedies(example),
  words.explanation,
  words.howToCheck,
];

describe('the words of the built program', () => {
  it.each(diagnoses.map((diagnosis) => [diagnosis.id, diagnosis] as const))('%s', (id, { en, example }) => {
    expect(said(built.englishWordsOfAll(id), example)).toEqual(said(en, example));
  });
});
