/** The pages of `docs/diagnostics`, as they should be. */
import { deploymentDiagnoses } from '../../../diagnostics/deployment-index.ts';
import { diagnoses } from '../../../diagnostics/index.ts';
import { zhWords } from '../../../diagnostics/zh/index.ts';
import type { Words } from '../../diagnose/define.ts';
import { whereabouts } from '../../diagnose/remedies/general-remedy.ts';
import { englishWords, wordsFrom } from '../../diagnose/words-by-id.ts';
import { generalTexts } from '../../report/general-remedies.ts';
import { diagnosisPage } from '../../report/pages/page.ts';
import { pageIndex } from '../../report/pages/page-index.ts';
import { generalRemediesOf } from '../explain/known.ts';

const all = [...diagnoses, ...deploymentDiagnoses];

/** Text by path from that folder: a page for each diagnosis and an index, in English there and in Chinese in `zh`. */
export function diagnosisPages(): ReadonlyMap<string, string> {
  const pages = new Map<string, string>();
  const texts = { en: englishWords(all), zh: wordsFrom(zhWords) } satisfies Record<string, (id: string) => Words>;
  for (const language of ['en', 'zh'] as const) {
    const folder = language === 'en' ? '' : `${language}/`;
    const wordsOf = texts[language];
    for (const diagnosis of all) {
      const general = generalTexts(generalRemediesOf(diagnosis.id), whereabouts(null, null), language, null);
      pages.set(`${folder}${diagnosis.id}.md`, diagnosisPage(diagnosis, wordsOf(diagnosis.id), general, language));
    }
    const entries = all.map(({ id, family, clientErrors }) => ({ id, family, clientErrors, title: wordsOf(id).title }));
    pages.set(`${folder}index.md`, pageIndex(entries, language));
  }
  return pages;
}
