/**
 * A TLS 1.2 server by hand, for faults that no library would play any more: what it offers is sound (AES-128-GCM, ECDHE or DHE,
 * a signed key exchange, both Finished checked), except for what a fault changes. It keeps nothing secret and forgets all.
 *
 *   ClientHello        ->  [reaction] | ServerHello, Certificate, ServerKeyExchange, [CertificateRequest], ServerHelloDone
 *   ClientKeyExchange, ChangeCipherSpec, Finished  ->  [refusal] | ChangeCipherSpec, Finished
 */
import { concat, equal, noOctets } from '../base/octets.ts';
import type { Result } from '../base/result.ts';
import type { IoProblem } from '../net/io-problem.ts';
import type { ServedConnection } from '../net/ports.ts';
import { generateKeyPair, sharedSecret } from '../tls/crypto/key-exchange.ts';
import { keyBlock, masterSecret, prfHashOf, verifyData12 } from '../tls/crypto/prf.ts';
import { tls12Opener, tls12Sealer } from '../tls/crypto/record-protection.ts';
import type { RecordOpener } from '../tls/crypto/record-protection.ts';
import { signWith } from '../tls/crypto/sign.ts';
import { serverKeyExchangeInput } from '../tls/crypto/signature.ts';
import { Transcript } from '../tls/crypto/transcript.ts';
import { alert as alertCodec } from '../tls/wire/alert.ts';
import { decode, encode } from '../tls/wire/codec.ts';
import { HandshakeDeframer, RecordDeframer } from '../tls/wire/deframer.ts';
import { protocolNameList } from '../tls/wire/extensions/alpn.ts';
import { clientSupportedVersions, namedGroupList, signatureSchemeList } from '../tls/wire/extensions/code-points.ts';
import { findExtension } from '../tls/wire/extensions/extension.ts';
import type { Extension } from '../tls/wire/extensions/extension.ts';
import { renegotiationInfo } from '../tls/wire/extensions/renegotiation-info.ts';
import { serverNameList } from '../tls/wire/extensions/server-name.ts';
import { certificateRequest12 } from '../tls/wire/messages/certificate-request.ts';
import { certificateVerify } from '../tls/wire/messages/certificate-verify.ts';
import { certificate12 } from '../tls/wire/messages/certificate.ts';
import { clientHello } from '../tls/wire/messages/client-hello.ts';
import type { ClientHello } from '../tls/wire/messages/client-hello.ts';
import { handshakeMessage } from '../tls/wire/messages/handshake-message.ts';
import type { HandshakeMessage } from '../tls/wire/messages/handshake-message.ts';
import { serverHello } from '../tls/wire/messages/server-hello.ts';
import type { ServerHello } from '../tls/wire/messages/server-hello.ts';
import { record } from '../tls/wire/record.ts';
import { alertDescriptions, alertLevels } from '../tls/wire/registries/alert.ts';
import { cipherSuites, suiteFacts } from '../tls/wire/registries/cipher-suite.ts';
import { contentTypes } from '../tls/wire/registries/content-type.ts';
import { extensionTypes } from '../tls/wire/registries/extension-type.ts';
import { handshakeTypes } from '../tls/wire/registries/handshake-type.ts';
import { namedGroups } from '../tls/wire/registries/named-group.ts';
import { signatureSchemes } from '../tls/wire/registries/signature-scheme.ts';
import { Writer } from '../tls/wire/writer.ts';
import { buildChain } from './chain-builder.ts';
import type { Chain } from './chain-builder.ts';
import { dhPublic, dhShared } from './dh-by-hand.ts';
import type { DhGroup } from './dh-by-hand.ts';
import type { LabContext, RunningFault } from './fault.ts';
import { running } from './serve.ts';

/** What a fault makes of a ClientHello or of a finished client instead of going on. */
export type Reaction = { readonly kind: 'alert'; readonly description: number } | { readonly kind: 'reset' | 'close' };

/** A ClientHello as faults look at it. */
export interface HelloSeen {
  readonly versions: readonly number[];
  readonly serverName: string | null;
  readonly alpn: readonly string[];
}

export interface HandServerPlan {
  readonly chain: Chain;
  /** One suite with AES-128-GCM that fits the leaf's key. */
  readonly cipherSuite: number;
  /** The one scheme with which the key exchange is signed. */
  readonly signatureScheme: number;
  /** For a DHE suite; ECDHE uses x25519. */
  readonly dh?: DhGroup;
  /** The one application protocol that it speaks; who does not offer it is refused. Absent: it does not know ALPN. */
  readonly alpn?: string;
  /** Say nothing of RFC 5746. */
  readonly withoutSecureRenegotiation?: true;
  /** Ask for a client certificate. */
  readonly asksForCertificate?: true;
  /** Null: go on. */
  readonly onHello?: (hello: HelloSeen) => Reaction | null;
  /** After the client's Finished; `certificate`: whether it showed one. Null: go on. */
  readonly onFinished?: (client: { readonly certificate: boolean }) => Reaction | null;
}

/** A sound server: what a fault spreads that breaks neither chain nor keys. */
export const soundServer = async ({ clock }: LabContext): Promise<HandServerPlan> => ({
  chain: await buildChain(clock.now()),
  cipherSuite: cipherSuites.codes.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256,
  signatureScheme: signatureSchemes.codes.ecdsa_secp256r1_sha256,
});

/** Serves it. The client trusts the chain's root. */
export async function serveByHand(
  { loopback }: LabContext,
  plan: HandServerPlan,
): Promise<Result<RunningFault, IoProblem>> {
  const served = await loopback.tcp((connection) => {
    const server = new HandServer(plan, connection);
    return {
      octets: (octets) => server.octets(octets),
      ended: () => connection.destroy(),
    };
  });
  return running(served, { host: 'localhost', caFile: plan.chain.root.pem, probeArguments: {} });
}

class HandServer {
  readonly #plan: HandServerPlan;
  readonly #connection: ServedConnection;
  readonly #records = new RecordDeframer();
  readonly #messages = new HandshakeDeframer();
  readonly #transcript = new Transcript();
  readonly #serverRandom = crypto.getRandomValues(new Uint8Array(32));
  #clientRandom: Uint8Array = noOctets;
  #agree: ((peerPublic: Uint8Array) => Uint8Array | null) | null = null;
  #master: Uint8Array = noOctets;
  #opener: RecordOpener | null = null;
  #encrypted = false;
  #showedCertificate = false;
  #over = false;

  constructor(plan: HandServerPlan, connection: ServedConnection) {
    this.#plan = plan;
    this.#connection = connection;
  }

  octets(octets: Uint8Array): void {
    if (this.#over) return;
    this.#records.push(octets);
    for (let next = this.#records.next(); next !== null; next = this.#over ? null : this.#records.next()) {
      if ('kind' in next) return this.#alert(unexpected_message);
      const opened = this.#encrypted ? this.#opener?.open(next) : { type: next.type, plaintext: next.fragment };
      if (opened === undefined || opened === null) return this.#alert(bad_record_mac);
      if (opened.type === change_cipher_spec) this.#encrypted = true;
      else if (opened.type === handshake) this.#handshake(opened.plaintext);
      // The client's alert, or its data: nothing more is of interest.
      else if (opened.type === alert) this.#end();
    }
  }

  #handshake(octets: Uint8Array): void {
    this.#messages.push(octets);
    for (let next = this.#messages.next(); next !== null; next = this.#over ? null : this.#messages.next()) {
      if ('kind' in next) return this.#alert(unexpected_message);
      this.#message(next);
    }
  }

  #message(message: HandshakeMessage): void {
    switch (message.type) {
      case types.client_hello:
        return this.#hello(message);
      case types.certificate: {
        const chain = decode(certificate12, message.body);
        this.#showedCertificate = chain.ok && chain.value.length > 0;
        return this.#transcript.add(message.raw);
      }
      case types.client_key_exchange:
        return this.#keyExchange(message);
      case types.certificate_verify:
        return this.#transcript.add(message.raw);
      case types.finished:
        return this.#finished(message);
      default:
        return this.#alert(unexpected_message);
    }
  }

  #hello(message: HandshakeMessage): void {
    const decoded = decode(clientHello, message.body);
    if (!decoded.ok) return this.#alert(decode_error);
    const hello = decoded.value;
    const seen = helloSeen(hello);
    const reaction = this.#plan.onHello?.(seen) ?? null;
    if (reaction !== null) return this.#react(reaction);
    const { cipherSuite, signatureScheme, dh, chain } = this.#plan;
    if (!seen.versions.includes(tls12)) return this.#alert(protocol_version);
    const { alpn } = this.#plan;
    if (alpn !== undefined && !seen.alpn.includes(alpn)) return this.#alert(no_application_protocol);
    const isShared =
      hello.cipherSuites.includes(cipherSuite) &&
      read(hello, extensions.signature_algorithms, signatureSchemeList).includes(signatureScheme) &&
      (dh !== undefined || read(hello, extensions.supported_groups, namedGroupList).includes(x25519));
    if (!isShared) return this.#alert(handshake_failure);
    this.#clientRandom = hello.random;
    this.#transcript.add(message.raw);
    const certificates = [chain.leaf.der, chain.intermediate.der];
    this.#send(types.server_hello, encode(serverHello, this.#serverHello()));
    this.#send(types.certificate, encode(certificate12, certificates));
    this.#send(types.server_key_exchange, this.#serverKeyExchange());
    if (this.#plan.asksForCertificate) this.#send(types.certificate_request, request);
    this.#send(types.server_hello_done, noOctets);
  }

  #serverHello(): ServerHello {
    const chosen: Extension[] = [];
    if (this.#plan.withoutSecureRenegotiation === undefined)
      chosen.push({ type: extensions.renegotiation_info, data: encode(renegotiationInfo, noOctets) });
    const { alpn } = this.#plan;
    if (alpn !== undefined)
      chosen.push({ type: extensions.application_layer_protocol_negotiation, data: encode(protocolNameList, [alpn]) });
    return {
      legacyVersion: tls12,
      random: this.#serverRandom,
      sessionId: noOctets,
      cipherSuite: this.#plan.cipherSuite,
      compressionMethod: 0,
      extensions: chosen,
    };
  }

  #serverKeyExchange(): Uint8Array {
    const { dh, chain, signatureScheme } = this.#plan;
    const w = new Writer();
    if (dh === undefined) {
      const pair = generateKeyPair(x25519);
      this.#agree = (peer) => (pair === null ? null : sharedSecret(pair, peer));
      w.u8(namedCurve);
      w.u16(x25519);
      w.opaque(1, pair?.publicValue ?? noOctets);
    } else {
      this.#agree = (peer) => dhShared(dh, peer);
      for (const part of [dh.p, dh.g, dhPublic(dh)]) w.opaque(2, part);
    }
    const params = w.finish();
    const message = serverKeyExchangeInput(this.#clientRandom, this.#serverRandom, params);
    const signature = signWith(chain.leaf.key, signatureScheme, message) ?? noOctets;
    return concat([params, encode(certificateVerify, { algorithm: signatureScheme, signature })]);
  }

  #keyExchange(message: HandshakeMessage): void {
    this.#transcript.add(message.raw);
    // One octet of length before a point, two before a number.
    const premaster = this.#agree?.(message.body.subarray(this.#plan.dh === undefined ? 1 : 2)) ?? null;
    const facts = suiteFacts(this.#plan.cipherSuite);
    if (premaster === null || facts === null) return this.#alert(illegal_parameter);
    this.#master = masterSecret(prfHashOf(facts, tls12), premaster, this.#clientRandom, this.#serverRandom);
    const keys = keyBlock(facts, this.#master, this.#clientRandom, this.#serverRandom);
    this.#opener = tls12Opener(this.#plan.cipherSuite, tls12, keys.client, { encryptThenMac: false });
  }

  #finished(message: HandshakeMessage): void {
    const reaction = this.#plan.onFinished?.({ certificate: this.#showedCertificate }) ?? null;
    if (reaction !== null) return this.#react(reaction);
    const facts = suiteFacts(this.#plan.cipherSuite);
    if (facts === null) return this.#end();
    const hash = prfHashOf(facts, tls12);
    const expected = verifyData12(hash, this.#master, 'client', this.#transcript.hash(hash));
    if (!equal(expected, message.body)) return this.#alert(decrypt_error);
    this.#transcript.add(message.raw);
    const { server } = keyBlock(facts, this.#master, this.#clientRandom, this.#serverRandom);
    const sealer = tls12Sealer(this.#plan.cipherSuite, tls12, server, { encryptThenMac: false });
    const verifyData = verifyData12(hash, this.#master, 'server', this.#transcript.hash(hash));
    const { raw } = handshakeMessage(types.finished, verifyData);
    this.#record(change_cipher_spec, Uint8Array.of(1));
    if (sealer !== null) this.#connection.write(sealer.seal(handshake, tls12, raw));
  }

  #react(reaction: Reaction): void {
    if (reaction.kind === 'alert') return this.#alert(reaction.description);
    this.#over = true;
    if (reaction.kind === 'reset') this.#connection.reset();
    else this.#connection.end();
  }

  #alert(description: number): void {
    this.#record(alert, encode(alertCodec, { level: alertLevels.codes.fatal, description }));
    this.#end();
  }

  #end(): void {
    this.#over = true;
    this.#connection.end();
  }

  #send(type: number, body: Uint8Array): void {
    const { raw } = handshakeMessage(type, body);
    this.#transcript.add(raw);
    this.#record(handshake, raw);
  }

  #record(type: number, fragment: Uint8Array): void {
    this.#connection.write(encode(record, { type, version: tls12, fragment }));
  }
}

function helloSeen(hello: ClientHello): HelloSeen {
  const versions = read(hello, extensions.supported_versions, clientSupportedVersions);
  const name = findExtension(hello.extensions, extensions.server_name);
  const decoded = name === undefined ? null : decode(serverNameList, name.data);
  return {
    // Without supported_versions the legacy version is the newest, and everything older is meant too (RFC 5246 appendix E.1).
    versions: versions.length > 0 ? versions : [hello.legacyVersion],
    serverName: decoded?.ok === true ? (decoded.value?.hostName ?? null) : null,
    alpn: read(hello, extensions.application_layer_protocol_negotiation, protocolNameList),
  };
}

/** A list in an extension; empty where it is missing or cannot be read. */
function read<T>(hello: ClientHello, type: number, codec: Parameters<typeof decode<readonly T[]>>[0]): readonly T[] {
  const found = findExtension(hello.extensions, type);
  const decoded = found === undefined ? null : decode(codec, found.data);
  return decoded?.ok === true ? decoded.value : [];
}

const request = encode(certificateRequest12, {
  certificateTypes: [1, 64],
  signatureSchemes: [0x0403, 0x0804, 0x0401],
  certificateAuthorities: [],
});

const { x25519 } = namedGroups.codes;
const { change_cipher_spec, alert, handshake } = contentTypes.codes;
const {
  unexpected_message,
  bad_record_mac,
  handshake_failure,
  illegal_parameter,
  decode_error,
  decrypt_error,
  protocol_version,
  no_application_protocol,
} = alertDescriptions.codes;
const types = handshakeTypes.codes;
const extensions = extensionTypes.codes;

const tls12 = 0x0303;
const namedCurve = 3;
