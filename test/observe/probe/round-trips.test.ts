/** How long looking into a failing server takes, in round trips: experiments go side by side, and nothing waits that need not. */
import { describe, expect, it } from 'vitest';
import { pymongo } from '../../../src/clients/profiles/pymongo.ts';
import { buildChain } from '../../../src/lab/chain-builder.ts';
import type { Fault } from '../../../src/lab/fault.ts';
import { serveByHand } from '../../../src/lab/hand-server.ts';
import { faultById } from '../../../src/lab/lab.ts';
import { serveOctets } from '../../../src/lab/serve.ts';
import { ok } from '../../../src/base/result.ts';
import { dayMs } from '../../../src/base/time.ts';
import { fromHex } from '../../../src/base/octets.ts';
import { decode } from '../../../src/tls/wire/codec.ts';
import { clientHello } from '../../../src/tls/wire/messages/client-hello.ts';
import { cipherSuites } from '../../../src/tls/wire/registries/cipher-suite.ts';
import { lookFromAfar } from '../../support/look-from-afar.ts';
import type { Looked } from '../../support/look-from-afar.ts';
import { signatureSchemes } from '../../../src/tls/wire/registries/signature-scheme.ts';

const lookAtFault = (id: string): Promise<Looked> =>
  lookFromAfar((context) => faultById(id)?.start(context) ?? expect.unreachable(`no fault ${id}`));

const at = (entries: Record<number, number>): ReadonlyMap<number, number> =>
  new Map(Object.entries(entries).map(([when, count]) => [Number(when), count]));

/** A server of TLS 1.1 alone: an alert for every hello but that, and for that a ServerHello without a certificate behind it. */
const oldServer: Fault['start'] = (context) =>
  serveOctets(context, (connection) => (octets) => {
    const hello = decode(clientHello, octets.subarray(9));
    if (!hello.ok) return;
    connection.write(hello.value.legacyVersion === 0x0302 ? serverFlight('0302', '002f') : fromHex('15030100020246'));
    connection.end();
  });

/** ServerHello with this version and suite, and ServerHelloDone. */
const serverFlight = (version: string, suite: string): Uint8Array =>
  fromHex(`16${version}002e02000026${version}${'5c'.repeat(32)}00${suite}000e000000`);

/** A server by hand without a fault. */
const sound = {
  cipherSuite: cipherSuites.codes.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256,
  signatureScheme: signatureSchemes.codes.ecdsa_secp256r1_sha256,
};

describe('looking into a failing server', () => {
  it('takes two round trips for the client, and two for all experiments where their answers say enough', async () => {
    const { roundTrips, begun, experiments } = await lookFromAfar(oldServer);
    expect(roundTrips).toBe(4);
    expect(begun).toEqual(at({ 0: 1, 2: 7 }));
    const taken = experiments.find(({ question }) => question.kind === 'acceptsVersion' && question.version === 0x0302);
    expect(taken?.result).toMatchObject({ kind: 'handshake', capture: { protocol: 0x0302, problem: null } });
  });

  it.each([
    // The server wants a certificate, has our answer, and refuses: no other hello can change that.
    ['client-cert-required', 3, { 0: 1 }],
    ['sni-unrecognized', 4, { 0: 1, 2: 3 }],
    ['middlebox-name', 4, { 0: 1, 2: 10 }],
    // Which group, scheme or protocol it is, stands in the server's first flight, up to TLS 1.2, too.
    ['no-shared-sigalg', 6, { 0: 1, 2: 8, 4: 1 }],
    ['sni-refused', 6, { 0: 1, 2: 8, 4: 1 }],
    ['unexpected-eof', 6, { 0: 1, 2: 8, 4: 2 }],
    ['alert-internal-error', 6, { 0: 1, 2: 6, 4: 3 }],
  ] as const)('%s takes %i round trips', async (id, roundTrips, begun) => {
    const looked = await lookAtFault(id);
    expect(looked.begun).toEqual(at(begun));
    expect(looked.roundTrips).toBe(roundTrips);
  });

  it('tells that something is amiss while the answers are on their way, when every hello is out', async () => {
    const { amiss } = await lookFromAfar(oldServer);
    expect(amiss).toHaveLength(1);
    expect(amiss[0]?.at).toBeGreaterThan(3);
    expect(amiss[0]?.at).toBeLessThan(4);
  });

  it('asks for hello in the version that the server takes beside the suites that it takes, for a driver', async () => {
    const { TLS_RSA_WITH_CAMELLIA_128_CBC_SHA } = cipherSuites.codes;
    const camelliaAlone: Fault['start'] = (context) =>
      serveOctets(context, (connection) => (octets) => {
        const hello = decode(clientHello, octets.subarray(9));
        if (!hello.ok) return;
        const fits = hello.value.cipherSuites.includes(TLS_RSA_WITH_CAMELLIA_128_CBC_SHA);
        connection.write(fits ? serverFlight('0303', '0041') : fromHex('15030100020228'));
        connection.end();
      });
    const { begun, experiments, amiss } = await lookFromAfar(camelliaAlone, pymongo);
    const kinds = experiments.map(({ question }) => question.kind);
    const { length } = kinds.filter((kind) => kind !== 'saysHello');
    expect(begun).toEqual(at({ 0: 1, 2: length - 3, 4: 4 }));
    expect(kinds.slice(-4).toSorted()).toEqual([
      'acceptsAnotherCipherSuite',
      'acceptsSuitesOf',
      'saysHello',
      'withoutKeyExchange',
    ]);
    expect(amiss.map(({ how }) => how)).toContain('nothingInCommon');
    const alone = await lookFromAfar(camelliaAlone);
    expect(alone.experiments.map(({ question }) => question.kind)).not.toContain('saysHello');
    expect(alone.amiss.map(({ how }) => how)).toEqual([undefined]);
  });

  it('waits no longer for what a mongod makes of other openings, once it has answered its own', async () => {
    const { roundTrips, experiments } = await lookAtFault('plaintext-mongodb');
    // Two for the client, two for the answers, and a quarter of a second for those that are late.
    expect(roundTrips).toBe(4 + 250 / 50);
    const heard = experiments.flatMap(({ question, result }) =>
      question.kind === 'answersPlaintext' && result.kind === 'octets' ? [{ ...question, ...result }] : [],
    );
    expect(heard.map(({ protocol, octets, ended }) => [protocol, octets !== '', ended])).toEqual([
      ['mongodb', true, 'deadline'],
      ['http', true, 'deadline'],
      ['postgresql', false, 'deadline'],
    ]);
  });

  it('waits its time for silence where nobody was recognized', async () => {
    const mute: Fault['start'] = (context) =>
      serveOctets(context, (connection) => (octets) => {
        // A ClientHello is cut off, and so is what is no message of MongoDB's: whoever says less may have more to say.
        if (octets.length > 8) connection.end();
      });
    const { roundTrips } = await lookFromAfar(mute);
    expect(roundTrips).toBe(2 + 1 + 1500 / 50 + 2);
  });

  it.each([
    ['intermediate', 'path'],
    ['leaf', undefined],
  ] as const)('tells by an expired %s whether other trust stores are of interest', async (which, how) => {
    const now = Date.now();
    const expired = { notBefore: now - 20 * dayMs, notAfter: now - 10 * dayMs };
    const { amiss } = await lookFromAfar(async (context) =>
      serveByHand(context, { ...sound, chain: await buildChain(now, { [which]: expired }) }),
    );
    expect(amiss.map((one) => one.how)).toEqual([how]);
  });

  it('tells of a path to nobody whom the client trusts, and of none where it has no store to say so', async () => {
    const trusting =
      (caFile: string): Fault['start'] =>
      async (context) => {
        const started = await serveByHand(context, { ...sound, chain: await buildChain(Date.now()) });
        return started.ok ? ok({ ...started.value, caFile }) : started;
      };
    const stranger = await buildChain(Date.now(), { root: { subject: [['CN', 'Stranger']] } });
    expect((await lookFromAfar(trusting(stranger.root.pem))).amiss).toEqual([{ at: 3, how: 'path' }]);
    expect((await lookFromAfar(trusting('no certificate'))).amiss).toEqual([]);
  });

  it('is not begun where all is well: one connection, nothing amiss', async () => {
    const healthy: Fault['start'] = async (context) =>
      serveByHand(context, { ...sound, chain: await buildChain(Date.now()) });
    const { begun, amiss, experiments, roundTrips } = await lookFromAfar(healthy);
    expect(experiments).toEqual([]);
    expect(begun).toEqual(at({ 0: 1 }));
    expect(amiss).toEqual([]);
    // TLS 1.2: one more than TLS 1.3 has.
    expect(roundTrips).toBe(3);
  });
});
