import { offlineClient } from '../../clients/index.ts';
import { mongod } from '../../clients/profiles/mongod.ts';
import type { ChainRules } from '../../observe/interpret/given-chain.ts';
import { chainLine, unreadLine } from '../../report/chain-report.ts';
import type { ChainLine } from '../../report/chain-report.ts';
import { ports } from '../compose.ts';
import type { Wording } from '../compose.ts';
import { exitCodeOf, exitCodes } from '../exit-code.ts';
import type { Question } from '../input/batch.ts';
import { longestLine } from '../input/lines.ts';
import { readBatchLine } from './batch-line.ts';
import type { LineProblem } from './batch-line.ts';
import { lineWords } from './batch-words.ts';
import { judgeChain } from './judge.ts';
import type { VerifySettings } from './settings.ts';
import type { StoreShelf } from './store-shelf.ts';

/** What a line of a batch is answered with. */
export interface Answer {
  readonly line: ChainLine;
  /** There is a finding at or above `--fail-on`. */
  readonly fails: boolean;
}

/** The answer to one line of a batch; a line that asks nothing gets one too. */
export async function answerLine(
  line: Question,
  settings: VerifySettings,
  stores: StoreShelf,
  wording: Wording,
): Promise<Answer> {
  const unread = (id: ChainLine['id'], problem: LineProblem): Answer => {
    const text = lineWords(problem, wording.report.language);
    return { line: unreadLine(id, { kind: problem.kind, text, line: line.number }), fails: false };
  };
  if (line.kind === 'tooLong') return unread(null, { kind: 'tooLong', limit: longestLine });
  const asked = readBatchLine(line.text);
  if (!asked.ok) return unread(asked.problem.id, asked.problem);
  const { id, chain, ca, crls, host, at, rules } = asked.value;
  const client = clientOf(settings, rules.purpose ?? settings.rules.purpose);
  const judged = await judgeChain(
    id,
    {
      given: {
        chainFile: null,
        purpose: rules.purpose ?? settings.rules.purpose,
        host: host?.text ?? null,
        check: ['whytls', 'verify', '--chain', 'chain.pem'],
      },
      chain,
      extra: [],
      store: await stores.get(ca, client),
      client,
      at: at ?? settings.at ?? ports().clock.now(),
      reference: host?.reference ?? null,
      rules: { ...settings.rules, ...rules },
      crls,
      staple: null,
    },
    wording,
  );
  const fails = exitCodeOf(judged.verdict, settings.shown.failOn) !== exitCodes.ok;
  return { line: chainLine(judged, wording.report), fails };
}

/** A line may speak of clients' certificates, which mongod judges, where the command line speaks of servers', and the reverse. */
function clientOf(
  { client, isClientChosen }: VerifySettings,
  purpose: ChainRules['purpose'],
): VerifySettings['client'] {
  if (isClientChosen) return client;
  return purpose === 'client' ? mongod : offlineClient;
}
