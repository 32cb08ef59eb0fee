import type { SecureContextOptions, TlsOptions } from 'node:tls';
import fc from '../../support/fc.ts';
import { beforeAll, describe, expect, it } from 'vitest';
import { concat, toHex } from '../../../src/base/octets.ts';
import type { Event } from '../../../src/tls/handshake/event.ts';
import type { Waiting } from '../../../src/tls/handshake/handshake-problem.ts';
import type { Plan } from '../../../src/tls/handshake/plan.ts';
import { ClientHandshake } from '../../../src/tls/handshake/client.ts';
import { RecordDeframer } from '../../../src/tls/wire/deframer.ts';
import { credentials } from '../../support/credentials.ts';
import type { Credentials } from '../../support/credentials.ts';
import { converse } from '../../support/memory-peer.ts';
import type { Meddle, MemoryServer } from '../../support/memory-peer.ts';
import { plan } from '../../support/plans.ts';

let ec: Credentials;
let rsa: Credentials;

beforeAll(async () => {
  [ec, rsa] = await Promise.all([credentials('ec-p256'), credentials('rsa-2048')]);
});

interface Handshake {
  readonly name: string;
  readonly server: () => MemoryServer;
  /** The chain that the server shows. */
  readonly credentials: () => Credentials;
  readonly plan: () => Plan;
  /** What each record of the server's is waited for as, one after the other. */
  readonly waits: readonly Waiting[];
}

const asksForCertificate: TlsOptions = { requestCert: true, rejectUnauthorized: false };
const old = (version: 'TLSv1' | 'TLSv1.1', ciphers: string): SecureContextOptions => ({
  minVersion: version,
  maxVersion: version,
  ciphers: `${ciphers}:@SECLEVEL=0`,
});
const withCertificate = (): Plan =>
  plan({ clientCredential: { chain: [ec.leaf.der, ec.intermediate.der], key: ec.leaf.key } });

/** The handshakes whose every state is interrupted below. */
const handshakes: readonly Handshake[] = [
  {
    name: 'TLS 1.3',
    credentials: () => ec,
    server: () => ({ context: ec.context }),
    plan: () => plan(),
    waits: [
      'serverHello',
      'encryptedExtensions', // after ServerHello
      'encryptedExtensions', // after the change_cipher_spec that means nothing
      'certificate',
      'certificateVerify',
      'finished',
    ],
  },
  {
    name: 'TLS 1.3 after HelloRetryRequest',
    credentials: () => ec,
    server: () => ({ context: { ...ec.context, ecdhCurve: 'P-384' } }),
    plan: () => plan(),
    waits: [
      'serverHello',
      'serverHello', // after HelloRetryRequest
      'serverHello', // after the change_cipher_spec
      'encryptedExtensions',
      'certificate',
      'certificateVerify',
      'finished',
    ],
  },
  {
    name: 'TLS 1.3 with a client certificate',
    credentials: () => ec,
    server: () => ({ context: { ...ec.context, ca: [ec.root.pem] }, options: asksForCertificate }),
    plan: withCertificate,
    waits: [
      'serverHello',
      'encryptedExtensions',
      'encryptedExtensions',
      'certificate',
      'certificate', // after CertificateRequest
      'certificateVerify',
      'finished',
    ],
  },
  {
    name: 'TLS 1.2 with ECDHE',
    credentials: () => ec,
    server: () => ({ context: { ...ec.context, maxVersion: 'TLSv1.2' } }),
    plan: () => plan(),
    waits: ['serverHello', 'certificate', 'serverKeyExchange', 'serverHelloDone', 'changeCipherSpec', 'finished'],
  },
  {
    name: 'TLS 1.2 with DHE',
    credentials: () => rsa,
    server: () => ({
      context: { ...rsa.context, maxVersion: 'TLSv1.2', ciphers: 'DHE-RSA-AES128-GCM-SHA256', dhparam: 'auto' },
    }),
    plan: () => plan(),
    waits: ['serverHello', 'certificate', 'serverKeyExchange', 'serverHelloDone', 'changeCipherSpec', 'finished'],
  },
  {
    name: 'TLS 1.2 with RSA key exchange',
    credentials: () => rsa,
    server: () => ({ context: { ...rsa.context, maxVersion: 'TLSv1.2', ciphers: 'AES128-SHA' } }),
    plan: () => plan(),
    waits: ['serverHello', 'certificate', 'serverHelloDone', 'changeCipherSpec', 'finished'],
  },
  {
    name: 'TLS 1.2 with a client certificate',
    credentials: () => ec,
    server: () => ({
      context: { ...ec.context, ca: [ec.root.pem], maxVersion: 'TLSv1.2' },
      options: asksForCertificate,
    }),
    plan: withCertificate,
    waits: [
      'serverHello',
      'certificate',
      'serverKeyExchange',
      'serverHelloDone',
      'serverHelloDone', // after CertificateRequest
      'changeCipherSpec',
      'finished',
    ],
  },
  {
    name: 'TLS 1.1 with ECDHE',
    credentials: () => rsa,
    server: () => ({ context: { ...rsa.context, ...old('TLSv1.1', 'ECDHE-RSA-AES128-SHA') } }),
    plan: () => plan({ versions: [0x0302, 0x0301] }),
    waits: ['serverHello', 'certificate', 'serverKeyExchange', 'serverHelloDone', 'changeCipherSpec', 'finished'],
  },
  {
    name: 'TLS 1.0 with RSA key exchange',
    credentials: () => rsa,
    server: () => ({ context: { ...rsa.context, ...old('TLSv1', 'AES128-SHA') } }),
    plan: () => plan({ versions: [0x0301] }),
    waits: ['serverHello', 'certificate', 'serverHelloDone', 'changeCipherSpec', 'finished'],
  },
];

/** Lets `count` records through, then nothing but the event, if there is one. */
function recordsThen(count: number, event: Event | null): Meddle {
  const records = new RecordDeframer();
  let passed = 0;
  let fired = false;
  return (octets) => {
    records.push(octets);
    const events: Event[] = [];
    for (;;) {
      if (passed === count) {
        if (!fired && event !== null) events.push(event);
        fired = true;
        return events;
      }
      const record = records.next();
      if (record === null || 'kind' in record) return events;
      passed++;
      events.push({ kind: 'octets', octets: concat([record.header, record.fragment]), atMs: 1 });
    }
  };
}

/** Lets `count` records through, then half of the next one and a FIN. */
function truncatedAfter(count: number): Meddle {
  const records = new RecordDeframer();
  let passed = 0;
  return (octets) => {
    records.push(octets);
    const events: Event[] = [];
    for (let record = records.next(); record !== null && !('kind' in record); record = records.next()) {
      if (passed > count) break;
      const whole = concat([record.header, record.fragment]);
      const half = Math.max(1, whole.length >> 1);
      events.push({ kind: 'octets', octets: passed === count ? whole.slice(0, half) : whole, atMs: 1 });
      if (passed++ === count) events.push({ kind: 'ended', how: 'fin', atMs: 2 });
    }
    return events;
  };
}

const endings: readonly { name: string; event: Event | null; expected: (waitingFor: string) => object }[] = [
  {
    name: 'FIN',
    event: { kind: 'ended', how: 'fin', atMs: 2 },
    expected: (waitingFor) => ({ kind: 'closed', how: 'fin', waitingFor }),
  },
  {
    name: 'RST',
    event: { kind: 'ended', how: 'rst', atMs: 2 },
    expected: (waitingFor) => ({ kind: 'closed', how: 'rst', waitingFor }),
  },
  { name: 'silence', event: null, expected: (waitingFor) => ({ kind: 'timedOut', waitingFor }) },
  {
    name: 'a fatal alert in the clear',
    event: { kind: 'octets', octets: Uint8Array.of(21, 3, 3, 0, 2, 2, 80), atMs: 2 },
    expected: (waitingFor) => ({ kind: 'alertReceived', level: 2, description: 80, waitingFor }),
  },
  {
    name: 'an interrupt',
    event: { kind: 'aborted', atMs: 2 },
    expected: (waitingFor) => ({ kind: 'aborted', waitingFor }),
  },
];

for (const { name, server, credentials: shown, plan: ours, waits } of handshakes) {
  describe(`${name}, interrupted in every state`, () => {
    for (const [passed, waitingFor] of waits.entries()) {
      for (const ending of endings) {
        // The last record before the end is encrypted up to TLS 1.2: a clear alert there is a record that does not open.
        if (ending.name.includes('clear') && !name.startsWith('TLS 1.3') && waitingFor === 'finished') continue;
        it(`names ${ending.name} after ${passed} records: waiting for ${waitingFor}`, async () => {
          const { capture } = await converse(ours(), server(), recordsThen(passed, ending.event));
          expect(capture.problem).toMatchObject(ending.expected(waitingFor));
          expect(capture.completed).toBe(false);
        });
      }

      it(`names the end of a record cut in half after ${passed} records: waiting for ${waitingFor}`, async () => {
        const { capture } = await converse(ours(), server(), truncatedAfter(passed));
        expect(capture.problem).toMatchObject({ kind: 'closed', how: 'fin', waitingFor });
        expect(capture.completed).toBe(false);
      });

      it(`ends with a name when garbage comes after ${passed} records`, async () => {
        const garbage = Uint8Array.from({ length: 600 }, (_, index) => (index * 167 + 31) & 0xff);
        const event: Event = { kind: 'octets', octets: garbage, atMs: 2 };
        const { capture } = await converse(ours(), server(), recordsThen(passed, event));
        expect(capture.completed).toBe(false);
        expect(capture.problem?.kind).toBe(passed === 0 ? 'notTls' : 'undecodable');
      });
    }

    it('completes with one octet at a time', async () => {
      const single: Meddle = (octets) =>
        Array.from(octets, (octet) => ({ kind: 'octets', octets: Uint8Array.of(octet), atMs: 1 }));
      const { capture } = await converse(ours(), server(), single);
      expect(capture).toMatchObject({ completed: true, problem: null });
    });

    it('completes however the octets are cut', async () => {
      await fc.assert(
        fc.asyncProperty(fc.array(fc.integer({ min: 1, max: 700 }), { minLength: 1, maxLength: 12 }), async (sizes) => {
          const cut: Meddle = (octets) => {
            const events: Event[] = [];
            for (let at = 0, turn = 0; at < octets.length; turn++) {
              const size = sizes[turn % sizes.length] ?? 1;
              events.push({ kind: 'octets', octets: octets.slice(at, at + size), atMs: 1 });
              at += size;
            }
            return events;
          };
          expect((await converse(ours(), server(), cut)).capture).toMatchObject({ completed: true, problem: null });
        }),
        { numRuns: 8, seed: 20261121 },
      );
    });

    it('never completes on changed octets with another chain than the server sent', async () => {
      await fc.assert(
        fc.asyncProperty(fc.nat({ max: 4000 }), fc.integer({ min: 1, max: 255 }), async (place, mask) => {
          let at = 0;
          let changed = false;
          const flip: Meddle = (octets) => {
            const copy = Uint8Array.from(octets);
            const index = place - at;
            at += octets.length;
            if (index >= 0 && index < copy.length) {
              copy[index] = (copy[index] ?? 0) ^ mask;
              changed = true;
            }
            return [{ kind: 'octets', octets: copy, atMs: 1 }];
          };
          const { capture } = await converse(ours(), server(), flip);
          if (capture.completed && capture.problem === null) {
            // Only octets that nothing protects may differ: record versions, and what comes after the end.
            const { leaf, intermediate } = shown();
            expect(capture.certificates).toEqual([toHex(leaf.der), toHex(intermediate.der)]);
          } else {
            expect(changed).toBe(true);
            expect(capture.problem).not.toBeNull();
          }
        }),
        { numRuns: 80, seed: 20261121 },
      );
    });
  });
}

describe('after TLS 1.3 is complete, with a server that asked for a certificate', () => {
  const records = 7;
  const server = (): MemoryServer => ({
    context: { ...ec.context, ca: [ec.root.pem] },
    options: asksForCertificate,
  });

  it.each(endings.filter(({ name }) => name !== 'silence'))('names $name', async ({ event, expected }) => {
    const { capture, lingered } = await converse(withCertificate(), server(), recordsThen(records, event));
    expect(lingered).toBe(true);
    expect(capture.completed).toBe(true);
    expect(capture.problem).toMatchObject(expected('applicationData'));
  });

  it('takes silence for consent', async () => {
    const { capture } = await converse(withCertificate(), server(), recordsThen(records, null));
    expect(capture).toMatchObject({ completed: true, problem: null });
  });

  it('ends with a name when garbage comes', async () => {
    const garbage: Event = { kind: 'octets', octets: new Uint8Array(600).fill(0x99), atMs: 2 };
    const { capture } = await converse(withCertificate(), server(), recordsThen(records, garbage));
    expect(capture.problem?.kind).toBe('undecodable');
  });
});

describe('a server that never stops', () => {
  const start = (): ClientHandshake => {
    const client = new ClientHandshake(plan());
    client.handle({ kind: 'connected', atMs: 0 });
    return client;
  };
  const flood = (octets: Uint8Array, times: number): ClientHandshake => {
    const client = start();
    for (let i = 0; i < times; i++) client.handle({ kind: 'octets', octets, atMs: i });
    return client;
  };

  it('is left after a few dozen empty records', () => {
    const { problem } = flood(Uint8Array.of(22, 3, 3, 0, 0), 100).capture();
    expect(problem).toMatchObject({ kind: 'tooMuch', limit: 'emptyRecords' });
  });

  it('is left after a few dozen warnings', () => {
    const { problem } = flood(Uint8Array.of(21, 3, 3, 0, 2, 1, 112), 200).capture();
    expect(problem).toMatchObject({ kind: 'tooMuch', limit: 'warningAlerts' });
  });

  it('is left at the claim of a message of 16 MiB, before a second octet of it is kept', () => {
    const { problem, octetsReceived } = flood(Uint8Array.of(22, 3, 3, 0, 4, 2, 0xff, 0xff, 0xff), 1).capture();
    expect(problem).toMatchObject({ kind: 'tooMuch', limit: 'messageOctets' });
    expect(octetsReceived).toBe(9);
  });

  it.each(Array.from({ length: 256 }, (_, description) => description))(
    'names alert %i as the first answer',
    (description) => {
      const { problem, alerts } = flood(Uint8Array.of(21, 3, 3, 0, 2, 2, description), 1).capture();
      expect(alerts[0]).toMatchObject({ from: 'server', description });
      // user_canceled (90) alone ends nothing; RFC 8446 section 6.1 has a close_notify follow it.
      if (description === 90) expect(problem).toBeNull();
      else expect(problem).toMatchObject({ kind: 'alertReceived', description, waitingFor: 'serverHello' });
    },
  );

  it.each([
    ['HTTP', 'HTTP/1.1 400 Bad Request\r\n\r\n'],
    ['SSH', 'SSH-2.0-OpenSSH_9.2\r\n'],
    ['one octet', 'N'],
  ])('is no TLS server when it answers in %s, and its first octets are kept', (_name, text) => {
    const octets = new TextEncoder().encode(text);
    const { problem, firstOctets } = flood(octets, 1).capture();
    expect(problem).toEqual({ kind: 'notTls' });
    expect(firstOctets).toBe(toHex(octets));
  });
});
