// Judges the 9,768 cases of x509-limbo by `whytls verify --batch -` and compares decision and error code with what OpenSSL 3.0
// said of each: `npm run conformance`. The vectors are no part of this repository; where they are absent it says so and ends well.
//   node scripts/conformance.mjs [folder with limbo.json.gz and openssl-3.0-verdicts.json.gz]
// Ends with 1 below the bars (decision 99.9 % of the accepted and of the rejected of each group, code 99 %), and where the
// differences are not exactly those that conformance-differences.json explains.
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const folder = resolve(process.argv[2] ?? join(root, '..', 'shared', 'vectors', 'limbo'));
const program = join(root, 'dist', 'cli', 'whytls.cjs');
const explained = JSON.parse(readFileSync(join(root, 'scripts', 'conformance-differences.json'), 'utf8'));
const bars = { decision: 0.999, code: 0.99 };
const groups = ['bettertls::nameconstraints', 'bettertls::pathbuilding', ''];
/** Other settings of OpenSSL. The verdicts tell which cases each of them decides otherwise, and the error code of these alone. */
const variants = {
  strict: { strict: true, partialChain: true },
  partial: { partialChain: true },
  level1: { authLevel: 1 },
};

if (!existsSync(join(folder, 'limbo.json.gz'))) {
  console.log(`SKIPPED: there is no x509-limbo at ${folder}`);
  process.exit(0);
}
if (!existsSync(program)) {
  console.error('Run "npm run build" first.');
  process.exit(1);
}

const load = (name) => JSON.parse(gunzipSync(readFileSync(join(folder, name))).toString());
const { testcases } = load('limbo.json.gz');
const { verdicts, meta } = load('openssl-3.0-verdicts.json.gz');
const known = testcases.filter(({ id }) => Object.hasOwn(verdicts, id));
const small = known.filter(({ id }) => !id.startsWith(groups[0]));
const questions = [
  ...known.map((one) => ({ one, variant: null })),
  ...Object.keys(variants).flatMap((variant) => small.map((one) => ({ one, variant }))),
];

const started = performance.now();
const answers = await judge(questions);
const seconds = (performance.now() - started) / 1000;
console.log(`${meta.openssl}`);
console.log(`${answers.length} chains of x509-limbo through "whytls verify --batch -" in ${seconds.toFixed(1)} s`);
console.log();

const outOfPlace = answers.findIndex(({ id }, index) => id !== idOf(questions[index]));
if (outOfPlace !== -1 || answers.length !== questions.length) {
  console.error(`${questions.length} lines went in; ${answers.length} came out, or in another order.`);
  process.exit(1);
}
const outcomes = questions.map((question, index) => compare(question, answers[index]));
const isHigh = printTable(outcomes);
const isExplained = printDifferences(outcomes);
process.exit(isHigh && isExplained ? 0 : 1);

function idOf({ one, variant }) {
  return variant === null ? one.id : `${one.id} (${variant})`;
}

/** The answers of one run of the program, which reads and writes as a stream. */
async function judge(asked) {
  const child = spawn(process.execPath, [program, 'verify', '--batch', '-'], { stdio: ['pipe', 'pipe', 'inherit'] });
  const lines = createInterface({ input: child.stdout });
  const read = [];
  lines.on('line', (line) => read.push(JSON.parse(line)));
  const ended = new Promise((done) => child.on('close', done));
  await pipeline(function* () {
    for (const one of asked) yield `${JSON.stringify(toLine(one))}\n`;
  }, child.stdin);
  const code = await ended;
  if (code > 1) {
    console.error(`The program ended with ${code}.`);
    process.exit(1);
  }
  return read;
}

/** An input line for a case, asked as OpenSSL was asked. */
function toLine(question) {
  const { one, variant } = question;
  const name = one.expected_peer_name;
  return {
    id: idOf(question),
    chain: [one.peer_certificate, ...one.untrusted_intermediates],
    ca: one.trusted_certs,
    at: one.validation_time ?? meta.timeWhereTheCaseNamesNone,
    purpose: 'server',
    authLevel: 2,
    ...(name === null ? {} : { host: name.value }),
    ...(one.max_chain_depth === null ? {} : { maxDepth: one.max_chain_depth }),
    ...((one.crls ?? []).length === 0 ? {} : { crls: one.crls, crlCheck: 'leaf' }),
    ...(variant === null ? {} : variants[variant]),
  };
}

function compare(question, { accepted, opensslError }) {
  const { one, variant } = question;
  const wanted = verdictOf(one.id, variant);
  const isCodeKnown = variant === null || Object.hasOwn(verdicts[one.id].differs ?? {}, variant);
  const code = wanted === 'accepted' ? null : Number.parseInt(wanted, 10);
  return {
    id: idOf(question),
    group: variant === null ? groups.find((prefix) => one.id.startsWith(prefix)) : variant,
    accepted: wanted === 'accepted',
    isSameDecision: accepted === (wanted === 'accepted'),
    isSameCode: isCodeKnown ? (opensslError?.code ?? null) === code : accepted === (wanted === 'accepted'),
    wanted,
    got: accepted ? 'accepted' : `${opensslError?.code ?? '?'} ${opensslError?.name ?? 'refused without an error'}`,
  };
}

/** `accepted`, or the error: `10 certificate has expired`. */
function verdictOf(id, variant) {
  const { error, differs = {} } = verdicts[id];
  return (variant === null ? undefined : differs[variant]) ?? error ?? 'accepted';
}

/** Agreement by group, among those that OpenSSL accepts and those that it rejects; whether all of it is above the bars. */
function printTable(all) {
  let isGood = true;
  console.log('group                       OpenSSL    cases  decision      code');
  for (const group of [...groups, ...Object.keys(variants)]) {
    for (const accepted of [true, false]) {
      const here = all.filter((one) => one.group === group && one.accepted === accepted);
      if (here.length === 0) continue;
      const share = (key) => here.filter((one) => one[key]).length / here.length;
      const [decision, code] = [share('isSameDecision'), share('isSameCode')];
      isGood &&= decision >= bars.decision && code >= bars.code;
      const percent = (part) => `${(part * 100).toFixed(2)} %`.padStart(10);
      const label = (group === '' ? 'the rest' : group in variants ? `the last two, ${group}` : group).padEnd(28);
      console.log(
        `${label}${(accepted ? 'accepts' : 'rejects').padEnd(8)}${String(here.length).padStart(8)}${percent(decision)}${percent(code)}`,
      );
    }
  }
  console.log();
  if (!isGood) console.log(`Below the bars: decision ${bars.decision * 100} %, code ${bars.code * 100} %.`);
  return isGood;
}

/** Every difference with its reason; whether they are exactly those that are explained. */
function printDifferences(all) {
  const seen = all.filter(({ isSameDecision, isSameCode }) => !isSameDecision || !isSameCode);
  const reasons = new Map(explained.map(({ id, reason }) => [id, reason]));
  for (const { id, wanted, got } of seen) {
    console.log(`${id}\n  OpenSSL: ${wanted}\n  whytls:  ${got}\n  reason:  ${reasons.get(id) ?? 'NOT EXPLAINED'}`);
  }
  const gone = [...reasons.keys()].filter((id) => !seen.some((one) => one.id === id));
  for (const id of gone) console.log(`${id}: explained as a difference, but there is none any more`);
  if (seen.length === 0) console.log('No difference.');
  return gone.length === 0 && seen.every(({ id }) => reasons.has(id));
}
