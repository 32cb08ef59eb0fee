/** Who may import whom: the rooms of the house, from the ground up. docs/architecture.md tells why. */
import { describe, expect, it } from 'vitest';
import { filesIn, importsOf, isThere } from '../support/sources.ts';
import type { Import } from '../support/sources.ts';

interface Layer {
  /** Files, and folders with a final `/`. The longest that fits a file says its layer. */
  readonly at: readonly string[];
  readonly mayImport: readonly string[];
  /** Beyond that, with `import type` alone. */
  readonly typesOf?: readonly string[];
}

const wire = ['base', 'registries', 'wire'];
const tls = [...wire, 'crypto', 'handshake'];
const x509 = ['pki', 'verify', 'revocation'];
const others = ['mongodb', 'clients', 'io-problem', 'net'];
const judging = ['base', 'registries', 'clients', 'observation'];
const facts = ['io-problem', 'handshake', ...x509, 'mongodb'];

/** Bottom to top: a layer may only name layers above it in this list. */
const layers: Readonly<Record<string, Layer>> = {
  base: { at: ['src/base/'], mayImport: [] },
  registries: { at: ['src/tls/wire/registry.ts', 'src/tls/wire/registries/'], mayImport: ['base'] },
  wire: { at: ['src/tls/wire/'], mayImport: ['base', 'registries'] },
  crypto: { at: ['src/tls/crypto/'], mayImport: wire },
  handshake: { at: ['src/tls/handshake/'], mayImport: [...wire, 'crypto'] },
  pki: { at: ['src/x509/pki/'], mayImport: ['base'] },
  verify: { at: ['src/x509/verify/'], mayImport: ['base', 'pki', 'crypto'] },
  revocation: { at: ['src/x509/revocation/'], mayImport: ['base', 'pki', 'verify', 'crypto'] },
  mongodb: { at: ['src/mongodb/'], mayImport: ['base', 'pki'] },
  clients: { at: ['src/clients/'], mayImport: ['base', 'registries'], typesOf: ['verify', 'revocation'] },
  'io-problem': { at: ['src/net/io-problem.ts'], mayImport: ['base'] },
  net: { at: ['src/net/'], mayImport: ['base', 'io-problem'] },
  'net/node': { at: ['src/net/node/'], mayImport: ['base', 'io-problem', 'net'] },
  observation: {
    at: ['target', 'attempt', 'observation', 'facts', 'deployment', 'environment'].map(
      (name) => `src/observe/${name}.ts`,
    ),
    mayImport: ['base'],
    typesOf: [...tls, ...x509, ...others],
  },
  observe: {
    at: ['src/observe/'],
    mayImport: [...tls, ...x509, ...others, 'observation'],
  },
  diagnose: { at: ['src/diagnose/'], mayImport: judging, typesOf: facts },
  diagnostics: { at: ['diagnostics/'], mayImport: [...judging, 'diagnose'], typesOf: facts },
  report: { at: ['src/report/'], mayImport: ['base', 'registries', 'observation', 'diagnose'] },
  lab: { at: ['src/lab/'], mayImport: [...tls, ...x509, 'mongodb', 'io-problem', 'net'] },
  cli: {
    at: ['src/cli/', 'src/index.ts'],
    mayImport: [
      ...tls,
      ...x509,
      ...others,
      'net/node',
      'observation',
      'observe',
      'diagnose',
      'diagnostics',
      'report',
      'lab',
    ],
  },
};

/** What comes from outside, and the only places that may have it. */
const outside: Readonly<Record<string, readonly string[]>> = {
  asn1js: ['src/x509/pki/'],
  '@noble/post-quantum': ['src/tls/crypto/'],
  'node-forge': ['src/x509/pki/'],
  zod: ['src/report/', 'src/observe/stored/'],
  bson: ['src/mongodb/'],
  'mongodb-connection-string-url': ['src/mongodb/'],
  yargs: ['src/cli/'],
  ora: ['src/cli/'],
  // Randomness comes in through a port, which has to take it from somewhere.
  'node:crypto': ['src/tls/crypto/', 'src/x509/pki/', 'src/net/node/random.ts'],
  'node:zlib': ['src/tls/crypto/'],
  'node:net': ['src/net/node/'],
  'node:tls': ['src/net/node/'],
  'node:dns': ['src/net/node/'],
  'node:http': ['src/net/node/'],
  'node:https': ['src/net/node/'],
  'node:worker_threads': ['src/net/node/'],
  'node:child_process': ['src/net/node/'],
  'node:fs': ['src/net/node/', 'src/cli/'],
  'node:process': ['src/cli/'],
  'node:tty': ['src/cli/'],
  'node:readline': ['src/cli/'],
  'node:module': ['src/cli/'],
  // The code cache of the built program.
  'node:vm': ['src/cli/start.ts', 'src/cli/input/collect-garbage.ts'],
  'node:v8': ['src/cli/input/collect-garbage.ts'],
  'node:os': ['src/cli/', 'src/net/node/'],
  'node:path': ['src/cli/', 'src/net/node/'],
};

const sources = [...filesIn('src'), ...filesIn('diagnostics')].filter((path) => path.endsWith('.ts'));
const imports = sources.flatMap((path) => importsOf(path));

/** The layer of a file; null outside the house. */
function layerOf(path: string): string | null {
  let best = { length: 0, name: null as string | null };
  for (const [name, { at }] of Object.entries(layers)) {
    for (const place of at) {
      const fits = place.endsWith('/') ? path.startsWith(place) : path === place;
      if (fits && place.length > best.length) best = { length: place.length, name };
    }
  }
  return best.name;
}

/** What an import breaks, or null. */
function objection({ from, to, kind, names }: Import): string | null {
  const layer = layers[layerOf(from) ?? ''];
  if (layer === undefined) return 'lives in no layer';
  if (!/^(?:src|diagnostics)\//.test(to)) {
    const name = to.startsWith('node:') ? to.replace(/\/.*/, '') : to.replace(/^(@[^/]+\/[^/]+|[^/]+).*/, '$1');
    if (name === 'node:crypto' && kind === 'type' && /^\{\s*KeyObject,?\s*\}$/.test(names)) return null;
    return (outside[name] ?? []).some((place) => from.startsWith(place)) ? null : `${name} may not be had here`;
  }
  const there = layerOf(to);
  if (there === null) return `${to} lives in no layer`;
  if (there === layerOf(from) || layer.mayImport.includes(there)) return null;
  if (kind === 'type' && layer.typesOf?.includes(there) === true) return null;
  return `${layerOf(from)} may not import ${there}${layer.typesOf?.includes(there) === true ? ' but for types' : ''}`;
}

const objections = (all: readonly Import[]): readonly string[] =>
  all.flatMap((one) => {
    const broken = objection(one);
    return broken === null ? [] : [`${one.from}: ${one.kind} import of ${one.to}: ${broken}`];
  });

describe('the layers', () => {
  it('lie one upon the other: none names one above itself', () => {
    const order = Object.keys(layers);
    for (const [name, { mayImport, typesOf = [] }] of Object.entries(layers))
      for (const below of [...mayImport, ...typesOf])
        expect([name, below, order.indexOf(below) < order.indexOf(name) && order.includes(below)]).toStrictEqual([
          name,
          below,
          true,
        ]);
  });

  it('hold every source file', () => {
    expect(sources.length).toBeGreaterThan(100);
    expect(sources.filter((path) => layerOf(path) === null)).toStrictEqual([]);
  });

  it('are imported from below only, and what is outside only where it belongs', () => {
    expect(imports.length).toBeGreaterThan(500);
    expect(objections(imports)).toStrictEqual([]);
  });

  it('are imported by their file names, which exist', () => {
    const ours = imports.filter(({ to }) => /^(?:src|diagnostics)\//.test(to));
    expect(
      ours.filter(({ to }) => !isThere(to) || !to.endsWith('.ts')).map(({ from, to }) => `${from}: ${to}`),
    ).toStrictEqual([]);
  });

  it.each([
    ['src/base/result.ts', `import { fromHex } from '../tls/wire/codec.ts';`],
    ['src/tls/handshake/step.ts', `import type { Certificate } from '../../x509/pki/certificate.ts';`],
    ['src/observe/probe/run.ts', `const tcp = await import('../../net/node/tcp.ts');`],
    ['src/diagnose/run.ts', `import { decode } from '../tls/wire/codec.ts';`],
    ['src/diagnose/run.ts', `export * from '../report/text/text.ts';`],
    ['src/x509/verify/path.ts', `import {\n  Certificate,\n} from 'pkijs';`],
    ['src/report/text/text.ts', `import 'node:fs/promises';`],
    ['src/observe/facts.ts', `import type { KeyObject, Hash } from 'node:crypto';`],
    ['src/lab/lab.ts', `import { connect } from 'node:net';`],
    ['src/cli/main.ts', `import chalk from 'chalk';`],
    ['src/utils.ts', `import { ok } from './base/result.ts';`],
  ])('would not let %s say %s', (from, line) => {
    expect(objections(importsOf(from, line))).toHaveLength(1);
  });

  it.each([
    ['src/diagnose/run.ts', `import type { IoProblem } from '../net/io-problem.ts';`],
    ['src/observe/facts.ts', `import type { KeyObject } from 'node:crypto';`],
    ['src/cli/main.ts', `const all = await import('../../diagnostics/index.ts');`],
  ])('let %s say %s', (from, line) => {
    expect(objections(importsOf(from, line))).toStrictEqual([]);
  });
});

describe('the straight path', () => {
  const heavy = [
    'zod',
    'yargs',
    'ora',
    'asn1js',
    'pkijs',
    'node-forge',
    '@noble/post-quantum',
    'node:tls',
    'node:http',
    'node:https',
  ];

  /** How each module that the program loads at once is reached: its importer. */
  function reached(start: string): ReadonlyMap<string, string> {
    const by = new Map([[start, '']]);
    for (const path of by.keys())
      for (const { to, kind } of isThere(path) ? importsOf(path) : [])
        if (kind === 'static' && !by.has(to)) by.set(to, path);
    return by;
  }

  it.each(['src/cli/main.ts', 'src/cli/whytls.ts'])('from %s loads nothing heavy', (start) => {
    const loaded = reached(start);
    expect(loaded.size).toBeGreaterThan(10);
    const found = [...loaded].filter(([to]) => heavy.some((name) => to === name || to.startsWith(`${name}/`)));
    expect(found.map(([to, by]) => `${to}, by ${by}`)).toStrictEqual([]);
  });
});
