/** What no file may hold: it would leak where it was made, or be a promise instead of work. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { filesIn, isThere, textOf } from '../support/sources.ts';

/** Words put together here, so that this file does not hold them itself. */
const word = (...parts: readonly string[]): string => parts.join('');

const registryHosts = [
  ['registry\\.', 'npmjs'],
  ['registry\\.', 'yarnpkg'],
  ['npm', 'mirror'],
  ['verd', 'accio'],
  ['arti', 'factory'],
  ['py', 'pi\\.org'],
  ['python', 'hosted'],
  ['proxy\\.', 'golang'],
  ['sum\\.', 'golang'],
  ['repo1?\\.', 'maven'],
  ['crates', '\\.io'],
  ['deb', '\\.debian'],
];

interface Rule {
  readonly name: string;
  readonly forbidden: RegExp;
  readonly sample: string;
  /** Where it is allowed. */
  readonly except?: (path: string) => boolean;
}

const inTests = (path: string): boolean => path.startsWith('test/');

const rules: readonly Rule[] = [
  {
    name: 'host of a package registry',
    forbidden: new RegExp(registryHosts.map((parts) => word(...parts)).join('|'), 'i'),
    sample: word('https://registry.', 'npmjs', '.org/zod'),
  },
  {
    name: 'folder of somebody’s machine',
    forbidden: /(?<![\w.*~/-])\/(?:work|root|home\/\w+|Users\/\w+)(?:\/|\b(?![\w-]))/,
    sample: word("'/ro", "ot/x'"),
  },
  {
    name: 'fixed temporary folder',
    forbidden: /(?<![\w.*~/-])\/tmp\//,
    sample: word('`/t', 'mp/x`'),
    except: inTests,
  },
  {
    name: 'note of work left undone',
    forbidden: new RegExp(`\\b(?:${word('TO', 'DO')}|${word('FIX', 'ME')})\\b`),
    sample: word('// TO', 'DO: later'),
  },
  {
    name: 'test that keeps the others from running',
    forbidden: /\b(?:it|test|describe|suite|bench)\b(?:\.\w+)*\.only\b/,
    sample: word('it.on', 'ly(1)'),
  },
];

/** All that is kept, but for what a package manager writes. */
const files = [
  ...['src', 'diagnostics', 'test', 'docs', 'scripts', 'bench', '.ci'].flatMap(filesIn),
  ...['README.md', 'package.json', 'tsconfig.json', '.oxlintrc.json', '.prettierrc.json'].filter(isThere),
].filter((path) => !readFileSync(new URL(`../../${path}`, import.meta.url)).includes(0));

/** Every line of a text that breaks a rule. */
const broken = ({ forbidden }: Rule, text: string): readonly string[] =>
  text.split('\n').flatMap((line, i) => (forbidden.test(line) ? [`${i + 1}: ${line.trim()}`] : []));

describe.each(rules)('$name', (rule) => {
  it('stands in no file', () => {
    expect(files.length).toBeGreaterThan(100);
    const found = files
      .filter((path) => rule.except?.(path) !== true)
      .flatMap((path) => broken(rule, textOf(path)).map((line) => `${path}:${line}`));
    expect(found).toStrictEqual([]);
  });

  it('would be found', () => {
    expect(broken(rule, `first\n${rule.sample}`)).toHaveLength(1);
  });
});
