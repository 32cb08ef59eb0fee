import type { CrlSource, Facts } from '../../observe/facts.ts';
import type { ReportEndpoint } from '../report.ts';
import type { ReportWords } from '../words/words.ts';
import { timeOrNull } from './values.ts';

/** The revocation lists at hand, and what was looked up in each. */
export const reportCrls = (facts: Facts, words: ReportWords): ReportEndpoint['crls'] =>
  (facts.crls?.sources ?? []).map(({ from, content, lists }) => ({
    source: from.kind,
    location: from.kind === 'distributionPoint' ? from.url : from.path,
    namedBy: from.kind === 'distributionPoint' ? from.of : null,
    form: content.kind === 'completed' ? content.value.form : null,
    problem: sourceProblem(content, words),
    lists: lists.map((list) => reportList(list, lookupsIn(list.crl, facts.crls?.outcome ?? null, facts, words))),
  }));

/** The lists that the client at hand used, and for whom. */
export function reportUsedCrls(facts: Facts, words: ReportWords): readonly List[] {
  if (facts.verification.kind !== 'completed') return [];
  const { crls: used = [], problems } = facts.verification.value;
  const lists = [...new Set(used.map(({ crl }) => crl))];
  return lists.map((crl) =>
    reportList(
      { crl, octets: crl.der.length, entries: crl.entries.count },
      lookupsIn(crl, { used, problems }, facts, words),
    ),
  );
}

type List = ReportEndpoint['crls'][number]['lists'][number];
type Crl = CrlSource['lists'][number]['crl'];

const reportList = ({ crl, octets, entries }: CrlSource['lists'][number], lookups: List['lookups']): List => ({
  issuer: crl.issuer.rfc4514,
  number: crl.number,
  thisUpdate: timeOrNull(crl.thisUpdate),
  nextUpdate: crl.nextUpdate === 'absent' ? null : timeOrNull(crl.nextUpdate),
  delta: crl.baseNumber !== null,
  entries,
  octets,
  lookups,
});

function sourceProblem(content: CrlSource['content'], words: ReportWords) {
  if (content.kind === 'completed') return null;
  return content.kind === 'failed'
    ? { kind: content.problem.kind, text: words.crlSource(content.problem) }
    : { kind: 'notFetched', text: words.notTried };
}

function lookupsIn(
  list: Crl,
  outcome: {
    readonly used: readonly { readonly depth: number; readonly crl: Crl }[];
    readonly problems: Problems;
  } | null,
  { verification }: Facts,
  words: ReportWords,
): List['lookups'] {
  if (verification.kind !== 'completed' || outcome === null) return [];
  const { path, crls: byClient = [] } = verification.value;
  return outcome.used
    .filter(({ crl }) => crl === list)
    .map(({ depth }) => {
      const here = outcome.problems.filter((problem) => problem.depth === depth && 'crl' in problem);
      return {
        subject: path[depth]?.certificate.subject.rfc4514 ?? '',
        byClient: byClient.some((one) => one.depth === depth && one.crl === list),
        revoked: here.some(({ kind }) => kind === 'revoked'),
        problems: here.map(({ kind }) => ({ kind, text: words.verify(kind) })),
      };
    });
}

type Problems = Extract<Facts['verification'], { kind: 'completed' }>['value']['problems'];
