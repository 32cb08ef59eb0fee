/** What is wrong with one certificate of a chain, in a few words each. */
import type { ReportEndpoint } from './report.ts';
import type { ReportWords } from './words/words.ts';

type Certificate = ReportEndpoint['chain'][number];

/** `judgedAt`: ISO 8601. Empty: nothing. */
export function chainMarks(
  { subject, notBefore, notAfter }: Pick<Certificate, 'subject' | 'notBefore' | 'notAfter'>,
  problems: ReportEndpoint['verification']['problems'],
  judgedAt: string,
  { labels }: ReportWords,
): readonly string[] {
  const at = Date.parse(judgedAt);
  const marks = new Set<string>();
  if (Date.parse(notAfter) < at) marks.add(labels.expired);
  if (Date.parse(notBefore) > at) marks.add(labels.notYetValid);
  for (const problem of problems) if (problem.subject === subject) marks.add(problem.text);
  return [...marks];
}
