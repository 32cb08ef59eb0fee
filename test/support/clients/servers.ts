/** Real servers that end TLS and write a log, each in three forms: sound, with a certificate that has expired, asking for the client's. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { hasPeer } from '../peers.ts';
import { startFerretdb } from '../peers/ferretdb.ts';
import { freePort, peerFolder, startPeer } from '../peers/peer-process.ts';
import type { PeerServer } from '../peers/peer-process.ts';
import { startPostgres } from '../peers/postgres.ts';
import { canFind, firstLine, peer } from './runner.ts';

/** PEM files. */
export interface ServerFiles {
  readonly certificate: string;
  readonly key: string;
  /** Both. */
  readonly both: string;
  /** Who signs clients' certificates, where the server asks for one; null: it does not. */
  readonly clientCa: string | null;
}

export interface LoggingServer {
  readonly name: string;
  readonly isHere: () => boolean;
  readonly version: () => string;
  readonly start: (files: ServerFiles) => Promise<PeerServer>;
  /** It starts slowly: only its sound form is met. */
  readonly isSlow?: true;
  /** What OpenSSL's client needs to speak to it. */
  readonly starttls?: string;
}

const opensslServer = async ({ certificate, key, clientCa }: ServerFiles): Promise<PeerServer> => {
  const port = await freePort();
  const demand = clientCa === null ? [] : ['-Verify', '3', '-CAfile', clientCa, '-verify_return_error'];
  const options = [
    's_server',
    '-no_tls1',
    '-no_tls1_1',
    '-accept',
    `127.0.0.1:${port}`,
    '-cert',
    certificate,
    '-key',
    key,
    ...suites,
    ...demand,
  ];
  // What it writes comes in the order in which it was written.
  return startPeer({ program: 'stdbuf', options: ['-oL', 'openssl', ...options], ports: [port], keepsInput: true });
};

const suites = ['-cipher', 'ECDHE+AESGCM'];

const nginx = async ({ certificate, key, clientCa }: ServerFiles): Promise<PeerServer> => {
  const folder = peerFolder('nginx');
  const port = await freePort();
  mkdirSync(join(folder, 'tmp'));
  const paths = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
    (kind) => `${kind}_temp_path ${folder}/tmp/${kind};`,
  );
  const demand = clientCa === null ? '' : `ssl_verify_client on; ssl_client_certificate ${clientCa};`;
  const conf = join(folder, 'nginx.conf');
  writeFileSync(
    conf,
    [
      `daemon off; worker_processes 1; user root; pid ${folder}/nginx.pid; error_log stderr info;`,
      `events { worker_connections 64; } http { access_log off; ${paths.join(' ')}`,
      `server { listen 127.0.0.1:${port} ssl; server_name localhost; ssl_protocols TLSv1.2 TLSv1.3; ssl_ciphers ECDHE+AESGCM; ${demand}`,
      `ssl_certificate ${certificate}; ssl_certificate_key ${key}; location / { return 200 "ok"; } } }`,
    ].join('\n'),
  );
  return startPeer({ program: 'nginx', options: ['-p', folder, '-c', conf], ports: [port], folder });
};

/** With the reasons, as haproxy's manual has it. */
const detailed =
  '  error-log-format "%ci:%cp [%tr] %ft %ac/%fc %[fc_err]/%[ssl_fc_err,hex]/%[ssl_c_err]/%[ssl_c_ca_err] %[fc_err_str] %[ssl_fc_err_str]"';

const haproxy = async (isDetailed: boolean, { both, clientCa }: ServerFiles): Promise<PeerServer> => {
  const folder = peerFolder('haproxy');
  const port = await freePort();
  const demand = clientCa === null ? '' : `ca-file ${clientCa} verify required`;
  const conf = join(folder, 'haproxy.cfg');
  writeFileSync(
    conf,
    [
      'global',
      '  log stdout format raw local0 info',
      '  ssl-default-bind-ciphers ECDHE+AESGCM',
      'defaults',
      '  mode http',
      '  log global',
      '  option httplog',
      '  option dontlognull',
      ...(isDetailed ? [detailed] : []),
      '  timeout client 5s',
      '  timeout server 5s',
      '  timeout connect 5s',
      'frontend web',
      `  bind 127.0.0.1:${port} ssl crt ${both} ${demand}`,
      '  http-request return status 200',
      '',
    ].join('\n'),
  );
  return startPeer({ program: 'haproxy', options: ['-db', '-f', conf], ports: [port], folder });
};

const ours =
  (program: string, file: string) =>
  async ({ certificate, key, clientCa }: ServerFiles): Promise<PeerServer> => {
    const port = await freePort();
    return startPeer({ program, options: [peer(file), `${port}`, certificate, key, clientCa ?? ''], ports: [port] });
  };

export const loggingServers: readonly LoggingServer[] = [
  {
    name: 'openssl-s_server',
    isHere: () => hasPeer('openssl'),
    version: () => firstLine('openssl', 'version'),
    start: opensslServer,
  },
  { name: 'nginx', isHere: () => hasPeer('nginx'), version: () => firstLine('nginx', '-v'), start: nginx },
  {
    name: 'haproxy',
    isHere: () => hasPeer('haproxy'),
    version: () => firstLine('haproxy', '-v'),
    start: (files) => haproxy(false, files),
  },
  {
    name: 'haproxy-detailed',
    isHere: () => hasPeer('haproxy'),
    version: () => firstLine('haproxy', '-v'),
    start: (files) => haproxy(true, files),
  },
  {
    name: 'node-server',
    isHere: () => true,
    version: () => `Node ${process.versions.node} OpenSSL ${process.versions.openssl}`,
    start: ours(process.execPath, 'serve.cjs'),
  },
  {
    name: 'python-server',
    isHere: () => hasPeer('python3'),
    version: () => firstLine('python3', '-c', 'import ssl, sys; print(sys.version.split()[0], ssl.OPENSSL_VERSION)'),
    start: ours('python3', 'serve.py'),
  },
  {
    name: 'ferretdb',
    isHere: () => canFind('ferretdb'),
    version: () => `FerretDB ${firstLine('ferretdb', '--version').replace('version: ', '')}`,
    start: ({ certificate, key, clientCa }) =>
      startFerretdb({ certificate, key, ...(clientCa === null ? {} : { clientCa }) }),
  },
  {
    name: 'postgres',
    isHere: () => hasPeer('postgres'),
    version: () => firstLine('postgres', '--version'),
    start: ({ certificate, key }) => startPostgres({ certificate, key }),
    isSlow: true,
    starttls: 'postgres',
  },
];
