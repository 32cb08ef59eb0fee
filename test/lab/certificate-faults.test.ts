import { X509Certificate } from 'node:crypto';
import { connect } from 'node:tls';
import type { ConnectionOptions, TLSSocket, TLSSocketOptions } from 'node:tls';
import { afterEach, describe, expect, it } from 'vitest';
import { fetched } from '../support/fetched.ts';
import { hasPeer } from '../support/peers.ts';
import type { RunningFault } from '../../src/lab/fault.ts';
import { folder, openssl } from './openssl.ts';
import { start, stopAll } from './running.ts';

const day = 86_400;

describe.skipIf(!hasPeer('openssl'))('what openssl s_client says of the chain', () => {
  it.each([
    ['healthy', 0, 'ok', null],
    ['cert-expired', 10, 'certificate has expired', 0],
    ['cert-expired-intermediate', 10, 'certificate has expired', 1],
    ['cert-expired-cross-sign', 10, 'certificate has expired', 2],
    ['cert-not-yet-valid', 9, 'certificate is not yet valid', 0],
    ['self-signed-leaf', 18, 'self-signed certificate', 0],
    ['untrusted-root', 19, 'self-signed certificate in certificate chain', 2],
    ['untrusted-root-cross-sign', 19, 'self-signed certificate in certificate chain', 2],
    ['missing-intermediate', 20, 'unable to get local issuer certificate', 0],
    ['hostname-mismatch', 62, 'hostname mismatch', 0],
    ['hostname-mismatch-ip', 64, 'IP address mismatch', 0],
    ['hostname-mismatch-wildcard', 62, 'hostname mismatch', 0],
    ['cert-expiring-soon', 0, 'ok', null],
    ['cert-expiring-soon-root', 0, 'ok', null],
    ['weak-certificate-key', 66, 'EE certificate key too weak', 0],
    ['weak-certificate-ca-key', 67, 'CA certificate key too weak', 1],
    ['weak-certificate-digest', 68, 'CA signature digest algorithm too weak', 0],
    ['weak-certificate-curve', 94, 'Certificate public key has explicit ECC parameters', 1],
    ['certificate-usage', 26, 'unsuitable certificate purpose', 0],
    ['certificate-usage-not-a-ca', 79, 'invalid CA certificate', 1],
    ['certificate-usage-key-usage', 79, 'invalid CA certificate', 1],
    ['certificate-usage-path-length', 25, 'path length constraint exceeded', 2],
    ['name-constraints', 47, 'permitted subtree violation', 0],
    ['name-constraints-excluded', 48, 'excluded subtree violation', 0],
    ['certificate-malformed-signature', 7, 'certificate signature failure', 0],
    ['certificate-malformed-critical', 34, 'unhandled critical extension', 0],
    ['certificate-malformed-twice', 20, 'unable to get local issuer certificate', 0],
    ['chain-order', 0, 'ok', null],
    ['chain-order-stranger', 0, 'ok', null],
    ['chain-order-outdated', 0, 'ok', null],
    ['missing-intermediate-old-chain', 20, 'unable to get local issuer certificate', 0],
    ['clock-skew', 9, 'certificate is not yet valid', 0],
    ['clock-skew-path', 9, 'certificate is not yet valid', 2],
    ['san-missing', 0, 'ok', null],
    ['san-missing-ip', 64, 'IP address mismatch', 0],
    ['cert-revoked', 0, 'ok', null],
    ['ocsp-staple-expired', 0, 'ok', null],
    ['ocsp-staple-foreign-signer', 0, 'ok', null],
    ['ocsp-staple-other-certificate', 0, 'ok', null],
    ['ocsp-staple-trylater', 0, 'ok', null],
    ['ocsp-must-staple-missing', 0, 'ok', null],
    ['ocsp-responder-down', 0, 'ok', null],
    ['ocsp-revoked-by-responder', 0, 'ok', null],
  ])('%s: %i %s', async (id, code, text, depth) => {
    const printed = await look(await start(id), ['-verify_return_error']);
    if (depth === null) {
      expect(printed).toContain('Verify return code: 0 (ok)');
      expect(printed).not.toContain('verify error');
    } else {
      const [, at, number] = /depth=(\d+)[^\n]*\nverify error:num=(\d+):/.exec(printed) ?? [];
      expect({ depth: Number(at), code: Number(number) }).toEqual({ depth, code });
      expect(printed).toContain(`verify error:num=${code}:${text}`);
    }
  });

  it.each([
    ['cert-expired', -50 * day],
    ['cert-expired-intermediate', -3 * day],
    ['cert-not-yet-valid', 8 * day],
  ])('%s: nothing but the time is wrong', async (id, shift) => {
    const started = await start(id);
    // The leaf of the second was issued after its issuer had ended, so its own date is left aside there.
    const printed = await look(started, ['-attime', String(Math.floor(Date.now() / 1000) + shift)]);
    const errors = [...printed.matchAll(/depth=(\d+)[^\n]*\nverify error:num=(\d+):/g)].map(([, at, number]) => [
      at,
      number,
    ]);
    expect(errors).toEqual(id === 'cert-expired-intermediate' ? [['0', '9']] : []);
  });

  it('hostname-mismatch: another name is right', async () => {
    const printed = await look(await start('hostname-mismatch'), [], 'db1.example.net');
    expect(printed).toContain('Verify return code: 0 (ok)');
  });
});

describe('missing-intermediate', () => {
  it('points to where its issuer is, and is accepted with it', async () => {
    const started = await start('missing-intermediate');
    const leaf = new X509Certificate((await handshake(started)).chain[0] ?? '');
    const url = /CA Issuers - URI:(\S+)/.exec(leaf.infoAccess ?? '')?.[1] ?? '';
    const answer = await fetched(url);
    expect(answer.type).toBe('application/pkix-cert');
    const issuer = new X509Certificate(answer.body);
    expect(leaf.checkIssued(issuer)).toBe(true);
    expect(leaf.verify(issuer.publicKey)).toBe(true);
    const alone = await handshake(started);
    expect(alone).toMatchObject({ authorized: false, error: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE' });
    expect(alone.chain).toHaveLength(1);
    const helped = await handshake(started, [started.caFile ?? '', issuer.toString()]);
    expect(helped.authorized).toBe(true);
  });

  it('serves nothing else', async () => {
    const started = await start('missing-intermediate');
    const leaf = new X509Certificate((await handshake(started)).chain[0] ?? '');
    const url = new URL('/other', /CA Issuers - URI:(\S+)/.exec(leaf.infoAccess ?? '')?.[1]);
    expect((await fetched(url.href)).status).toBe(404);
  });
});

describe.skipIf(!hasPeer('openssl'))('what openssl ocsp says of the staple', () => {
  it.each([
    ['healthy', ['Response verify OK', 'leaf.pem: good']],
    ['cert-revoked', ['Response verify OK', 'leaf.pem: revoked', 'Reason: keyCompromise']],
    ['ocsp-staple-expired', ['Response verify OK', 'Status times invalid', 'status expired', '\ngood\n']],
    ['ocsp-staple-foreign-signer', ['Response Verify Failure', 'leaf.pem: good']],
    ['ocsp-staple-other-certificate', ['Response verify OK', 'leaf.pem: ERROR: No Status found']],
    ['ocsp-staple-trylater', ['Responder Error: trylater (3)']],
    ['ocsp-staple-unauthorized', ['Responder Error: unauthorized (6)']],
    ['ocsp-staple-future', ['Response verify OK', 'Status times invalid', 'status not yet valid', '\ngood\n']],
    ['ocsp-staple-bad-signature', ['Response Verify Failure', 'leaf.pem: good']],
    ['ocsp-staple-without-usage', ['Response Verify Failure', 'leaf.pem: good']],
    ['ocsp-staple-signer-expired', ['Response Verify Failure', 'certificate has expired', 'leaf.pem: good']],
    ['ocsp-staple-malformed', ['Error reading OCSP response']],
    ['ocsp-staple-sha256', ['Response verify OK', 'leaf.pem: ERROR: No Status found']],
  ])('%s', async (id, expected) => {
    const started = await start(id);
    const { chain, staple } = await handshake(started);
    const files = folder();
    const [leaf = '', intermediate = ''] = chain;
    const printed = await openssl([
      ['ocsp', '-no_nonce', '-respin', files.write('staple.der', staple ?? '')],
      ['-CAfile', files.write('root.pem', started.caFile ?? '')],
      ['-issuer', files.write('issuer.pem', intermediate), '-cert', files.write('leaf.pem', leaf)],
      ['-verify_other', files.write('other.pem', intermediate)],
    ]);
    files.remove();
    for (const words of expected) expect(printed).toContain(words);
    if (!expected.some((words) => words.includes('times invalid'))) expect(printed).not.toContain('times invalid');
  });

  it.each(['cert-expired', 'self-signed-leaf', 'missing-intermediate', 'hostname-mismatch'])(
    '%s: no staple is sent',
    async (id) => {
      expect((await handshake(await start(id))).staple).toBeNull();
    },
  );
});

afterEach(stopAll);

/** `openssl s_client` as a client that trusts the fault's CA file and asks for its host. */
async function look(started: RunningFault, more: readonly string[] = [], name = started.host): Promise<string> {
  const files = folder();
  const isAddress = /^[\d.]+$/.test(name);
  const printed = await openssl([
    ['s_client', '-connect', `127.0.0.1:${started.port}`, '-CAfile', files.write('ca.pem', started.caFile ?? '')],
    isAddress ? ['-verify_ip', name, '-noservername'] : ['-verify_hostname', name, '-servername', name],
    more,
  ]);
  files.remove();
  return printed;
}

interface Seen {
  readonly authorized: boolean;
  readonly error: string;
  /** PEM, as sent. */
  readonly chain: readonly string[];
  readonly staple: Uint8Array | null;
}

/** Node's own client: what it got, and whether it believes it. */
function handshake(started: RunningFault, ca: readonly string[] = [started.caFile ?? '']): Promise<Seen> {
  return new Promise((resolve, reject) => {
    // Node's connect takes requestOCSP (its documentation says so), @types/node knows it for sockets only.
    const options: ConnectionOptions & TLSSocketOptions = {
      host: '127.0.0.1',
      port: started.port,
      servername: 'localhost',
      ca: [...ca],
      rejectUnauthorized: false,
      requestOCSP: true,
    };
    const socket = connect(options);
    let staple: Uint8Array | null = null;
    socket.on('error', reject);
    socket.on('OCSPResponse', (octets: Uint8Array | null) => {
      staple = octets !== null && octets.length > 0 ? octets : null;
    });
    socket.on('secureConnect', () => {
      const chain: string[] = [];
      // Node links each certificate to its issuer; the end of the line is linked to itself, or to nothing.
      let at: PeerCertificate | null = socket.getPeerCertificate(true);
      while (at !== null && !chain.includes(pem(at.raw))) {
        chain.push(pem(at.raw));
        at = issuerOf(at);
      }
      resolve({ authorized: socket.authorized, error: String(socket.authorizationError), chain, staple });
      socket.destroy();
    });
  });
}

type PeerCertificate = ReturnType<TLSSocket['getPeerCertificate']>;

const issuerOf = (certificate: PeerCertificate): PeerCertificate | null =>
  'issuerCertificate' in certificate && isCertificate(certificate.issuerCertificate)
    ? certificate.issuerCertificate
    : null;

const isCertificate = (candidate: unknown): candidate is PeerCertificate =>
  candidate instanceof Object && 'raw' in candidate;

const pem = (der: Uint8Array): string => new X509Certificate(der).toString();
