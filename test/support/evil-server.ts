/**
 * A server side of TLS 1.0 to 1.3 that does what it is told: every message can be left out, repeated, changed before it is signed,
 * or sent under keys that are right. It is made of our own codecs and key schedule, so it proves nothing about them; it exists
 * because no honest library sends what the tests need.
 */
import { constants, privateDecrypt } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { concat, noOctets } from '../../src/base/octets.ts';
import { keyPairFromPrivate, sharedSecret } from '../../src/tls/crypto/key-exchange.ts';
import type { KeyPair } from '../../src/tls/crypto/key-exchange.ts';
import { startKeySchedule, trafficKeys, verifyData } from '../../src/tls/crypto/key-schedule.ts';
import { keyBlock, masterSecret, prfHashOf, verifyData12 } from '../../src/tls/crypto/prf.ts';
import { tls12Sealer, tls13Sealer } from '../../src/tls/crypto/record-protection.ts';
import type { RecordSealer } from '../../src/tls/crypto/record-protection.ts';
import { certificateVerifyInput } from '../../src/tls/crypto/signature.ts';
import { schemesOf, signUnnamed, signWith } from '../../src/tls/crypto/sign.ts';
import { Transcript } from '../../src/tls/crypto/transcript.ts';
import { decode, encode } from '../../src/tls/wire/codec.ts';
import type { Codec } from '../../src/tls/wire/codec.ts';
import { HandshakeDeframer, RecordDeframer } from '../../src/tls/wire/deframer.ts';
import { selectedVersion } from '../../src/tls/wire/extensions/code-points.ts';
import { findExtension } from '../../src/tls/wire/extensions/extension.ts';
import type { Extension } from '../../src/tls/wire/extensions/extension.ts';
import {
  keyShareClientHello,
  keyShareEntry,
  keyShareHelloRetryRequest,
} from '../../src/tls/wire/extensions/key-share.ts';
import { certificateVerify } from '../../src/tls/wire/messages/certificate-verify.ts';
import { encryptedExtensions } from '../../src/tls/wire/messages/encrypted-extensions.ts';
import { certificate12, certificate13 } from '../../src/tls/wire/messages/certificate.ts';
import { clientHello } from '../../src/tls/wire/messages/client-hello.ts';
import type { ClientHello } from '../../src/tls/wire/messages/client-hello.ts';
import { handshakeMessage } from '../../src/tls/wire/messages/handshake-message.ts';
import type { HandshakeMessage } from '../../src/tls/wire/messages/handshake-message.ts';
import { helloRetryRequestRandom, serverHello } from '../../src/tls/wire/messages/server-hello.ts';
import { record } from '../../src/tls/wire/record.ts';
import { suiteFacts } from '../../src/tls/wire/registries/cipher-suite.ts';
import type { SuiteFacts } from '../../src/tls/wire/registries/cipher-suite.ts';
import { contentTypes } from '../../src/tls/wire/registries/content-type.ts';
import { extensionTypes } from '../../src/tls/wire/registries/extension-type.ts';
import { handshakeTypes } from '../../src/tls/wire/registries/handshake-type.ts';
import { namedGroups } from '../../src/tls/wire/registries/named-group.ts';
import { Writer } from '../../src/tls/wire/writer.ts';

const types = handshakeTypes.codes;
const extensions = extensionTypes.codes;
const { change_cipher_spec, handshake } = contentTypes.codes;

/** Sees every handshake message before it is hashed, signed over and sent, and may put others in its place. */
export type Twist = (message: HandshakeMessage, name: keyof typeof types) => readonly HandshakeMessage[];

export interface EvilPlan {
  readonly protocol: 0x0301 | 0x0302 | 0x0303 | 0x0304;
  readonly cipherSuite: number;
  /** DER, as it is to be sent; need not be certificates at all. */
  readonly chain: readonly Uint8Array[];
  /** What signs; need not belong to the chain. */
  readonly key: KeyObject;
  readonly twist?: Twist;
  /** Extensions of every entry of the Certificate message, TLS 1.3. */
  readonly entryExtensions?: readonly Extension[];
  /** Content of a CertificateRequest; absent: none is sent. */
  readonly certificateRequest?: Uint8Array;
}

export class EvilServer {
  /** What the client sent first, decoded. */
  hello: ClientHello | null = null;
  /** Octets of the Certificate message as it was sent. */
  certificateBody: Uint8Array | null = null;
  readonly transcript = new Transcript();
  sealer: RecordSealer | null = null;
  readonly #plan: EvilPlan;
  readonly #suite: SuiteFacts;
  readonly #pair: KeyPair;
  readonly #records = new RecordDeframer();
  readonly #messages = new HandshakeDeframer();
  #clientKeyExchange: Uint8Array | null = null;
  #sealedByClient = false;
  #secrets13: { readonly server: Uint8Array; readonly application: () => Uint8Array } | null = null;
  #master: Uint8Array = noOctets;

  constructor(plan: EvilPlan) {
    const suite = suiteFacts(plan.cipherSuite);
    const pair = keyPairFromPrivate(namedGroups.codes.x25519, new Uint8Array(32).fill(7));
    if (suite === null || pair === null) throw new Error('no such suite');
    this.#plan = plan;
    this.#suite = suite;
    this.#pair = pair;
  }

  /** Takes what the client sent, as long as it is in the clear. */
  take(octets: Uint8Array): void {
    this.#records.push(octets);
    for (;;) {
      const next = this.#records.next();
      if (next === null || 'kind' in next) return;
      if (next.type === change_cipher_spec && this.#plan.protocol < 0x0304) this.#sealedByClient = true;
      if (next.type !== handshake || this.#sealedByClient) continue;
      this.#messages.push(next.fragment);
      this.#takeMessages();
    }
  }

  #takeMessages(): void {
    for (;;) {
      const message = this.#messages.next();
      if (message === null || 'kind' in message) return;
      this.transcript.add(message.raw);
      if (message.type === types.client_key_exchange) this.#clientKeyExchange = message.body;
      if (message.type !== types.client_hello) continue;
      const hello = decode(clientHello, message.body);
      if (hello.ok) this.hello = hello.value;
    }
  }

  /** Whether the client came as far as its share of the keys. */
  get heardClientKeyExchange(): boolean {
    return this.#clientKeyExchange !== null;
  }

  /** A record with whatever protection is in force. */
  record(type: number, fragment: Uint8Array, version = Math.min(this.#plan.protocol, 0x0303)): Uint8Array {
    if (this.sealer !== null) return this.sealer.seal(type, version, fragment);
    return encode(record, { type, version, fragment });
  }

  /** Handshake messages, after the twist, in records of at most `size` octets; the transcript follows what is sent. */
  send(name: keyof typeof types, body: Uint8Array, size = 0x4000): Uint8Array {
    const made = handshakeMessage(types[name], body);
    const sent = this.#plan.twist?.(made, name) ?? [made];
    for (const one of sent) this.transcript.add(one.raw);
    if (name === 'certificate')
      this.certificateBody = sent.find(({ type }) => type === types.certificate)?.body ?? null;
    return this.handshakeRecords(concat(sent.map(({ raw }) => raw)), size);
  }

  /** Octets as handshake records, hashed by nobody. */
  handshakeRecords(octets: Uint8Array, size = 0x4000): Uint8Array {
    const records: Uint8Array[] = [];
    for (let at = 0; at < octets.length; at += size) {
      records.push(this.record(handshake, octets.subarray(at, at + size)));
    }
    return concat([noOctets, ...records]);
  }

  /** HelloRetryRequest with these extensions besides the version; the transcript is folded as RFC 8446 section 4.4.1 says. */
  retry(group: number | null, cookie?: Uint8Array): Uint8Array {
    this.transcript.replaceByMessageHash(this.#suite.prfHash);
    return this.send(
      'server_hello',
      this.#hello(helloRetryRequestRandom, [
        ...(group === null ? [] : [extension(extensions.key_share, keyShareHelloRetryRequest, group)]),
        ...(cookie === undefined ? [] : [{ type: extensions.cookie, data: opaque(2, cookie) }]),
      ]),
    );
  }

  /** ServerHello; in TLS 1.3 with the share, and the handshake keys are in force after it. */
  serverHello(more: readonly Extension[] = []): Uint8Array {
    const random = new Uint8Array(32).fill(0x5a);
    if (this.#plan.protocol < 0x0304) return this.send('server_hello', this.#hello(random, more));
    const share = { group: this.#pair.group, keyExchange: this.#pair.publicValue };
    const octets = this.send(
      'server_hello',
      this.#hello(random, [extension(extensions.key_share, keyShareEntry, share), ...more]),
    );
    this.#enterHandshake13();
    return octets;
  }

  #hello(random: Uint8Array, more: readonly Extension[]): Uint8Array {
    const { protocol, cipherSuite } = this.#plan;
    return encode(serverHello, {
      legacyVersion: Math.min(protocol, 0x0303),
      random,
      sessionId: protocol === 0x0304 ? (this.hello?.sessionId ?? noOctets) : noOctets,
      cipherSuite,
      compressionMethod: 0,
      extensions: [
        ...(protocol === 0x0304 ? [extension(extensions.supported_versions, selectedVersion, protocol)] : []),
        ...more,
      ],
    });
  }

  #enterHandshake13(): void {
    const { prfHash } = this.#suite;
    const data = findExtension(this.hello?.extensions ?? [], extensions.key_share)?.data ?? noOctets;
    const shares = decode(keyShareClientHello, data);
    const theirs = shares.ok ? shares.value.find(({ group }) => group === this.#pair.group) : undefined;
    const secret = theirs === undefined ? null : sharedSecret(this.#pair, theirs.keyExchange);
    const schedule = startKeySchedule(prfHash);
    const { serverSecret } = schedule.handshakeSecrets(secret, this.transcript.hash(prfHash));
    this.sealer = tls13Sealer(this.#plan.cipherSuite, trafficKeys(serverSecret, this.#suite));
    this.#secrets13 = {
      server: serverSecret,
      application: () => schedule.applicationSecrets(this.transcript.hash(prfHash)).serverSecret,
    };
  }

  /** EncryptedExtensions of TLS 1.3. */
  encryptedExtensions(list: readonly Extension[] = []): Uint8Array {
    return this.send('encrypted_extensions', encode(encryptedExtensions, list));
  }

  certificateRequest(): Uint8Array {
    const { certificateRequest } = this.#plan;
    return certificateRequest === undefined ? noOctets : this.send('certificate_request', certificateRequest);
  }

  certificate(): Uint8Array {
    const { chain, protocol, entryExtensions = [] } = this.#plan;
    const body =
      protocol === 0x0304
        ? encode(certificate13, {
            requestContext: noOctets,
            entries: chain.map((one) => ({ certificate: one, extensions: entryExtensions })),
          })
        : encode(certificate12, chain);
    return this.send('certificate', body);
  }

  certificateVerify(): Uint8Array {
    const [scheme = 0] = schemesOf(this.#plan.key, 0x0304);
    const signed = certificateVerifyInput('server', this.transcript.hash(this.#suite.prfHash));
    const signature = signWith(this.#plan.key, scheme, signed) ?? noOctets;
    return this.send('certificate_verify', encode(certificateVerify, { algorithm: scheme, signature }));
  }

  /** Finished of TLS 1.3; what follows is under the application keys. */
  finished(): Uint8Array {
    if (this.#secrets13 === null) throw new Error('no ServerHello was sent');
    const { prfHash } = this.#suite;
    const octets = this.send('finished', verifyData(prfHash, this.#secrets13.server, this.transcript.hash(prfHash)));
    const secret = this.#secrets13.application();
    this.sealer = tls13Sealer(this.#plan.cipherSuite, trafficKeys(secret, this.#suite));
    return octets;
  }

  /** The whole first flight of TLS 1.3, message by message. */
  flight13(): readonly Uint8Array[] {
    return [
      this.serverHello(),
      this.encryptedExtensions(),
      this.certificateRequest(),
      this.certificate(),
      this.certificateVerify(),
      this.finished(),
    ];
  }

  /** ServerKeyExchange with x25519, signed by the key, or with parameters of the caller's making. */
  serverKeyExchange(params: Uint8Array = ecdheParams(this.#pair)): Uint8Array {
    const { key, protocol } = this.#plan;
    const signed = concat([this.hello?.random ?? noOctets, new Uint8Array(32).fill(0x5a), params]);
    const w = new Writer();
    w.octets(params);
    if (protocol === 0x0303) {
      const [scheme = 0] = schemesOf(key, protocol);
      w.u16(scheme);
      w.opaque(2, signWith(key, scheme, signed) ?? noOctets);
    } else w.opaque(2, signUnnamed(key, signed) ?? noOctets);
    return this.send('server_key_exchange', w.finish());
  }

  /** The whole first flight of TLS 1.0 to 1.2, message by message. */
  flight12(): readonly Uint8Array[] {
    return [
      this.serverHello(),
      this.certificate(),
      ...(this.#suite.keyExchange === 'RSA' ? [] : [this.serverKeyExchange()]),
      this.certificateRequest(),
      this.send('server_hello_done', noOctets),
    ];
  }

  /** ChangeCipherSpec of TLS 1.0 to 1.2: the server's keys are in force after it. The client's ClientKeyExchange must be there. */
  changeCipherSpec(): Uint8Array {
    const { cipherSuite, protocol } = this.#plan;
    const octets = this.record(change_cipher_spec, Uint8Array.of(1));
    const clientRandom = this.hello?.random ?? noOctets;
    const serverRandom = new Uint8Array(32).fill(0x5a);
    const prfHash = prfHashOf(this.#suite, protocol);
    this.#master = masterSecret(prfHash, this.#premaster(), clientRandom, serverRandom);
    const keys = keyBlock(this.#suite, this.#master, clientRandom, serverRandom, protocol);
    this.sealer = tls12Sealer(cipherSuite, protocol, keys.server, { encryptThenMac: false });
    return octets;
  }

  #premaster(): Uint8Array {
    const exchange = this.#clientKeyExchange ?? noOctets;
    if (this.#suite.keyExchange !== 'RSA') return sharedSecret(this.#pair, exchange.subarray(1)) ?? noOctets;
    try {
      // node:crypto no longer takes PKCS #1 v1.5 off; here nobody listens for how long that takes.
      const padded = privateDecrypt({ key: this.#plan.key, padding: constants.RSA_NO_PADDING }, exchange.subarray(2));
      return new Uint8Array(padded.subarray(padded.length - 48));
    } catch {
      // Encrypted to another key than ours: the Finished will not fit.
      return noOctets;
    }
  }

  /** Finished of TLS 1.0 to 1.2, over the client's too: sealed as that is, we compute it as the client did. */
  finished12(): Uint8Array {
    const prfHash = prfHashOf(this.#suite, this.#plan.protocol);
    const client = verifyData12(prfHash, this.#master, 'client', this.transcript.hash(prfHash));
    this.transcript.add(handshakeMessage(types.finished, client).raw);
    return this.send('finished', verifyData12(prfHash, this.#master, 'server', this.transcript.hash(prfHash)));
  }
}

/** `ServerECDHParams` for a named curve. */
export const ecdheParams = ({ group, publicValue }: Pick<KeyPair, 'group' | 'publicValue'>): Uint8Array =>
  concat([Uint8Array.of(3, group >> 8, group & 0xff, publicValue.length), publicValue]);

/** `ServerDHParams`. */
export const dheParams = (p: Uint8Array, g: Uint8Array, publicValue: Uint8Array): Uint8Array =>
  concat([opaque(2, p), opaque(2, g), opaque(2, publicValue)]);

/** A vector of octets behind its length. */
export function opaque(prefix: 1 | 2 | 3, octets: Uint8Array): Uint8Array {
  const w = new Writer();
  w.opaque(prefix, octets);
  return w.finish();
}

/** An extension with its content encoded. */
export const extension = <T>(type: number, codec: Codec<T>, value: T): Extension => ({
  type,
  data: encode(codec, value),
});
