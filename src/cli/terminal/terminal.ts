/** What may be printed here: colours, Unicode, which language. */
import type { Language } from '../../diagnose/define.ts';
import { plainPaint } from '../../report/text/style.ts';
import type { Paint, TextStyle } from '../../report/text/style.ts';
import type { Io } from './io.ts';

/** The style of a text for standard output, or for a file. */
export function styleFor(io: Io, color: string, options: { verbose: boolean; toFile: boolean }): TextStyle {
  const { out, env } = io;
  return {
    columns: options.toFile || out.columns === 0 ? 100 : out.columns,
    unicode: hasUnicode(io),
    paint: wantsColor(color, env, out.isTerminal && !options.toFile) ? ansiPaint : plainPaint,
    verbose: options.verbose,
  };
}

/** `--color`, then FORCE_COLOR, NO_COLOR and CI (force-color.org, no-color.org), then whether a terminal looks on. */
export function wantsColor(color: string, env: Io['env'], isTerminal: boolean): boolean {
  if (color !== 'auto') return color === 'always';
  const force = env['FORCE_COLOR'];
  if (force !== undefined) return force !== '0' && force !== 'false';
  if ((env['NO_COLOR'] ?? '') !== '' || isCi(env)) return false;
  return isTerminal && env['TERM'] !== 'dumb';
}

/** Whether a build server runs us: nobody watches a spinner there. */
export const isCi = (env: Io['env']): boolean => !['', '0', 'false'].includes(env['CI'] ?? '');

/** POSIX: the first of LC_ALL, LC_CTYPE and LANG that is set counts. None at all is common in containers, where UTF-8 works. */
export function hasUnicode({ env, platform }: Pick<Io, 'env' | 'platform'>): boolean {
  if (platform === 'win32') return env['WT_SESSION'] !== undefined || env['TERM_PROGRAM'] !== undefined;
  const locale = env['LC_ALL'] || env['LC_CTYPE'] || env['LANG'];
  return locale === undefined || locale === '' || /utf-?8/i.test(locale);
}

/** `--lang`, else that of the locale, else English. */
export function languageOf(argv: readonly string[], env: Io['env']): Language {
  const at = argv.findIndex((word) => word === '--lang' || word.startsWith('--lang='));
  const asked = at === -1 ? undefined : (argv[at]?.split('=')[1] ?? argv[at + 1]);
  if (asked === 'zh' || asked === 'en') return asked;
  return /^zh/i.test(env['LC_ALL'] || env['LC_MESSAGES'] || env['LANG'] || '') ? 'zh' : 'en';
}

const sgr =
  (on: number, off: number) =>
  (text: string): string =>
    `\u001b[${on}m${text}\u001b[${off}m`;

const ansiPaint: Paint = {
  bold: sgr(1, 22),
  dim: sgr(2, 22),
  red: sgr(31, 39),
  yellow: sgr(33, 39),
  green: sgr(32, 39),
  cyan: sgr(36, 39),
};
