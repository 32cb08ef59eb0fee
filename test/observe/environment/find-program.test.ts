/** Where a shell of each platform would find a program. */
import { describe, expect, it } from 'vitest';
import { findProgram } from '../../../src/observe/environment/find-program.ts';
import { observeVariables } from '../../../src/observe/environment/variables.ts';
import { fakeFiles } from '../../support/fake-files.ts';

const find = (platform: string, PATH: string, disk: readonly string[], names = ['python3', 'python']) =>
  findProgram({ files: fakeFiles(Object.fromEntries(disk.map((path) => [path, '']))), platform }, { PATH }, names);

describe('a program', () => {
  it('is looked for on Windows in folders between semicolons, with its ending', () => {
    const path = String.raw`C:\Windows\System32;D:\Python 3.12;\\server\share;relative`;
    expect(find('win32', path, [String.raw`D:\Python 3.12\python.exe`])).toBe(String.raw`D:\Python 3.12\python.exe`);
    expect(find('win32', path, [String.raw`relative\python.exe`, String.raw`D:\Python 3.12\python`])).toBeNull();
  });

  it('has its PATH under another name on Windows', () => {
    const files = fakeFiles({ [String.raw`C:\Node\node.exe`]: '' });
    expect(findProgram({ files, platform: 'win32' }, { Path: String.raw`C:\Node` }, ['node'])).toBe(
      String.raw`C:\Node\node.exe`,
    );
  });

  it('is no stub of macOS that would open a window', () => {
    const real = '/Library/Developer/CommandLineTools/usr/bin/python3';
    expect(find('darwin', '/usr/bin', ['/usr/bin/python3'])).toBeNull();
    expect(find('darwin', '/usr/bin', ['/usr/bin/python3', real])).toBe('/usr/bin/python3');
    expect(find('darwin', '/usr/bin:/opt/homebrew/bin', ['/usr/bin/python3', '/opt/homebrew/bin/python3'])).toBe(
      '/opt/homebrew/bin/python3',
    );
  });

  it('is never taken from the current folder', () => {
    expect(find('linux', '.:bin::/usr/bin/', ['./python3', 'bin/python3', '/python3'])).toBeNull();
    expect(find('linux', '.:/usr/bin/', ['./python3', '/usr/bin/python3'])).toBe('/usr/bin/python3');
  });
});

it('a variable that names folders has drive letters in them on Windows', () => {
  const env = { SSL_CERT_DIR: String.raw`C:\certs;D:\more certs` };
  const seen = observeVariables({ files: fakeFiles({}), platform: 'win32' }, env).find(
    ({ name }) => name === 'SSL_CERT_DIR',
  );
  expect(seen?.places.map(({ path }) => path)).toStrictEqual([String.raw`C:\certs`, String.raw`D:\more certs`]);
});
