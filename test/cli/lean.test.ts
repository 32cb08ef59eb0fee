import { readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '..', '..');

/** Everything that a source imports statically, itself or through others; types are gone at run time. */
function reached(source: string, seen = new Set<string>()): Set<string> {
  if (seen.has(source)) return seen;
  seen.add(source);
  const text = readFileSync(source, 'utf8');
  for (const [, words = '', name = ''] of text.matchAll(/^(?:import|export) ([^;'"]*?from )?'([^']+)';$/gms)) {
    if (words.startsWith('type ')) continue;
    if (name.startsWith('.')) reached(resolve(dirname(source), name), seen);
    else seen.add(name);
  }
  return seen;
}

describe('the straight path', () => {
  const modules = [...reached(join(root, 'src', 'cli', 'whytls.ts'))];

  it('loads no package', () => {
    expect(modules.filter((name) => !name.startsWith('/') && !name.startsWith('node:'))).toEqual([]);
  });

  it('loads nothing of Node that is slow to start', () => {
    const slow = ['node:tls', 'node:http', 'node:https', 'node:child_process', 'node:zlib', 'node:worker_threads'];
    expect(modules.filter((name) => slow.includes(name))).toEqual([]);
    // The test would pass in vain if it did not see Node's modules at all.
    expect(modules).toContain('node:net');
  });

  it('loads no words but English ones, nothing of the lab, and no remedies but those of a probe', () => {
    expect(modules.filter((name) => /\/zh[./]|\/lab\/|diagnostics\/general|shortcuts/.test(name))).toEqual([]);
  });
});
