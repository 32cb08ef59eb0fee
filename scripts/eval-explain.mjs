// Measures `whytls explain` on labelled texts: npm run eval:explain -- FILE [--misses n] [--least percent]
// FILE: a JSON object a line, { "id", "text", "labels" }; "none" among the labels: no TLS problem. Prints accuracy (the first
// diagnosis is among the labels; none where none is), the same by client and by label, what was taken for what, and the misses.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const [file, ...options] = process.argv.slice(2);
if (file === undefined) {
  console.error('Which file? npm run eval:explain -- FILE [--misses n] [--least percent]');
  process.exit(2);
}
const optionOf = (name, otherwise) => {
  const at = options.indexOf(name);
  return at === -1 ? otherwise : Number(options[at + 1]);
};

const readText = await loadReader();
const cases = readFileSync(file, 'utf8')
  .split('\n')
  .filter((line) => line.trim() !== '')
  .map((line) => JSON.parse(line));

const startedMs = performance.now();
const outcomes = cases.map(({ id, text, labels, client = '-' }) => {
  const { candidates, unknown } = readText(text);
  const said = candidates[0]?.id ?? 'none';
  return { id, client, labels, text, candidates, unknown: unknown !== null, said, right: labels.includes(said) };
});
const seconds = (performance.now() - startedMs) / 1000;

const right = outcomes.filter((one) => one.right);
const percent = (part, whole) => (whole === 0 ? '-' : `${((part / whole) * 100).toFixed(1)} %`);
console.log(
  `first diagnosis among the labels: ${right.length} of ${outcomes.length}, ${percent(right.length, outcomes.length)}`,
);
const among = outcomes.filter(
  ({ candidates, labels, said }) => labels.includes(said) || candidates.some(({ id }) => labels.includes(id)),
);
console.log(`any candidate among the labels: ${among.length}, ${percent(among.length, outcomes.length)}`);
const benign = outcomes.filter(({ labels }) => labels.includes('none'));
console.log(
  `no TLS problem and none named: ${benign.filter(({ said }) => said === 'none').length} of ${benign.length}`,
);
console.log(`${Math.round(outcomes.length / seconds)} texts a second, cold`);

table(
  'by client',
  group(outcomes, ({ client }) => client),
);
table(
  'by first label',
  group(outcomes, ({ labels }) => labels[0]),
);
const confusion = group(
  outcomes.filter((one) => !one.right),
  ({ labels, said }) => `${labels.join('|')} taken for ${said}`,
);
if (confusion.size > 0) console.log('\nconfusion');
for (const [what, which] of confusion) console.log(`  ${which.length} x ${what}`);
const misses = outcomes.filter((one) => !one.right).slice(0, optionOf('--misses', 50));
if (misses.length > 0) console.log('\nmisses');
for (const { id, client, labels, candidates, unknown, text } of misses) {
  const said =
    candidates.map(({ id: name, confidence }) => `${name} ${confidence}`).join(', ') ||
    (unknown ? 'unknown TLS' : 'none');
  console.log(`  ${id} (${client}) wanted ${labels.join('|')}, said ${said}`);
  console.log(`    ${JSON.stringify(text.slice(0, 500))}`);
}
process.exitCode = right.length >= (outcomes.length * optionOf('--least', 0)) / 100 ? 0 : 1;

async function loadReader() {
  const root = dirname(dirname(fileURLToPath(import.meta.url)));
  const folder = mkdtempSync(join(tmpdir(), 'whytls-eval-'));
  const outfile = join(folder, 'reader.mjs');
  await build({
    entryPoints: [join(root, 'src', 'cli', 'explain', 'reader.ts')],
    outfile,
    bundle: true,
    platform: 'node',
    target: 'node20.19',
    format: 'esm',
    logLevel: 'warning',
  });
  const { readText: read } = await import(pathToFileURL(outfile).href);
  rmSync(folder, { recursive: true });
  return read;
}

function group(items, keyOf) {
  const groups = new Map();
  for (const item of items) groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item]);
  return new Map([...groups].toSorted(([, a], [, b]) => b.length - a.length));
}

function table(title, groups) {
  console.log(`\n${title}`);
  for (const [name, items] of groups) {
    const hit = items.filter((one) => one.right).length;
    console.log(`  ${name.padEnd(28)} ${String(hit).padStart(4)} of ${String(items.length).padStart(4)}`);
  }
}
