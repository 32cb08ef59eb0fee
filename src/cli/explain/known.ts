/** Everything that `explain` can name: the diagnoses of a connection and those of certificates that belong together. */
import { generalRemedies } from '../../../diagnostics/general/index.ts';
import { deploymentDiagnoses } from '../../../diagnostics/deployment-index.ts';
import { diagnoses } from '../../../diagnostics/index.ts';
import type { Diagnosis, Language, Words } from '../../diagnose/define.ts';
import type { GeneralRemedies } from '../../diagnose/remedies/general-remedy.ts';
import { englishWords } from '../../diagnose/words-by-id.ts';
import { wordingFor } from '../compose.ts';

/** What `explain` tells of a diagnosis beside its words. */
export type KnownDiagnosis = Pick<
  Diagnosis,
  'id' | 'family' | 'severity' | 'sources' | 'clientErrors' | 'example' | 'en'
>;

/** In the order of the lists. */
export const knownDiagnoses: readonly KnownDiagnosis[] = [...diagnoses, ...deploymentDiagnoses];

/** Their words in a language. */
export async function knownWords(language: Language): Promise<(id: string) => Words> {
  return language === 'en' ? englishWords(knownDiagnoses) : (await wordingFor(language)).diagnosis;
}

/** Their titles in a language; null: no such id. */
export async function titlesIn(language: Language): Promise<(id: string) => string | null> {
  const wordsOf = await knownWords(language);
  const titles = new Map(knownDiagnoses.map(({ id }) => [id, wordsOf(id).title]));
  return (id) => titles.get(id) ?? null;
}

/** What to do about a diagnosis where nothing was measured; asking for an id that is not there is a bug of ours. */
export function generalRemediesOf(id: string): GeneralRemedies {
  const general = generalRemedies.get(id);
  if (general === undefined) throw new Error(`no general remedies for ${id}`);
  return general;
}
