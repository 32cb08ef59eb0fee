/** The list of all diagnoses for people: by family, one a line. */
import type { Diagnosis, Language } from '../../diagnose/define.ts';
import { pageWords } from '../words/page-words.ts';
import { padded, width } from './layout.ts';
import { Sheet } from './sheet.ts';
import type { TextStyle } from './style.ts';

/** What the list tells of a diagnosis. */
export type ListedDiagnosis = Pick<Diagnosis, 'id' | 'family' | 'severity'> & { readonly title: string };

/** The whole text, ending in a line feed. What is no error says so. */
export function renderDiagnosisList(entries: readonly ListedDiagnosis[], language: Language, style: TextStyle): string {
  const { families, severities, colon, listed } = pageWords[language];
  const sheet = new Sheet(style);
  const column = Math.max(...entries.map(({ id }) => width(id)));
  for (const family of new Set(entries.map((entry) => entry.family))) {
    sheet.heading(families[family]);
    sheet.rows(
      entries
        .filter((entry) => entry.family === family)
        .map(({ id, severity, title }) => ({
          label: padded(id, column),
          value: severity === 'error' ? title : severities[severity] + colon + title,
        })),
      4,
      column + 4,
    );
  }
  sheet.blank();
  sheet.paragraph(listed(entries.length), 2, { paint: sheet.paint.dim });
  return sheet.finish();
}
