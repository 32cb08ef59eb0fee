/** Everything wired once: the machine's ports, the diagnoses, the words of a language, and what the report needs of others. */
import { diagnoses as withWords } from '../../diagnostics/index.ts';
import { wordsFrom } from '../diagnose/words-by-id.ts';
import type { Language, Rule, Words } from '../diagnose/define.ts';
import { nodePorts } from '../net/node/index.ts';
import type { Ports } from '../net/ports.ts';
import type { ReportTools } from '../report/report.ts';
import { en } from '../report/words/en.ts';
import type { ReportWords } from '../report/words/words.ts';
import { decodeDer } from '../x509/pki/der.ts';
import { sha256Fingerprint } from '../x509/pki/fingerprint.ts';
import { readName } from '../x509/pki/name.ts';

/** The words of the diagnoses and of the report in one language. */
export interface Wording {
  readonly diagnosis: (id: string) => Words;
  readonly report: ReportWords;
}

/** The machine as `probe` sees it. */
export const ports = (): Ports => nodePorts();

/** Every diagnosis, to judge by. The build leaves their words out here: {@link wordingFor} loads them. */
export const diagnoses: readonly Rule[] = withWords;

/** The words of a language. Those of the diagnoses are loaded, and all that is not English. */
export async function wordingFor(language: Language): Promise<Wording> {
  const report = await reportWordsFor(language);
  if (language === 'en') return { diagnosis: (await import('./english-words.ts')).englishWordsOfAll, report };
  return { diagnosis: wordsFrom((await import('../../diagnostics/zh/index.ts')).zhWords), report };
}

/** The words of a report alone: enough for one that finds nothing. */
export async function reportWordsFor(language: Language): Promise<ReportWords> {
  return language === 'en' ? en : (await import('../report/words/zh.ts')).zh;
}

/** What the report cannot do itself. */
export const reportTools: ReportTools = {
  sha256: sha256Fingerprint,
  distinguishedName: (der) => {
    const name = decodeDer('DistinguishedName', der, (r) => readName(r, 'name'));
    return name.ok ? name.value.rfc4514 : null;
  },
};
