/** OCSP and revocation lists, in one line each. */
import type { Report, ReportEndpoint } from '../report.ts';
import type { ReportWords } from '../words/words.ts';
import type { Row } from './sheet.ts';

/** What was seen of both at an endpoint. */
export function revocationRows(report: Report, endpoint: ReportEndpoint, words: ReportWords, verbose: boolean): Row[] {
  const rows = [...ocspRows(endpoint.ocsp, report, words, verbose), ...crlRows(endpoint.crls, words)];
  return usesOneOfTwo(report, endpoint) ? [...rows, { label: words.labels.crl, value: words.crlOrOcsp }] : rows;
}

/** What was stapled and what responders answered: in one line where there is one answer, as there mostly is. */
function ocspRows(ocsp: ReportEndpoint['ocsp'], report: Report, words: ReportWords, verbose: boolean): Row[] {
  const label = words.labels.staple;
  const judgedAt = Date.parse(report.judgedAt);
  const answers = ocsp.endpoints.map(({ problem, thisUpdate, ...answer }) =>
    words.responder({
      ...answer,
      ageMs: thisUpdate === null ? null : judgedAt - Date.parse(thisUpdate),
      problem: problem === null ? null : problem.text,
    }),
  );
  const own: string[] = [];
  if (ocsp.stapled === false) own.push(words.labels.noStaple);
  if (ocsp.stapled === true) own.push(stapleText(ocsp, words));
  if (ocsp.stapled === false && ocsp.mustStaple === true) own.push(words.mustStaple);
  const notAsked = ocsp.endpointsNotAsked === null ? null : words.responderNotAsked(ocsp.endpointsNotAsked);
  if (notAsked !== null && ocsp.stapled === false) own.push(notAsked);
  if (answers.length === 1) own.push(...answers.splice(0));
  // A finding about revocation tells it already.
  const isTold = report.findings.some(({ family }) => family === 'revocation');
  const decided = isTold && !verbose ? [] : ocspDecisions(ocsp, words, verbose);
  return [...(own.length === 0 ? [] : [own.join(words.labels.semicolon)]), ...answers, ...decided].map((value) => ({
    label,
    value,
  }));
}

/** What clients make of it: said where PyMongo departs from the specification, or when everything is wanted. */
function ocspDecisions({ verdicts }: ReportEndpoint['ocsp'], words: ReportWords, verbose: boolean): string[] {
  const of = (policy: string) => verdicts.find((one) => one.policy === policy);
  const differ = of('specification')?.accepted !== of('pymongo')?.accepted;
  return verdicts
    .filter(({ policy }) => verbose || (differ && (policy === 'specification' || policy === 'pymongo')))
    .map(({ policy, text }) => `${words.ocspClients[policy]}${words.labels.colon}${text}`);
}

/** Each list that was used; of a file or an address of which none was, the first ones. */
function crlRows(sources: ReportEndpoint['crls'], words: ReportWords): Row[] {
  const label = words.labels.crl;
  return sources.flatMap(({ location, problem, lists }) => {
    if (problem !== null) return [{ label, value: location + words.labels.colon + problem.text }];
    const used = lists.filter(({ lookups }) => lookups.length > 0);
    return (used.length > 0 ? used : lists.slice(0, 2)).map((list) => ({
      label,
      value: location + words.labels.colon + crlText(list, words),
    }));
  });
}

/** PyMongo was given a CRL file, and there is OCSP to look at, too. */
const usesOneOfTwo = ({ client }: Report, { crls, ocsp }: ReportEndpoint): boolean =>
  client.id.startsWith('pymongo') &&
  crls.some(({ source }) => source === 'tlsCRLFile') &&
  (ocsp.stapled === true || ocsp.endpoints.length > 0);

/** Whose a list is, its times, and what was looked up in it. */
export function crlText(
  { thisUpdate, nextUpdate, lookups, ...list }: ReportEndpoint['crls'][number]['lists'][number],
  words: ReportWords,
): string {
  const times = { thisUpdate: thisUpdate && minute(thisUpdate), nextUpdate: nextUpdate && minute(nextUpdate) };
  const found = lookups.map(({ subject, problems }) => ({ subject, problems: problems.map(({ text }) => text) }));
  return words.crl({ ...list, ...times, lookups: found });
}

/** What an OCSP response says, and why it proves nothing. */
export function stapleText(ocsp: ReportEndpoint['ocsp'], words: ReportWords): string {
  const parts: string[] = [];
  if (ocsp.status !== null) parts.push(words.stapleStatus(ocsp.status));
  if (ocsp.revokedAt !== null)
    parts.push(`${ocsp.revokedAt.slice(0, 10)}${ocsp.reason === null ? '' : ` (${ocsp.reason})`}`);
  if (ocsp.thisUpdate !== null) {
    parts.push(
      `${minute(ocsp.thisUpdate)} ${words.labels.until} ${ocsp.nextUpdate === null ? '-' : minute(ocsp.nextUpdate)}`,
    );
  }
  for (const { text } of ocsp.problems) parts.push(text);
  return parts.join(words.labels.semicolon);
}

/** `2026-01-31T12:00Z`. */
const minute = (time: string): string => time.replace(/:\d\d\.\d{3}Z$/, 'Z');
