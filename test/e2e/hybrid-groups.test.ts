/** The hybrid groups of RFC 10024 to the end of a handshake, with TLS stacks that have ML-KEM of their own. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { nodePorts } from '../../src/net/node/index.ts';
import { driveHandshake } from '../../src/observe/probe/drive-handshake.ts';
import { loadHybridGroups } from '../../src/tls/crypto/hybrid.ts';
import type { Capture } from '../../src/tls/handshake/capture.ts';
import type { Plan } from '../../src/tls/handshake/plan.ts';
import { namedGroups } from '../../src/tls/wire/registries/named-group.ts';
import { credentials } from '../support/credentials.ts';
import type { Credentials } from '../support/credentials.ts';
import { buildGoServer, hasGo126, startGoServer, startNodeServer } from '../support/peers/hybrid-servers.ts';
import { nodePeer } from '../support/peers/node-peers.ts';
import type { HybridServer } from '../support/peers/hybrid-servers.ts';
import { plan } from '../support/plans.ts';

const { codes } = namedGroups;
const hybrids = ['X25519MLKEM768', 'SecP256r1MLKEM768', 'SecP384r1MLKEM1024'] as const;
let ec: Credentials;

beforeAll(async () => {
  [ec] = await Promise.all([credentials('ec-p256'), loadHybridGroups()]);
});

async function handshake(server: HybridServer, offered: Partial<Plan>): Promise<Capture> {
  const driven = await driveHandshake(nodePorts(), plan({ versions: [0x0304], ...offered }), {
    address: '127.0.0.1',
    port: server.port,
    connectTimeoutMs: 5000,
    timeoutMs: 20_000,
  });
  if (driven.kind === 'noConnection') throw new Error(`no connection: ${driven.problem.kind}`);
  return driven.capture;
}

const program = nodePeer(24);

describe.skipIf(program === null)('against Node 24', () => {
  it.each(hybrids)('completes with %s', async (name) => {
    const server = await startNodeServer(program ?? '', name, ec.leaf.pem, ec.leaf.keyPem);
    try {
      const group = codes[name];
      const capture = await handshake(server, { groups: [group], keyShares: [group] });
      expect(capture).toMatchObject({ problem: null, completed: true, group, helloRetryRequest: null });
      expect(await server.heard).toBe('TLSv1.3');
    } finally {
      await server.stop();
    }
  });

  it('completes when the server asks for X25519MLKEM768 by HelloRetryRequest', async () => {
    const group = codes.X25519MLKEM768;
    const server = await startNodeServer(program ?? '', 'X25519MLKEM768', ec.leaf.pem, ec.leaf.keyPem);
    try {
      const capture = await handshake(server, { groups: [codes.x25519, group], keyShares: [codes.x25519] });
      expect(capture).toMatchObject({ problem: null, completed: true, group, helloRetryRequest: { group } });
    } finally {
      await server.stop();
    }
  });
});

describe.skipIf(!hasGo126())('against Go 1.26', () => {
  let go: ReturnType<typeof buildGoServer>;
  // The first build compiles all of Go's TLS.
  beforeAll(() => {
    go = buildGoServer();
  }, 180_000);
  afterAll(() => go.remove());

  it.each(hybrids)('completes with %s', async (name) => {
    const group = codes[name];
    const server = await startGoServer(go.program, group, ec.leaf.pem, ec.leaf.keyPem);
    try {
      const capture = await handshake(server, { groups: [group], keyShares: [group] });
      expect(capture).toMatchObject({ problem: null, completed: true, group });
      expect(await server.heard).toBe(name);
    } finally {
      await server.stop();
    }
  });
});
