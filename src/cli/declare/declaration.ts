/** What a command or an option is declared by, and short ways to write it. */
import type { Language } from '../../diagnose/define.ts';

/** A text in every language of the program. */
export type Words = Readonly<Record<Language, string>>;

/** One option of a command, for reading it and for help. */
export interface OptionDeclaration {
  /** As typed after `--`. A flag that is on by default is declared by its positive name and typed as `--no-name`. */
  readonly name: string;
  /** A `list` takes every word up to the next option, and may be given again. */
  readonly kind: 'flag' | 'text' | 'list';
  /** One letter or digit, typed after `-`. */
  readonly short?: string;
  readonly on?: true;
  readonly choices?: readonly string[];
  /** How the value is called in help: `NAME`. */
  readonly value?: string;
  readonly group: 'connection' | 'input' | 'judgement' | 'output' | 'lab';
  readonly about: Words;
}

/** One command: what it takes, what it is for, and its options. */
export interface CommandDeclaration {
  readonly name: 'probe' | 'explain' | 'verify' | 'x509' | 'env' | 'replay' | 'lab' | 'demo';
  readonly positional: { readonly name: string; readonly many: boolean; readonly about: Words } | null;
  readonly about: Words;
  readonly options: readonly OptionDeclaration[];
}

/** An option with one value. */
export const text = (
  name: string,
  value: string,
  group: OptionDeclaration['group'],
  about: Words,
  choices?: readonly string[],
): OptionDeclaration => ({ name, kind: 'text', value, group, about, ...(choices === undefined ? {} : { choices }) });

/** An option without a value. */
export const flag = (
  name: string,
  group: OptionDeclaration['group'],
  about: Words,
  more: { readonly short?: string; readonly on?: true } = {},
): OptionDeclaration => ({ name, kind: 'flag', group, about, ...more });

/** An option that takes every word up to the next one. */
export const list = (
  name: string,
  value: string,
  group: OptionDeclaration['group'],
  about: Words,
): OptionDeclaration => ({
  name,
  kind: 'list',
  value,
  group,
  about,
});
