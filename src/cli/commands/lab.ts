/** `whytls lab`: servers on loopback, each broken in one documented way, until somebody interrupts. */
import type { Language } from '../../diagnose/define.ts';
import type { Fault } from '../../lab/fault.ts';
import { faultById, faults } from '../../lab/lab.ts';
import { renderJson } from '../../report/json.ts';
import type { LabList } from '../../report/report.ts';
import { padded, width } from '../../report/text/layout.ts';
import { exitCodes } from '../exit-code.ts';
import { faultTitle } from '../lab/fault-titles.ts';
import { commandLine, startLab } from '../lab/session.ts';
import type { LabEntry } from '../lab/session.ts';
import type { Io } from '../terminal/io.ts';
import type { Arguments } from '../usage/args.ts';
import { closest } from '../usage/closest.ts';
import { usageLine } from '../usage/usage-problem.ts';

/** Lists or runs the faults that were named, all of them by default. */
export async function runLab({ positionals, values }: Arguments, language: Language, io: Io): Promise<number> {
  const chosen: Fault[] = [];
  for (const id of positionals) {
    const fault = faultById(id);
    if (fault === null) {
      const meant = closest(
        id,
        faults.map((known) => known.id),
      );
      io.err.write(`${usageLine({ kind: 'unknownFault', fault: id, meant }, language)}\n`);
      return exitCodes.usage;
    }
    chosen.push(fault);
  }
  const wanted = chosen.length === 0 ? faults : chosen;
  const asJson = values.get('json') === true;
  if (values.get('list') === true) {
    const entries = wanted.map((fault) => ({ fault, up: null, problem: null }));
    io.out.write(asJson ? renderJson(labList(entries, language)) : listText(wanted, language));
    return exitCodes.ok;
  }
  return runUntilInterrupted(wanted, asJson, language, io);
}

async function runUntilInterrupted(
  wanted: readonly Fault[],
  asJson: boolean,
  language: Language,
  io: Io,
): Promise<number> {
  const interrupted = new Promise<void>((resolve) => void io.onInterrupt(resolve));
  const session = await startLab(wanted);
  try {
    io.out.write(asJson ? renderJson(labList(session.entries, language)) : runningText(session.entries, language));
    if (session.entries.every(({ up }) => up === null)) return exitCodes.found;
    await interrupted;
  } finally {
    await session.stop();
  }
  return exitCodes.ok;
}

const labList = (entries: readonly LabEntry[], language: Language): LabList => ({
  schema: 'whytls.lab/1',
  faults: entries.map(({ fault, up }) => ({
    id: fault.id,
    title: faultTitle(fault, language),
    description: fault.description,
    finding: fault.diagnosis,
    port: up?.port ?? null,
    caFile: up?.caFile ?? null,
    command: up === null ? null : commandLine(up),
  })),
});

function listText(wanted: readonly Fault[], language: Language): string {
  const column = Math.max(...wanted.map(({ id }) => width(id))) + 2;
  return `${wanted.map((fault) => `${padded(fault.id, column)}${faultTitle(fault, language)}`).join('\n')}\n`;
}

function runningText(entries: readonly LabEntry[], language: Language): string {
  const words = labWords[language];
  const lines = entries.flatMap(({ fault, up, problem }) => [
    `${fault.id}${words.colon}${faultTitle(fault, language)}`,
    `  ${up === null ? `${words.notStarted} (${problem?.kind ?? ''})` : commandLine(up)}`,
  ]);
  return `${[words.running, '', ...lines, ''].join('\n')}\n`;
}

const labWords = {
  en: {
    running: 'These servers run on this machine alone, until you press Ctrl-C. Try the commands in another terminal.',
    colon: ': ',
    notStarted: 'could not be started here',
  },
  zh: {
    colon: '：',
    running: '这些服务器只在本机运行，按 Ctrl-C 结束。请在另一个终端中尝试这些命令。',
    notStarted: '无法在此启动',
  },
} satisfies Record<Language, unknown>;
