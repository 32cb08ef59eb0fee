/** The whole engine with all diagnoses, for tests: facts in, what a user would be told out. */
import { diagnoses } from '../../diagnostics/index.ts';
import { zhWords } from '../../diagnostics/zh/index.ts';
import type { Finding, Verdict } from '../../src/diagnose/finding.ts';
import type { Judgement } from '../../src/diagnose/judgement.ts';
import { judge } from '../../src/diagnose/run.ts';
import { englishWords, wordsFrom } from '../../src/diagnose/words-by-id.ts';
import type { Facts } from '../../src/observe/facts.ts';

/** What whytls says of these endpoints. */
export const verdictOf = (facts: Facts | readonly Facts[], language: 'en' | 'zh' = 'en'): Verdict =>
  judge(
    'target' in facts ? [facts] : facts,
    diagnoses,
    language === 'en' ? englishWords(diagnoses) : wordsFrom(zhWords),
  );

/** Ids of the root causes, in report order. */
export const causesOf = (facts: Facts | readonly Facts[]): readonly string[] =>
  verdictOf(facts)
    .findings.filter(({ rootCause }) => rootCause)
    .map(({ id }) => id);

/** The finding of an id, which must be there. */
export function findingOf(id: string, facts: Facts | readonly Facts[], language: 'en' | 'zh' = 'en'): Finding {
  const { findings } = verdictOf(facts, language);
  const finding = findings.find((one) => one.id === id);
  if (finding === undefined) throw new Error(`no ${id} among ${findings.map((one) => one.id).join(', ') || 'nothing'}`);
  return finding;
}

/** What one diagnosis says, before anything is merged or left out. */
export function judgementOf(id: string, facts: Facts): Judgement<unknown> {
  const diagnosis = diagnoses.find((one) => one.id === id);
  if (diagnosis === undefined) throw new Error(`no diagnosis ${id}`);
  return diagnosis.judge(facts, []);
}

/** Every command of a finding's remedies. */
export const commandsOf = (finding: Finding): readonly string[] => finding.remedies.flatMap(({ commands }) => commands);

/** Everything that a finding says, as one text. */
export const textOf = (finding: Finding): string => JSON.stringify(finding);
