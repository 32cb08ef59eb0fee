import { storeUsers } from '../../diagnose/words/store-names.ts';
import type { Facts, StoreVerdict } from '../../observe/facts.ts';
import type { ReportEndpoint } from '../report.ts';
import type { ReportWords } from '../words/words.ts';
import { reportOtherPaths, reportPath } from './other-paths.ts';
import { timeOrNull } from './values.ts';

/** What the trust stores make of the chain. */
export function reportVerification(facts: Facts | undefined, words: ReportWords): ReportEndpoint['verification'] {
  const verified = facts?.verification.kind === 'completed' ? facts.verification.value : null;
  const error = verified?.opensslError ?? null;
  return {
    accepted: verified?.accepted ?? null,
    error: error?.text ?? (facts?.verification.kind === 'failed' ? words.store(facts.verification.problem) : null),
    opensslError: error === null ? null : { code: error.code, name: error.name, depth: error.depth },
    problems: (verified?.problems ?? []).map(({ kind, depth, subject }) => {
      return { kind, text: words.verify(kind), depth, subject };
    }),
    path: reportPath(verified?.path ?? []),
    otherPaths: reportOtherPaths(facts?.otherPaths, words),
    trustStores: (facts?.stores ?? []).map((store) => reportStore(store, words)),
  };
}

function reportStore(
  { name, path, certificates, decides, folders = [], newestRootFrom, verification }: StoreVerdict,
  words: ReportWords,
): ReportEndpoint['verification']['trustStores'][number] {
  const verified = verification.kind === 'completed' ? verification.value : null;
  const error =
    verification.kind === 'failed' ? words.store(verification.problem) : (verified?.opensslError?.text ?? null);
  return {
    name,
    accepted: verified?.accepted ?? null,
    error,
    path,
    certificates,
    decides,
    folders: [...folders],
    newestRootFrom: timeOrNull(newestRootFrom),
    usedBy: [...storeUsers[name]],
  };
}
