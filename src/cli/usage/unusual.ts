/**
 * The unusual command lines: help, version, completion, short options run together, flags with a value, and everything that is
 * wrong. yargs reads them, built from the same declarations; it is loaded only for this.
 */
import { failed, ok } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import type { Language } from '../../diagnose/define.ts';
import { commands, laterCommands } from '../declare/commands.ts';
import type { CommandDeclaration } from '../declare/declaration.ts';
import type { Arguments } from './args.ts';
import { misspeltCommand, optionProblem } from './option-problem.ts';
import type { UsageProblem } from './usage-problem.ts';
import { callOf, completionRequest, opening, parse } from './yargs-parser.ts';

/** What an unusual command line asks for. */
export type Unusual =
  /** Help, version, completion: print it, and all is well. */
  { readonly kind: 'print'; readonly text: string } | { readonly kind: 'arguments'; readonly value: Arguments };

/** Reads a command line that `readArguments` did not find plain. */
export async function readUnusual(argv: readonly string[], language: Language): Promise<Result<Unusual, UsageProblem>> {
  const named = commands.find(({ name }) => name === argv[0]);
  const command = named ?? commands[0];
  const [first] = argv;
  if (first !== undefined && laterCommands.has(first)) return failed({ kind: 'laterCommand', command: first });
  const words = first === 'help' ? ['--help', ...argv.slice(1)] : [...argv];
  if (first === undefined) return failed({ kind: 'noTarget' });
  const asks = words.some((word) => word === '--help' || word === '-h' || word === '--version');
  const completes = first === 'completion' || first === completionRequest;
  if (first === completionRequest) return ok({ kind: 'print', text: await completed(argv, language) });
  if (!asks && !completes) {
    const problem = optionProblem(command, words);
    if (problem !== null) return failed(misspeltCommand(first, named, problem) ?? problem);
  }
  const read = await parse(words, named, language);
  if (read.output !== '') {
    const text = read.output.replace(callOf(command, language), () => opening(command, language));
    return ok({ kind: 'print', text: `${text.trimEnd()}\n` });
  }
  if (read.error !== null) {
    const unknown = /^(?:Unknown argument|未知参数)\S*\s*([^\s,]+)/.exec(read.error)?.[1];
    if (unknown !== undefined) return failed({ kind: 'unknownOption', option: `-${unknown}`, meant: null });
    return failed({ kind: 'other', message: read.error.replaceAll(/\s*\n\s*/g, ' ') });
  }
  return toArguments(command, read.values, named !== undefined);
}

/** A line for each word that may stand next. */
async function completed(argv: readonly string[], language: Language): Promise<string> {
  const { completions } = await import('./completions.ts');
  const known = await completions(argv.slice(2));
  const found = known ?? (await parse(argv, undefined, language)).output.split('\n');
  // yargs writes short options with two hyphens.
  return found
    .filter((word) => word !== '' && !/^--.$/.test(word))
    .map((word) => `${word}\n`)
    .join('');
}

function toArguments(
  command: CommandDeclaration,
  parsed: Readonly<Record<string, unknown>>,
  named: boolean,
): Result<Unusual, UsageProblem> {
  const values = new Map<string, string | boolean>();
  const lists = new Map<string, readonly string[]>();
  for (const { name, kind } of command.options) {
    const value = parsed[name];
    if (kind === 'list') {
      if (value !== undefined) lists.set(name, [value].flat().map(String));
      continue;
    }
    if (Array.isArray(value)) return failed({ kind: 'repeated', option: `--${name}` });
    if (kind === 'flag' && typeof value === 'boolean') values.set(name, value);
    if (kind === 'text' && typeof value === 'string') values.set(name, value);
  }
  const { positional } = command;
  const given = positional === null ? [] : [parsed[positional.name]].flat();
  const extra = Array.isArray(parsed['_']) ? parsed['_'].slice(named ? 1 : 0) : [];
  const positionals = [...given, ...extra].filter((word) => word !== undefined).map(String);
  if (positional === null && positionals[0] !== undefined)
    return failed({ kind: 'unexpectedWord', word: positionals[0] });
  return ok({ kind: 'arguments', value: { command: command.name, positionals, values, lists } });
}
