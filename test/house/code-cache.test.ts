/** A build whose code caches could not be made works as well, and starts at half the speed without a word: so it is looked at here. */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const folder = fileURLToPath(new URL('../../dist/cli', import.meta.url));

describe.skipIf(!existsSync(folder))('the code caches', () => {
  const names = existsSync(folder) ? readdirSync(folder) : [];
  const cacheOf = (file: string): string => file.replace(/\.cjs$/, `-${process.version}-${process.arch}.cache`);

  it('were made for the Node that built: of the straight path, and of what reports and explains', () => {
    const main = names.filter((name) => /^main-[0-9a-f]+\.cjs$/.test(name));
    expect(main).toHaveLength(1);
    const wanted = [...main, 'report-text-text.cjs', 'cli-english-words.cjs', 'cli-commands-explain.cjs'];
    expect(names).toEqual(expect.arrayContaining([...wanted, ...wanted.map(cacheOf)]));
  });

  it('are taken by V8', () => {
    const script = `
      const { scripts, start } = require(process.argv[1] + '/whytls.cjs');
      process.argv = [process.argv[0], 'whytls', 'explain', 'CERTIFICATE_VERIFY_FAILED'];
      process.on('exit', () => {
        const rejected = [...scripts.values()].map((script) => script.cachedDataRejected);
        require('node:fs').writeSync(2, JSON.stringify([rejected.includes(false), rejected.includes(true)]));
      });
      start();`;
    // V8 refuses a cache of other flags: those of this process need not be those of a user's.
    const { stderr } = spawnSync(process.execPath, ['-e', script, '--', folder], { encoding: 'utf8', env: {} });
    expect(JSON.parse(stderr)).toEqual([true, false]);
  });
});
