/** From the arguments of `explain` to what is to be done. */
import { failed, ok } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import { formatClash, outputSettings } from '../render.ts';
import type { OutputSettings } from '../render.ts';
import type { Arguments } from '../usage/args.ts';
import { textOf } from '../usage/option-values.ts';
import type { UsageProblem } from '../usage/usage-problem.ts';

/** What `explain` is to read, and how the answer is to look. */
export interface ExplainSettings {
  readonly source:
    | { readonly kind: 'list' }
    | { readonly kind: 'batch'; readonly path: string }
    | { readonly kind: 'text'; readonly text: string }
    /** Null: standard input. */
    | { readonly kind: 'file'; readonly path: string | null };
  readonly shown: OutputSettings;
}

/** Reads the settings of `explain`. */
export function readExplainSettings({ values, positionals }: Arguments): Result<ExplainSettings, UsageProblem> {
  const [file, batch] = [textOf(values, 'file'), textOf(values, 'batch')];
  const isList = values.get('list') === true;
  const given: readonly string[] = [
    ...(isList ? ['--list'] : []),
    ...(batch === null ? [] : ['--batch']),
    ...(file === null ? [] : ['--file']),
    ...(positionals.length === 0 ? [] : ['TEXT']),
  ];
  const [first, second] = given;
  if (first !== undefined && second !== undefined) return failed({ kind: 'exclude', options: [first, second] });
  const clash = formatClash(values);
  if (clash !== null) return failed(clash);
  const format = textOf(values, 'format') ?? 'json';
  if (batch !== null && format !== 'json')
    return failed({ kind: 'exclude', options: ['--batch', `--format ${format}`] });
  if (batch !== null && textOf(values, 'output') !== null)
    return failed({ kind: 'exclude', options: ['--batch', '--output'] });
  return ok({
    source: isList
      ? { kind: 'list' }
      : batch !== null
        ? { kind: 'batch', path: batch }
        : positionals.length > 0 && !(positionals.length === 1 && positionals[0] === '-')
          ? { kind: 'text', text: positionals.join(' ') }
          : { kind: 'file', path: file === null || file === '-' ? null : file },
    shown: outputSettings(values),
  });
}
