/** What stands in front of servers and ends TLS there: haproxy and stunnel. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { toHex } from '../../src/base/octets.ts';
import { cipherSuites } from '../../src/tls/wire/registries/cipher-suite.ts';
import { MatrixFiles, expectAgreed, shake } from '../support/matrix.ts';
import type { Version } from '../support/matrix.ts';
import { hasPeer } from '../support/peers.ts';
import { freePorts, startPeer } from '../support/peers/peer-process.ts';
import type { PeerServer } from '../support/peers/peer-process.ts';

let files: MatrixFiles;
beforeAll(async () => {
  files = await MatrixFiles.make();
});
afterAll(() => files.remove());

const versions: readonly Version[] = ['TLSv1', 'TLSv1.1', 'TLSv1.2', 'TLSv1.3'];

describe.skipIf(!hasPeer('haproxy'))('against haproxy', () => {
  let server: PeerServer;
  let ports: number[];

  beforeAll(async () => {
    ports = await freePorts(versions.length + 2);
    const bind = (index: number, options: string): string => `  bind 127.0.0.1:${ports[index]} ssl ${options}`;
    const lines = versions.map((version, index) => {
      const name = version === 'TLSv1' ? 'TLSv1.0' : version;
      const kind = index % 2 === 0 ? 'rsa' : 'ec';
      return bind(index, `crt ${files.path(`${kind}-both.pem`)} ssl-min-ver ${name} ssl-max-ver ${name}`);
    });
    const demanding = `crt ${files.path('ec-both.pem')} ca-file ${files.path('ec-root.pem')} verify required`;
    const conf = files.write(
      'haproxy.cfg',
      [
        'global',
        '  ssl-default-bind-ciphers ALL:@SECLEVEL=0',
        'defaults',
        '  mode http',
        '  timeout client 20s',
        '  timeout server 20s',
        '  timeout connect 20s',
        'frontend tls',
        ...lines,
        bind(versions.length, `${demanding} ssl-max-ver TLSv1.2`),
        bind(versions.length + 1, `crt ${files.path('rsa-both.pem')} alpn h2,http/1.1`),
        '  http-request return status 200',
        '',
      ].join('\n'),
    );
    const [first = 0, ...rest] = ports;
    server = await startPeer({ program: 'haproxy', options: ['-db', '-f', conf], ports: [first, ...rest] });
  });
  afterAll(() => server.stop());

  it.each(versions.map((version, index) => [version, index] as const))('%s', async (version, index) => {
    const chain = files.chain(index % 2 === 0 ? 'rsa' : 'ec');
    expectAgreed(await shake(ports[index] ?? 0), { version, chain });
  });

  it('names its demand for a certificate, and its refusal', async () => {
    const { problem, certificateRequest } = await shake(ports[versions.length] ?? 0);
    expect(certificateRequest?.certificateAuthorities).toEqual([toHex(files.ec.root.certificate.subject.der)]);
    expect(problem).toMatchObject({ kind: 'alertReceived', description: 40, waitingFor: 'changeCipherSpec' });
  });

  it('negotiates h2', async () => {
    const capture = await shake(ports[versions.length + 1] ?? 0, { alpn: ['h2', 'http/1.1'] });
    expectAgreed(capture, { version: 'TLSv1.3', chain: files.chain('rsa') });
    expect(capture.alpn).toBe('h2');
  });
});

describe.skipIf(!hasPeer('stunnel4'))('against stunnel', () => {
  let server: PeerServer;
  let ports: number[];

  beforeAll(async () => {
    ports = await freePorts(versions.length + 2);
    const [backend = 0] = ports.splice(0, 1);
    const service = (index: number, name: string, options: readonly string[]): readonly string[] => [
      `[${name}]`,
      `accept = 127.0.0.1:${ports[index]}`,
      `connect = 127.0.0.1:${backend}`,
      ...options,
    ];
    const conf = files.write(
      'stunnel.conf',
      [
        'foreground = yes',
        'pid =',
        'debug = err',
        ...versions.flatMap((version, index) =>
          service(index, version, [
            `cert = ${files.path('rsa.pem')}`,
            `key = ${files.path('rsa.key')}`,
            `sslVersion = ${version}`,
            'ciphers = ALL:@SECLEVEL=0',
          ]),
        ),
        ...service(versions.length, 'one-suite', [
          `cert = ${files.path('ec.pem')}`,
          `key = ${files.path('ec.key')}`,
          'sslVersion = TLSv1.2',
          'ciphers = ECDHE-ECDSA-CHACHA20-POLY1305',
        ]),
        '',
      ].join('\n'),
    );
    const [first = 0, ...rest] = ports;
    server = await startPeer({ program: 'stunnel4', options: [conf], ports: [first, ...rest] });
  });
  afterAll(() => server.stop());

  it.each(versions.map((version, index) => [version, index] as const))('%s', async (version, index) => {
    expectAgreed(await shake(ports[index] ?? 0), { version, chain: files.chain('rsa') });
  });

  it('agrees on the one suite that it takes, and refuses others', async () => {
    const port = ports[versions.length] ?? 0;
    const suite = 'TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256';
    expectAgreed(await shake(port), { version: 'TLSv1.2', suite, chain: files.chain('ec') });
    const others = await shake(port, { cipherSuites: [cipherSuites.codes.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256] });
    expect(others.problem).toMatchObject({ kind: 'alertReceived', description: 40 });
  });
});
