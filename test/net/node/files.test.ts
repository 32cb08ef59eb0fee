import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { equal, utf8 } from '../../../src/base/octets.ts';
import { nodeFiles } from '../../../src/net/node/files.ts';
import { hasPeer } from '../../support/peers.ts';
import { problem, value } from '../../support/result.ts';

describe('reading', () => {
  it('takes a file whole', () => {
    expect(value(nodeFiles.read(at('hello'), 100))).toEqual(utf8('hello'));
    expect(value(nodeFiles.read(at('link'), 100))).toEqual(utf8('hello'));
    expect(value(nodeFiles.read(at('empty'), 100))).toHaveLength(0);
  });

  it('takes a file that needs more than one read', () => {
    const octets = Uint8Array.from({ length: 200_000 }, (_, index) => index % 251);
    writeFileSync(at('large'), octets);
    expect(equal(value(nodeFiles.read(at('large'), 200_000)), octets)).toBe(true);
  });

  it('takes just the allowed size, and not one octet more', () => {
    expect(value(nodeFiles.read(at('hello'), 5))).toHaveLength(5);
    expect(problem(nodeFiles.read(at('hello'), 4))).toEqual({ kind: 'tooLarge', limit: 4 });
  });

  // The kernel says 0 for the size of these, and they end when they end.
  it.skipIf(process.platform !== 'linux')('does not trust the size that the system states', () => {
    expect(value(nodeFiles.read('/proc/self/status', 100_000)).length).toBeGreaterThan(0);
    expect(problem(nodeFiles.read('/proc/self/status', 100))).toEqual({ kind: 'tooLarge', limit: 100 });
  });

  it('says what is not there', () => {
    expect(problem(nodeFiles.read(at('missing'), 100))).toEqual({ kind: 'fileNotFound', path: at('missing') });
    expect(problem(nodeFiles.read('', 100))).toEqual({ kind: 'fileNotFound', path: '' });
  });

  it('says why something cannot be read', () => {
    expect(problem(nodeFiles.read(folder, 100))).toMatchObject({ kind: 'fileUnreadable', code: 'EISDIR' });
    expect(problem(nodeFiles.read(join(at('hello'), 'below'), 100))).toMatchObject({
      kind: 'fileUnreadable',
      code: 'ENOTDIR',
    });
    expect(problem(nodeFiles.read('nul\0octet', 100))).toMatchObject({ kind: 'fileUnreadable' });
  });

  it.skipIf(!hasPeer('mkfifo'))('does not wait for the writer of a FIFO', () => {
    execFileSync('mkfifo', [at('fifo')]);
    expect(problem(nodeFiles.read(at('fifo'), 100))).toEqual({
      kind: 'fileUnreadable',
      path: at('fifo'),
      code: 'notRegular',
    });
  });

  it.skipIf(process.platform === 'win32')('does not read a device', () => {
    expect(problem(nodeFiles.read('/dev/zero', 100))).toMatchObject({ kind: 'fileUnreadable', code: 'notRegular' });
  });
});

describe('listing', () => {
  it('names what is in a folder', () => {
    mkdirSync(at('inner'));
    for (const name of ['b.pem', 'a.pem']) writeFileSync(join(at('inner'), name), '');
    expect(value(nodeFiles.list(at('inner'))).toSorted()).toEqual(['a.pem', 'b.pem']);
  });

  it('says what is not there, and what is no folder', () => {
    expect(problem(nodeFiles.list(at('missing')))).toEqual({ kind: 'fileNotFound', path: at('missing') });
    expect(problem(nodeFiles.list(at('hello')))).toMatchObject({ kind: 'fileUnreadable', code: 'ENOTDIR' });
  });
});

let folder = '';
const at = (name: string): string => join(folder, name);

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'whytls-files-'));
  writeFileSync(at('hello'), 'hello');
  writeFileSync(at('empty'), '');
  symlinkSync(at('hello'), at('link'));
});
afterAll(() => rmSync(folder, { recursive: true }));
