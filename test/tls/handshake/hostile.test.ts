/** Servers that break the protocol in every way that we could think of, keys in hand: each ends with a name, and none with an exception. */
import { generateKeyPairSync } from 'node:crypto';
import { brotliCompressSync, deflateSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from 'vitest';
import { concat, noOctets, toHex } from '../../../src/base/octets.ts';
import type { Capture } from '../../../src/tls/handshake/capture.ts';
import { decompressCertificate, decompressible } from '../../../src/tls/crypto/decompress.ts';
import { ClientHandshake } from '../../../src/tls/handshake/client.ts';
import { noExtras } from '../../../src/tls/handshake/extras.ts';
import type { Plan } from '../../../src/tls/handshake/plan.ts';
import { RecordDeframer } from '../../../src/tls/wire/deframer.ts';
import { handshakeMessage } from '../../../src/tls/wire/messages/handshake-message.ts';
import { contentTypes } from '../../../src/tls/wire/registries/content-type.ts';
import { extensionTypes } from '../../../src/tls/wire/registries/extension-type.ts';
import { handshakeTypes } from '../../../src/tls/wire/registries/handshake-type.ts';
import { namedGroups } from '../../../src/tls/wire/registries/named-group.ts';
import { credentials } from '../../support/credentials.ts';
import type { Credentials } from '../../support/credentials.ts';
import { EvilServer, dheParams, opaque } from '../../support/evil-server.ts';
import type { EvilPlan, Twist } from '../../support/evil-server.ts';
import { plan } from '../../support/plans.ts';

const { x25519, secp256r1 } = namedGroups.codes;
const types = handshakeTypes.codes;
const content = contentTypes.codes;
const extensions = extensionTypes.codes;
const everyVersion = plan({ versions: [0x0304, 0x0303, 0x0302, 0x0301] });

let ec: Credentials;
let rsa: Credentials;
beforeAll(async () => {
  [ec, rsa] = await Promise.all([credentials('ec-p256'), credentials('rsa-2048')]);
});

const chainOf = ({ leaf, intermediate }: Credentials): Uint8Array[] => [leaf.der, intermediate.der];

/** A sound server of a version, but for what a test changes. */
const evil = (protocol: EvilPlan['protocol'], change: Partial<EvilPlan> = {}): EvilServer =>
  new EvilServer({
    protocol,
    cipherSuite: protocol === 0x0304 ? 0x1301 : protocol === 0x0303 ? 0xc02b : 0xc009,
    chain: chainOf(ec),
    key: ec.leaf.key,
    ...change,
  });

/** A client that has said hello to a server, and is told what the server sends. */
function meet(server: EvilServer, ours: Plan = everyVersion) {
  const client = new ClientHandshake(ours);
  let over = false;
  const handle = (event: Parameters<ClientHandshake['handle']>[0]): void => {
    for (const command of client.handle(event)) {
      if (command.kind === 'send') server.take(command.octets);
      if (command.kind === 'done') over = true;
    }
  };
  handle({ kind: 'connected', atMs: 0 });
  return {
    /** Hands octets over, whole or in pieces of `size`. */
    hear: (octets: Uint8Array, size = octets.length): Capture => {
      for (let at = 0; at < octets.length; at += size) {
        handle({ kind: 'octets', octets: octets.slice(at, at + size), atMs: 1 });
      }
      return client.capture();
    },
    isOver: () => over,
    capture: () => client.capture(),
  };
}

/** Plays a whole handshake of TLS 1.2 or older. */
function whole12(server: EvilServer, ours?: Plan, size?: number): Capture {
  const talk = meet(server, ours);
  talk.hear(concat(server.flight12()), size);
  if (talk.isOver()) return talk.capture();
  talk.hear(server.changeCipherSpec(), size);
  return talk.hear(server.finished12(), size);
}

function whole13(server: EvilServer, ours?: Plan, size?: number): Capture {
  const talk = meet(server, ours);
  return talk.hear(concat(server.flight13()), size);
}

describe('the evil server itself', () => {
  it('completes TLS 1.3 where it is told nothing evil', () => {
    expect(whole13(evil(0x0304))).toMatchObject({ completed: true, problem: null, protocol: 0x0304 });
  });

  it.each([
    [0x0303, 0xc02b, 'ec'],
    [0x0303, 0xc02f, 'rsa'],
    [0x0303, 0x009c, 'rsa'],
    [0x0302, 0xc013, 'rsa'],
    [0x0302, 0xc009, 'ec'],
    [0x0301, 0x002f, 'rsa'],
    [0x0301, 0xc013, 'rsa'],
  ] as const)('completes version %i with suite %i and a key of kind %s', (protocol, cipherSuite, kind) => {
    const { leaf, intermediate } = kind === 'ec' ? ec : rsa;
    const server = evil(protocol, { cipherSuite, chain: [leaf.der, intermediate.der], key: leaf.key });
    expect(whole12(server)).toMatchObject({ completed: true, problem: null, protocol, cipherSuite });
  });
});

describe('records cut as no honest server cuts them', () => {
  it.each([1, 2, 3, 5, 17, 100])('completes TLS 1.3 with records of %i octets', (size) => {
    const server = evil(0x0304, { chain: [ec.leaf.der] });
    const talk = meet(server);
    talk.hear(server.serverHello());
    talk.hear(server.send('encrypted_extensions', Uint8Array.of(0, 0), size));
    const body = concat([Uint8Array.of(0), opaque(3, concat([opaque(3, ec.leaf.der), Uint8Array.of(0, 0)]))]);
    talk.hear(server.send('certificate', body, size));
    talk.hear(server.certificateVerify());
    expect(talk.hear(server.finished())).toMatchObject({ completed: true, problem: null });
  });

  it.each([1, 7, 1400])('completes TLS 1.2 when octets come %i at a time', (size) => {
    expect(whole12(evil(0x0303), undefined, size)).toMatchObject({ completed: true, problem: null });
  });

  it('completes when all messages of TLS 1.2 share one record', () => {
    const server = evil(0x0303);
    const talk = meet(server);
    const records = new RecordDeframer();
    records.push(concat(server.flight12()));
    const fragments: Uint8Array[] = [];
    for (let next = records.next(); next !== null && !('kind' in next); next = records.next()) {
      fragments.push(next.fragment);
    }
    talk.hear(server.handshakeRecords(concat(fragments)));
    talk.hear(server.changeCipherSpec());
    expect(talk.hear(server.finished12())).toMatchObject({ completed: true, problem: null });
  });

  it('refuses a message that spans the change of keys', () => {
    const server = evil(0x0304, {
      twist: (message, name) =>
        name === 'server_hello'
          ? [message, { ...message, raw: Uint8Array.of(types.encrypted_extensions, 0, 0) }]
          : [message],
    });
    const talk = meet(server);
    expect(talk.hear(server.serverHello()).problem).toMatchObject({ kind: 'unexpected', what: 'handshake' });
  });
});

describe('a server without end', () => {
  /** Repeats octets until the client has had enough, and 5,000 times at most. */
  function without(end: () => Uint8Array, talk: ReturnType<typeof meet>): Capture {
    for (let turn = 0; turn < 5000 && !talk.isOver(); turn++) talk.hear(end());
    expect(talk.isOver()).toBe(true);
    return talk.capture();
  }

  it('is left after empty sealed records', () => {
    const server = evil(0x0304);
    const talk = meet(server);
    talk.hear(server.serverHello());
    const { problem } = without(() => server.record(content.handshake, noOctets), talk);
    expect(problem).toMatchObject({ kind: 'tooMuch', limit: 'emptyRecords', waitingFor: 'encryptedExtensions' });
  });

  it('is left after empty sealed application data, before and after the handshake', () => {
    const request = concat([Uint8Array.of(0), opaque(2, noOctets)]);
    const server = evil(0x0304, { certificateRequest: request });
    const talk = meet(server);
    talk.hear(concat(server.flight13()));
    const { problem, completed } = without(() => server.record(content.application_data, noOctets), talk);
    expect(completed).toBe(true);
    expect(problem).toMatchObject({ kind: 'tooMuch', limit: 'emptyRecords', waitingFor: 'applicationData' });
  });

  it('is left after change_cipher_spec records in TLS 1.3', () => {
    const server = evil(0x0304);
    const talk = meet(server);
    talk.hear(server.serverHello());
    const { problem } = without(() => Uint8Array.of(20, 3, 3, 0, 1, 1), talk);
    expect(problem).toMatchObject({ kind: 'tooMuch', limit: 'messages' });
  });

  it('is left after sealed user_canceled alerts', () => {
    const server = evil(0x0304);
    const talk = meet(server);
    talk.hear(server.serverHello());
    const { problem, alerts } = without(() => server.record(content.alert, Uint8Array.of(1, 90)), talk);
    expect(problem).toMatchObject({ kind: 'tooMuch', limit: 'warningAlerts' });
    expect(alerts.length).toBeLessThan(100);
  });

  it('is left after warnings in the middle of TLS 1.2', () => {
    const server = evil(0x0303);
    const talk = meet(server);
    talk.hear(concat(server.flight12()));
    const { problem } = without(() => server.record(content.alert, Uint8Array.of(1, 112)), talk);
    expect(problem).toMatchObject({ kind: 'tooMuch', limit: 'warningAlerts', waitingFor: 'changeCipherSpec' });
  });

  it('is left after HelloRequests in TLS 1.2', () => {
    const server = evil(0x0303);
    const talk = meet(server);
    talk.hear(server.serverHello());
    const { problem } = without(() => server.send('hello_request', noOctets), talk);
    expect(problem).toMatchObject({ kind: 'tooMuch', limit: 'messages', waitingFor: 'certificate' });
  });

  it('is left after session tickets before its Finished', () => {
    const server = evil(0x0303);
    const talk = meet(server);
    talk.hear(concat(server.flight12()));
    const ticket = concat([Uint8Array.of(0, 0, 1, 0), opaque(2, new Uint8Array(60_000))]);
    const { problem, completed } = without(() => server.send('new_session_ticket', ticket), talk);
    expect(completed).toBe(false);
    expect(['tooMuch', 'unexpected']).toContain(problem?.kind);
  });

  it('is left after session tickets or KeyUpdates that follow TLS 1.3', () => {
    const request = concat([Uint8Array.of(0), opaque(2, noOctets)]);
    const ticket = concat([Uint8Array.of(0, 0, 1, 0, 0, 0, 0, 0, 0), opaque(2, Uint8Array.of(1)), opaque(2, noOctets)]);
    for (const [name, body] of [
      ['new_session_ticket', ticket],
      ['key_update', Uint8Array.of(0)],
    ] as const) {
      const server = evil(0x0304, { certificateRequest: request });
      const talk = meet(server);
      talk.hear(concat(server.flight13()));
      expect(without(() => server.send(name, body), talk).completed).toBe(true);
    }
  });

  it('is left when it asks for the ClientHello again and again', () => {
    const server = evil(0x0304);
    const talk = meet(server, plan({ keyShares: [x25519] }));
    talk.hear(server.retry(secp256r1));
    expect(talk.isOver()).toBe(false);
    const { problem } = talk.hear(server.retry(namedGroups.codes.secp384r1));
    expect(problem).toMatchObject({ kind: 'illegalChoice', what: 'retry' });
  });
});

describe('HelloRetryRequest', () => {
  it.each([
    ['for the group that it already has', x25519, undefined, { kind: 'illegalChoice', what: 'group' }],
    ['for a group that was not offered', 0x0100, undefined, { kind: 'illegalChoice', what: 'group' }],
    ['for a group that nobody knows', 0xfefe, undefined, { kind: 'illegalChoice', what: 'group' }],
    ['for nothing', null, undefined, { kind: 'illegalChoice', what: 'retry' }],
    ['with an empty cookie', null, noOctets, { kind: 'undecodable' }],
  ] as const)('%s ends with a name', (_, group, cookie, expected) => {
    const server = evil(0x0304);
    const talk = meet(server);
    expect(talk.hear(server.retry(group, cookie)).problem).toMatchObject(expected);
  });

  it('gets its cookie back, however long it may be', () => {
    const server = evil(0x0304);
    const talk = meet(server);
    const cookie = new Uint8Array(20_000).fill(0xc0);
    talk.hear(server.retry(null, cookie));
    expect(talk.isOver()).toBe(false);
    const echoed = server.hello?.extensions.find(({ type }) => type === extensions.cookie)?.data;
    expect(echoed).toEqual(opaque(2, cookie));
    expect(talk.hear(concat(server.flight13()))).toMatchObject({ completed: true, problem: null });
  });

  it('ends with a name where the cookie leaves no room for the rest of the ClientHello', () => {
    const server = evil(0x0304);
    const talk = meet(server);
    const { problem } = talk.hear(server.retry(null, new Uint8Array(65_400).fill(0xc0)));
    expect(talk.isOver()).toBe(true);
    expect(problem).toMatchObject({ kind: 'tooMuch', limit: 'cookieOctets' });
  });
});

describe('claims and sizes', () => {
  const claim = (type: number): Uint8Array => Uint8Array.of(type, 0xff, 0xff, 0xff);

  it.each([0x0301, 0x0302, 0x0303] as const)('a message of 16 MiB is not waited for in version %i', (protocol) => {
    const server = evil(protocol);
    const talk = meet(server);
    talk.hear(server.serverHello());
    const { problem } = talk.hear(server.handshakeRecords(claim(types.certificate)));
    expect(problem).toMatchObject({ kind: 'tooMuch', limit: 'messageOctets', waitingFor: 'certificate' });
  });

  it('a sealed message of 16 MiB is not waited for', () => {
    const server = evil(0x0304);
    const talk = meet(server);
    talk.hear(server.serverHello());
    const { problem } = talk.hear(server.handshakeRecords(claim(types.encrypted_extensions)));
    expect(problem).toMatchObject({ kind: 'tooMuch', limit: 'messageOctets', waitingFor: 'encryptedExtensions' });
  });

  it.each([0x0303, 0x0304] as const)('a chain of 200 certificates completes in version %i', (protocol) => {
    const chain = [ec.leaf.der, ...Array.from({ length: 199 }, () => rsa.intermediate.der)];
    const server = evil(protocol, { chain });
    const capture = protocol === 0x0304 ? whole13(server) : whole12(server);
    expect(capture).toMatchObject({ completed: true, problem: null });
    expect(capture.certificates).toEqual(chain.map(toHex));
  });

  it.each([0x0303, 0x0304] as const)('100,000 certificates of one octet are refused in version %i', (protocol) => {
    const chain = Array.from({ length: protocol === 0x0304 ? 80_000 : 100_000 }, () => Uint8Array.of(0x30));
    const server = evil(protocol, { chain });
    const capture = protocol === 0x0304 ? whole13(server) : whole12(server);
    expect(capture.completed).toBe(false);
    expect(capture.problem).toMatchObject({ kind: 'tooMuch', limit: 'certificates' });
    expect(capture.certificates.length).toBeLessThanOrEqual(1024);
  });

  it('10,000 extensions are read and not all kept', () => {
    const many = Array.from({ length: 16_000 }, (_, type) => ({ type: 1000 + type, data: noOctets }));
    const server = evil(0x0304);
    const talk = meet(server);
    talk.hear(server.serverHello());
    const capture = talk.hear(server.encryptedExtensions(many));
    expect(capture.problem).toBeNull();
    expect(capture.extensions.length).toBeLessThanOrEqual(200);
    expect(JSON.stringify(capture).length).toBeLessThan(100_000);
  });

  it('65,535 names of certificate authorities are not all kept', () => {
    const names = concat(Array.from({ length: 16_000 }, () => Uint8Array.of(0, 1, 0x30)));
    const data = opaque(2, names);
    const extension = concat([Uint8Array.of(0, extensions.certificate_authorities), opaque(2, data)]);
    const request = concat([Uint8Array.of(0), opaque(2, extension)]);
    const capture = whole13(evil(0x0304, { certificateRequest: request }));
    expect(capture.completed).toBe(true);
    expect(JSON.stringify(capture).length).toBeLessThan(400_000);
  });
});

describe('vectors of no length, and octets too few or too many', () => {
  /** Every message of a flight with its body cut to nothing, by one octet, and with one octet more. */
  const bodies: readonly [string, (body: Uint8Array) => Uint8Array][] = [
    ['empty', () => noOctets],
    ['one octet short', (body) => body.slice(0, -1)],
    ['one octet longer', (body) => concat([body, Uint8Array.of(0)])],
    ['all zeros', (body) => new Uint8Array(body.length)],
    ['all ones', (body) => new Uint8Array(body.length).fill(0xff)],
    ['eight zeros', () => new Uint8Array(8)],
  ];
  const twisted = (target: string, change: (body: Uint8Array) => Uint8Array): Twist => {
    return (message, name) => (name === target ? [handshakeMessage(message.type, change(message.body))] : [message]);
  };
  const request13 = concat([
    Uint8Array.of(0),
    opaque(2, concat([Uint8Array.of(0, 13), opaque(2, opaque(2, Uint8Array.of(4, 3)))])),
  ]);
  const request12 = concat([opaque(1, Uint8Array.of(64)), opaque(2, Uint8Array.of(4, 3)), opaque(2, noOctets)]);
  const request11 = concat([opaque(1, Uint8Array.of(64)), opaque(2, noOctets)]);

  const flights = [
    [
      0x0304,
      request13,
      ['server_hello', 'encrypted_extensions', 'certificate_request', 'certificate', 'certificate_verify', 'finished'],
    ],
    [
      0x0303,
      request12,
      ['server_hello', 'certificate', 'server_key_exchange', 'certificate_request', 'server_hello_done', 'finished'],
    ],
    [
      0x0302,
      request11,
      ['server_hello', 'certificate', 'server_key_exchange', 'certificate_request', 'server_hello_done', 'finished'],
    ],
    [
      0x0301,
      request11,
      ['server_hello', 'certificate', 'server_key_exchange', 'certificate_request', 'server_hello_done', 'finished'],
    ],
  ] as const;
  for (const [protocol, certificateRequest, names] of flights) {
    for (const name of names) {
      it.each(bodies)(`version ${protocol}, ${name}: %s ends with a name or in an honest handshake`, (_, change) => {
        const isChanged = name !== 'server_hello_done' || change(noOctets).length > 0;
        const server = evil(protocol, { certificateRequest, twist: twisted(name, change) });
        const capture = protocol === 0x0304 ? whole13(server) : whole12(server);
        // An empty CertificateRequest of zeros may be a legal one; nothing else of this completes.
        if (!isChanged) expect(capture.problem).toBeNull();
        else if (capture.problem === null) expect(name).toMatch(/encrypted_extensions|certificate_request/);
        else expect(capture.problem.kind).toMatch(/undecodable|unexpected|illegalChoice|checkFailed|cannotComplete/);
      });

      it(`version ${protocol}: ends with a name where ${name} comes twice, or not at all`, () => {
        const twice = evil(protocol, {
          certificateRequest,
          twist: (message, which) => (which === name ? [message, message] : [message]),
        });
        const doubled = protocol === 0x0304 ? whole13(twice) : whole12(twice);
        // What comes after the end is not looked at.
        if (name === 'finished') expect(doubled.completed).toBe(true);
        else expect(doubled.problem?.kind).toMatch(/unexpected|checkFailed/);
        const never = evil(protocol, {
          certificateRequest,
          twist: (message, which) => (which === name ? [] : [message]),
        });
        const missing = protocol === 0x0304 ? whole13(never) : whole12(never);
        if (name === 'certificate_request') expect(missing).toMatchObject({ completed: true, problem: null });
        else expect(missing).toMatchObject({ completed: false });
      });
    }
  }

  it.each([
    ['an empty list', Uint8Array.of(0, 0)],
    ['an empty name', Uint8Array.of(0, 1, 0)],
    ['nothing', noOctets],
  ])('ALPN with %s ends with a name', (_, data) => {
    for (const protocol of [0x0304, 0x0303] as const) {
      const server = evil(protocol);
      const talk = meet(server, plan({ alpn: ['h2'] }));
      const alpn = { type: extensions.application_layer_protocol_negotiation, data };
      const capture =
        protocol === 0x0304
          ? (talk.hear(server.serverHello()), talk.hear(server.encryptedExtensions([alpn])))
          : talk.hear(server.serverHello([alpn]));
      expect(capture.problem).toMatchObject({ kind: 'undecodable' });
    }
  });

  it.each([
    ['nothing', noOctets],
    ['a type alone', Uint8Array.of(1)],
    ['an empty response', Uint8Array.of(1, 0, 0, 0)],
    ['another type', Uint8Array.of(9, 0, 0, 1, 0)],
    ['a claim of 16 MiB', Uint8Array.of(1, 0xff, 0xff, 0xff)],
  ])('a staple of %s is noted and no hindrance', (_, data) => {
    const capture = whole13(evil(0x0304, { entryExtensions: [{ type: extensions.status_request, data }] }));
    expect(capture).toMatchObject({ completed: true, staples: [] });
    expect(capture.violations[0]).toMatchObject({ kind: 'undecodablePart', part: 'certificateStatus' });
  });
});

describe('types and versions that are none', () => {
  it.each([0, 19, 25, 0x80, 0xff])('a sealed record of inner type %i ends with a name', (type) => {
    const server = evil(0x0304);
    const talk = meet(server);
    talk.hear(server.serverHello());
    // Zeros at the end are padding: type 0 leaves nothing behind, which is not authentic.
    const expected =
      type === 0 ? { kind: 'checkFailed', what: 'record' } : { kind: 'unexpected', what: 'record', type };
    expect(talk.hear(server.record(type, type === 0 ? noOctets : Uint8Array.of(1))).problem).toMatchObject(expected);
  });

  it.each([content.application_data, content.heartbeat, content.handshake])(
    'a record of type %i in the clear where it is to be sealed ends with a name',
    (type) => {
      const server = evil(0x0304);
      const talk = meet(server);
      talk.hear(server.serverHello());
      const { problem } = talk.hear(Uint8Array.of(type, 3, 3, 0, 4, 8, 0, 0, 0));
      expect(problem).toMatchObject({ kind: 'checkFailed', what: 'record', waitingFor: 'encryptedExtensions' });
    },
  );

  it.each([0, 2, 3, 6, 7, 9, 17, 99, 254, 255])(
    'a handshake message of type %i ends with a name in every state',
    (type) => {
      const stray = handshakeMessage(type, Uint8Array.of(1, 2, 3));
      for (const protocol of [0x0304, 0x0303, 0x0301] as const) {
        for (const before of ['server_hello', 'certificate', 'finished'] as const) {
          const server = evil(protocol, { twist: (message, name) => (name === before ? [stray, message] : [message]) });
          const { problem } = protocol === 0x0304 ? whole13(server) : whole12(server);
          expect(problem?.kind).toMatch(/unexpected|undecodable/);
        }
      }
    },
  );

  it.each([0x0000, 0x0002, 0x0200, 0x02ff, 0x0305, 0x0399, 0x0a0a, 0x7f1c, 0xffff])(
    'the version %i in a ServerHello ends with a name',
    (version) => {
      for (const place of ['legacy_version', 'supported_versions'] as const) {
        const server = evil(place === 'legacy_version' ? 0x0303 : 0x0304, {
          twist: (message, name) => {
            if (name !== 'server_hello') return [message];
            const body = Uint8Array.from(message.body);
            const at = place === 'legacy_version' ? 0 : body.findLastIndex((_, i) => body[i] === 0x2b) + 3;
            body[at] = version >> 8;
            body[at + 1] = version & 0xff;
            return [handshakeMessage(message.type, body)];
          },
        });
        const { problem } = meet(server).hear(server.serverHello());
        expect(problem).toMatchObject({ kind: 'illegalChoice', what: 'protocol', value: version });
      }
    },
  );

  it.each([
    ['a 1.2 suite in 1.3', 0x0304, 0xc02b],
    ['a 1.3 suite in 1.2', 0x0303, 0x1301],
    ['no suite at all', 0x0303, 0x0000],
    ['the SCSV', 0x0303, 0x00ff],
    ['one that nobody knows', 0x0304, 0x5a5a],
  ] as const)('%s ends with a name', (_, protocol, suite) => {
    const server = evil(protocol, {
      twist: (message, name) => {
        if (name !== 'server_hello') return [message];
        const body = Uint8Array.from(message.body);
        const at = 35 + (body[34] ?? 0);
        body[at] = suite >> 8;
        body[at + 1] = suite & 0xff;
        return [handshakeMessage(message.type, body)];
      },
    });
    const { problem } = meet(server).hear(server.serverHello());
    expect(problem).toMatchObject({ kind: 'illegalChoice', what: 'cipherSuite', value: suite });
  });

  it('a share that is no point, or all zeros, ends with a name', () => {
    for (const share of [new Uint8Array(32), new Uint8Array(31), Uint8Array.of(4), new Uint8Array(65).fill(4)]) {
      const server = evil(0x0304, {
        twist: (message, name) => {
          if (name !== 'server_hello') return [message];
          const start = 38 + (message.body[34] ?? 0) + 2;
          const body = concat([
            message.body.slice(0, start - 2),
            opaque(
              2,
              concat([
                Uint8Array.of(0, 0x2b, 0, 2, 3, 4, 0, 0x33),
                opaque(2, concat([Uint8Array.of(0, x25519), opaque(2, share)])),
              ]),
            ),
          ]);
          return [handshakeMessage(message.type, body)];
        },
      });
      const { problem } = meet(server).hear(server.serverHello());
      expect(problem).toMatchObject({ kind: 'checkFailed', what: 'sharedSecret' });
    }
  });
});

describe('keys and signatures', () => {
  it.each([0x0301, 0x0302, 0x0303, 0x0304] as const)(
    'a signature of another key is refused in version %i',
    (protocol) => {
      const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
      const server = evil(protocol, { key: privateKey });
      const capture = protocol === 0x0304 ? whole13(server) : whole12(server);
      const what = protocol === 0x0304 ? 'certificateVerify' : 'serverKeyExchange';
      expect(capture).toMatchObject({ completed: false, problem: { kind: 'checkFailed', what } });
    },
  );

  it.each([
    ['garbage', Uint8Array.from({ length: 700 }, (_, i) => (i * 37) & 0xff)],
    ['one octet', Uint8Array.of(0x30)],
    ['an indefinite length', Uint8Array.of(0x30, 0x80, 0x30, 0x80, 0, 0, 0, 0)],
    ['a claim of 4 GiB', Uint8Array.of(0x30, 0x84, 0xff, 0xff, 0xff, 0xff, 1)],
    ['sequences in sequences, 20,000 deep', nested(20_000)],
  ])('a certificate of %s ends with a name', (_, certificate) => {
    for (const protocol of [0x0304, 0x0303, 0x0301] as const) {
      const server = evil(protocol, { chain: [certificate] });
      const capture = protocol === 0x0304 ? whole13(server) : whole12(server);
      expect(capture.problem).toMatchObject({ kind: 'checkFailed', what: 'leafKey' });
      expect(capture.certificates).toEqual([toHex(certificate)]);
    }
  });

  const odd = (length: number): Uint8Array => {
    const octets = new Uint8Array(length).fill(0xff);
    return octets;
  };
  it.each([
    ['a prime of nothing but zeros', new Uint8Array(256), Uint8Array.of(2), Uint8Array.of(4)],
    ['an even prime', concat([odd(255), Uint8Array.of(0xfe)]), Uint8Array.of(2), Uint8Array.of(4)],
    ['a prime of 40 bits', odd(5), Uint8Array.of(2), Uint8Array.of(4)],
    ['a prime of 64 KiB', odd(65_000), Uint8Array.of(2), Uint8Array.of(4)],
    ['a generator of 1', odd(256), Uint8Array.of(1), Uint8Array.of(4)],
    ['a generator of 0', odd(256), Uint8Array.of(0), Uint8Array.of(4)],
    ['a public value of 0', odd(256), Uint8Array.of(2), Uint8Array.of(0)],
    ['a public value of 1', odd(256), Uint8Array.of(2), Uint8Array.of(1)],
    ['a public value of p - 1', odd(256), Uint8Array.of(2), concat([odd(255), Uint8Array.of(0xfe)])],
    ['a public value beyond p', odd(256), Uint8Array.of(2), odd(300)],
  ])('DHE with %s ends with a name', (_, p, g, publicValue) => {
    const { leaf } = rsa;
    const server = evil(0x0303, { cipherSuite: 0x009e, chain: [leaf.der], key: leaf.key });
    const talk = meet(server);
    talk.hear(server.serverHello());
    talk.hear(server.certificate());
    talk.hear(server.serverKeyExchange(dheParams(p, g, publicValue)));
    const { problem } = talk.hear(server.send('server_hello_done', noOctets));
    expect(problem).toMatchObject({ kind: 'checkFailed', what: 'sharedSecret' });
  });

  it('does not stay over a composite of 10,000 bits in place of a prime', () => {
    const { leaf } = rsa;
    const server = evil(0x0303, { cipherSuite: 0x009e, chain: [leaf.der], key: leaf.key });
    const talk = meet(server);
    talk.hear(server.serverHello());
    talk.hear(server.certificate());
    talk.hear(server.serverKeyExchange(dheParams(odd(1250), Uint8Array.of(2), new Uint8Array(1249).fill(0x55))));
    const { problem } = talk.hear(server.send('server_hello_done', noOctets));
    // No way to know it for a composite without a test of primality: the handshake goes on, with secrets that protect nothing.
    expect(problem === null || problem.kind === 'checkFailed').toBe(true);
  });

  it('RSA key exchange with a key that is none of RSA ends with a name', () => {
    const { problem } = whole12(evil(0x0303, { cipherSuite: 0x009c }));
    expect(problem).toMatchObject({ kind: 'cannotComplete', what: 'keyExchange' });
  });
});

describe('what only some plans ask for', () => {
  const compression = (): Plan => {
    const certificateCompression = { algorithms: decompressible, decompress: decompressCertificate };
    return plan({ extras: { ...noExtras, certificateCompression } });
  };
  const compressed = (algorithm: number, claimed: number, octets: Uint8Array): Uint8Array =>
    concat([Uint8Array.of(0, algorithm, claimed >> 16, (claimed >> 8) & 0xff, claimed & 0xff), opaque(3, octets)]);
  const bomb = new Uint8Array(2 ** 24);

  it.each([
    ['a bomb of zlib under a small claim', () => compressed(1, 1000, deflateSync(bomb))],
    ['a bomb of zlib that owns up to it', () => compressed(1, 2 ** 24 - 1, deflateSync(bomb))],
    ['a bomb of brotli', () => compressed(2, 400_000, brotliCompressSync(bomb.subarray(0, 2 ** 21)))],
    ['a claim of nothing', () => compressed(1, 0, deflateSync(Uint8Array.of(1, 2, 3)))],
    ['more in its claim than there is', () => compressed(1, 5000, deflateSync(new Uint8Array(100)))],
    ['garbage', () => compressed(2, 5000, new Uint8Array(500).fill(0xa5))],
    ['an algorithm that was not offered', () => compressed(3, 5000, new Uint8Array(500))],
    ['a good compression of garbage', () => compressed(1, 500, deflateSync(new Uint8Array(500).fill(0xa5)))],
  ])('a compressed certificate with %s ends with a name', (_, body) => {
    const server = evil(0x0304);
    const talk = meet(server, compression());
    talk.hear(concat([server.serverHello(), server.encryptedExtensions()]));
    const { problem } = talk.hear(server.send('compressed_certificate', body()));
    expect(problem).toMatchObject({ kind: 'undecodable', waitingFor: 'certificate' });
  });

  it('tens of thousands of timestamps are not all kept', () => {
    const list = concat(Array.from({ length: 20_000 }, () => Uint8Array.of(0, 1, 9)));
    const sct = { type: extensions.signed_certificate_timestamp, data: opaque(2, list) };
    const chain = [ec.leaf.der, ...Array.from({ length: 6 }, () => ec.intermediate.der)];
    const server = evil(0x0304, { chain, entryExtensions: [sct] });
    const extras = { ...noExtras, signedCertificateTimestamp: true };
    const capture = whole13(server, plan({ extras }));
    expect(capture).toMatchObject({ completed: true, problem: null });
    expect(capture.certificateTimestamps.length).toBeLessThanOrEqual(1000);
  });

  it('a ticket of 64 KiB is not carried into a ClientHello that has no room for it', () => {
    const server = evil(0x0304);
    const client = new ClientHandshake(plan({ afterwards: { kind: 'awaitTicket' } }));
    for (const { kind, ...rest } of client.handle({ kind: 'connected', atMs: 0 }))
      if (kind === 'send' && 'octets' in rest) server.take(rest.octets);
    client.handle({ kind: 'octets', octets: concat(server.flight13()), atMs: 1 });
    const ticket = concat([
      Uint8Array.of(0, 0, 1, 0, 0, 0, 0, 0, 0),
      opaque(2, new Uint8Array(65_400).fill(0x71)),
      opaque(2, noOctets),
    ]);
    client.handle({ kind: 'octets', octets: server.send('new_session_ticket', ticket), atMs: 1 });
    expect(client.capture()).toMatchObject({ completed: true, session: { tickets: 1 } });
    const again = evil(0x0304);
    expect(whole13(again, plan({ resume: client.resumable() }))).toMatchObject({ completed: true, problem: null });
  });

  it('application data without end is left', () => {
    const server = evil(0x0304);
    const exchange = { kind: 'exchange', send: Uint8Array.of(1), isEnough: () => false } as const;
    const talk = meet(server, plan({ afterwards: exchange }));
    talk.hear(concat(server.flight13()));
    for (let turn = 0; turn < 5000 && !talk.isOver(); turn++)
      talk.hear(server.record(content.application_data, new Uint8Array(0x4000)));
    expect(talk.isOver()).toBe(true);
    expect(talk.capture().completed).toBe(true);
  });

  it('application data of one octet a record without end is left', () => {
    const server = evil(0x0304);
    const exchange = { kind: 'exchange', send: Uint8Array.of(1), isEnough: () => false } as const;
    const talk = meet(server, plan({ afterwards: exchange }));
    talk.hear(concat(server.flight13()));
    for (let turn = 0; turn < 100_000 && !talk.isOver(); turn++)
      talk.hear(server.record(content.application_data, Uint8Array.of(1)));
    expect(talk.isOver()).toBe(true);
    expect(talk.capture().messages.length).toBeLessThan(1000);
  });
});

/** SEQUENCE in SEQUENCE, with lengths that are right. */
function nested(depth: number): Uint8Array {
  const heads: Uint8Array[] = [];
  let length = 0;
  for (let i = 0; i < depth; i++) {
    const head =
      length < 0x80
        ? Uint8Array.of(0x30, length)
        : length < 0x100
          ? Uint8Array.of(0x30, 0x81, length)
          : length < 0x10000
            ? Uint8Array.of(0x30, 0x82, length >> 8, length & 0xff)
            : Uint8Array.of(0x30, 0x83, length >> 16, (length >> 8) & 0xff, length & 0xff);
    heads.push(head);
    length += head.length;
  }
  return concat(heads.toReversed());
}
