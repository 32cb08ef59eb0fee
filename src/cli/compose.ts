/** Everything wired once: the machine's ports, the diagnoses, the words of a language, and what the report needs of others. */
import { diagnoses } from '../../diagnostics/index.ts';
import { englishWords, wordsFrom } from '../diagnose/run.ts';
import type { Language, Words } from '../diagnose/define.ts';
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

export { diagnoses };

/** The words of a language; those that are not English are loaded when they are asked for. */
export async function wordingFor(language: Language): Promise<Wording> {
  if (language === 'en') return { diagnosis: englishWords(diagnoses), report: en };
  const [{ zhWords }, { zh }] = await Promise.all([
    import('../../diagnostics/zh/index.ts'),
    import('../report/words/zh.ts'),
  ]);
  return { diagnosis: wordsFrom(zhWords), report: zh };
}

/** What the report cannot do itself. */
export const reportTools: ReportTools = {
  sha256: sha256Fingerprint,
  distinguishedName: (der) => {
    const name = decodeDer('DistinguishedName', der, (r) => readName(r, 'name'));
    return name.ok ? name.value.rfc4514 : null;
  },
};
