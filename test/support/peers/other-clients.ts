/** Other people's clients, asked what they make of a server on loopback: for what our words say of them. */
import { spawn } from 'node:child_process';
import { connect } from 'node:tls';

export interface AskedServer {
  readonly port: number;
  /** The name or address that the client shall check; the connection goes to 127.0.0.1. */
  readonly host: string;
  /** A PEM file of trust anchors. */
  readonly caFile: string;
  readonly caPem: string;
}

/** Whether a client accepts the server. */
export type OtherClient = (server: AskedServer) => Promise<boolean>;

const isAddress = (host: string): boolean => /^[\d.]+$/.test(host);

/** `openssl s_client` that ends at the first error. */
export const opensslClient: OtherClient = async ({ port, host, caFile }) => {
  const name = isAddress(host) ? ['-verify_ip', host, '-noservername'] : ['-verify_hostname', host];
  const args = ['s_client', '-connect', `127.0.0.1:${port}`, '-CAfile', caFile, '-verify_return_error'];
  const { printed } = await run('openssl', [...args, ...name]);
  return printed.includes('Verify return code: 0 (ok)');
};

/** curl, built with OpenSSL. What the server answers to its request is of no interest, whether it was sent is. */
export const curlClient: OtherClient = async ({ port, host, caFile }) => {
  const to = ['--connect-to', `::127.0.0.1:${port}`, `https://${host}/`];
  const { code } = await run('curl', ['-sS', '-m', '5', '--cacert', caFile, ...to]);
  return code !== 60;
};

/** gnutls-cli. */
export const gnutlsClient: OtherClient = async ({ port, host, caFile }) => {
  const args = ['-p', String(port), '--x509cafile', caFile, `--verify-hostname=${host}`];
  const { printed } = await run('gnutls-cli', [...args, '127.0.0.1']);
  return printed.includes('The certificate is trusted');
};

/** The Node that runs this. */
export const nodeClient: OtherClient = ({ port, host, caPem }) =>
  new Promise((resolve) => {
    const name = isAddress(host) ? { host } : { host: '127.0.0.1', servername: host };
    const socket = connect({ port, ca: caPem, ...name }, () => {
      resolve(true);
      socket.destroy();
    });
    socket.on('error', () => resolve(false));
  });

function run(
  program: string,
  args: readonly string[],
): Promise<{ readonly code: number | null; readonly printed: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, LC_ALL: 'C', no_proxy: '*' },
    });
    let printed = '';
    child.stdout.on('data', (octets: Buffer) => (printed += octets.toString()));
    child.stderr.on('data', (octets: Buffer) => (printed += octets.toString()));
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, printed }));
  });
}
