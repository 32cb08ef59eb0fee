import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import fc from '../../support/fc.ts';
import { describe, expect, it } from 'vitest';
import { concat, equal, fromHex } from '../../../src/base/octets.ts';
import { encode } from '../../../src/tls/wire/codec.ts';
import { HandshakeDeframer, RecordDeframer, maxMessageLength } from '../../../src/tls/wire/deframer.ts';
import type { RecordProblem } from '../../../src/tls/wire/deframer.ts';
import { handshakeMessage } from '../../../src/tls/wire/messages/handshake-message.ts';
import type { HandshakeMessage } from '../../../src/tls/wire/messages/handshake-message.ts';
import { maxCiphertextLength, record } from '../../../src/tls/wire/record.ts';
import type { Record } from '../../../src/tls/wire/record.ts';
import { list, octets, struct, u8 } from '../../support/arbitraries.ts';

type Sent = Pick<Record, 'type' | 'version' | 'fragment'>;

const anyRecord = struct<Sent>({
  type: fc.constantFrom(20, 21, 22, 23, 24),
  version: u8.map((minor) => 0x0300 + minor),
  fragment: fc.oneof(octets(0), octets(1, 40), octets(300, 900)),
});

const anyMessage = fc
  .tuple(u8, fc.oneof(octets(0), octets(1, 30), octets(200, 700)))
  .map(([type, body]) => handshakeMessage(type, body));

/** Where to cut a stream: fractions of its length, so that they fit every stream. No cut leaves it in one piece. */
const cuts = list(fc.double({ min: 0, max: 1, noNaN: true }), 0, 30);

/** The stream in pieces, empty ones included. */
function cut(stream: Uint8Array, at: readonly number[]): readonly Uint8Array[] {
  const places = [0, ...at.map((part) => Math.floor(part * stream.length)), stream.length].toSorted((a, b) => a - b);
  return places.slice(1).map((end, i) => stream.slice(places[i], end));
}

const singly = (stream: Uint8Array): readonly Uint8Array[] => Array.from(stream, (octet) => Uint8Array.of(octet));

const written = (records: readonly Sent[]): Uint8Array => concat(records.map((one) => encode(record, one)));

function readRecords(chunks: readonly Uint8Array[]): readonly (Record | RecordProblem)[] {
  const deframer = new RecordDeframer();
  const read: (Record | RecordProblem)[] = [];
  for (const chunk of chunks) {
    deframer.push(chunk);
    for (let next = deframer.next(); next !== null; next = deframer.next()) {
      read.push(next);
      if ('kind' in next) return read;
    }
  }
  return read;
}

function readMessages(fragments: readonly Uint8Array[]): readonly HandshakeMessage[] {
  const deframer = new HandshakeDeframer();
  const read: HandshakeMessage[] = [];
  for (const fragment of fragments) {
    deframer.push(fragment);
    for (let next = deframer.next(); next !== null; next = deframer.next()) {
      if ('kind' in next) throw new Error(next.kind);
      read.push(next);
    }
  }
  expect(deframer.heldLength).toBe(0);
  return read;
}

describe('RecordDeframer', () => {
  const whole = (one: Sent): Record => ({ ...one, header: encode(record, one).subarray(0, 5) });

  it('gives the same records however the octets come', () => {
    fc.assert(
      fc.property(list(anyRecord, 0, 8), cuts, (records, at) => {
        const stream = written(records);
        for (const chunks of [[stream], cut(stream, at), singly(stream)])
          expect(readRecords(chunks)).toStrictEqual(records.map(whole));
      }),
      { numRuns: 50 },
    );
  });

  it('says nothing of a record that lacks its last octet, and holds what came of it', () => {
    fc.assert(
      fc.property(anyRecord, anyRecord, cuts, (first, last, at) => {
        const begun = encode(record, last).subarray(0, -1);
        const deframer = new RecordDeframer();
        for (const chunk of cut(concat([encode(record, first), begun]), at)) deframer.push(chunk);
        expect(deframer.next()).toStrictEqual(whole(first));
        expect(deframer.next()).toBeNull();
        expect(deframer.held()).toStrictEqual(begun);
        deframer.push(encode(record, last).subarray(-1));
        expect(deframer.next()).toStrictEqual(whole(last));
        expect(deframer.held()).toHaveLength(0);
      }),
      { numRuns: 50 },
    );
  });

  it('hands out empty fragments', () => {
    const empty: Sent = { type: 23, version: 0x0303, fragment: new Uint8Array(0) };
    expect(readRecords([written([empty, empty])])).toStrictEqual([whole(empty), whole(empty)]);
  });

  it.each([
    ['an SMTP greeting', Buffer.from('220 mail.example ESMTP\r\n')],
    ['an HTTP answer', Buffer.from('HTTP/1.1 400 Bad Request\r\n\r\n')],
    ['an SSH banner', Buffer.from('SSH-2.0-OpenSSH_9.2\r\n')],
    ['an SSL 2 hello', fromHex('802e010002')],
    ['a first octet alone', fromHex('00')],
    ['the type of a record, and no version of TLS', fromHex('1600')],
  ])('takes %s for no TLS, and keeps it to be shown', (_, said) => {
    for (const chunks of [[said], singly(said)]) {
      expect(readRecords(chunks)).toStrictEqual([{ kind: 'notTls' }]);
    }
    const deframer = new RecordDeframer();
    deframer.push(said);
    deframer.next();
    expect(deframer.held()).toStrictEqual(said);
  });

  it('waits for the second octet where the first could begin a record', () => {
    expect(readRecords([fromHex('15')])).toStrictEqual([]);
  });

  it('says where a record after the first goes wrong', () => {
    fc.assert(
      fc.property(list(anyRecord, 1, 4), cuts, (records, at) => {
        const good = written(records);
        const after = (hex: string): unknown => readRecords(cut(concat([good, fromHex(hex)]), at)).at(-1);
        expect(after('48545450')).toStrictEqual({ kind: 'badType', type: 0x48, offset: good.length });
        expect(after('1902')).toStrictEqual({ kind: 'badType', type: 0x19, offset: good.length });
        expect(after('17fefd')).toStrictEqual({ kind: 'badVersion', version: 0xfefd, offset: good.length });
        expect(after('1703034801')).toStrictEqual({ kind: 'tooLong', length: 18_433, offset: good.length });
      }),
      { numRuns: 30 },
    );
  });

  it('names the version of a bad record, its second octet included', () => {
    const empty: Sent = { type: 23, version: 0x0303, fragment: new Uint8Array(0) };
    for (const chunks of [[fromHex('1703030000 17fefd')], [fromHex('1703030000'), ...singly(fromHex('17fefd'))]])
      expect(readRecords(chunks)).toStrictEqual([whole(empty), { kind: 'badVersion', version: 0xfefd, offset: 5 }]);
  });

  it('refuses a length beyond 2^14 + 2048 by its header, in the first record too', () => {
    expect(readRecords([fromHex('160301ffff')])).toStrictEqual([{ kind: 'tooLong', length: 0xffff, offset: 0 }]);
    const longest: Sent = { type: 23, version: 0x0303, fragment: new Uint8Array(maxCiphertextLength) };
    expect(readRecords([written([longest])])).toStrictEqual([whole(longest)]);
  });
});

describe('HandshakeDeframer', () => {
  it('gives the same messages however they are cut into fragments', () => {
    fc.assert(
      fc.property(list(anyMessage, 0, 8), cuts, (messages, at) => {
        const stream = concat(messages.map(({ raw }) => raw));
        for (const fragments of [[stream], cut(stream, at), singly(stream)])
          expect(readMessages(fragments)).toStrictEqual(messages);
      }),
      { numRuns: 50 },
    );
  });

  it('says how much it holds of a message that is not whole', () => {
    const deframer = new HandshakeDeframer();
    deframer.push(concat([handshakeMessage(14, new Uint8Array(0)).raw, fromHex('0b 000003 aa')]));
    expect(deframer.next()).toMatchObject({ type: 14 });
    expect(deframer.next()).toBeNull();
    expect(deframer.heldLength).toBe(5);
  });

  it('refuses a claim beyond the limit as soon as its length is there', () => {
    const sixteenMebibytes = fromHex('0bffffff');
    for (const fragments of [[sixteenMebibytes], singly(sixteenMebibytes)]) {
      const deframer = new HandshakeDeframer();
      const said = fragments.map((fragment) => {
        deframer.push(fragment);
        return deframer.next();
      });
      expect(said.at(-1)).toStrictEqual({ kind: 'tooLong', length: 0xffffff });
      expect(said.slice(0, -1).every((one) => one === null)).toBe(true);
    }
  });

  it('takes a message as long as the limit, and none that is longer', () => {
    const longest = handshakeMessage(11, new Uint8Array(maxMessageLength));
    const read = readMessages(cut(longest.raw, [0.2, 0.5]));
    expect(read.map(({ raw }) => equal(raw, longest.raw))).toStrictEqual([true]);
    const deframer = new HandshakeDeframer();
    deframer.push(fromHex('0b080001'));
    expect(deframer.next()).toStrictEqual({ kind: 'tooLong', length: maxMessageLength + 1 });
  });

  it('holds half a megabyte in fragments of one octet in not much more than that', () => {
    const before = memoryInUse();
    const deframer = new HandshakeDeframer();
    deframer.push(fromHex('0b080000'));
    for (let i = 1; i < maxMessageLength; i++) {
      deframer.push(Uint8Array.of(i & 0xff));
      if (deframer.next() !== null) throw new Error('whole too early');
    }
    expect(memoryInUse() - before).toBeLessThan(8 * maxMessageLength);
    deframer.push(Uint8Array.of(0));
    expect(deframer.next()).toMatchObject({ type: 11, body: { length: maxMessageLength } });
  });
});

/** Octets that cannot be freed: the collector runs first. */
function memoryInUse(): number {
  setFlagsFromString('--expose-gc');
  const collect: unknown = runInNewContext('gc');
  if (typeof collect !== 'function') throw new Error('no collector');
  collect();
  // What the first run found is freed by another thread, and surely before the second run ends.
  collect();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}
