/** Prosody as a peer: XMPP for clients and for servers, domain `localhost`. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { freePorts, peerFolder, startPeer } from './peer-process.ts';
import type { PeerServer } from './peer-process.ts';

export interface Prosody extends PeerServer {
  readonly serverPort: number;
}

/** `port` is that for clients. Without files it has no TLS. */
export async function startProsody(
  tls: { readonly certificate: string; readonly key: string } | null,
): Promise<Prosody> {
  const folder = peerFolder('prosody');
  const [port = 0, serverPort = 0] = await freePorts(2);
  const file = join(folder, 'prosody.cfg.lua');
  const modules = ['saslauth', 'dialback', 'roster', ...(tls === null ? [] : ['tls'])];
  const lines = [
    'run_as_root = true',
    `pidfile = "${folder}/pid"`,
    `data_path = "${folder}"`,
    'interfaces = { "127.0.0.1" }',
    `c2s_ports = { ${port} }`,
    `s2s_ports = { ${serverPort} }`,
    'c2s_direct_tls_ports = {}',
    's2s_direct_tls_ports = {}',
    `modules_enabled = { ${modules.map((name) => `"${name}"`).join(', ')} }`,
    'allow_unencrypted_plain_auth = true',
    'authentication = "internal_hashed"',
    'log = { warn = "*console" }',
    'VirtualHost "localhost"',
    ...(tls === null ? [] : [`ssl = { certificate = "${tls.certificate}"; key = "${tls.key}" }`]),
  ];
  writeFileSync(file, `${lines.join('\n')}\n`);
  const options = ['--config', file, '-F'];
  const server = await startPeer({ program: 'prosody', options, ports: [port, serverPort], folder });
  return { ...server, serverPort };
}
