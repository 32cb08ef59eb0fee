/** What `npm pack` would put into the package. Wants a build; scripts/check-package.mjs installs and runs it. */
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));

describe.skipIf(!existsSync(`${root}/dist/index.d.ts`))('the package', () => {
  interface Packed {
    readonly unpackedSize: number;
    readonly files: readonly { readonly path: string; readonly size: number }[];
  }
  const packed = (): Packed => {
    // npm is a script on Windows.
    const said = execFileSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], {
      cwd: root,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
      shell: process.platform === 'win32',
    });
    const [one] = JSON.parse(said) as readonly [Packed];
    return one;
  };

  it('stays below 2 MiB unpacked, with what runs and nothing else', () => {
    const { unpackedSize, files } = packed();
    const paths = files.map(({ path }) => path);
    expect(unpackedSize).toBeLessThan(2 * 1024 * 1024);
    expect(paths).toEqual(
      expect.arrayContaining([
        'LICENSE',
        'README.md',
        'dist/cli/whytls.cjs',
        'dist/index.d.ts',
        'dist/index.js',
        'package.json',
        'schema/report.json',
      ]),
    );
    // V8's code cache fits one build of Node alone, and sources, maps and the like nobody runs.
    const strange = /\.(?:cache|map|ts)$|^dist\/(?:src|diagnostics)\//;
    expect(paths.filter((path) => path !== 'dist/index.d.ts' && strange.test(path))).toEqual([]);
  }, 30_000);
});
