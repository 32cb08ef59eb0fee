import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { concat, toHex } from '../../../src/base/octets.ts';
import type { Event } from '../../../src/tls/handshake/event.ts';
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

/** The handshakes whose every state is interrupted below, and what each waits for, record by record of the server's. */
const handshakes: readonly { name: string; server: () => MemoryServer; waits: readonly string[] }[] = [
  {
    name: 'TLS 1.3',
    server: () => ({ context: ec.context }),
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
    name: 'TLS 1.2 with ECDHE',
    server: () => ({ context: { ...ec.context, maxVersion: 'TLSv1.2' } }),
    waits: ['serverHello', 'certificate', 'serverKeyExchange', 'serverHelloDone', 'changeCipherSpec', 'finished'],
  },
  {
    name: 'TLS 1.2 with RSA key exchange',
    server: () => ({ context: { ...rsa.context, maxVersion: 'TLSv1.2', ciphers: 'AES128-SHA' } }),
    waits: ['serverHello', 'certificate', 'serverHelloDone', 'changeCipherSpec', 'finished'],
  },
];

const oldPlan = plan({ versions: [0x0304, 0x0303] });

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

for (const { name, server, waits } of handshakes) {
  describe(`${name}, interrupted in every state`, () => {
    for (const [passed, waitingFor] of waits.entries()) {
      for (const ending of endings) {
        // The last record before the end is encrypted up to TLS 1.2: a clear alert there is a record that does not open.
        if (ending.name.includes('clear') && name !== 'TLS 1.3' && waitingFor === 'finished') continue;
        it(`names ${ending.name} after ${passed} records: waiting for ${waitingFor}`, async () => {
          const { capture } = await converse(oldPlan, server(), recordsThen(passed, ending.event));
          expect(capture.problem).toMatchObject(ending.expected(waitingFor));
          expect(capture.completed).toBe(false);
        });
      }

      it(`ends with a name when garbage comes after ${passed} records`, async () => {
        const garbage = Uint8Array.from({ length: 600 }, (_, index) => (index * 167 + 31) & 0xff);
        const event: Event = { kind: 'octets', octets: garbage, atMs: 2 };
        const { capture } = await converse(oldPlan, server(), recordsThen(passed, event));
        expect(capture.completed).toBe(false);
        expect(capture.problem?.kind).toBe(passed === 0 ? 'notTls' : 'undecodable');
      });
    }

    it('completes with one octet at a time', async () => {
      const single: Meddle = (octets) =>
        Array.from(octets, (octet) => ({ kind: 'octets', octets: Uint8Array.of(octet), atMs: 1 }));
      const { capture } = await converse(oldPlan, server(), single);
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
          expect((await converse(oldPlan, server(), cut)).capture).toMatchObject({ completed: true, problem: null });
        }),
        { numRuns: 12, seed: 20261121 },
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
          const { capture } = await converse(oldPlan, server(), flip);
          if (capture.completed && capture.problem === null) {
            // Only octets that nothing protects may differ: record versions, and what comes after the end.
            const { leaf, intermediate } = name.includes('RSA') ? rsa : ec;
            expect(capture.certificates).toEqual([toHex(leaf.der), toHex(intermediate.der)]);
          } else {
            expect(changed).toBe(true);
            expect(capture.problem).not.toBeNull();
          }
        }),
        { numRuns: 150, seed: 20261121 },
      );
    });
  });
}

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
