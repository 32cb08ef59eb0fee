/** One diagnosis as JSON: what its page says, for programs. */
import type { ClientError, Family, Language, RemedyText, Severity, Words } from '../diagnose/define.ts';
import { reference } from '../diagnose/sources.ts';
import { decidingCommand } from './deciding-command.ts';
import type { GeneralTexts } from './general-remedies.ts';
import type { PageSource } from './pages/page.ts';

/** `explain <id> --json`. */
export interface DiagnosisDescription extends GeneralTexts {
  readonly schema: 'whytls.diagnosis/1';
  readonly language: Language;
  readonly id: string;
  readonly family: Family;
  readonly severity: Severity;
  readonly title: string;
  readonly explanation: string;
  readonly howToCheck: string;
  readonly remedies: readonly RemedyText[];
  /** The command that decides whether it is this, and whether it is mended. */
  readonly check: string;
  readonly clientErrors: readonly ClientError[];
  readonly sources: readonly string[];
}

/** What the page of a diagnosis says. */
export const describeDiagnosis = (
  { id, family, severity, clientErrors, sources }: PageSource,
  { title, explanation, howToCheck }: Words,
  { remedies, shortcuts }: GeneralTexts,
  language: Language,
): DiagnosisDescription => ({
  schema: 'whytls.diagnosis/1',
  language,
  id,
  family,
  severity,
  title,
  explanation,
  howToCheck,
  remedies,
  shortcuts,
  check: decidingCommand(id, 'HOST:PORT'),
  clientErrors,
  sources: sources.map(reference),
});
