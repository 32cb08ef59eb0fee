/** yargs, built from our declarations. Only unusual command lines load it. */
import yargs from 'yargs';
import type { Argv } from 'yargs';
import type { Language } from '../../diagnose/define.ts';
import { commands } from '../declare/commands.ts';
import type { CommandDeclaration } from '../declare/declaration.ts';
import { examples } from '../declare/examples.ts';
import { version } from '../version.ts';

/** What yargs made of a command line. */
export interface Parsed {
  readonly values: Readonly<Record<string, unknown>>;
  /** Help, version or a script, to be printed. */
  readonly output: string;
  readonly error: string | null;
}

/** Parses a command line; `named`: the command that it begins with. */
export async function parse(
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
export function callOf(command: CommandDeclaration, language: Language): string {
  const { name, positional } = command;
  const argument = positional === null ? '' : ` [${positional.name}${positional.many ? '…' : ''}]`;
  return `whytls${command === commands[0] ? '' : ` ${name}`}${argument} [${help[language].options}]`;
}

/** What stands below it, which yargs would put last or fold: what the command does, and lines to begin with. */
export function opening(command: CommandDeclaration, language: Language): string {
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

/** How the completion script asks; the program's name and the words so far follow. */
export const completionRequest = '--get-yargs-completions';

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
