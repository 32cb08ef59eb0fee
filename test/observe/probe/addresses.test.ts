/** Names with several addresses: each probed, side by side, on 127.0.0.0/8. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createServer } from 'node:tls';
import type { Server } from 'node:tls';
import { once } from 'node:events';
import { ok } from '../../../src/base/result.ts';
import { nodePorts } from '../../../src/net/node/index.ts';
import type { Observation } from '../../../src/observe/observation.ts';
import { interleaved } from '../../../src/observe/probe/address-order.ts';
import { probe } from '../../../src/observe/probe/run.ts';
import { credentials } from '../../support/credentials.ts';
import { probeOptions } from '../../support/probe-options.ts';

let port: number;
const servers: Server[] = [];
const chains = new Map<string, string>();

async function listen(address: string, at: number): Promise<number> {
  const { context, leaf } = await credentials();
  const server = createServer({ ...context });
  server.on('tlsClientError', () => {});
  server.listen(at, address);
  await once(server, 'listening');
  servers.push(server);
  chains.set(address, Buffer.from(leaf.der).toString('hex'));
  const bound = server.address();
  return bound !== null && typeof bound === 'object' ? bound.port : 0;
}

beforeAll(async () => {
  port = await listen('127.0.0.2', 0);
  await listen('127.0.0.3', port);
});
afterAll(() => {
  for (const server of servers) server.close();
});

const look = (...addresses: [string, ...string[]]): Promise<Observation> =>
  probe(
    {
      input: `a.test:${port}`,
      scheme: null,
      host: 'a.test',
      port,
      starttls: null,
      sni: 'a.test',
      referenceIdentity: { kind: 'dns', name: 'a.test' },
    },
    probeOptions(),
    { ...nodePorts(), dns: { addresses: async () => ok(addresses) } },
  );

describe('a name with several addresses', () => {
  it('is probed at each of them, and each shows its own chain', async () => {
    const { endpoints, otherAddresses } = await look('127.0.0.2', '127.0.0.3');
    expect(endpoints.map(({ address }) => address)).toEqual(['127.0.0.2', '127.0.0.3']);
    for (const { address, handshake } of endpoints) {
      const capture = handshake.kind === 'completed' ? handshake.value.capture : null;
      expect(capture?.certificates[0]).toBe(chains.get(address));
    }
    expect(otherAddresses).toEqual([]);
  });

  it('has a bad node told as an endpoint of its own, behind those that answer', async () => {
    const { endpoints } = await look('127.0.0.9', '127.0.0.3');
    expect(endpoints.map(({ address, tcp }) => [address, tcp.kind])).toEqual([
      ['127.0.0.3', 'completed'],
      ['127.0.0.9', 'failed'],
    ]);
  });

  it('is not called bad for a family that does not answer beside one that does', async () => {
    const { endpoints, otherAddresses } = await look('::1', '127.0.0.2');
    expect(endpoints.map(({ address }) => address)).toEqual(['127.0.0.2']);
    expect(otherAddresses).toEqual([{ address: '::1', problem: { kind: 'refused' } }]);
  });

  it('shows every address where none answers', async () => {
    const { endpoints } = await look('127.0.0.8', '127.0.0.9');
    expect(endpoints.map(({ address, tcp }) => [address, tcp.kind])).toEqual([
      ['127.0.0.8', 'failed'],
      ['127.0.0.9', 'failed'],
    ]);
  });
});

describe('the order of addresses', () => {
  it('lets the families take turns, beginning with the resolver’s first (RFC 8305 section 4)', () => {
    expect(interleaved(['2001:db8::1', '2001:db8::2', '192.0.2.1', '192.0.2.2', '192.0.2.3'], null)).toEqual([
      '2001:db8::1',
      '192.0.2.1',
      '2001:db8::2',
      '192.0.2.2',
      '192.0.2.3',
    ]);
    expect(interleaved(['192.0.2.1', '192.0.2.1', '2001:db8::1'], null)).toEqual(['192.0.2.1', '2001:db8::1']);
    expect(interleaved(['192.0.2.1', '2001:db8::1'], 6)).toEqual(['2001:db8::1']);
    expect(interleaved(['192.0.2.1'], 6)).toEqual([]);
  });
});
