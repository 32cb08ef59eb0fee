/** What `explain` shows without a text: the list of diagnoses, and the page of one. */
import type { Language } from '../../diagnose/define.ts';
import { whereabouts } from '../../diagnose/remedies/general-remedy.ts';
import { describeDiagnosis } from '../../report/describe-diagnosis.ts';
import { generalTexts } from '../../report/general-remedies.ts';
import { renderJson } from '../../report/json.ts';
import { diagnosisPage } from '../../report/pages/page.ts';
import { renderDiagnosisList } from '../../report/text/diagnosis-list.ts';
import type { TextStyle } from '../../report/text/style.ts';
import type { OutputSettings } from '../render.ts';
import { reportTools, reportWordsFor } from '../compose.ts';
import { closest } from '../usage/closest.ts';
import { version } from '../version.ts';
import { generalRemediesOf, knownDiagnoses, knownWords } from './known.ts';

/** All diagnoses: for people by family, or as JSON in order. */
export async function listText(
  format: OutputSettings['format'],
  language: Language,
  style: TextStyle,
): Promise<string> {
  const wordsOf = await knownWords(language);
  const entries = knownDiagnoses.map(({ id, family, severity }) => ({
    id,
    family,
    severity,
    title: wordsOf(id).title,
  }));
  if (format === 'json') return renderJson({ schema: 'whytls.diagnoses/1', diagnoses: entries });
  if (format === 'markdown') {
    const { diagnosisListMarkdown } = await import('../../report/markdown/diagnosis-list.ts');
    return diagnosisListMarkdown(entries, language);
  }
  if (format === 'html') {
    const { diagnosisListHtml } = await import('../../report/html/diagnosis.ts');
    return diagnosisListHtml(entries, await shownIn(language));
  }
  return renderDiagnosisList(entries, language, style);
}

/** The page of the diagnosis that a word names; null: it names none. */
export async function pageText(
  word: string,
  format: OutputSettings['format'],
  language: Language,
): Promise<string | null> {
  const diagnosis = knownDiagnoses.find(({ id }) => id === asId(word));
  if (diagnosis === undefined) return null;
  const words = (await knownWords(language))(diagnosis.id);
  const general = generalTexts(generalRemediesOf(diagnosis.id), whereabouts(null, null), language, null);
  if (format === 'json') return renderJson(describeDiagnosis(diagnosis, words, general, language));
  if (format === 'html') {
    const { diagnosisHtml } = await import('../../report/html/diagnosis.ts');
    return diagnosisHtml(diagnosis, words, general, await shownIn(language));
  }
  return diagnosisPage(diagnosis, words, general, language);
}

const shownIn = async (language: Language) => ({
  words: await reportWordsFor(language),
  version,
  sha256: reportTools.sha256,
});

/** Whether a text has the form of an id: small words with hyphens, nothing else. */
export const looksLikeId = (text: string): boolean => /^[a-z0-9]+(?:-[a-z0-9]+){1,6}$/.test(asId(text));

/** The id that somebody most likely meant; null: none is near. */
export const closestId = (word: string): string | null =>
  closest(
    asId(word),
    knownDiagnoses.map(({ id }) => id),
  );

/** `CERT_EXPIRED` is `cert-expired`. */
const asId = (word: string): string => word.trim().toLowerCase().replaceAll('_', '-');
