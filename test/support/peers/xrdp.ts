/** xrdp as a peer: a remote desktop server, of which only the beginning is wanted. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { freePort, peerFolder, startPeer } from './peer-process.ts';
import type { PeerServer } from './peer-process.ts';

/** `settings`: lines of the section Globals. */
export async function startXrdp(settings: readonly string[]): Promise<PeerServer> {
  const folder = peerFolder('xrdp');
  const port = await freePort();
  const file = join(folder, 'xrdp.ini');
  const lines = [
    '[Globals]',
    'ini_version=1',
    'fork=true',
    `port=tcp://127.0.0.1:${port}`,
    'ssl_protocols=TLSv1.2, TLSv1.3',
    ...settings,
    '[Logging]',
    `LogFile=${folder}/log`,
    'LogLevel=INFO',
    'EnableSyslog=false',
    '[Channels]',
    '[Xorg]',
    'name=Xorg',
    'lib=libxup.so',
  ];
  writeFileSync(file, `${lines.join('\n')}\n`);
  return startPeer({ program: 'xrdp', options: ['--nodaemon', '-c', file], ports: [port], folder });
}
