/** OpenLDAP's slapd as a peer: no database, only the protocol. Debian builds it with GnuTLS. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { freePort, peerFolder, startPeer } from './peer-process.ts';
import type { PeerServer } from './peer-process.ts';

/** `settings`: lines of slapd.conf. */
export async function startSlapd(settings: readonly string[]): Promise<PeerServer> {
  const folder = peerFolder('slapd');
  const port = await freePort();
  const file = join(folder, 'slapd.conf');
  writeFileSync(file, `${[`pidfile ${folder}/pid`, ...settings].join('\n')}\n`);
  const options = ['-d', '0', '-h', `ldap://127.0.0.1:${port}`, '-f', file];
  return startPeer({ program: 'slapd', options, ports: [port], folder });
}
