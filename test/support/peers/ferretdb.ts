/** FerretDB as a peer: it speaks MongoDB's protocol over TLS, and keeps its data in SQLite. */
import { freePort, peerFolder, startPeer } from './peer-process.ts';
import type { PeerServer } from './peer-process.ts';

/** Files of its certificate and key, and of the CA for clients, whom it then asks for a certificate. */
export async function startFerretdb(tls: {
  readonly certificate: string;
  readonly key: string;
  readonly clientCa?: string;
  /** It says that it is the primary of this replica set, and names no members. */
  readonly setName?: string;
}): Promise<PeerServer> {
  const folder = peerFolder('ferretdb');
  const port = await freePort();
  return startPeer({
    program: 'ferretdb',
    options: [
      '--handler=sqlite',
      `--sqlite-url=file:${folder}/`,
      `--state-dir=${folder}`,
      '--telemetry=disable',
      '--debug-addr=-',
      '--listen-addr=',
      `--listen-tls=127.0.0.1:${port}`,
      `--listen-tls-cert-file=${tls.certificate}`,
      `--listen-tls-key-file=${tls.key}`,
      ...(tls.setName === undefined ? [] : [`--repl-set-name=${tls.setName}`]),
      ...(tls.clientCa === undefined ? [] : [`--listen-tls-ca-file=${tls.clientCa}`]),
    ],
    ports: [port],
    folder,
  });
}
