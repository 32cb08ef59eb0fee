import { isoTime } from '../base/time.ts';
import type { UnixMs } from '../base/time.ts';
import type { CrlSource, Facts } from '../observe/facts.ts';
import type { ReportEndpoint } from './report.ts';
import type { ReportWords } from './words/words.ts';

/** The revocation lists at hand, and what was looked up in each. */
export const reportCrls = (facts: Facts, words: ReportWords): ReportEndpoint['crls'] =>
  (facts.crls?.sources ?? []).map(({ from, content, lists }) => ({
    source: from.kind,
    location: from.kind === 'distributionPoint' ? from.url : from.path,
    namedBy: from.kind === 'distributionPoint' ? from.of : null,
    form: content.kind === 'completed' ? content.value.form : null,
    problem: sourceProblem(content, words),
    lists: lists.map(({ crl, octets, entries }) => ({
      issuer: crl.issuer.rfc4514,
      number: crl.number,
      thisUpdate: timeOrNull(crl.thisUpdate),
      nextUpdate: crl.nextUpdate === 'absent' ? null : timeOrNull(crl.nextUpdate),
      delta: crl.baseNumber !== null,
      entries,
      octets,
      lookups: lookupsIn(crl, facts, words),
    })),
  }));

function sourceProblem(content: CrlSource['content'], words: ReportWords) {
  if (content.kind === 'completed') return null;
  return content.kind === 'failed'
    ? { kind: content.problem.kind, text: words.crlSource(content.problem) }
    : { kind: 'notFetched', text: words.notTried };
}

function lookupsIn(list: CrlSource['lists'][number]['crl'], { verification, crls }: Facts, words: ReportWords) {
  if (verification.kind !== 'completed' || !crls?.outcome) return [];
  const { path, crls: byClient = [] } = verification.value;
  const { used, problems } = crls.outcome;
  return used
    .filter(({ crl }) => crl === list)
    .map(({ depth }) => {
      const here = problems.filter((problem) => problem.depth === depth);
      return {
        subject: path[depth]?.certificate.subject.rfc4514 ?? '',
        byClient: byClient.some((one) => one.depth === depth && one.crl === list),
        revoked: here.some(({ kind }) => kind === 'revoked'),
        problems: here.map(({ kind }) => ({ kind, text: words.verify(kind) })),
      };
    });
}

const timeOrNull = (at: UnixMs | null): string | null => (at === null ? null : isoTime(at));
