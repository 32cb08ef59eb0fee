/** What follows a handshake: sessions resumed, application data, and what servers say of their own accord. */
import { beforeAll, describe, expect, it } from 'vitest';
import { fromHex, fromUtf8, utf8 } from '../../../src/base/octets.ts';
import { namedGroups } from '../../../src/tls/wire/registries/named-group.ts';
import { startOpensslServer } from '../../support/peers/openssl.ts';
import { hasPeer } from '../../support/peers.ts';
import { nodePorts } from '../../../src/net/node/index.ts';
import { driveHandshake } from '../../../src/observe/probe/drive-handshake.ts';
import type { Capture } from '../../../src/tls/handshake/capture.ts';
import type { Plan } from '../../../src/tls/handshake/plan.ts';
import { credentials } from '../../support/credentials.ts';
import type { Credentials } from '../../support/credentials.ts';
import { converse } from '../../support/memory-peer.ts';
import { plan, suites } from '../../support/plans.ts';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

let ec: Credentials;

beforeAll(async () => {
  ec = await credentials();
});

describe('a session of TLS 1.3', () => {
  const ticketKeys = Buffer.alloc(48, 7);
  it.each(['TLS_AES_128_GCM_SHA256', 'TLS_AES_256_GCM_SHA384'] as const)(
    'is resumed by a real server (%s)',
    async (name) => {
      const server = { context: { ...ec.context, ticketKeys } };
      const cipherSuites = suites(name);
      const first = await converse(plan({ cipherSuites, afterwards: { kind: 'awaitTicket' } }), server);
      expect(first.capture).toMatchObject({ completed: true, resumed: null, session: { tickets: 1 } });
      expect(first.resumable).not.toBeNull();
      const second = await converse(plan({ cipherSuites, resume: first.resumable }), server);
      expect(second.capture).toMatchObject({ completed: true, problem: null, resumed: true, certificates: [] });
      const names = second.capture.messages.filter(({ from }) => from === 'server').map((one) => one.name);
      expect(names).toEqual(['server_hello', 'change_cipher_spec', 'encrypted_extensions', 'finished']);
    },
  );

  it('is resumed through a HelloRetryRequest, with a binder over both hellos', async () => {
    const server = { context: { ...ec.context, ticketKeys } };
    const first = await converse(plan({ afterwards: { kind: 'awaitTicket' } }), server);
    const { secp256r1 } = namedGroups.codes;
    const second = await converse(plan({ resume: first.resumable, keyShares: [secp256r1] }), {
      context: { ...server.context, ecdhCurve: 'X25519' },
    });
    expect(second.capture.helloRetryRequest).not.toBeNull();
    expect(second.capture).toMatchObject({ completed: true, problem: null, resumed: true });
  });

  it('is declined by a server that does not know it, and the handshake is a full one', async () => {
    const first = await converse(plan({ afterwards: { kind: 'awaitTicket' } }), {
      context: { ...ec.context, ticketKeys },
    });
    const other = { context: { ...ec.context, ticketKeys: Buffer.alloc(48, 9) } };
    const { capture } = await converse(plan({ resume: first.resumable }), other);
    expect(capture).toMatchObject({ completed: true, problem: null, resumed: false });
    expect(capture.certificates).toHaveLength(2);
  });
});

describe.skipIf(!hasPeer('openssl'))('application data', () => {
  const exchange = async (options: readonly string[], ours: Partial<Plan>): Promise<Capture> => {
    const folder = mkdtempSync(join(tmpdir(), 'whytls-after-'));
    writeFileSync(join(folder, 'cert.pem'), ec.leaf.pem);
    writeFileSync(join(folder, 'key.pem'), ec.leaf.keyPem);
    const server = await startOpensslServer([
      '-cert',
      join(folder, 'cert.pem'),
      '-key',
      join(folder, 'key.pem'),
      '-www',
      ...options,
    ]);
    try {
      const driven = await driveHandshake(
        nodePorts(),
        plan({
          ...ours,
          afterwards: {
            kind: 'exchange',
            send: utf8('GET / HTTP/1.0\r\n\r\n'),
            isEnough: (received) => fromUtf8(received).includes('</html>') || fromUtf8(received).includes('</HTML>'),
          },
        }),
        { address: '127.0.0.1', port: server.port, connectTimeoutMs: 5000, timeoutMs: 10_000 },
      );
      if (driven.kind === 'noConnection') throw new Error(driven.problem.kind);
      return driven.capture;
    } finally {
      await server.stop();
      rmSync(folder, { recursive: true });
    }
  };

  it.each([
    ['-tls1_3', []],
    ['-tls1_2', []],
    ['-tls1_1', ['-cipher', 'DEFAULT:@SECLEVEL=0']],
    ['-tls1', ['-cipher', 'DEFAULT:@SECLEVEL=0']],
  ] as const)('goes both ways over %s', async (version, more) => {
    const capture = await exchange([version, ...more], { versions: [0x0304, 0x0303, 0x0302, 0x0301] });
    expect(capture).toMatchObject({ completed: true, problem: null });
    expect(fromUtf8(fromHex(capture.applicationOctets))).toMatch(/^HTTP\/1\.0 200 ok/);
  });
});

describe('a look at all that the server chooses', () => {
  it.each([
    ['TLSv1.2', 0x0303, 'ECDHE-ECDSA-AES128-GCM-SHA256', ['client_hello']],
    // The octets for middleboxes (RFC 8446 appendix D.4) are out before the flight has come.
    ['TLSv1.3', 0x0304, 'TLS_AES_128_GCM_SHA256', ['client_hello', 'change_cipher_spec']],
  ] as const)('ends with its first flight, and gives no answer (%s)', async (version, protocol, cipher, said) => {
    const options = { minVersion: version, maxVersion: version, ciphers: cipher, ALPNProtocols: ['h2'] } as const;
    const { capture, lingered } = await converse(plan({ until: 'serverFlight', alpn: ['http/1.1', 'h2'] }), {
      context: ec.context,
      // In TLS 1.3 a server that asks for a certificate is heard for what it thinks of ours: not here.
      options: { ...options, requestCert: true, rejectUnauthorized: false },
    });
    expect(capture).toMatchObject({ protocol, completed: true, stoppedEarly: true, problem: null, alpn: 'h2' });
    expect(capture.group).not.toBeNull();
    expect(capture.signatureScheme).toBe(0x0403);
    expect(capture.certificates).toHaveLength(2);
    expect(capture.messages.filter(({ from }) => from === 'client').map(({ name }) => name)).toEqual(said);
    expect(lingered).toBe(false);
  });

  it('goes on through a HelloRetryRequest to the choice', async () => {
    const { secp256r1 } = namedGroups.codes;
    const { capture } = await converse(plan({ until: 'serverFlight', keyShares: [] }), {
      context: { ...ec.context, ecdhCurve: 'prime256v1' },
    });
    expect(capture.helloRetryRequest).not.toBeNull();
    expect(capture).toMatchObject({ stoppedEarly: true, group: secp256r1, signatureScheme: 0x0403 });
  });
});
