/** The `openssl` program as a peer: s_server to talk to, s_client to compare ourselves with. */
import { execFile, spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';

export interface OpensslServer {
  readonly port: number;
  stop(): Promise<void>;
}

/** Starts s_server on a loopback port of the system's choice; ready when this resolves. */
export function startOpensslServer(options: readonly string[]): Promise<OpensslServer> {
  const child = spawn('openssl', ['s_server', '-accept', '127.0.0.1:0', ...options], {
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  return new Promise((resolve, reject) => {
    let said = '';
    const onOutput = (chunk: Buffer): void => {
      said += chunk.toString();
      const port = /ACCEPT \S+:(\d+)/.exec(said)?.[1];
      if (port !== undefined) resolve({ port: Number(port), stop: () => ended(child) });
    };
    child.stdout.on('data', onOutput);
    child.stderr.on('data', onOutput);
    child.on('error', reject);
    child.on('exit', (code) => reject(new Error(`openssl s_server ${options.join(' ')} ended with ${code}: ${said}`)));
  });
}

function ended(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    child.removeAllListeners('exit');
    child.once('exit', () => resolve());
    child.kill('SIGKILL');
  });
}

/** What s_client reports of a handshake, in its own words. */
export interface ClientReport {
  readonly protocol: string | null;
  /** OpenSSL's name of the cipher suite. */
  readonly cipher: string | null;
  /** `X25519`, `ECDH, prime256v1`, …; null where there is none. */
  readonly temporaryKey: string | null;
  /** Certificates as sent, base64 of the DER. */
  readonly certificates: readonly string[];
  readonly ocsp: string | null;
  readonly raw: string;
}

/** Runs s_client once against a port. */
export async function opensslClient(port: number, options: readonly string[] = []): Promise<ClientReport> {
  const raw = await output('openssl', [
    's_client',
    '-connect',
    `127.0.0.1:${port}`,
    '-servername',
    'localhost',
    '-showcerts',
    '-status',
    ...options,
  ]);
  const chosen = /^New, (\S+), Cipher is (\S+)$/m.exec(raw);
  return {
    // The session line is the only one that names the version of TLS 1.2 and older exactly.
    protocol: /^\s+Protocol\s*: (\S+)$/m.exec(raw)?.[1] ?? chosen?.[1] ?? null,
    cipher: chosen?.[2] ?? null,
    temporaryKey: /^Server Temp Key: (.+), \d+ bits$/m.exec(raw)?.[1] ?? null,
    certificates: [...raw.matchAll(/-----BEGIN CERTIFICATE-----\n([^-]+)-----END/g)].map(([, body = '']) =>
      body.replaceAll('\n', ''),
    ),
    ocsp: /OCSP response:\s*(no response sent)?/.exec(raw)?.[1] ?? null,
    raw,
  };
}

/** Standard output and error of a program that gets no input; its exit code does not matter. */
export const output = (program: string, options: readonly string[], input = ''): Promise<string> =>
  new Promise((resolve, reject) => {
    const child = execFile(program, options, { timeout: 20_000, maxBuffer: 1 << 24 }, (error, stdout, stderr) => {
      if (error !== null && error.code === 'ENOENT') reject(error);
      else resolve(stdout + stderr);
    });
    // A program that ends before it has read everything is no failure of ours.
    child.stdin?.on('error', () => {});
    child.stdin?.end(input);
  });
