/** How and where this process runs: what a ticket needs to be reproduced. */
import { arch, release, type } from 'node:os';
import { withoutSecrets } from '../../base/redact.ts';
import { shellWord } from '../../diagnose/remedies/commands.ts';
import type { Run } from '../../observe/stored/saved.ts';
import { commands } from '../declare/commands.ts';
import type { Arguments } from '../usage/args.ts';

/** `target`, `proxy`: as they may be shown, in the place of what was typed; no target: nothing was named but by options. */
export const runInformation = (
  given: Arguments,
  shown: { readonly target?: string; readonly proxy?: string },
): Run => ({
  command: commandLineOf(given, shown),
  node: process.versions.node,
  openssl: process.versions.openssl,
  system: `${type()} ${release()} ${arch()}`,
});

/** The command line again, ready to paste, without passwords. */
function commandLineOf(
  { command, values, lists }: Arguments,
  { target, proxy = '***' }: { readonly target?: string; readonly proxy?: string },
): string {
  const words = ['whytls', ...(command === commands[0].name ? [] : [command])];
  if (target !== undefined) words.push(shellWord(target));
  for (const [name, all] of lists) words.push(`--${name}`, ...all.map((one) => shellWord(withoutSecrets(one))));
  for (const [name, value] of values) {
    if (typeof value === 'boolean') words.push(value ? `--${name}` : `--no-${name}`);
    else {
      const said = name === 'proxy' ? proxy : withoutSecrets(value);
      words.push(`--${name}`, /password/i.test(name) ? '***' : shellWord(said));
    }
  }
  return withoutSecrets(words.join(' '));
}
