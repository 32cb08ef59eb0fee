import { X509Certificate } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { toHex } from '../../../src/base/octets.ts';
import { keyPairFromPrivate, sharedSecret } from '../../../src/tls/crypto/key-exchange.ts';
import {
  finishedKey,
  resumptionPsk,
  startKeySchedule,
  trafficKeys,
  verifyData,
} from '../../../src/tls/crypto/key-schedule.ts';
import type { KeySchedule, TrafficSecrets } from '../../../src/tls/crypto/key-schedule.ts';
import { importPublicKey } from '../../../src/tls/crypto/public-key.ts';
import { tls13Opener, tls13Sealer } from '../../../src/tls/crypto/record-protection.ts';
import type { RecordOpener, RecordSealer } from '../../../src/tls/crypto/record-protection.ts';
import { certificateVerifyInput, verifySignature } from '../../../src/tls/crypto/signature.ts';
import { Transcript } from '../../../src/tls/crypto/transcript.ts';
import { cipherSuites, suiteFacts } from '../../../src/tls/wire/registries/cipher-suite.ts';
import { contentTypes } from '../../../src/tls/wire/registries/content-type.ts';
import { namedGroups } from '../../../src/tls/wire/registries/named-group.ts';
import { loadVectors, vector } from '../../support/vector.ts';
import type { Vectors } from '../../support/vector.ts';

/** One trace, replayed from its private keys and messages. */
interface Replay {
  readonly v: (name: string) => Uint8Array;
  readonly shared: Uint8Array;
  readonly schedule: KeySchedule;
  readonly handshake: TrafficSecrets;
  readonly application: TrafficSecrets;
  /** Transcript hashes, by the message that they end with. */
  readonly hashes: ReadonlyMap<string, Uint8Array>;
}

const suiteCode = cipherSuites.codes.TLS_AES_128_GCM_SHA256;
const { alert, application_data, handshake } = contentTypes.codes;

const traces: readonly { file: string; group: 'x25519' | 'secp256r1'; clientFlight: readonly string[] }[] = [
  { file: 'rfc8448-3-simple-1rtt.hex', group: 'x25519', clientFlight: ['client-finished'] },
  { file: 'rfc8448-4-resumed-0rtt.hex', group: 'x25519', clientFlight: ['client-finished'] },
  { file: 'rfc8448-5-hello-retry-request.hex', group: 'secp256r1', clientFlight: ['client-finished'] },
  {
    file: 'rfc8448-6-client-authentication.hex',
    group: 'x25519',
    clientFlight: ['client-certificate', 'client-certificate-verify', 'client-finished'],
  },
  { file: 'rfc8448-7-compatibility-mode.hex', group: 'x25519', clientFlight: ['client-finished'] },
];

const serverFlight = [
  'server-encrypted-extensions',
  'server-certificate-request',
  'server-certificate',
  'server-certificate-verify',
  'server-finished',
];

describe.each(traces)('$file', ({ file, group, clientFlight }) => {
  const vectors = loadVectors(file);
  const trace = replay(vectors, group, clientFlight);
  const { v } = trace;

  it("opens the server's flight to the messages", () => {
    const messages = serverFlight.filter((name) => name in vectors).map((name) => toHex(v(name)));
    expect(opened(opener(trace.handshake.serverSecret), v('server-flight-record'))).toEqual({
      type: handshake,
      hex: messages.join(''),
    });
  });

  it("opens the client's flight to the messages, and seals them to the same record", () => {
    const record = 'client-flight-record' in vectors ? 'client-flight-record' : 'client-finished-record';
    const plaintext = clientFlight.map((name) => toHex(v(name))).join('');
    const { clientSecret } = trace.handshake;
    expect(opened(opener(clientSecret), v(record))).toEqual({ type: handshake, hex: plaintext });
    expect(toHex(sealer(clientSecret).seal(handshake, 0x0303, Buffer.from(plaintext, 'hex')))).toBe(toHex(v(record)));
  });

  it('gives the verify_data of both Finished', () => {
    const { clientSecret, serverSecret } = trace.handshake;
    const beforeServer = hashBefore(trace, serverFlight, 'server-finished');
    const beforeClient = hashBefore(trace, [...serverFlight, 'end-of-early-data', ...clientFlight], 'client-finished');
    expect(toHex(verifyData('sha256', serverSecret, beforeServer))).toBe(toHex(v('server-finished').subarray(4)));
    expect(toHex(verifyData('sha256', clientSecret, beforeClient))).toBe(toHex(v('client-finished').subarray(4)));
  });

  for (const side of (['server', 'client'] as const).filter((one) => `${one}-certificate-verify` in vectors)) {
    it(`verifies the ${side}'s CertificateVerify`, () => {
      expect(certificateVerifyVerdict(trace, side, [...serverFlight, ...clientFlight])).toBe('valid');
    });
  }

  it('goes on with the application keys, record after record, to the closing alerts', () => {
    const server = opener(trace.application.serverSecret);
    const client = opener(trace.application.clientSecret);
    const records: readonly [string, RecordOpener, number][] = [
      ['new-session-ticket', server, handshake],
      ['client-application-data', client, application_data],
      ['server-application-data', server, application_data],
      ['client-alert', client, alert],
      ['server-alert', server, alert],
    ];
    for (const [name, direction, type] of records.filter(([one]) => one in vectors)) {
      expect(opened(direction, v(`${name}-record`)), name).toEqual({ type, hex: toHex(v(name)) });
    }
    expect(toHex(v('server-alert'))).toBe('0100');
  });
});

describe('the secrets that RFC 8448 prints', () => {
  it('are reproduced in section 3', () => {
    const trace = replay(loadVectors('rfc8448-3-simple-1rtt.hex'), 'x25519', ['client-finished']);
    const { v, schedule, handshake: hs, application: ap } = trace;
    const serverKeys = keysOf(hs.serverSecret);
    const resumption = schedule.resumptionMasterSecret(hashAt(trace, 'client-finished'));
    const ours: Record<string, Uint8Array> = {
      'shared-secret': trace.shared,
      'early-secret': schedule.earlySecret,
      'handshake-secret': schedule.handshakeSecret,
      'master-secret': schedule.masterSecret,
      'hash-to-server-hello': hashAt(trace, 'server-hello'),
      'client-handshake-traffic-secret': hs.clientSecret,
      'server-handshake-traffic-secret': hs.serverSecret,
      'server-handshake-key': serverKeys.key,
      'server-handshake-iv': serverKeys.iv,
      'server-finished-key': finishedKey('sha256', hs.serverSecret),
      'client-finished-key': finishedKey('sha256', hs.clientSecret),
      'client-application-traffic-secret': ap.clientSecret,
      'server-application-traffic-secret': ap.serverSecret,
      'client-application-key': keysOf(ap.clientSecret).key,
      'client-application-iv': keysOf(ap.clientSecret).iv,
      'server-application-key': keysOf(ap.serverSecret).key,
      'server-application-iv': keysOf(ap.serverSecret).iv,
      'exporter-master-secret': schedule.exporterMasterSecret(hashAt(trace, 'server-finished')),
      'hash-to-client-finished': hashAt(trace, 'client-finished'),
      'resumption-master-secret': resumption,
      'resumption-psk': resumptionPsk('sha256', resumption, Uint8Array.of(0, 0)),
    };
    for (const [name, octets] of Object.entries(ours)) expect.soft(toHex(octets), name).toBe(toHex(v(name)));
  });

  it('are reproduced in section 4, from the binder to the early data', () => {
    const vectors = loadVectors('rfc8448-4-resumed-0rtt.hex');
    const v = (name: string): Uint8Array => vector(vectors, name);
    const schedule = startKeySchedule('sha256', v('resumption-psk'));
    const hello = v('client-hello');
    const binderKey = schedule.binderKey('resumption');
    // PskBinderEntry list: two octets of length, one of length, 32 of binder.
    const binderHash = new Transcript().hash('sha256', hello.subarray(0, hello.length - 35));
    const transcript = new Transcript();
    transcript.add(hello);
    const early = schedule.clientEarlyTrafficSecret(transcript.hash('sha256'));
    const ours: Record<string, Uint8Array> = {
      'early-secret': schedule.earlySecret,
      'binder-key': binderKey,
      'binder-finished-key': finishedKey('sha256', binderKey),
      'binder-hash': binderHash,
      binder: verifyData('sha256', binderKey, binderHash),
      'hash-to-client-hello': transcript.hash('sha256'),
      'client-early-traffic-secret': early,
    };
    for (const [name, octets] of Object.entries(ours)) expect.soft(toHex(octets), name).toBe(toHex(v(name)));
    expect(toHex(hello.subarray(-32))).toBe(toHex(v('binder')));
    const direction = opener(early);
    expect(opened(direction, v('early-data-record'))).toEqual({ type: application_data, hex: toHex(v('early-data')) });
    expect(opened(direction, v('end-of-early-data-record'))).toEqual({ type: handshake, hex: '05000000' });
  });
});

function replay(vectors: Vectors, group: 'x25519' | 'secp256r1', clientFlight: readonly string[]): Replay {
  const v = (name: string): Uint8Array => vector(vectors, name);
  const pair = (side: string) => keyPairFromPrivate(namedGroups.codes[group], v(`${side}-${group}-private-key`));
  const [client, server] = [pair('client'), pair('server')];
  if (client === null || server === null) throw new Error('no key pair');
  const shared = sharedSecret(client, server.publicValue);
  if (shared === null) throw new Error('no shared secret');
  const psk = vectors['resumption-psk'];
  const schedule = 'binder' in vectors ? startKeySchedule('sha256', psk) : startKeySchedule('sha256');
  const transcript = new Transcript();
  const hashes = new Map<string, Uint8Array>();
  const take = (name: string): Uint8Array => {
    if (name in vectors) transcript.add(v(name));
    const hash = transcript.hash('sha256');
    hashes.set(name, hash);
    return hash;
  };
  take('client-hello');
  if ('hello-retry-request' in vectors) {
    transcript.replaceByMessageHash('sha256');
    take('hello-retry-request');
    take('second-client-hello');
  }
  const secrets = schedule.handshakeSecrets(shared, take('server-hello'));
  for (const name of serverFlight) take(name);
  const application = schedule.applicationSecrets(transcript.hash('sha256'));
  for (const name of ['end-of-early-data', ...clientFlight]) take(name);
  return { v, shared, schedule, handshake: secrets, application, hashes };
}

/** Transcript hash up to the message before `name`. */
function hashBefore(trace: Replay, order: readonly string[], name: string): Uint8Array {
  return hashAt(trace, order[order.indexOf(name) - 1] ?? 'none');
}

function hashAt({ hashes }: Replay, name: string): Uint8Array {
  const hash = hashes.get(name);
  if (hash === undefined) throw new Error(`no hash at ${name}`);
  return hash;
}

function certificateVerifyVerdict(trace: Replay, side: 'client' | 'server', order: readonly string[]): string {
  const message = trace.v(`${side}-certificate-verify`);
  // Certificate: header, empty context, list length, then the first certificate behind its length.
  const list = trace.v(`${side}-certificate`).subarray(4 + 1 + 3);
  const length = ((list[0] ?? 0) << 16) | ((list[1] ?? 0) << 8) | (list[2] ?? 0);
  const leaf = new X509Certificate(list.subarray(3, 3 + length));
  const key = importPublicKey(leaf.publicKey.export({ type: 'spki', format: 'der' }));
  if (key === null) throw new Error('no key');
  return verifySignature({
    scheme: ((message[4] ?? 0) << 8) | (message[5] ?? 0),
    protocol: 0x0304,
    key,
    message: certificateVerifyInput(side, hashBefore(trace, order, `${side}-certificate-verify`)),
    signature: message.subarray(8),
  });
}

function keysOf(secret: Uint8Array): { key: Uint8Array; iv: Uint8Array } {
  const suite = suiteFacts(suiteCode);
  if (suite === null) throw new Error('no suite');
  return trafficKeys(secret, suite);
}

function opener(secret: Uint8Array): RecordOpener {
  const made = tls13Opener(suiteCode, keysOf(secret));
  if (made === null) throw new Error('no opener');
  return made;
}

function sealer(secret: Uint8Array): RecordSealer {
  const made = tls13Sealer(suiteCode, keysOf(secret));
  if (made === null) throw new Error('no sealer');
  return made;
}

function opened(direction: RecordOpener, record: Uint8Array): { type: number; hex: string } | null {
  const [type = 0, major = 0, minor = 0] = record;
  const content = direction.open({
    type,
    version: (major << 8) | minor,
    header: record.subarray(0, 5),
    fragment: record.subarray(5),
  });
  return content === null ? null : { type: content.type, hex: toHex(content.plaintext) };
}
