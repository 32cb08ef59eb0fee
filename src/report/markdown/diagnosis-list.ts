/** The list of all diagnoses as Markdown: a table for each family. */
import type { Language } from '../../diagnose/define.ts';
import type { ListedDiagnosis } from '../text/diagnosis-list.ts';
import { pageWords } from '../words/page-words.ts';
import { code, prose } from './inline.ts';
import { blocks, table } from './parts.ts';

/** The whole list, ending in a line feed. */
export function diagnosisListMarkdown(entries: readonly ListedDiagnosis[], language: Language): string {
  const { families, severities, listed } = pageWords[language];
  const parts = [...new Set(entries.map(({ family }) => family))].flatMap((family) => [
    `## ${families[family]}`,
    table(
      ['id', '', ''],
      entries
        .filter((entry) => entry.family === family)
        .map(({ id, severity, title }) => [code(id, 'cell'), severities[severity], prose(title, 'cell')]),
    ),
  ]);
  return `${blocks([...parts, prose(listed(entries.length))])}\n`;
}
