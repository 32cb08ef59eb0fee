/**
 * How fast whytls is beside others, in one run on one machine; writes docs/performance.md:
 *
 *     npm run bench                        all of it, some ten minutes
 *     npm run bench -- --quick --print     a few rounds, printed instead of written
 *
 * Everything runs on loopback, servers and the delay proxy in processes of their own. Commands take turns, medians are compared. A
 * program that is not there is shown as missing.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { makeCertificates } from './lib/certificates.mjs';
import { cleanEnvironment, measureOnce, median, rounds } from './lib/measure.mjs';
import { buildGo, isThere, startOn, startProgram, stopAll } from './lib/processes.mjs';
import { performancePage } from './lib/page.mjs';

const isQuick = process.argv.includes('--quick');
const isPrinted = process.argv.includes('--print');
const roundTripMs = 50;
const whytls = fileURLToPath(new URL('../dist/cli/whytls.cjs', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'whytls-bench-'));

try {
  const files = makeCertificates(folder);
  const [load] = loadavg();
  const figures = {
    roundTripMs,
    load,
    single: await single(files),
    // A server of today that sends its clients away without a certificate, and one that no client of today gets along with.
    mutual: await failing(files, { requestCert: true, rejectUnauthorized: true }),
    old: await failing(files, { minVersion: 'TLSv1.1', maxVersion: 'TLSv1.1', ciphers: 'DEFAULT@SECLEVEL=0' }),
    throughput: await throughput(files),
    memory: memory(await startOn('server.mjs', files.cert, files.key, '{}'), files),
  };
  const page = performancePage(figures);
  if (isPrinted) console.log(page);
  else writeFileSync(new URL('../docs/performance.md', import.meta.url), page);
} finally {
  stopAll();
  rmSync(folder, { recursive: true });
}

/** One probe of a server in order: whole processes. */
async function single({ ca, roots, cert, key }) {
  const port = await startOn('server.mjs', cert, key, '{}');
  const far = await startOn('delay.mjs', port, roundTripMs);
  const probe = (to) => [whytls, `localhost:${to}`, '--ip', '127.0.0.1', '--json'];
  // The store of the system, with our root in it: SSL_CERT_FILE takes its place.
  const system = { SSL_CERT_FILE: roots };
  const openssl = (to) => ['s_client', '-brief', '-status', '-servername', 'localhost', '-connect', `127.0.0.1:${to}`];
  const commands = (to) => [
    { name: 'node -e 0', program: 'node', args: ['-e', '0'] },
    { name: 'whytls --version', program: 'node', args: [whytls, '--version'] },
    { name: 'whytls --json, all roots of a system', program: 'node', args: probe(to), env: system },
    { name: 'whytls --json --tlsCAFile, one root', program: 'node', args: [...probe(to), '--tlsCAFile', ca] },
    { name: 'whytls, text report', program: 'node', args: probe(to).slice(0, -1), env: system },
    { name: 'openssl s_client -brief -status', program: 'openssl', args: openssl(to), env: system },
  ];
  say('one probe, on loopback');
  const near = await rounds(commands(port), isQuick ? 7 : 41);
  say(`one probe, ${roundTripMs} ms away`);
  return { near, far: await rounds(commands(far).slice(2), isQuick ? 5 : 25) };
}

/** The whole report on a server that refuses us, beside the scanners. */
async function failing({ ca, cert, key }, options) {
  const port = await startOn('server.mjs', cert, key, JSON.stringify({ ca: readFileSync(ca, 'utf8'), ...options }));
  const far = await startOn('delay.mjs', port, roundTripMs);
  const probe = (to) => [whytls, `localhost:${to}`, '--ip', '127.0.0.1', '--json', '--tlsCAFile', ca];
  const ours = (to) => ({ name: 'whytls --json', program: 'node', args: probe(to) });
  const scanners = (to) => [
    { name: 'sslscan', program: 'sslscan', args: ['--no-colour', `127.0.0.1:${to}`] },
    {
      name: 'nmap --script ssl-enum-ciphers',
      program: 'nmap',
      args: ['-Pn', '-p', to, '--script', 'ssl-enum-ciphers', '127.0.0.1'].map(String),
    },
    {
      name: 'testssl.sh -p -E',
      program: isThere('testssl.sh') ? 'testssl.sh' : 'testssl',
      args: ['--quiet', '--color', '0', '--warnings', 'off', '-p', '-E', `127.0.0.1:${to}`],
    },
  ];
  const beside = async (to) => {
    const all = await rounds([ours(to), ...scanners(to).slice(0, 2)], isQuick ? 1 : 5);
    // Minutes long: once must do.
    const [slow] = scanners(to).slice(2);
    const one = await measureOnce(slow, 300_000);
    return new Map([...all, [slow.name, one === null ? null : [one]]]);
  };
  say('a failing server, on loopback');
  const near = await beside(port);
  say(`a failing server, ${roundTripMs} ms away`);
  return { near, far: await beside(far) };
}

/** Handshakes a second by one process, beside its CPU time for each. */
async function throughput({ ca, cert, key }) {
  say('handshakes a second');
  const go = buildGo(folder);
  const port = go === null ? await startOn('server.mjs', cert, key, '{}') : await startProgram(go.server, [cert, key]);
  const milliseconds = isQuick ? 1000 : 4000;
  const script = (name) => fileURLToPath(new URL(`clients/${name}.mjs`, import.meta.url));
  const clients = [
    { name: 'whytls, whole reports by the library', program: 'node', args: [script('library')] },
    { name: 'node:tls', program: 'node', args: [script('node-tls')] },
    { name: 'Go crypto/tls', program: go?.client ?? null, args: [] },
  ];
  const run = ({ program, args }, atOnce) => {
    if (program === null) return null;
    const words = [...args, port, ca, atOnce, milliseconds].map(String);
    const said = spawnSync(program, words, { encoding: 'utf8', env: cleanEnvironment(), timeout: 60_000 });
    return said.status === 0 ? JSON.parse(said.stdout) : null;
  };
  const results = [];
  for (const client of clients) results.push({ name: client.name, runs: new Map() });
  for (const atOnce of [1, 32, 200]) {
    const repeated = clients.map(() => []);
    for (let round = 0; round < (isQuick ? 1 : 3); round++) {
      for (const [index, client] of clients.entries()) repeated[index].push(run(client, atOnce));
    }
    for (const [index, all] of repeated.entries()) results[index].runs.set(atOnce, middleOf(all));
  }
  results.push({ name: 'openssl s_time', runs: new Map([[1, opensslTime(port, ca, isQuick ? 2 : 4)]]) });
  return { server: go === null ? 'node:tls' : 'Go crypto/tls', results };
}

/** The run with the median rate. */
function middleOf(runs) {
  if (runs.some((run) => run === null)) return null;
  const rate = median(runs.map(({ done, ms }) => done / ms));
  return runs.toSorted((a, b) => Math.abs(a.done / a.ms - rate) - Math.abs(b.done / b.ms - rate))[0];
}

function opensslTime(port, ca, seconds) {
  if (!isThere('openssl')) return null;
  const words = [
    's_time',
    '-new',
    '-connect',
    `127.0.0.1:${port}`,
    '-CAfile',
    ca,
    '-verify',
    '1',
    '-time',
    `${seconds}`,
  ];
  const { stdout } = spawnSync('openssl', words, { encoding: 'utf8', timeout: 60_000 });
  // "1234 connections in 1.23s; 1003.25 connections/user sec, bytes read 0", then "… connections in 5 real seconds".
  const user = /(\d+) connections in ([\d.]+)s/.exec(stdout);
  const real = /(\d+) connections in (\d+) real seconds/.exec(stdout);
  if (user === null || real === null) return null;
  return { done: Number(real[1]), failed: 0, ms: Number(real[2]) * 1000, cpuMs: Number(user[2]) * 1000, maxRss: null };
}

/** The most memory that one process ever had, in KiB: it writes it to a file as it ends. */
function memory(port, { roots }) {
  const told = join(folder, 'peak');
  const preload = join(folder, 'preload.cjs');
  const write = `require('node:fs').writeFileSync(${JSON.stringify(told)}, String(process.resourceUsage().maxRSS))`;
  writeFileSync(preload, `process.on('exit', () => ${write});`);
  const peakOf = (args) => {
    spawnSync('node', ['--require', preload, ...args], { env: cleanEnvironment({ SSL_CERT_FILE: roots }) });
    return Number(readFileSync(told, 'utf8'));
  };
  const probe = [whytls, `localhost:${port}`, '--ip', '127.0.0.1', '--json'];
  const of = (args) => median(Array.from({ length: 5 }, () => peakOf(args)));
  return { node: of(['-e', '0']), probe: of(probe) };
}

function say(what) {
  console.error(`… ${what}`);
}
