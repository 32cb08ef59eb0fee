/** PostgreSQL as a peer, with a new and empty cluster. */
import { spawnSync } from 'node:child_process';
import { chmodSync, chownSync, copyFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { freePort, isRoot, peerFolder, startPeer, systemUser } from './peer-process.ts';
import type { PeerServer } from './peer-process.ts';

export interface KeyPair {
  readonly certificate: string;
  readonly key: string;
}

/** Files of a certificate and its key, or null for a server without TLS. */
export async function startPostgres(tls: KeyPair | null): Promise<PeerServer> {
  const folder = peerFolder('postgres');
  const port = await freePort();
  // It refuses to run as root, and to take a key that others may read.
  const user = systemUser('postgres');
  const [home, key] = [join(folder, 'home'), join(folder, 'server.key')];
  mkdirSync(home);
  if (tls !== null) {
    copyFileSync(tls.key, key);
    chmodSync(key, 0o600);
  }
  const { uid, gid } = user;
  if (uid !== undefined && gid !== undefined) {
    for (const path of tls === null ? [home] : [home, key]) chownSync(path, uid, gid);
  }
  const data = join(home, 'data');
  const options = ['-D', data, '--no-sync', '--no-instructions', '--locale=C', '-A', 'trust', '-U', 'postgres'];
  const made = spawnSync('initdb', options, { ...user, encoding: 'utf8' });
  if (made.status !== 0) throw new Error(`initdb: ${made.stderr}`);
  const settings = [
    'fsync=off',
    `port=${port}`,
    'listen_addresses=127.0.0.1',
    'unix_socket_directories=',
    ...(tls === null ? [] : ['ssl=on', `ssl_cert_file=${tls.certificate}`, `ssl_key_file=${key}`]),
  ];
  return startPeer({
    program: 'postgres',
    options: ['-D', data, ...settings.flatMap((setting) => ['-c', setting])],
    ports: [port],
    // Fast shutdown: it does not wait for clients.
    signal: 'SIGINT',
    folder,
    ...(isRoot ? { user: 'postgres' } : {}),
  });
}
