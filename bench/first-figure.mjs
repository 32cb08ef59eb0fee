/**
 * What one probe costs as a whole process, beside `node -e 0` and `openssl s_client`, side by side in one run:
 *
 *     npm run build && node bench/first-figure.mjs [runs]
 *
 * The server is a Node TLS server on loopback in a process of its own, its chain verified against a CA file. Rounds alternate
 * between the commands, so that a busy machine is busy for all of them; medians are compared. CPU is user and system time of
 * the whole child process. NODE_EXTRA_CA_CERTS and its like are unset: they alone cost Node 20 some 37 ms a start.
 */
import { execFileSync, fork, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createServer, rootCertificates } from 'node:tls';
import { fileURLToPath } from 'node:url';

const here = fileURLToPath(import.meta.url);

if (process.argv[2] === '--serve') {
  const { cert, key } = JSON.parse(process.env['WHYTLS_BENCH_SERVER'] ?? '{}');
  const server = createServer({ cert, key }, (socket) => socket.on('error', () => {}));
  server.on('tlsClientError', () => {});
  server.listen(0, '127.0.0.1', () => process.send?.(server.address().port));
} else {
  await main(Number(process.argv[2] ?? 31));
}

async function main(runs) {
  const folder = mkdtempSync(join(tmpdir(), 'whytls-bench-'));
  const { cert, key, caFile } = makeCertificates(folder);
  // What a store of the system costs, with our root in it so that the server is in order.
  const bundle = join(folder, 'bundle.pem');
  writeFileSync(bundle, rootCertificates.join('\n') + '\n' + readFileSync(caFile, 'utf8'));
  const server = fork(here, ['--serve'], {
    env: { ...process.env, WHYTLS_BENCH_SERVER: JSON.stringify({ cert, key }) },
  });
  try {
    const port = await new Promise((resolve) => server.once('message', resolve));
    const whytls = fileURLToPath(new URL('../dist/cli/whytls.cjs', import.meta.url));
    const commands = {
      'node -e 0': ['node', ['-e', '0']],
      'whytls --version': ['node', [whytls, '--version']],
      'whytls (--tlsCAFile)': ['node', [whytls, `localhost:${port}`, '--ip', '127.0.0.1', '--tlsCAFile', caFile]],
      'whytls --json (all roots)': [
        'node',
        [whytls, `localhost:${port}`, '--ip', '127.0.0.1', '--json', '--tlsCAFile', bundle],
      ],
      'openssl s_client': [
        'openssl',
        [
          's_client',
          '-brief',
          '-status',
          '-servername',
          'localhost',
          '-CAfile',
          caFile,
          '-connect',
          `127.0.0.1:${port}`,
        ],
      ],
    };
    const results = Object.fromEntries(Object.keys(commands).map((name) => [name, []]));
    for (let round = 0; round < runs; round++) {
      for (const [name, [program, args]] of Object.entries(commands)) results[name].push(await measure(program, args));
    }
    print(results, runs);
  } finally {
    server.kill();
    rmSync(folder, { recursive: true });
  }
}

function makeCertificates(folder) {
  const file = (name) => join(folder, name);
  const openssl = (...args) => execFileSync('openssl', args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
  const ec = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '30'];
  openssl('req', '-x509', ...ec, '-keyout', file('ca.key'), '-out', file('ca.pem'), '-subj', '/CN=Bench Root');
  openssl('req', '-new', ...ec, '-keyout', file('leaf.key'), '-out', file('leaf.csr'), '-subj', '/CN=localhost');
  writeFileSync(
    file('leaf.ext'),
    'subjectAltName=DNS:localhost\nextendedKeyUsage=serverAuth\nbasicConstraints=CA:FALSE\n',
  );
  const signed = [
    '-CA',
    file('ca.pem'),
    '-CAkey',
    file('ca.key'),
    '-CAcreateserial',
    '-days',
    '30',
    '-extfile',
    file('leaf.ext'),
  ];
  const cert = openssl('x509', '-req', '-in', file('leaf.csr'), ...signed);
  return { cert, key: execFileSync('cat', [file('leaf.key')], { encoding: 'utf8' }), caFile: file('ca.pem') };
}

/** Runs a command to its end; CPU of the finished child from the difference of this process's children's times. */
function measure(program, args) {
  const env = { ...process.env };
  for (const name of ['NODE_EXTRA_CA_CERTS', 'NODE_OPTIONS', 'SSL_CERT_FILE', 'SSL_CERT_DIR']) delete env[name];
  const script = 'exec 3>&2; TIMEFORMAT="%R %U %S"; time "$@" >/dev/null 2>/dev/null </dev/null';
  return new Promise((resolve, reject) => {
    const child = spawn('bash', ['-c', script, 'bash', program, ...args], { env, stdio: ['ignore', 'ignore', 'pipe'] });
    let said = '';
    child.stderr.on('data', (chunk) => (said += chunk));
    child.on('error', reject);
    child.on('close', () => {
      const [wall, user, system] = said.trim().split(/\s+/).map(Number);
      resolve({ wall: wall * 1000, cpu: (user + system) * 1000 });
    });
  });
}

function print(results, runs) {
  const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
  const base = results['node -e 0'];
  console.log(
    `${runs} rounds, medians; node ${process.version}, ${execFileSync('openssl', ['version'], { encoding: 'utf8' }).trim()}`,
  );
  console.log(
    `${'command'.padEnd(30)} ${'CPU ms'.padStart(8)} ${'ratio'.padStart(7)} ${'wall ms'.padStart(9)} ${'ratio'.padStart(7)}`,
  );
  for (const [name, values] of Object.entries(results)) {
    const cpu = median(values.map((one) => one.cpu));
    const wall = median(values.map((one) => one.wall));
    const cpuRatio = cpu / median(base.map((one) => one.cpu));
    const wallRatio = wall / median(base.map((one) => one.wall));
    console.log(
      `${name.padEnd(30)} ${cpu.toFixed(1).padStart(8)} ${cpuRatio.toFixed(2).padStart(7)} ${wall.toFixed(1).padStart(9)} ${wallRatio.toFixed(2).padStart(7)}`,
    );
  }
}
