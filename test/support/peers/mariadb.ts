/** MariaDB as a peer: without tables or accounts, since nobody logs in. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { freePort, isRoot, peerFolder, startPeer } from './peer-process.ts';
import type { PeerServer } from './peer-process.ts';

/** `options`: of mariadbd, beyond those that make it small. */
export async function startMariadb(options: readonly string[]): Promise<PeerServer> {
  const folder = peerFolder('mariadb');
  const port = await freePort();
  const data = join(folder, 'data');
  mkdirSync(data);
  return startPeer({
    program: 'mariadbd',
    options: [
      '--no-defaults',
      ...(isRoot ? ['--user=root'] : []),
      `--datadir=${data}`,
      `--socket=${data}/socket`,
      `--pid-file=${data}/pid`,
      `--port=${port}`,
      '--bind-address=127.0.0.1',
      '--skip-grant-tables',
      '--skip-networking=0',
      '--skip-innodb',
      '--default-storage-engine=Aria',
      ...options,
    ],
    ports: [port],
    // It has nothing to save.
    signal: 'SIGKILL',
    folder,
  });
}
