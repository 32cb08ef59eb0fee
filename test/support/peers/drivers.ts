/** MongoDB's own drivers as the other opinion: what they make of servers, and what they print. `.ci/make-drivers` installs them. */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { nodePeer } from './node-peers.ts';

/** What came of one connection: null, it worked; else what the driver printed. */
export type Said = string | null;

const folder = process.env['WHYTLS_DRIVERS'] ?? '';

/** A server as a driver is told of it: the URI, and the file of certificates to trust for drivers that do not find it there. */
export interface Asked {
  readonly uri: string;
  readonly caFile: string | null;
}

/** By what a driver is known to be installed. */
const installed = {
  pymongo: 'pymongo',
  'pymongo-ocsp': 'pymongo-ocsp',
  'pymongo-3.11': 'pymongo-3.11',
  node: 'node',
  go: join('go', 'ask'),
  java: join('java', 'AskMongodb.class'),
} as const;

/** Whether a driver is installed; with WHYTLS_REQUIRE_PEERS=1 a missing one is an error, but for Go's, for which no package has the Go. */
export function hasDriver(name: keyof typeof installed): boolean {
  const there = folder !== '' && existsSync(join(folder, installed[name]));
  if (!there && name !== 'go' && process.env['WHYTLS_REQUIRE_PEERS'] === '1')
    throw new Error(`driver is missing: ${name}`);
  return there;
}

/** Connects with PyMongo to each URI, side by side, and says hello. */
export const askPymongo = (
  name: 'pymongo' | 'pymongo-ocsp' | 'pymongo-3.11',
  asked: readonly Asked[],
): Promise<Said[]> => ask(join(folder, name, 'bin', 'python'), ['-c', pythonScript], uriList(asked));

/**
 * The same on the Python of the system, with the PyMongo of the folder. Null: there is none that could take it. It tells in `debian`
 * whether it was built with OpenSSL's own list of suites, as Debian and Ubuntu do.
 */
export function systemPymongo(): {
  readonly debian: boolean;
  readonly ask: (asked: readonly Asked[]) => Promise<Said[]>;
} | null {
  const program = '/usr/bin/python3';
  const lib = join(folder, 'pymongo', 'lib');
  const packages = existsSync(lib) ? readdirSync(lib).map((python) => join(lib, python, 'site-packages')) : [];
  const env = { PYTHONPATH: packages.join(delimiter) };
  const seen = spawnSync(program, ['-c', suitesScript], { encoding: 'utf8', env: { ...process.env, ...env } });
  if (folder === '' || seen.status !== 0) return null;
  return {
    debian: seen.stdout.includes('AES128-SHA\n'),
    ask: (asked) => ask(program, ['-c', pythonScript], uriList(asked), env),
  };
}

/** Whether the Python of an environment was built with OpenSSL's own list of suites. */
export const isDebianPython = (name: 'pymongo' | 'pymongo-3.11'): boolean =>
  spawnSync(join(folder, name, 'bin', 'python'), ['-c', suitesScript], { encoding: 'utf8' }).stdout.includes(
    'AES128-SHA\n',
  );

const suitesScript = `
import pymongo, ssl
for suite in ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT).get_ciphers():
    print(suite['name'])
`;

/** The same with the driver of Node.js, on this Node or another. */
export function askNode(asked: readonly Asked[], major: number | null = null): Promise<Said[]> {
  const program = major === null ? process.execPath : nodePeer(major);
  if (program === null) throw new Error(`no Node ${major}`);
  return ask(program, ['-e', nodeScript], uriList(asked), { NODE_PATH: join(folder, 'node', 'node_modules') });
}

/** The same with the driver for Go. */
export const askGo = (asked: readonly Asked[]): Promise<Said[]> => ask(join(folder, 'go', 'ask'), [], uriList(asked));

/** The same with the driver for Java. */
export function askJava(asked: readonly Asked[]): Promise<Said[]> {
  const java = join(folder, 'java');
  const classes = [java, join(java, 'jars', '*')].join(delimiter);
  const lines = asked.map(({ uri, caFile }) => `${uri} ${caFile ?? '-'}\n`);
  return ask('java', ['-XX:TieredStopAtLevel=1', '-cp', classes, 'AskMongodb'], lines.join(''));
}

const uriList = (asked: readonly Asked[]): string => JSON.stringify(asked.map(({ uri }) => uri));

function ask(
  program: string,
  options: readonly string[],
  input: string,
  env: Readonly<Record<string, string>> = {},
): Promise<Said[]> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, options, { stdio: ['pipe', 'pipe', 'pipe'], env: { ...process.env, ...env } });
    let out = '';
    let err = '';
    child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()));
    child.once('error', reject);
    child.once('close', () => {
      try {
        resolve(JSON.parse(out) as Said[]);
      } catch {
        reject(new Error(`${program} said: ${out}${err}`));
      }
    });
    child.stdin.end(input);
  });
}

const pythonScript = `
import concurrent.futures, json, sys
import pymongo
def connect(uri):
    try:
        client = pymongo.MongoClient(uri, serverSelectionTimeoutMS=3000, connectTimeoutMS=2000)
        client.admin.command('ismaster')
        return None
    except Exception as error:
        return str(error)
with concurrent.futures.ThreadPoolExecutor(24) as pool:
    print(json.dumps(list(pool.map(connect, json.load(sys.stdin)))))
`;

const nodeScript = `
const { MongoClient } = require('mongodb');
const connect = async (uri) => {
  let client;
  try {
    client = new MongoClient(uri, { serverSelectionTimeoutMS: 4000, connectTimeoutMS: 2000 });
    await client.db('admin').command({ hello: 1 });
    return null;
  } catch (error) {
    return error.message;
  } finally {
    await client?.close();
  }
};
let input = '';
process.stdin.on('data', (chunk) => (input += chunk));
process.stdin.on('end', async () => {
  const uris = JSON.parse(input);
  const said = new Array(uris.length);
  const queue = [...uris.entries()];
  await Promise.all(Array.from({ length: 24 }, async () => {
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) said[next[0]] = await connect(next[1]);
  }));
  process.stdout.write(JSON.stringify(said));
});
`;
