/** MongoDB's own drivers as the other opinion: what they make of servers, and what they print. `.ci/make-drivers` installs them. */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { nodePeer } from './node-peers.ts';

/** What came of one connection: null, it worked; else what the driver printed. */
export type Said = string | null;

const folder = process.env['WHYTLS_DRIVERS'] ?? '';

/** Whether a driver is installed; with WHYTLS_REQUIRE_PEERS=1 a missing one is an error. */
export function hasDriver(name: 'pymongo' | 'pymongo-ocsp' | 'pymongo-3.11' | 'node'): boolean {
  const there = folder !== '' && existsSync(join(folder, name));
  if (!there && process.env['WHYTLS_REQUIRE_PEERS'] === '1') throw new Error(`driver is missing: ${name}`);
  return there;
}

/** Connects with PyMongo to each URI, side by side, and says hello. */
export const askPymongo = (
  name: 'pymongo' | 'pymongo-ocsp' | 'pymongo-3.11',
  uris: readonly string[],
): Promise<Said[]> => ask(join(folder, name, 'bin', 'python'), ['-c', pythonScript], uris);

/** The same with the driver of Node.js, on this Node or another. */
export function askNode(uris: readonly string[], major: number | null = null): Promise<Said[]> {
  const program = major === null ? process.execPath : nodePeer(major);
  if (program === null) throw new Error(`no Node ${major}`);
  return ask(program, ['-e', nodeScript], uris, { NODE_PATH: join(folder, 'node', 'node_modules') });
}

function ask(
  program: string,
  options: readonly string[],
  uris: readonly string[],
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
    child.stdin.end(JSON.stringify(uris));
  });
}

const pythonScript = `
import concurrent.futures, json, sys
import pymongo
def connect(uri):
    try:
        client = pymongo.MongoClient(uri, serverSelectionTimeoutMS=2500, connectTimeoutMS=2000)
        client.admin.command('ismaster')
        return None
    except Exception as error:
        return str(error)
with concurrent.futures.ThreadPoolExecutor(8) as pool:
    print(json.dumps(list(pool.map(connect, json.load(sys.stdin)))))
`;

const nodeScript = `
const { MongoClient } = require('mongodb');
const connect = async (uri) => {
  let client;
  try {
    client = new MongoClient(uri, { serverSelectionTimeoutMS: 2500, connectTimeoutMS: 2000 });
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
  await Promise.all(Array.from({ length: 8 }, async () => {
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) said[next[0]] = await connect(next[1]);
  }));
  process.stdout.write(JSON.stringify(said));
});
`;
