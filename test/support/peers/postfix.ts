/** Postfix as a peer: its master and smtpd, nothing that would deliver mail. Needs root, as Postfix does. */
import { spawnSync } from 'node:child_process';
import { chownSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { freePort, peerFolder, startPeer, systemUser } from './peer-process.ts';
import type { PeerServer } from './peer-process.ts';

/** `settings`: lines of main.cf beyond those that make it small. */
export async function startPostfix(settings: readonly string[]): Promise<PeerServer> {
  const folder = peerFolder('postfix');
  const port = await freePort();
  for (const name of ['etc', 'queue', 'data']) mkdirSync(join(folder, name));
  const { uid = 0, gid = 0 } = systemUser('postfix');
  chownSync(join(folder, 'data'), uid, gid);
  const main = [
    'compatibility_level = 3.6',
    `queue_directory = ${folder}/queue`,
    `data_directory = ${folder}/data`,
    'inet_interfaces = 127.0.0.1',
    'mynetworks_style = host',
    'myhostname = localhost.localdomain',
    `maillog_file = ${folder}/log`,
    `maillog_file_prefixes = ${folder}`,
    'local_recipient_maps =',
    'alias_maps =',
    'smtpd_peername_lookup = no',
    ...settings,
  ];
  const services = [
    `127.0.0.1:${port} inet n - n - - smtpd`,
    'postlog unix-dgram n - n - 1 postlogd',
    'anvil unix - - n - 1 anvil',
    'rewrite unix - - n - - trivial-rewrite',
    'proxymap unix - - n - - proxymap',
    'tlsmgr unix - - n 1000? 1 tlsmgr',
  ];
  writeFileSync(join(folder, 'etc/main.cf'), `${main.join('\n')}\n`);
  writeFileSync(join(folder, 'etc/master.cf'), `${services.join('\n')}\n`);
  // Its own starter detaches the master; `check` makes the queue's folders, as the starter would.
  const etc = join(folder, 'etc');
  spawnSync('postfix', ['-c', etc, 'check'], { stdio: 'ignore' });
  const { stdout: daemons } = spawnSync('postconf', ['-dh', 'daemon_directory'], { encoding: 'utf8' });
  const program = join(daemons.trim(), 'master');
  return startPeer({ program, options: ['-d', '-c', etc], env: { MAIL_CONFIG: etc }, ports: [port], folder });
}
