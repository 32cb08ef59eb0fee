import { fromHex, toBase64 } from '../../base/octets.ts';
import type { Facts } from '../../observe/facts.ts';
import type { ReportEndpoint } from '../report.ts';
import type { ReportWords, StapleJudgement } from '../words/words.ts';
import { ioProblem, rounded, timeOrNull } from './values.ts';

/** Staples judged; `sent`: the responses in hexadecimal. */
export function reportOcsp(
  facts: Facts | undefined,
  sent: readonly { readonly certificate: number; readonly response: string }[],
  words: ReportWords,
): ReportEndpoint['ocsp'] {
  const judgements = facts?.staples.kind === 'completed' ? facts.staples.value : [];
  const leaf = judgements.find(({ certificate }) => certificate === 0);
  const staples = judgements.map((judgement) => {
    const response = sent.find(({ certificate }) => certificate === judgement.certificate)?.response ?? '';
    return {
      certificate: judgement.certificate,
      ...reportStaple(judgement, words),
      response: toBase64(fromHex(response)),
    };
  });
  const stapled = facts === undefined || facts.staples.kind === 'notTried' ? null : leaf !== undefined;
  return {
    stapled,
    ...reportStaple(leaf, words),
    staples,
    mustStaple: facts?.chain.kind === 'completed' ? facts.chain.value[0].mustStaple : null,
    endpoints: (facts?.responders.answers ?? []).map((answer) => reportAnswer(answer, words)),
    endpointsNotAsked: facts === undefined ? 'notWanted' : facts.responders.notAsked,
    verdicts: ocspPolicies.flatMap((policy) => {
      const verdict = facts?.ocspVerdicts?.[policy];
      return verdict === undefined ? [] : [{ policy, ...verdict, text: words.ocspVerdict(verdict) }];
    }),
  };
}

const ocspPolicies = ['specification', 'go', 'pymongo', 'java', 'gnutls', 'certStatus', 'none'] as const;

function reportAnswer(
  { certificate, url, method, digest, durationMs, nonce, outcome }: Facts['responders']['answers'][number],
  words: ReportWords,
): ReportEndpoint['ocsp']['endpoints'][number] {
  const judgement = outcome.kind === 'completed' ? outcome.value : undefined;
  const judged = reportStaple(judgement, words);
  return {
    certificate,
    url,
    method,
    digest,
    durationMs: rounded(durationMs),
    ...judged,
    problem: outcome.kind === 'failed' ? ioProblem(outcome.problem, words) : (judged.problems[0] ?? null),
    nonce,
  };
}

function reportStaple(judgement: StapleJudgement | undefined, words: ReportWords) {
  const status = judgement?.status ?? null;
  return {
    status: status?.status ?? null,
    producedAt: timeOrNull(status?.producedAt),
    thisUpdate: timeOrNull(status?.thisUpdate),
    nextUpdate: timeOrNull(status?.nextUpdate),
    revokedAt: timeOrNull(status?.revokedAt),
    reason: status?.reason ?? null,
    valid: judgement === undefined ? null : judgement.problems.length === 0,
    problems: (judgement?.problems ?? []).map((problem) => ({ kind: problem.kind, text: words.staple(problem) })),
  };
}
