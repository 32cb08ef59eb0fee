/** Clients that are libraries: one process of each language meets all faults side by side. */
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { hasPeer } from '../peers.ts';
import { hasDriver } from '../peers/drivers.ts';
import { nodePeer } from '../peers/node-peers.ts';
import { asJson, asLines, canFind, firstLine, peer } from './runner.ts';
import type { Printed, Runner } from './runner.ts';

const drivers = process.env['WHYTLS_DRIVERS'] ?? '';

const python = (...clients: readonly string[]): Runner => ({
  clients,
  isHere: () => hasPeer('python3'),
  run: (meetings) => asJson('python3', [peer('meet.py'), ...clients], meetings),
});

const pythonIn = (folder: string): string => join(drivers, folder, 'bin', 'python');

const pymongo = (folder: 'pymongo' | 'pymongo-ocsp'): Runner => ({
  clients: [folder],
  isHere: () => hasDriver(folder),
  run: (meetings) => asJson(pythonIn(folder), [peer('meet.py'), folder], meetings),
});

/** What Python programs speak HTTP with. */
const webPython: Runner = {
  clients: ['requests', 'httpx', 'aiohttp'],
  isExtra: true,
  isHere: () => existsSync(pythonIn('clients')),
  run: (meetings) => asJson(pythonIn('clients'), [peer('meet.py'), 'requests', 'httpx', 'aiohttp'], meetings),
};

/** More interpreters, named by paths: other releases word their errors otherwise. */
const otherPythons: Runner = {
  clients: ['python-ssl'],
  isExtra: true,
  isHere: () => pythons().length > 0,
  run: async (meetings) => {
    const all: Printed[] = [];
    for (const program of pythons()) all.push(...(await asJson(program, [peer('meet.py'), 'python-ssl'], meetings)));
    return all;
  },
};

const pythons = (): readonly string[] =>
  [...(process.env['WHYTLS_PYTHONS'] ?? '').split(delimiter), '/usr/bin/python3'].filter(existsSync);

const node = (major: number | null, ...clients: readonly string[]): Runner => ({
  clients,
  isHere: () =>
    (!clients.includes('node-mongodb') || hasDriver('node')) && (major === null || nodePeer(major) !== null),
  run: (meetings) =>
    asJson(major === null ? process.execPath : (nodePeer(major) ?? ''), [peer('meet.cjs'), ...clients], meetings, {
      NODE_PATH: join(drivers, 'node', 'node_modules'),
      NODE_NO_WARNINGS: '1',
    }),
});

const java: Runner = {
  clients: ['java-jsse', 'java-httpclient'],
  isHere: () => hasPeer('java'),
  run: (meetings) =>
    asLines('java', ['-XX:TieredStopAtLevel=1', peer('Meet.java')], firstLine('java', '-version'), meetings),
};

const go: Runner = {
  clients: ['go-tls', 'go-http'],
  isHere: () => hasPeer('go'),
  run: async (meetings) => {
    const folder = mkdtempSync(join(tmpdir(), 'whytls-go-'));
    const program = join(folder, 'meet');
    const env = { ...process.env, GO111MODULE: 'off' };
    execFileSync('go', ['build', '-o', program, peer('meet.go')], { cwd: folder, env });
    return asJson(program, [], meetings);
  },
};

const scripted = (client: string, program: string, file: string): Runner => ({
  clients: [client],
  isExtra: true,
  isHere: () => canFind(program),
  run: (meetings) => asJson(program, [peer(file), client], meetings),
});

const erlang: Runner = {
  clients: ['erlang-ssl'],
  isExtra: true,
  isHere: () => canFind('escript'),
  run: (meetings) => asLines('escript', [peer('meet.escript')], `OTP ${erlangRelease()}`, meetings),
};

const erlangRelease = (): string =>
  spawnSync('erl', ['-noshell', '-eval', 'io:format("~s", [erlang:system_info(otp_release)]), halt().'], {
    encoding: 'utf8',
  }).stdout;

export const languages: readonly Runner[] = [
  pymongo('pymongo'),
  pymongo('pymongo-ocsp'),
  python('python-ssl', 'python-urllib'),
  otherPythons,
  webPython,
  node(null, 'node-tls', 'node-https', 'node-fetch', 'node-mongodb'),
  node(10, 'node-tls'),
  node(16, 'node-tls'),
  node(24, 'node-tls', 'node-fetch', 'node-mongodb'),
  java,
  go,
  scripted('ruby-net-http', 'ruby', 'meet.rb'),
  scripted('php-streams', 'php', 'meet.php'),
  scripted('php-mongodb', 'php', 'meet.php'),
  scripted('perl-lwp', 'perl', 'meet.pl'),
  erlang,
];
