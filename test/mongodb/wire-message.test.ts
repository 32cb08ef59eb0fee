import { BSON } from 'bson';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { concat, noOctets } from '../../src/base/octets.ts';
import { readAnswers } from '../../src/mongodb/hello.ts';
import { releaseOf } from '../../src/mongodb/release.ts';
import { readRequest, replyTo } from '../../src/mongodb/reply.ts';
import {
  authenticateX509Request,
  hasMessages,
  helloAndAuthenticate,
  helloRequest,
  readMessages,
} from '../../src/mongodb/wire-message.ts';

const hello = (document: Readonly<Record<string, unknown>>): Uint8Array => {
  const request = readRequest(helloRequest);
  if (request === null) throw new Error('no request');
  return replyTo(request, { ...document, ok: 1 });
};

describe('the requests', () => {
  it('are what the BSON library reads as the commands of the specification', () => {
    expect(readRequest(helloRequest)).toMatchObject({ requestId: 1, document: { isMaster: 1, helloOk: true } });
    expect(readRequest(authenticateX509Request)).toMatchObject({
      requestId: 2,
      document: { authenticate: 1, mechanism: 'MONGODB-X509', $db: '$external' },
    });
  });

  it('say their own length', () => {
    for (const request of [helloRequest, authenticateX509Request]) {
      expect(new DataView(request.buffer, request.byteOffset).getInt32(0, true)).toBe(request.length);
    }
  });
});

describe('answers', () => {
  const replicaSet = hello({
    setName: 'rs0',
    hosts: ['db1.example.net:27017', 'db2.example.net:27017'],
    arbiters: ['db3.example.net:27017'],
    me: 'db1.example.net:27017',
    primary: 'db1.example.net:27017',
    isWritablePrimary: true,
    maxWireVersion: 21,
    minWireVersion: 0,
    localTime: new Date(1_700_000_000_000),
  });

  it('tell version, replica set, role, clock and what the deployment advertises', () => {
    expect(readAnswers(replicaSet).hello).toStrictEqual({
      kind: 'answered',
      value: {
        maxWireVersion: 21,
        minWireVersion: 0,
        release: '7.0',
        role: 'primary',
        setName: 'rs0',
        me: 'db1.example.net:27017',
        primary: 'db1.example.net:27017',
        hosts: ['db1.example.net:27017', 'db2.example.net:27017', 'db3.example.net:27017'],
        hostCount: 3,
        localTime: 1_700_000_000_000,
      },
    });
  });

  it('are enough when they are whole, and not before', () => {
    for (let length = 0; length < replicaSet.length; length += 1) {
      expect(hasMessages(replicaSet.subarray(0, length), 1)).toBe(false);
      expect(readAnswers(replicaSet.subarray(0, length)).hello.kind).toBe('none');
    }
    expect(hasMessages(replicaSet, 1)).toBe(true);
    expect(hasMessages(replicaSet, 2)).toBe(false);
  });

  it('are told apart by the request that they answer', () => {
    const request = readRequest(authenticateX509Request);
    if (request === null) throw new Error('no request');
    const both = concat([replicaSet, replyTo(request, { dbname: '$external', user: 'CN=app', ok: 1 })]);
    expect(hasMessages(both, 2)).toBe(true);
    expect(readAnswers(both).authentication).toStrictEqual({ kind: 'answered', value: 'CN=app' });
    const refusal = replyTo(request, {
      ok: 0,
      code: 18,
      codeName: 'AuthenticationFailed',
      errmsg: 'Authentication failed.',
    });
    expect(readAnswers(refusal).authentication).toStrictEqual({
      kind: 'refused',
      code: 18,
      codeName: 'AuthenticationFailed',
      message: 'Authentication failed.',
    });
  });

  it('of something that is not MongoDB end the waiting', () => {
    const http = new TextEncoder().encode('HTTP/1.1 400 Bad Request\r\n\r\n');
    expect(hasMessages(http, 1)).toBe(true);
    expect(readAnswers(http).hello.kind).toBe('notMongodb');
  });

  it('never throw, whatever a server sends behind a sound header', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), fc.constantFrom(1, 2013), (body, opCode) => {
        const header = new Uint8Array(16);
        const view = new DataView(header.buffer);
        view.setInt32(0, 16 + body.length, true);
        view.setInt32(8, 1, true);
        view.setInt32(12, opCode, true);
        const { hello: answer } = readAnswers(concat([header, body]));
        return ['answered', 'refused', 'notMongodb'].includes(answer.kind);
      }),
    );
  });

  it('nested too deep, or with wrong types everywhere, are no answer or an empty one', () => {
    let nested: Uint8Array = BSON.serialize({});
    for (let depth = 0; depth < 8000; depth += 1) {
      const inner = nested;
      const outer = new Uint8Array(inner.length + 8);
      new DataView(outer.buffer).setInt32(0, outer.length, true);
      outer.set([0x03, 0x61, 0x00], 4);
      outer.set(inner, 7);
      nested = outer;
    }
    const prefix = concat([new Uint8Array(20), nested]);
    const header = new Uint8Array(16);
    const view = new DataView(header.buffer);
    view.setInt32(0, 16 + prefix.length, true);
    view.setInt32(8, 1, true);
    view.setInt32(12, 1, true);
    expect(['notMongodb', 'none', 'refused']).toContain(readAnswers(concat([header, prefix])).hello.kind);
    const odd = hello({ hosts: 7, setName: {}, me: ['x'], maxWireVersion: 'many', localTime: 'now' });
    expect(readAnswers(odd).hello).toMatchObject({
      value: { hosts: [], setName: null, me: null, maxWireVersion: null, release: null, localTime: null },
    });
  });

  it('name 50 hosts at most, and say how many there were', () => {
    const hosts = Array.from({ length: 80 }, (_, index) => `db${index}.example.net:27017`);
    expect(readAnswers(hello({ setName: 'rs0', hosts })).hello).toMatchObject({
      value: { hostCount: 80, hosts: hosts.slice(0, 50) },
    });
  });

  it('of nothing are none', () => {
    expect(readMessages(noOctets)).toStrictEqual({ messages: [], isMessage: true });
    expect(hasMessages(helloAndAuthenticate, 1)).toBe(true); // an echo is no answer, and more of it is no help
    expect(readAnswers(helloAndAuthenticate).hello.kind).toBe('notMongodb');
  });
});

it.each([
  [0, '2.4 or older'],
  [6, '3.6'],
  [8, '4.2'],
  [9, '4.4'],
  [12, '4.4'],
  [13, '5.0'],
  [21, '7.0'],
  [25, '8.0'],
  [27, '8.2'],
  [99, null],
])('wire version %i is release %s', (wire, release) => {
  expect(releaseOf(wire)).toBe(release);
});
