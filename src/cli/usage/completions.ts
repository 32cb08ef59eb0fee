/** What a shell may complete where yargs does not know: values of options, diagnoses, faults. Loaded for the completion script alone. */
import { clients } from '../../clients/index.ts';
import { offerNames } from '../../observe/probe/offers.ts';
import { commands } from '../declare/commands.ts';

/**
 * `words`: the command line so far without the program's name, the last word unfinished. Null: yargs knows better. An empty list
 * lets the shell complete file names.
 */
export async function completions(words: readonly string[]): Promise<readonly string[] | null> {
  const named = commands.find(({ name }) => name === words[0]);
  const command = named ?? commands[0];
  const current = words.at(-1) ?? '';
  const before = words.at(-2) ?? '';
  const option = command.options.find(({ name, kind }) => `--${name}` === before && kind !== 'flag');
  if (option !== undefined) return option.choices ?? valuesOf.get(option.name) ?? [];
  if (current.startsWith('-') || words.length < 2) return null;
  if (command.name === 'explain') return (await import('../../../diagnostics/index.ts')).diagnoses.map(({ id }) => id);
  if (command.name === 'lab') return (await import('../../lab/lab.ts')).faults.map(({ id }) => id);
  return [];
}

const valuesOf: ReadonlyMap<string, readonly string[]> = new Map<string, readonly string[]>([
  ['client', [...clients.map(({ id }) => id), 'list']],
  ['offer', offerNames],
]);
