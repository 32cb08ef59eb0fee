/**
 * Reads a plain command line by the declarations of commands.ts, in microseconds. Whatever is not plain (help, unknown or
 * repeated options, short options run together) yields null, and yargs takes over.
 */
import { commands, laterCommands } from '../declare/commands.ts';
import type { CommandDeclaration, OptionDeclaration } from '../declare/declaration.ts';

/** A command line that was read. */
export interface Arguments {
  readonly command: CommandDeclaration['name'];
  readonly positionals: readonly string[];
  /** By option name; what was not given is absent. */
  readonly values: ReadonlyMap<string, string | boolean>;
  /** Options that take several words. */
  readonly lists: ReadonlyMap<string, readonly string[]>;
}

/** The command line without program name; null: not plain. */
export function readArguments(argv: readonly string[]): Arguments | null {
  const named = commands.find(({ name }) => name === argv[0]);
  const command = named ?? commands[0];
  const values = new Map<string, string | boolean>();
  const positionals: string[] = [];
  let at = named === undefined ? 0 : 1;
  for (; at < argv.length; at++) {
    const word = argv[at] ?? '';
    if (word === '--') break;
    if (!isOption(word)) {
      positionals.push(word);
      continue;
    }
    const given = readOption(command, word, argv[at + 1]);
    if (given === null || values.has(given.name)) return null;
    values.set(given.name, given.value);
    if (given.tookNext) at++;
  }
  positionals.push(...argv.slice(at + 1));
  return plain(command, positionals, named !== undefined)
    ? { command: command.name, positionals, values, lists: noLists }
    : null;
}

/** A command line with such an option is not plain. */
const noLists: Arguments['lists'] = new Map();

interface Given {
  readonly name: string;
  readonly value: string | boolean;
  readonly tookNext: boolean;
}

function readOption(command: CommandDeclaration, word: string, next: string | undefined): Given | null {
  if (!word.startsWith('--')) {
    const option = command.options.find(({ short }) => short !== undefined && word === `-${short}`);
    return option === undefined ? null : { name: option.name, value: true, tookNext: false };
  }
  const equals = word.indexOf('=');
  const name = equals === -1 ? word.slice(2) : word.slice(2, equals);
  const option = command.options.find((declared) => declared.name === name);
  if (option === undefined) {
    const denied = name.startsWith('no-')
      ? command.options.find((declared) => declared.name === name.slice(3))
      : undefined;
    return denied?.kind === 'flag' && equals === -1 ? { name: denied.name, value: false, tookNext: false } : null;
  }
  if (option.kind === 'list') return null;
  if (option.kind === 'flag') return equals === -1 ? { name, value: true, tookNext: false } : null;
  const value = equals === -1 ? next : word.slice(equals + 1);
  if (value === undefined || !fits(option, value) || (equals === -1 && isOption(value))) return null;
  return { name, value, tookNext: equals === -1 };
}

/** A hyphen alone stands for standard input. */
export const isOption = (word: string): boolean => word.startsWith('-') && word !== '-';

const fits = ({ choices }: OptionDeclaration, value: string): boolean =>
  value !== '' && (choices === undefined || choices.includes(value));

function plain({ positional }: CommandDeclaration, positionals: readonly string[], named: boolean): boolean {
  if (positional === null) return positionals.length === 0;
  if (positional.many) return true;
  const [only] = positionals;
  return positionals.length === 1 && only !== undefined && (named || !words.has(only));
}

/** Bare words that are no host names: commands that are still to come, and yargs' own. */
const words: ReadonlySet<string> = new Set([...laterCommands, 'completion', 'help']);
