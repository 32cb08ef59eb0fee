/** A build whose code cache could not be made works as well, and starts at half the speed without a word: so it is looked at here. */
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const folder = fileURLToPath(new URL('../../dist/cli', import.meta.url));

describe.skipIf(!existsSync(folder))('the code cache', () => {
  it('was made for the Node that built, and V8 takes it', () => {
    const [bundle, ...others] = readdirSync(folder).filter((name) => /^main-[0-9a-f]+\.cjs$/.test(name));
    expect(others).toEqual([]);
    const cache = `${bundle?.replace(/\.cjs$/, '')}-${process.version}-${process.arch}.cache`;
    expect(readdirSync(folder)).toContain(cache);
    const script = `
      const { readFileSync } = require('node:fs');
      const source = readFileSync(process.argv[1] + '/' + process.argv[2], 'latin1');
      const cachedData = readFileSync(process.argv[1] + '/' + process.argv[3]);
      console.log(new (require('node:vm').Script)(source, { cachedData }).cachedDataRejected);`;
    // V8 refuses a cache of other flags: those of this process need not be those of a user's.
    const said = execFileSync(process.execPath, ['-e', script, '--', folder, bundle ?? '', cache], {
      encoding: 'utf8',
      env: {},
    });
    expect(said).toBe('false\n');
  });
});
