/**
 * The unusual command lines: help, version, completion, short options run together, flags with a value, and everything that is
 * wrong. yargs reads them, built from the same declarations; it is loaded only for this.
 */
import yargs from 'yargs';
import type { Argv } from 'yargs';
import { failed, ok } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import type { Language } from '../../diagnose/define.ts';
import { isOption } from './args.ts';
import type { Arguments } from './args.ts';
import { closest } from './closest.ts';
import { commandMeantBy, commands, laterCommands } from '../declare/commands.ts';
import { examples } from '../declare/examples.ts';
import type { CommandDeclaration, OptionDeclaration } from '../declare/declaration.ts';
import type { UsageProblem } from './usage-problem.ts';
import { version } from '../version.ts';

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

/** What is wrong with an option, in our own words: yargs does not know what is still to come, nor what was meant. */
function optionProblem(command: CommandDeclaration, argv: readonly string[]): UsageProblem | null {
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
function misspeltCommand(
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

/** How the completion script asks; the program's name and the words so far follow. */
const completionRequest = '--get-yargs-completions';

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

interface Parsed {
  readonly values: Readonly<Record<string, unknown>>;
  readonly output: string;
  readonly error: string | null;
}

async function parse(
  argv: readonly string[],
  named: CommandDeclaration | undefined,
  language: Language,
): Promise<Parsed> {
  // yargs takes `-4` for a number.
  const words = argv.map((word) => ({ '-4': '--ipv4', '-6': '--ipv6' })[word] ?? word);
  // Nor does it take a hyphen alone for a value.
  for (let at = words.indexOf('-'); at > 0; at = words.indexOf('-', at)) {
    if (words[at - 1]?.startsWith('--') === true) words.splice(at - 1, 2, `${words[at - 1] ?? ''}=-`);
    else at++;
  }
  // It completes the options of a named command only: name the default one.
  const [asked, , first] = words;
  const namesCommand = commands.some(({ name }) => name === first);
  if (asked === completionRequest && !namesCommand && words.at(-1)?.startsWith('-') === true) {
    words.splice(2, 0, commands[0].name);
  }
  // Where there is a default command, yargs takes `completion` for its argument.
  const parser = build(language, named, argv[0] !== 'completion');
  let output = '';
  let error: string | null = null;
  const values = await parser.parseAsync(words, {}, (problem: Error | undefined, _: unknown, printed: string) => {
    output = printed;
    if (problem !== undefined && problem !== null) error = problem.message;
  });
  return { values, output: error === null ? output : '', error };
}

function build(language: Language, named: CommandDeclaration | undefined, hasDefault: boolean): Argv {
  const parser = yargs([])
    .scriptName('whytls')
    .locale('en')
    .parserConfiguration({
      'camel-case-expansion': false,
      'dot-notation': false,
      'parse-numbers': false,
      'parse-positional-numbers': false,
    })
    .exitProcess(false)
    .showHelpOnFail(false)
    .usage(callOf(named ?? commands[0], language))
    .version(version)
    .help()
    .alias('help', 'h')
    .strictOptions()
    .wrap(100)
    .completion('completion', help[language].completion);
  if (language === 'zh') parser.updateStrings(yargsInChinese);
  for (const command of commands) {
    const { positional, about } = command;
    const usage = positional === null ? '' : ` [${positional.name}${positional.many ? '..' : ''}]`;
    const isDefault = hasDefault && command === commands[0];
    parser.command(
      isDefault ? [`${command.name}${usage}`, '$0'] : `${command.name}${usage}`,
      about[language],
      (inner) => addOptions(command === named ? inner.usage(callOf(command, language)) : inner, command, language),
      () => undefined,
    );
  }
  return parser.epilogue(help[language].epilogue);
}

/** How a command is called: the first line of its help. */
function callOf(command: CommandDeclaration, language: Language): string {
  const { name, positional } = command;
  const argument = positional === null ? '' : ` [${positional.name}${positional.many ? '…' : ''}]`;
  return `whytls${command === commands[0] ? '' : ` ${name}`}${argument} [${help[language].options}]`;
}

/** What stands below it, which yargs would put last or fold: what the command does, and lines to begin with. */
function opening(command: CommandDeclaration, language: Language): string {
  const shown = examples[command.name].map(({ line, about }) => `  whytls ${line}\n      ${about[language]}`);
  return [callOf(command, language), command.about[language], `${help[language].examples}\n${shown.join('\n')}`].join(
    '\n\n',
  );
}

function addOptions(parser: Argv, { positional, options }: CommandDeclaration, language: Language): Argv {
  if (positional !== null) {
    parser.positional(positional.name, {
      type: 'string',
      describe: positional.about[language],
      array: positional.many,
    });
  }
  for (const { name, kind, short, choices, group, about } of options) {
    parser.option(name, {
      describe: about[language],
      group: help[language].groups[group],
      ...(kind === 'flag' ? { type: 'boolean' } : { type: 'string', requiresArg: true, array: kind === 'list' }),
      ...(short === undefined ? {} : { alias: short }),
      ...(choices === undefined ? {} : { choices }),
    });
  }
  return parser;
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

const help = {
  en: {
    completion: 'print a completion script for the shell',
    groups: { connection: 'Connection:', input: 'Input:', judgement: 'Judgement:', output: 'Output:', lab: 'Lab:' },
    options: 'options',
    examples: 'Examples:',
    epilogue:
      'Exit codes: 0 it works, as far as was asked; 1 at least one finding of the severity of --fail-on; 2 wrong usage, or an input that cannot be read; 3 a bug in whytls; 130 interrupted.\nTo see it work without a network: whytls demo',
  },
  zh: {
    completion: '输出 shell 的补全脚本',
    groups: { connection: '连接：', input: '输入：', judgement: '判断：', output: '输出：', lab: '实验室：' },
    options: '选项',
    examples: '示例：',
    epilogue:
      '退出码：0 所检查的内容正常；1 至少有一个达到 --fail-on 严重程度的发现；2 用法错误或输入无法读取；3 whytls 自身的缺陷；130 被中断。\n不需要网络即可试用：whytls demo',
  },
} as const;

/** The strings of yargs that help shows. */
const yargsInChinese = {
  'Commands:': '命令：',
  'Options:': '选项：',
  'Positionals:': '参数：',
  'Examples:': '示例：',
  boolean: '开关',
  string: '文本',
  array: '列表',
  required: '必需',
  default: '默认值',
  'default:': '默认值：',
  choices: '可选值',
  'choices:': '可选值：',
  'aliases:': '别名：',
  'Show help': '显示帮助',
  'Show version number': '显示版本号',
} as const;
