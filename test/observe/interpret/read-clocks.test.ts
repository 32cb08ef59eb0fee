import { describe, expect, it } from 'vitest';
import { openssl } from '../../../src/clients/profiles/openssl.ts';
import { attemptFailed, completed } from '../../../src/observe/attempt.ts';
import type { ClockSeen } from '../../../src/observe/facts.ts';
import { interpret } from '../../../src/observe/interpret/interpret.ts';
import type { CrlObservation, EndpointObservation, Experiment } from '../../../src/observe/observation.ts';
import { encode } from '../../../src/tls/wire/codec.ts';
import { signedCertificateTimestampList } from '../../../src/tls/wire/extensions/signed-certificate-timestamp.ts';
import { buildChain } from '../../../src/lab/chain-builder.ts';
import { stapleFor } from '../../../src/lab/staple.ts';
import type { Chain } from '../../../src/lab/chain-builder.ts';
import { capture, healthy, now } from '../../support/facts.ts';

const day = 86_400_000;

/** The clocks that are read in an observation of a chain, which took two seconds. */
async function clocks(
  chain: Chain,
  change: Partial<EndpointObservation>,
  staple?: Uint8Array,
  crls: readonly CrlObservation[] = [],
) {
  const { target } = healthy();
  const certificates = [chain.leaf, chain.intermediate].map(({ der }) => Buffer.from(der).toString('hex'));
  const staples = staple === undefined ? [] : [{ certificate: 0, response: Buffer.from(staple).toString('hex') }];
  const endpoint: EndpointObservation = {
    host: 'db1.example.net',
    address: '192.0.2.7',
    port: 27017,
    tcp: completed({ durationMs: 1 }),
    handshake: completed({ capture: capture({ certificates, staples }), firstByteMs: 1, handshakeMs: 2 }),
    fetchedIssuers: [],
    experiments: [],
    ...change,
  };
  const [facts] = await interpret(
    {
      schema: 'whytls.observation/1',
      observedAt: now,
      durationMs: 2000,
      target,
      resolution: completed({ addresses: ['192.0.2.7'], durationMs: 1 }),
      endpoints: [endpoint],
      otherAddresses: [],
      trustStores: [],
      crls,
    },
    { client: openssl },
  );
  return (facts?.clocks?.seen ?? []).map(({ source, where, offsetMs }): Omit<ClockSeen, 'said'> => {
    return { source, where, offsetMs };
  });
}

const told = (by: 'http' | 'serverHello', change: Parameters<typeof capture>[0]): Experiment => ({
  question: { kind: 'tellsTime', by },
  result: { kind: 'handshake', capture: capture(change) },
  durationMs: 1,
});

const head = (at: number): string =>
  Buffer.from(`HTTP/1.1 302 Found\r\nDate: ${new Date(at).toUTCString()}\r\n\r\n`).toString('hex');

describe('other clocks', () => {
  it('are none where nobody told the time', async () => {
    expect(await clocks(await buildChain(now), {})).toStrictEqual([]);
  });

  it('are the Dates of lookups, one for each place, and of the server', async () => {
    const chain = await buildChain(now);
    const url = 'http://ca.example.net/ca.cer';
    const fetched = { url, result: completed({ certificates: [] }), date: now + 3 * day };
    const result = completed({ contentType: null, response: '30030a0103', date: now - day });
    const query = {
      certificate: 0,
      url: 'http://ocsp.example.net',
      method: 'POST',
      digest: 'sha1',
      nonce: null,
    } as const;
    const seen = await clocks(chain, {
      fetchedIssuers: [fetched, fetched],
      ocspLookup: { notAsked: null, queries: [{ ...query, durationMs: 1, result }] },
      experiments: [told('http', { applicationOctets: head(now + 1000) })],
    });
    expect(seen).toStrictEqual([
      { source: 'lookup', where: url, offsetMs: 3 * day - 2000 },
      // HTTP tells whole seconds.
      { source: 'lookup', where: 'http://ocsp.example.net', offsetMs: 1000 - day },
      { source: 'http', where: 'db1.example.net', offsetMs: 0 },
    ]);
  });

  it('are the Dates of places that were asked for a revocation list, whatever they answered', async () => {
    const url = 'http://crl.example.net/x.crl';
    const content = attemptFailed({ kind: 'httpStatus', status: 404 } as const);
    const from = { kind: 'distributionPoint', url, of: 'CN=db1.example.net' } as const;
    const seen = await clocks(await buildChain(now), {}, undefined, [
      { from, content, date: now - day },
      { from: { kind: 'crl', path: 'x.crl' }, content },
    ]);
    expect(seen).toStrictEqual([{ source: 'lookup', where: url, offsetMs: 1000 - day }]);
  });

  it('are times in two ServerHellos that agree, not in random octets', async () => {
    const chain = await buildChain(now);
    const seconds = Math.floor((now + 9 * day) / 1000);
    const of = (...helloTimes: readonly number[]) =>
      clocks(chain, { experiments: helloTimes.map((helloTime) => told('serverHello', { helloTime })) });
    expect(await of(seconds, seconds + 1)).toMatchObject([{ source: 'serverHello', offsetMs: 9 * day - 2000 }]);
    expect(await of(seconds, 0x8a2b6c01)).toStrictEqual([]);
    expect(await of(seconds)).toStrictEqual([]);
  });

  it('are those who signed something in the future, if they signed it', async () => {
    const chain = await buildChain(now);
    const later = now + 2 * day;
    const plan = { thisUpdate: later, nextUpdate: later + day };
    expect(await clocks(chain, {}, await stapleFor(chain, now, plan))).toStrictEqual([
      { source: 'ocsp', where: '', offsetMs: 2 * day - 2000 },
    ]);
    expect(await clocks(chain, {}, await stapleFor(chain, now, { ...plan, corruptSignature: true }))).toStrictEqual([]);
    expect(await clocks(chain, {}, await stapleFor(chain, now))).toStrictEqual([]);
  });

  it('are logs whose promises stand in a leaf that is not yet valid', async () => {
    const sct = (timestamp: number) => ({
      version: 0 as const,
      logId: new Uint8Array(32),
      timestamp,
      extensions: new Uint8Array(0),
      algorithm: 0x0403,
      signature: new Uint8Array(70),
    });
    const list = encode(signedCertificateTimestampList, [sct(now + 5 * day), sct(now + 5 * day + 100)]);
    // An OCTET STRING in the OCTET STRING of the extension; both lengths need one octet more.
    const value = Uint8Array.of(0x04, 0x81, list.length, ...list);
    const extensions = [{ oid: '1.3.6.1.4.1.11129.2.4.2', value }];
    const of = (notBefore: number) => buildChain(now, { leaf: { notBefore, extensions } });
    expect(await clocks(await of(now + 4 * day), {})).toStrictEqual([
      { source: 'timestamp', where: 'db1.example.net', offsetMs: 5 * day - 2000 },
      { source: 'timestamp', where: 'db1.example.net', offsetMs: 5 * day - 1900 },
    ]);
    expect(await clocks(await of(now - day), {})).toStrictEqual([]);
  });
});
