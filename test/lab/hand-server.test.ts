/** The server by hand, as openssl s_client meets it: sound but for its one fault. */
import { afterEach, describe, expect, it } from 'vitest';
import { openssl as profile } from '../../src/clients/profiles/openssl.ts';
import { hasPeer } from '../support/peers.ts';
import { output } from '../support/peers/openssl.ts';
import { start, stopAll } from './running.ts';

afterEach(stopAll);

function client(port: number, ...options: string[]): Promise<string> {
  const name = options.some((option) => option.endsWith('servername')) ? [] : ['-servername', 'localhost'];
  return output('openssl', ['s_client', '-connect', `127.0.0.1:${port}`, ...name, ...options]);
}

/** What s_client prints when Finished went both ways. */
const completed = /^New, (?:TLSv1\.2|SSLv3), Cipher is (?:ECDHE|DHE)/m;

describe.skipIf(!hasPeer('openssl'))('faults by hand', () => {
  it.each([
    ['dh-too-small', 'dh key too small', ['-cipher', 'DHE:@SECLEVEL=0']],
    ['legacy-renegotiation', 'unsafe legacy renegotiation disabled', ['-legacy_server_connect']],
    ['sni-unrecognized', 'tlsv1 unrecognized name', ['-noservername']],
    ['sni-refused', 'sslv3 alert handshake failure', ['-noservername']],
    ['alpn-mismatch', 'SSL alert number 120', ['-alpn', 'h2,postgresql']],
    ['no-shared-sigalg', 'sslv3 alert handshake failure', ['-sigalgs', 'RSA+SHA1', '-cipher', 'ECDHE:@SECLEVEL=0']],
    ['tls13-intolerant', 'unexpected eof while reading', ['-tls1_2']],
    ['middlebox-name', 'errno=104', ['-servername', 'other.localhost']],
  ])('%s: %s; and a whole handshake with %j', async (id, words, otherwise) => {
    const { port } = await start(id);
    const printed = await client(port);
    expect(printed).toContain(words);
    expect(printed).not.toMatch(completed);
    expect(await client(port, ...otherwise)).toMatch(completed);
  });

  it.each([
    ['dh-too-small', 'dhKeyTooSmall'],
    ['legacy-renegotiation', 'legacyRenegotiation'],
  ] as const)('%s: the words of the profile are those that s_client prints', async (id, why) => {
    const { host, port } = await start(id);
    expect(await client(port)).toContain(profile.words.refusesServer({ host, port }, why));
  });

  it('dh-too-small uses a prime of 1024 bits', async () => {
    const { port } = await start('dh-too-small');
    expect(await client(port, '-cipher', 'DHE:@SECLEVEL=0')).toContain('Server Temp Key: DH, 1024 bits');
  });

  it('alpn-mismatch speaks postgresql', async () => {
    const { port } = await start('alpn-mismatch');
    expect(await client(port, '-alpn', 'h2,postgresql')).toContain('ALPN protocol: postgresql');
  });

  it.each([
    ['decrypt-error', 'tlsv1 alert decrypt error'],
    ['alert-internal-error', 'tlsv1 alert internal error'],
    ['protocol-version-ssl3', 'unsupported protocol'],
    ['protocol-version-ssl2', 'unexpected eof while reading'],
  ])('%s: %s', async (id, words) => {
    const { port } = await start(id);
    expect(await client(port)).toContain(words);
  });

  it('client-cert-required asks, and closes on a client without', async () => {
    const { port } = await start('client-cert-required');
    const printed = await client(port);
    expect(printed).toContain('Client Certificate Types: RSA sign, ECDSA sign');
    expect(printed).toContain('unexpected eof while reading');
  });
});
