/** `openssl ocsp` as an OCSP responder on a loopback port. */
import { spawn } from 'node:child_process';
import { OpensslFolder } from './openssl-keys.ts';
import type { Issued } from '../../../src/x509/pki/issue/issue.ts';

export interface Responder {
  readonly url: string;
  stop(): Promise<void>;
}

/** A certificate as the responder's index knows it. */
export interface Indexed {
  readonly serial: string;
  readonly revoked?: { readonly at: number; readonly reason: string };
}

/** Starts a responder that signs with the issuer's own key and knows the certificates of `index`; ready when this resolves. */
export function startResponder(issuer: Issued, port: number, index: readonly Indexed[]): Promise<Responder> {
  const folder = new OpensslFolder();
  folder.write('issuer.pem', issuer.pem);
  folder.write('issuer.key', issuer.keyPem);
  folder.write('index.txt', index.map(indexLine).join(''));
  const file = (name: string): string => folder.path(name);
  const options = [
    'ocsp',
    '-port',
    String(port),
    '-index',
    file('index.txt'),
    '-CA',
    file('issuer.pem'),
    '-ndays',
    '1',
  ];
  options.push('-rsigner', file('issuer.pem'), '-rkey', file('issuer.key'));
  const child = spawn('openssl', options, { stdio: ['ignore', 'pipe', 'pipe'] });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const stop = async (): Promise<void> => {
    child.kill('SIGKILL');
    await ended;
    folder.remove();
  };
  return new Promise((resolve, reject) => {
    let said = '';
    const hear = (chunk: Buffer): void => {
      said += chunk.toString();
      if (/waiting for OCSP client connections/i.test(said)) resolve({ url: `http://127.0.0.1:${port}/`, stop });
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    child.once('error', reject);
    child.once('exit', () => reject(new Error(`openssl ocsp ended: ${said}`)));
  });
}

function indexLine({ serial, revoked }: Indexed): string {
  const number = serial.length % 2 === 0 ? serial : `0${serial}`;
  const time = revoked === undefined ? '' : `${asn1Time(revoked.at)},${revoked.reason}`;
  return `${revoked === undefined ? 'V' : 'R'}\t491231235959Z\t${time}\t${number.toUpperCase()}\tunknown\t/CN=x\n`;
}

const asn1Time = (at: number): string =>
  `${new Date(at)
    .toISOString()
    .replaceAll(/[-:T]|\.\d+/g, '')
    .slice(2, 14)}Z`;
