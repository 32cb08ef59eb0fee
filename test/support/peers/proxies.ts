/** Proxies as peers: tinyproxy for CONNECT, dante and microsocks for SOCKS5. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { freePort, peerFolder, startPeer } from './peer-process.ts';
import type { PeerServer } from './peer-process.ts';

/** `settings`: lines of tinyproxy.conf. */
export async function startTinyproxy(settings: readonly string[]): Promise<PeerServer> {
  const folder = peerFolder('tinyproxy');
  const port = await freePort();
  const file = join(folder, 'tinyproxy.conf');
  const lines = [`Port ${port}`, 'Listen 127.0.0.1', 'Timeout 60', 'MaxClients 20', 'LogLevel Critical', ...settings];
  writeFileSync(file, `${lines.join('\n')}\n`);
  return startPeer({ program: 'tinyproxy', options: ['-d', '-c', file], ports: [port], folder });
}

/** `rules`: lines of danted.conf after the addresses. Needs root, as dante does. */
export async function startDante(rules: readonly string[]): Promise<PeerServer> {
  const folder = peerFolder('dante');
  const port = await freePort();
  const file = join(folder, 'danted.conf');
  const lines = [
    `logoutput: ${folder}/log`,
    `internal: 127.0.0.1 port = ${port}`,
    'external: lo',
    'user.privileged: root',
    'user.unprivileged: nobody',
    ...rules,
  ];
  writeFileSync(file, `${lines.join('\n')}\n`);
  return startPeer({ program: 'danted', options: ['-f', file, '-p', join(folder, 'pid')], ports: [port], folder });
}

export async function startMicrosocks(options: readonly string[]): Promise<PeerServer> {
  const port = await freePort();
  return startPeer({ program: 'microsocks', options: ['-i', '127.0.0.1', '-p', `${port}`, ...options], ports: [port] });
}
