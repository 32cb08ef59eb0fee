/** docs/performance.md from the figures of a run. */
import { arch, cpus, release, totalmem, type } from 'node:os';
import { medianOf, pairedRatio } from './measure.mjs';
import { versionOf } from './processes.mjs';

export function performancePage({ roundTripMs, load, single, mutual, old, throughput, memory }) {
  return `# Performance

Written by \`npm run bench\`; do not edit. Everything was measured in one run on one machine, programs taking turns; figures are
medians, ratios the medians of the ratios of each round. CPU is user and system time of the whole process, start and end included.
A busy machine makes everything slower: trust ratios, not milliseconds.

${machine(load)}

## What is held to

${bars(roundTripMs, single, { mutual, old })}

## One probe of a server in order

Handshake, chain verified, report written. \`SSL_CERT_FILE\` names all roots that Node brings and the one that signed the server's
certificate. On loopback:

${singleTable(single.near, 'node -e 0')}

With a round trip of ${roundTripMs} ms, by a proxy that holds everything back, the opening of the connection included:

${singleTable(single.far, 'openssl s_client -brief -status')}

The most memory that a process had: \`node -e 0\` ${mib(memory.node)}, whytls ${mib(memory.probe)}.

## A failing server

whytls finds out why it is refused, by experiments side by side; the scanners list what the server offers, so they answer another
question, and more of it. A server of TLS 1.2 and 1.3 that wants a certificate of its clients, on loopback:

${scannerTable(mutual.near)}

With a round trip of ${roundTripMs} ms:

${scannerTable(mutual.far)}

A server that speaks TLS 1.1 alone, on loopback:

${scannerTable(old.near)}

With a round trip of ${roundTripMs} ms:

${scannerTable(old.far)}

## Many handshakes in one process

Full handshakes a second, chain verified, against a server by ${throughput.server} on the same machine, which takes its share of the
processors. whytls probes by its library: each has a whole report in the end. CPU is the client's, for each handshake.

${throughputTable(throughput.results)}

openssl s_time makes one connection after the other, in the least of code; its CPU is user time alone.
`;
}

function machine(load) {
  const [cpu] = cpus();
  const programs = [
    ['Node', process.versions.node],
    ['OpenSSL', versionOf('openssl', ['version'])],
    ['sslscan', versionOf('sslscan', ['--version'])],
    ['nmap', versionOf('nmap', ['--version'])],
    ['testssl.sh', versionOf('testssl', ['--version']) ?? versionOf('testssl.sh', ['--version'])],
    ['Go', versionOf('go', ['version'])],
  ];
  const versions = programs.map(([name, version]) => `${name} ${version ?? '(missing)'}`).join(', ');
  const memory = Math.round(totalmem() / 2 ** 30);
  return `- ${cpus().length} processors (${cpu?.model.trim() ?? 'unknown'}), ${memory} GiB, ${type()} ${release()}, ${arch()}
- ${versions}
- ${new Date().toISOString().slice(0, 10)}; the load before the run was ${load.toFixed(1)}${load > cpus().length / 2 ? ': the machine was busy with other things, and wall clocks say little' : ''}`;
}

/** The bars that this project has set itself, and what this run says. */
function bars(roundTripMs, { near, far }, { mutual, old }) {
  const probe = 'whytls --json, all roots of a system';
  const rows = [
    ['`whytls --version` / `node -e 0`, CPU', 1.4, ratio(near, 'whytls --version', 'node -e 0', 'cpu')],
    ['probe with a JSON report / `node -e 0`, CPU', 2, ratio(near, probe, 'node -e 0', 'cpu')],
    [
      `probe / \`openssl s_client\`, wall clock, ${roundTripMs} ms away`,
      0.95,
      ratio(far, probe, 'openssl s_client -brief -status', 'wall'),
    ],
    ...[
      ['a server that wants a certificate', mutual],
      ['a server of TLS 1.1', old],
    ].map(([what, failing]) => [
      `report on ${what} / sslscan, wall clock, ${roundTripMs} ms away`,
      0.05,
      ratio(failing.far, 'whytls --json', 'sslscan', 'wall'),
    ]),
  ];
  return table(
    ['what', 'at most', 'here', ''],
    rows.map(([what, most, here]) => [
      what,
      String(most),
      here === null ? 'not measured' : here.toFixed(here < 0.1 ? 3 : 2),
      here === null ? '' : here <= most ? 'met' : 'missed',
    ]),
  );
}

function singleTable(measured, base) {
  return table(
    ['', 'CPU ms', `/ ${base}`, 'wall ms', `/ ${base}`],
    [...measured].map(([name, rounds]) => [
      `\`${name}\``,
      number(medianOf(rounds, 'cpu'), 1),
      number(ratio(measured, name, base, 'cpu'), 2),
      number(medianOf(rounds, 'wall'), 1),
      number(ratio(measured, name, base, 'wall'), 2),
    ]),
  );
}

function scannerTable(measured) {
  const [[first, ours]] = measured;
  return table(
    ['', 'wall s', `${first} / this`, 'CPU s'],
    [...measured].map(([name, rounds]) => {
      const theirs = medianOf(rounds, 'wall');
      return [
        `\`${name}\``,
        rounds === null ? 'missing' : number(theirs / 1000, 2),
        name === first ? '' : number(theirs === null ? null : medianOf(ours, 'wall') / theirs, 3),
        number(rounds === null ? null : medianOf(rounds, 'cpu') / 1000, 2),
      ];
    }),
  );
}

function throughputTable(results) {
  const counts = [1, 32, 200];
  const cell = (run) => {
    if (run === undefined) return '';
    if (run === null) return 'missing';
    const failed = run.failed > 0 ? `, ${run.failed} failed` : '';
    return `${Math.round((run.done / run.ms) * 1000)} (${(run.cpuMs / run.done).toFixed(2)} ms${failed})`;
  };
  return table(
    ['', ...counts.map((count) => `${count} at once`), 'most memory'],
    results.map(({ name, runs }) => [
      name,
      ...counts.map((count) => cell(runs.get(count))),
      typeof runs.get(200)?.maxRss === 'number' ? mib(runs.get(200).maxRss) : '',
    ]),
  );
}

function ratio(measured, ours, theirs, what) {
  return pairedRatio(measured.get(ours) ?? null, measured.get(theirs) ?? null, what);
}

const number = (value, digits) => (value === null ? 'missing' : value.toFixed(digits));

const mib = (kib) => `${Math.round(kib / 1024)} MiB`;

function table(head, rows) {
  const columns = head.map((title, index) => Math.max(3, title.length, ...rows.map((row) => row[index].length)));
  const line = (cells) => `| ${cells.map((cell, index) => cell.padEnd(columns[index])).join(' | ')} |`;
  return [line(head), line(columns.map((width) => '-'.repeat(width))), ...rows.map(line)].join('\n');
}
