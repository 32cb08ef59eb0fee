/** From a command line to an exit code. Nothing here touches the process: `whytls.ts` brings the real {@link Io}. */
import { withoutSecrets } from '../base/redact.ts';
import { visible } from '../base/escape.ts';
import { unreachable } from '../base/never.ts';
import type { Language } from '../diagnose/define.ts';
import { readArguments } from './usage/args.ts';
import type { Arguments } from './usage/args.ts';
import { runProbe } from './commands/probe.ts';
import { exitCodes } from './exit-code.ts';
import type { Io } from './terminal/io.ts';
import { languageOf } from './terminal/terminal.ts';
import { version } from './version.ts';

/** Runs one command line (without program name). Never throws: a bug of ours becomes exit code 3. */
export async function main(argv: readonly string[], io: Io): Promise<number> {
  try {
    const language = languageOf(argv, io.env);
    const plain = readArguments(argv);
    if (plain !== null) return await run(plain, language, io);
    const { readUnusual } = await import('./usage/unusual.ts');
    const unusual = await readUnusual(argv, language);
    if (!unusual.ok) {
      const { usageLine } = await import('./usage/usage-problem.ts');
      io.err.write(`${usageLine(unusual.problem, language)}\n`);
      return exitCodes.usage;
    }
    if (unusual.value.kind === 'arguments') return await run(unusual.value.value, language, io);
    io.out.write(unusual.value.text);
    return exitCodes.ok;
  } catch (bug) {
    io.err.write(bugText(bug, io.platform));
    return exitCodes.bug;
  }
}

async function run(given: Arguments, language: Language, io: Io): Promise<number> {
  if (given.values.get('client') === 'list') {
    const { runClients } = await import('./commands/clients.ts');
    return runClients(given, language, io);
  }
  switch (given.command) {
    case 'probe':
      return runProbe(given, language, io);
    case 'x509': {
      const { runX509 } = await import('./commands/x509.ts');
      return runX509(given, language, io);
    }
    case 'lab': {
      const { runLab } = await import('./commands/lab.ts');
      return runLab(given, language, io);
    }
    case 'verify': {
      const { runVerify } = await import('./commands/verify.ts');
      return runVerify(given, language, io);
    }
    case 'explain': {
      const { runExplain } = await import('./commands/explain.ts');
      return runExplain(given, language, io);
    }
    case 'env': {
      const { runEnv } = await import('./commands/env.ts');
      return runEnv(given, language, io);
    }
    case 'replay': {
      const { runReplay } = await import('./commands/replay.ts');
      return runReplay(given, language, io);
    }
    case 'demo': {
      const { runDemo } = await import('./commands/demo.ts');
      return runDemo(given, language, io);
    }
    default:
      return unreachable(given.command);
  }
}

/** What to say when we are at fault: what happened, and what to report. */
export function bugText(bug: unknown, platform: string): string {
  const message = bug instanceof Error ? `${bug.name}: ${bug.message}` : String(bug);
  const trace = bug instanceof Error ? (bug.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line)) : [];
  const lines = [
    'whytls: this is a bug in whytls, not in your server. Please report it with the lines below and the command that you typed.',
    `  whytls ${version}, Node ${process.version}, ${platform}`,
    `  ${message}`,
    ...trace.slice(0, 12).map((line) => `  ${line.trim()}`),
  ];
  return `${lines.map((line) => visible(withoutSecrets(line), 1024)).join('\n')}\n`;
}
