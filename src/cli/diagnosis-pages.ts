/** The pages of `docs/diagnostics`, as they should be. */
import { deploymentDiagnoses } from '../../diagnostics/deployment-index.ts';
import { diagnoses } from '../../diagnostics/index.ts';
import { zhWords } from '../../diagnostics/zh/index.ts';
import type { Words } from '../diagnose/define.ts';
import { englishWords, wordsFrom } from '../diagnose/run.ts';
import { diagnosisPage } from '../report/page.ts';
import { pageIndex } from '../report/page-index.ts';

const all = [...diagnoses, ...deploymentDiagnoses];

/** Text by path from that folder: a page for each diagnosis and an index, in English there and in Chinese in `zh`. */
export function diagnosisPages(): ReadonlyMap<string, string> {
  const pages = new Map<string, string>();
  const texts = { en: englishWords(all), zh: wordsFrom(zhWords) } satisfies Record<string, (id: string) => Words>;
  for (const language of ['en', 'zh'] as const) {
    const folder = language === 'en' ? '' : `${language}/`;
    const wordsOf = texts[language];
    for (const diagnosis of all)
      pages.set(`${folder}${diagnosis.id}.md`, diagnosisPage(diagnosis, wordsOf(diagnosis.id), language));
    const entries = all.map(({ id, family, clientErrors }) => ({ id, family, clientErrors, title: wordsOf(id).title }));
    pages.set(`${folder}index.md`, pageIndex(entries, language));
  }
  return pages;
}
