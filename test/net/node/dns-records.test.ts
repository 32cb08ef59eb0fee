/** Asking a real DNS server (dnsmasq): what it says, and what is made of its silence. */
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { nodeDnsRecords } from '../../../src/net/node/dns-records.ts';
import type { DnsRecords } from '../../../src/net/ports.ts';
import { hasPeer } from '../../support/peers.ts';
import { startDnsmasq } from '../../support/peers/dnsmasq.ts';
import type { PeerServer } from '../../support/peers/peer-process.ts';
import { freePort } from '../../support/peers/peer-process.ts';
import { problem, value } from '../../support/result.ts';

const patience = { timeoutMs: 5000 };
const long = 'x'.repeat(255);

describe.skipIf(!hasPeer('dnsmasq'))('records of a DNS server', () => {
  let server: PeerServer;
  let records: DnsRecords;

  beforeAll(async () => {
    server = await startDnsmasq({
      hosts: { db1: ['127.0.0.1', '::1'], db2: ['127.0.0.2'] },
      srv: { c0: ['db1.whytls.test:27017', 'db2.whytls.test:27018'], many: manyTargets },
      txt: { c0: [['replicaSet=rs0&', 'authSource=admin']], two: [['a=1'], ['b=2']], long: [[long, long]] },
    });
    records = nodeDnsRecords({ address: '127.0.0.1', port: server.port });
  });
  afterAll(() => server.stop());

  it('are SRV targets with their ports', async () => {
    const found = value(await records.srv('_mongodb._tcp.c0.whytls.test', patience));
    expect(found.toSorted((a, b) => a.port - b.port)).toEqual([
      { name: 'db1.whytls.test', port: 27017 },
      { name: 'db2.whytls.test', port: 27018 },
    ]);
  });

  it('come over TCP where they are too many for UDP', async () => {
    expect(value(await records.srv('_mongodb._tcp.many.whytls.test', patience))).toHaveLength(manyTargets.length);
  });

  it('are TXT records, string by string', async () => {
    expect(value(await records.txt('c0.whytls.test', patience))).toEqual([['replicaSet=rs0&', 'authSource=admin']]);
    expect(value(await records.txt('two.whytls.test', patience))).toHaveLength(2);
    expect(value(await records.txt('long.whytls.test', patience))).toEqual([[long, long]]);
  });

  it('are addresses of both families', async () => {
    expect(value(await records.addresses('db1.whytls.test', patience))).toEqual(['127.0.0.1', '::1']);
    expect(value(await records.addresses('db2.whytls.test', patience))).toEqual(['127.0.0.2']);
  });

  it('are none of the kind where the name has others, and no name where there is none', async () => {
    expect(value(await records.srv('db1.whytls.test', patience))).toEqual([]);
    expect(value(await records.txt('db1.whytls.test', patience))).toEqual([]);
    const nobody = { kind: 'nameNotFound', name: 'nobody.whytls.test' };
    expect(problem(await records.srv('nobody.whytls.test', patience))).toEqual(nobody);
    expect(problem(await records.txt('nobody.whytls.test', patience))).toEqual(nobody);
    expect(problem(await records.addresses('nobody.whytls.test', patience))).toEqual(nobody);
  });

  it('are refused for names that are not its own', async () => {
    const got = problem(await records.srv('_mongodb._tcp.example.invalid', patience));
    expect(got).toEqual({ kind: 'resolverFailed', name: '_mongodb._tcp.example.invalid', code: 'EREFUSED' });
  });
});

/** More than 512 octets of answer. */
const manyTargets = Array.from({ length: 60 }, (_, i) => `a-host-with-a-long-name-${i}.whytls.test:27017`);

describe('a DNS server', () => {
  it('that is not there is told, whichever question it was', async () => {
    const records = nodeDnsRecords({ address: '127.0.0.1', port: await freePort() });
    const expected = { kind: 'resolverFailed', name: 'a.example', code: 'ECONNREFUSED' };
    expect(problem(await records.srv('a.example', patience))).toEqual(expected);
    expect(problem(await records.addresses('a.example', patience))).toEqual(expected);
  });

  it('that says nothing is waited for until the deadline, or until it is called off', async () => {
    const silent = createSocket('udp4');
    silent.bind(0, '127.0.0.1');
    await once(silent, 'listening');
    const records = nodeDnsRecords({ address: '127.0.0.1', port: silent.address().port });
    expect(problem(await records.txt('a.example', { timeoutMs: 50 }))).toEqual({ kind: 'timedOut', afterMs: 50 });
    const controller = new AbortController();
    const asked = once(silent, 'message');
    const pending = records.srv('a.example', { timeoutMs: 5000, signal: controller.signal });
    await asked;
    controller.abort();
    expect(problem(await pending)).toEqual({ kind: 'aborted' });
    silent.close();
  });
});
