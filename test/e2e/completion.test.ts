/** Tab in a real bash. */
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { hasPeer } from '../support/peers.ts';

const program = fileURLToPath(new URL('../../dist/cli/whytls.cjs', import.meta.url));

/** What bash offers for the last word of each line. */
async function tab(lines: readonly string[]): Promise<readonly (readonly string[])[]> {
  const script = [
    `whytls() { '${process.execPath}' '${program}' "$@"; }`,
    'source <(whytls completion)',
    'while IFS= read -r line; do read -ra COMP_WORDS <<<"$line"; COMP_CWORD=$((${#COMP_WORDS[@]} - 1)); COMPREPLY=()',
    '_whytls_yargs_completions; echo "${COMPREPLY[*]}"; done',
  ].join('\n');
  const shell = promisify(execFile)('bash', ['-c', script]);
  shell.child.stdin?.end(`${lines.join('\n')}\n`);
  const { stdout } = await shell;
  return stdout
    .trimEnd()
    .split('\n')
    .map((line) => line.split(' ').toSorted());
}

describe.runIf(hasPeer('bash'))('tab in bash', () => {
  it('completes commands, options, their values, diagnoses and faults', async () => {
    const offered = await tab([
      'whytls ve',
      'whytls --tlsC',
      'whytls --starttls im',
      'whytls explain cert-exp',
      'whytls lab heal',
    ]);
    expect(offered).toStrictEqual([
      ['verify'],
      ['--tlsCertificateKeyFile', '--tlsCertificateKeyFilePassword', '--tlsCAFile', '--tlsCRLFile'].toSorted(),
      ['imap'],
      expect.arrayContaining(['cert-expired', 'cert-expiring-soon']),
      ['healthy'],
    ]);
  });
});
