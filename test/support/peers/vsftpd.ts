/** vsftpd as a peer. Needs root, as vsftpd does. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { freePort, peerFolder, startPeer } from './peer-process.ts';
import type { PeerServer } from './peer-process.ts';

/** `settings`: lines of vsftpd.conf. */
export async function startVsftpd(settings: readonly string[]): Promise<PeerServer> {
  const folder = peerFolder('vsftpd');
  const port = await freePort();
  const file = join(folder, 'vsftpd.conf');
  mkdirSync(join(folder, 'empty'));
  const lines = [
    'listen=YES',
    'listen_address=127.0.0.1',
    `listen_port=${port}`,
    'background=NO',
    'anonymous_enable=YES',
    `secure_chroot_dir=${folder}/empty`,
    'seccomp_sandbox=NO',
    ...settings,
  ];
  writeFileSync(file, `${lines.join('\n')}\n`);
  return startPeer({ program: 'vsftpd', options: [file], ports: [port], folder });
}
