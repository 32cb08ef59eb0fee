/** `whytls verify`: judges a chain from files, without a connection; or many of them (`--batch`). */
import type { Language } from '../../diagnose/define.ts';
import { observeMachine } from '../../observe/environment/machine.ts';
import type { GivenChain } from '../../observe/interpret/given-chain.ts';
import { isWorthComparing } from '../../observe/trust/worth-comparing.ts';
import { buildChainReport } from '../../report/chain-report.ts';
import type { ChainJudged, ChainReport } from '../../report/chain-report.ts';
import { renderChainQuiet, renderChainText } from '../../report/text/chain-report.ts';
import { renderJson } from '../../report/json.ts';
import { chainWords } from '../../report/words/chain-words.ts';
import type { ReportWords } from '../../report/words/words.ts';
import type { Arguments } from '../usage/args.ts';
import { ports, reportTools, wordingFor } from '../compose.ts';
import type { Wording } from '../compose.ts';
import { exitCodeOf } from '../exit-code.ts';
import { runInformation } from '../probe/run-information.ts';
import { deliver, styleOf } from '../render.ts';
import type { OutputSettings } from '../render.ts';
import type { Io } from '../terminal/io.ts';
import { refuser } from '../usage/refuse.ts';
import { version } from '../version.ts';
import { runBatch } from '../verify/batch.ts';
import { readGivenFiles } from '../verify/given-files.ts';
import { judgeChain } from '../verify/judge.ts';
import { readVerifySettings } from '../verify/settings.ts';

/** Judges, prints, and gives the exit code. */
export async function runVerify(given: Arguments, language: Language, io: Io): Promise<number> {
  const refuse = refuser(language, io);
  const settings = readVerifySettings(given);
  if (!settings.ok) return refuse(settings.problem);
  const { source, shown } = settings.value;
  const wording = await wordingFor(language);
  if (source.kind === 'batch') return runBatch(source.path, settings.value, wording, io);
  const chain = await readGivenFiles(source, settings.value, language, io);
  if (!chain.ok) return refuse(chain.problem);
  const judged = await judgeSingle(source.chain, chain.value, settings.value.asksPython, wording, io);
  const report = buildChainReport({
    ...judged,
    tool: { name: 'whytls', version },
    chain: chain.value.chain,
    staple: chain.value.staple,
    words: wording.report,
    tools: reportTools,
  });
  const problem = deliver(await render(report, given, shown, wording.report, io), shown, io);
  return problem === null ? exitCodeOf(report, shown.failOn) : refuse(problem);
}

/** Where the store that decides refuses a path that another one might accept, every other one of the machine is asked, too. */
async function judgeSingle(
  id: string,
  chain: GivenChain,
  localPython: boolean,
  wording: Wording,
  io: Io,
): Promise<ChainJudged> {
  const judged = await judgeChain(id, chain, wording);
  // Clients' certificates are judged by the file that mongod is given, and by no other store.
  if (chain.rules.purpose === 'client' || !isWorthComparing(judged.facts)) return judged;
  const { allSources } = await import('../../observe/trust/compare-stores.ts');
  const machine = ports();
  const all = await allSources(machine, { env: io.env, localPython });
  const sources = all.filter(({ name, path }) => name !== chain.store.name || path !== chain.store.path);
  return judgeChain(id, { ...chain, comparison: { sources, machine: observeMachine(machine) } }, wording);
}

async function render(
  report: ChainReport,
  given: Arguments,
  shown: OutputSettings,
  words: ReportWords,
  io: Io,
): Promise<string> {
  if (shown.format === 'json') return renderJson(report);
  const wording = { report: words, chain: chainWords[words.language] };
  if (shown.format === 'markdown') {
    const { renderChainMarkdown, renderChainMarkdownLine } = await import('../../report/markdown/chain-report.ts');
    return shown.quiet
      ? renderChainMarkdownLine(report, wording)
      : renderChainMarkdown(report, runInformation(given, {}), wording);
  }
  if (shown.format === 'html') {
    const { renderChainHtml } = await import('../../report/html/chain-report.ts');
    return renderChainHtml(report, runInformation(given, {}), wording, reportTools.sha256);
  }
  const style = styleOf(shown, io);
  return shown.quiet ? renderChainQuiet(report, wording, style) : renderChainText(report, wording, style);
}
