/** What is wrong with one certificate of a chain, in a few words each. */
import type { ReportEndpoint } from './report.ts';
import type { ReportWords } from './words/words.ts';

type Certificate = ReportEndpoint['chain'][number];

/** What OCSP says of a chain. */
type Ocsp = Pick<ReportEndpoint['ocsp'], 'staples' | 'endpoints'>;

/** `place`: in the chain as sent; `judgedAt`: ISO 8601. Empty: nothing. */
export function chainMarks(
  { subject, notBefore, notAfter }: Pick<Certificate, 'subject' | 'notBefore' | 'notAfter'>,
  place: number,
  {
    verification: { problems },
    ocsp,
  }: { readonly verification: Pick<ReportEndpoint['verification'], 'problems'>; readonly ocsp: Ocsp },
  judgedAt: string,
  { labels }: ReportWords,
): readonly string[] {
  const at = Date.parse(judgedAt);
  const marks = new Set<string>();
  if (Date.parse(notAfter) < at) marks.add(labels.expired);
  if (Date.parse(notBefore) > at) marks.add(labels.notYetValid);
  for (const problem of problems) if (problem.subject === subject) marks.add(problem.text);
  if (isRevoked(ocsp, place)) marks.add(labels.revoked);
  return [...marks];
}

/** Whether an OCSP response that proves it calls a certificate of the chain revoked. */
export const isRevoked = ({ staples, endpoints }: Ocsp, place: number): boolean =>
  [...staples, ...endpoints].some(
    ({ certificate, status, valid }) => certificate === place && status === 'revoked' && valid === true,
  );
