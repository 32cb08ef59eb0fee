/** dnsmasq as a peer: a real DNS server on loopback, for `whytls.test` and nothing else. */
import { freePort, peerFolder, startPeer } from './peer-process.ts';
import type { PeerServer } from './peer-process.ts';

/** The hosts and records of a zone. Names are below `whytls.test`. */
export interface Zone {
  /** Name to address. */
  readonly hosts?: Readonly<Record<string, readonly string[]>>;
  /** Name (without `_mongodb._tcp.`) to `host:port`, hosts in full. */
  readonly srv?: Readonly<Record<string, readonly string[]>>;
  /** Name to TXT records, each as its strings. */
  readonly txt?: Readonly<Record<string, readonly (readonly string[])[]>>;
}

/** Starts it; names outside the zone are refused. */
export async function startDnsmasq({ hosts = {}, srv = {}, txt = {} }: Zone): Promise<PeerServer> {
  const folder = peerFolder('dns');
  const port = await freePort();
  const each = <T>(of: Readonly<Record<string, readonly T[]>>, line: (name: string, value: T) => string): string[] =>
    Object.entries(of).flatMap(([name, values]) => values.map((value) => line(`${name}.whytls.test`, value)));
  const options = [
    '--keep-in-foreground',
    '--conf-file=/dev/null',
    '--no-resolv',
    '--no-hosts',
    '--listen-address=127.0.0.1',
    '--bind-interfaces',
    `--port=${port}`,
    '--pid-file',
    '--local=/whytls.test/',
    ...each(hosts, (name, address) => `--host-record=${name},${address}`),
    ...each(srv, (name, at) => `--srv-host=_mongodb._tcp.${name},${at.replace(':', ',')}`),
    ...each(txt, (name, strings) => `--txt-record=${[name, ...strings].join(',')}`),
  ];
  return startPeer({ program: 'dnsmasq', options, ports: [port], folder });
}
