import fc from '../../support/fc.ts';
import { describe, expect, it } from 'vitest';
import { readArguments } from '../../../src/cli/usage/args.ts';
import { commands } from '../../../src/cli/declare/commands.ts';
import { readUnusual } from '../../../src/cli/usage/unusual.ts';

const probe = commands[0];

const plain = (argv: readonly string[]) => {
  const read = readArguments(argv);
  return read === null ? null : { ...read, values: Object.fromEntries(read.values) };
};

async function byYargs(argv: readonly string[]) {
  const read = await readUnusual(argv, 'en');
  if (!read.ok || read.value.kind !== 'arguments') return null;
  return { ...read.value.value, values: Object.fromEntries(read.value.value.values) };
}

describe('a plain command line', () => {
  it.each([
    [['h:1'], { command: 'probe', positionals: ['h:1'], values: {} }],
    [['h'], { command: 'probe', positionals: ['h'], values: {} }],
    [['443'], { command: 'probe', positionals: ['443'], values: {} }],
    [['probe', 'lab'], { command: 'probe', positionals: ['lab'], values: {} }],
    [['h', '--sni', 'x'], { values: { sni: 'x' } }],
    [['h', '--sni=x'], { values: { sni: 'x' } }],
    [['h', '--sni=a=b'], { values: { sni: 'a=b' } }],
    [['--sni', 'x', 'h'], { positionals: ['h'], values: { sni: 'x' } }],
    [['h', '--timeout', '5000'], { values: { timeout: '5000' } }],
    [['h', '-4'], { values: { ipv4: true } }],
    [['h', '-q', '-6'], { values: { quiet: true, ipv6: true } }],
    [['h', '--no-network-lookups'], { values: { 'network-lookups': false } }],
    [['h', '--json', '--lang', 'zh'], { values: { json: true, lang: 'zh' } }],
    [['--', 'h'], { positionals: ['h'] }],
    [['lab'], { command: 'lab', positionals: [] }],
    [['lab', 'a', 'b', '--list'], { command: 'lab', positionals: ['a', 'b'], values: { list: true } }],
    [['demo', '--color', 'never'], { command: 'demo', positionals: [], values: { color: 'never' } }],
  ])('%j', async (argv, expected) => {
    expect(plain(argv)).toMatchObject(expected);
    expect(await byYargs(argv)).toEqual(plain(argv));
  });

  it('is understood as yargs understands it, whatever its options', async () => {
    const word = fc.constantFrom('a', 'b.example:443', '2026-01-31', '5', 'x=y', '[::1]:4');
    const option = fc.constantFrom(...probe.options).chain((declared): fc.Arbitrary<string[]> => {
      if (declared.kind === 'flag') return fc.constantFrom([`--${declared.name}`], [`--no-${declared.name}`]);
      const value = declared.choices === undefined ? word : fc.constantFrom(...declared.choices);
      return value.chain((text) => fc.constantFrom([`--${declared.name}`, text], [`--${declared.name}=${text}`]));
    });
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(option, {
          selector: (words) => words[0]?.replace(/^--(?:no-)?([^=]*).*/, '$1') ?? '',
          maxLength: 6,
        }),
        async (options) => {
          const argv = ['h:1', ...options.flat()];
          expect(plain(argv)).not.toBeNull();
          expect(await byYargs(argv)).toEqual(plain(argv));
        },
      ),
      { numRuns: 60 },
    );
  });

  it.each([
    [[]],
    [['--help']],
    [['h', '--nonsense']],
    [['h', '--sni']],
    [['h', '--sni', '--json']],
    [['h', '--sni', 'a', '--sni', 'b']],
    [['h', '--format', 'pdf']],
    [['h', '--json=true']],
    [['h', '-qv']],
    [['a', 'b']],
    [['demo', 'x']],
    [['enum']],
    [['completion']],
  ])('is not: %j', (argv) => {
    expect(plain(argv)).toBeNull();
  });

  it('reads what is unusual but right', async () => {
    expect(await byYargs(['h', '-q4'])).toMatchObject({ positionals: ['h'], values: { quiet: true, ipv4: true } });
    expect(await byYargs(['h', '--quiet=false'])).toMatchObject({ values: { quiet: false } });
  });
});

describe('the declarations', () => {
  it('name each option once in a command, and describe it in both languages', () => {
    for (const { options } of commands) {
      const names = options.flatMap(({ name, short }) => (short === undefined ? [name] : [name, short]));
      expect(new Set(names).size).toBe(names.length);
      for (const { about } of options) expect(about.zh).not.toBe(about.en);
    }
  });
});
