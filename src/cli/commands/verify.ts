/** `whytls verify`: judges a chain from files, without a connection; or many of them (`--batch`). */
import type { Language } from '../../diagnose/define.ts';
import { observeMachine } from '../../observe/environment/machine.ts';
import type { GivenChain } from '../../observe/given-chain.ts';
import { isWorthComparing } from '../../observe/trust/worth-comparing.ts';
import { buildChainReport } from '../../report/chain-report.ts';
import type { ChainJudged, ChainReport } from '../../report/chain-report.ts';
import { renderChainQuiet, renderChainText } from '../../report/text/chain-text.ts';
import { renderJson } from '../../report/json.ts';
import { chainWords } from '../../report/words/chain-words.ts';
import type { ReportWords } from '../../report/words/words.ts';
import type { Arguments } from '../usage/args.ts';
import { ports, reportTools, wordingFor } from '../compose.ts';
import type { Wording } from '../compose.ts';
import { exitCodeOf, exitCodes } from '../exit-code.ts';
import type { Io } from '../terminal/io.ts';
import { styleFor } from '../terminal/terminal.ts';
import { usageLine } from '../usage/usage-problem.ts';
import type { UsageProblem } from '../usage/usage-problem.ts';
import { version } from '../version.ts';
import { runBatch } from '../verify/batch.ts';
import { readGivenFiles } from '../verify/given-files.ts';
import { judgeChain } from '../verify/judge.ts';
import { readVerifySettings } from '../verify/settings.ts';
import type { VerifySettings } from '../verify/settings.ts';

/** Judges, prints, and gives the exit code. */
export async function runVerify(given: Arguments, language: Language, io: Io): Promise<number> {
  const refuse = (problem: UsageProblem): number => {
    io.err.write(`${usageLine(problem, language)}\n`);
    return exitCodes.usage;
  };
  const settings = readVerifySettings(given);
  if (!settings.ok) return refuse(settings.problem);
  const { source, output, failOn } = settings.value;
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
  const text = render(report, settings.value, wording.report, String(given.values.get('color') ?? 'auto'), io);
  if (output === null) io.out.write(text);
  else {
    const written = io.writeFile(output, text);
    if (!written.ok) return refuse({ kind: 'unwritable', option: '--output', path: output, code: written.problem });
  }
  return exitCodeOf(report, failOn);
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

function render(report: ChainReport, settings: VerifySettings, words: ReportWords, color: string, io: Io): string {
  if (settings.format === 'json') return renderJson(report);
  const style = styleFor(io, color, { verbose: settings.verbose, toFile: settings.output !== null });
  const wording = { report: words, chain: chainWords[words.language] };
  return settings.quiet ? renderChainQuiet(report, wording, style) : renderChainText(report, wording, style);
}
