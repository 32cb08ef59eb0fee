import { failed, ok } from '../../src/base/result.ts';
import { utf8 } from '../../src/base/octets.ts';
import type { Files } from '../../src/net/ports.ts';

/** A disk in memory: paths and contents. `-> path` is a symbolic link, `denied` a file that may not be read. */
export function fakeFiles(disk: Readonly<Record<string, string | Uint8Array>>): Files {
  const follow = (path: string): string => {
    const content = disk[path];
    return typeof content === 'string' && content.startsWith('-> ') ? follow(content.slice(3)) : path;
  };
  const isFolder = (path: string): boolean => Object.keys(disk).some((name) => name.startsWith(`${path}/`));
  return {
    read: (path, maxOctets) => {
      const content = disk[follow(path)];
      if (content === undefined)
        return failed(
          isFolder(path) ? { kind: 'fileUnreadable', path, code: 'EISDIR' } : { kind: 'fileNotFound', path },
        );
      if (content === 'denied') return failed({ kind: 'fileUnreadable', path, code: 'EACCES' });
      return content.length > maxOctets ? failed({ kind: 'tooLarge', limit: maxOctets }) : ok(octets(content));
    },
    list: (path) => {
      const names = Object.keys(disk).filter((name) => name.startsWith(`${path}/`));
      if (names.length === 0) return failed({ kind: 'fileNotFound', path });
      return ok([...new Set(names.map((name) => name.slice(path.length + 1).replace(/\/.*/, '')))]);
    },
    realPath: (path) =>
      disk[follow(path)] !== undefined || isFolder(path) ? ok(follow(path)) : failed({ kind: 'fileNotFound', path }),
  };
}

const octets = (content: string | Uint8Array): Uint8Array => (typeof content === 'string' ? utf8(content) : content);
