/** Options that are wrong, in our own words: yargs does not know what is still to come, nor what was meant. */
import { commandMeantBy } from '../declare/commands.ts';
import type { CommandDeclaration, OptionDeclaration } from '../declare/declaration.ts';
import { isOption } from './args.ts';
import { closest } from './closest.ts';
import type { UsageProblem } from './usage-problem.ts';

/** What is wrong with the first option that is; null: nothing. */
export function optionProblem(command: CommandDeclaration, argv: readonly string[]): UsageProblem | null {
  const end = argv.indexOf('--');
  const words = end === -1 ? argv : argv.slice(0, end);
  for (const [at, word] of words.entries()) {
    if (!word.startsWith('--')) continue;
    const equals = word.indexOf('=');
    const option = equals === -1 ? word : word.slice(0, equals);
    const name = option.slice(2);
    const value = equals === -1 ? words[at + 1] : word.slice(equals + 1);
    const declared = command.options.find(
      (known) => known.name === name || (known.kind === 'flag' && `no-${known.name}` === name),
    );
    if (declared === undefined) return unknownOption(command, option);
    if (declared.kind !== 'flag') {
      const problem = valueProblem(declared, option, value, equals === -1);
      if (problem !== null) return problem;
    } else if (equals !== -1 && value !== 'true' && value !== 'false') return { kind: 'flagWithValue', option };
  }
  return null;
}

/** An option that `probe` does not have, but that the command has which the first word is nearly the name of. */
export function misspeltCommand(
  first: string,
  named: CommandDeclaration | undefined,
  problem: UsageProblem,
): UsageProblem | null {
  if (named !== undefined || problem.kind !== 'unknownOption') return null;
  const meant = commandMeantBy(first);
  if (meant === null || !meant.options.some(({ name }) => `--${name}` === problem.option)) return null;
  return { kind: 'unknownCommand', word: first, meant: meant.name };
}

function unknownOption(command: CommandDeclaration, option: string): UsageProblem {
  const known = command.options.map((declared) => `--${declared.on === true ? 'no-' : ''}${declared.name}`);
  return { kind: 'unknownOption', option, meant: closest(option, [...known, '--help', '--version']) };
}

function valueProblem(
  { value: valueName = 'VALUE', choices }: OptionDeclaration,
  option: string,
  value: string | undefined,
  isNextWord: boolean,
): UsageProblem | null {
  if (value === undefined || value === '' || (isNextWord && isOption(value))) {
    return { kind: 'valueMissing', option, value: valueName };
  }
  if (choices === undefined || choices.includes(value)) return null;
  return { kind: 'badValue', option, value, expected: choices.join(', ') };
}
