import { createHash } from 'node:crypto';
import { noOctets } from '../../base/octets.ts';
import type { HashName, SuiteFacts } from '../wire/registries/cipher-suite.ts';
import { expandLabel, hashOctets, hkdfExtract, hmac } from './hkdf.ts';

/** What a record layer needs of one direction. */
export interface TrafficKeys {
  readonly key: Uint8Array;
  /** Static part of the nonce, 12 octets. */
  readonly iv: Uint8Array;
}

/** Traffic secrets of both directions, of one stage. */
export interface TrafficSecrets {
  readonly clientSecret: Uint8Array;
  readonly serverSecret: Uint8Array;
}

/** Begins the schedule of one connection; `psk` is absent where none is used. */
export const startKeySchedule = (hash: HashName, psk?: Uint8Array): KeySchedule => new KeySchedule(hash, psk);

/**
 * The key schedule of TLS 1.3, RFC 8446 section 7.1. One secret follows from the other:
 *
 *     PSK or zeros -> earlySecret -> (EC)DHE -> handshakeSecret -> zeros -> masterSecret
 *
 * and what is used is derived from one of them and the hash of the messages so far. Asking for a secret of a stage that
 * has not been reached is our own bug and throws.
 */
export class KeySchedule {
  readonly hash: HashName;
  /** Early Secret. */
  readonly earlySecret: Uint8Array;
  #handshakeSecret: Uint8Array | null = null;
  #masterSecret: Uint8Array | null = null;

  constructor(hash: HashName, psk?: Uint8Array) {
    this.hash = hash;
    this.earlySecret = hkdfExtract(hash, noOctets, psk ?? zeros(hash));
  }

  /** Handshake Secret. */
  get handshakeSecret(): Uint8Array {
    return reached(this.#handshakeSecret);
  }

  /** Master Secret. */
  get masterSecret(): Uint8Array {
    return reached(this.#masterSecret);
  }

  /** `binder_key`; the PSK binder is the {@link verifyData} made with it. */
  binderKey(psk: 'external' | 'resumption'): Uint8Array {
    return this.#derive(this.earlySecret, psk === 'external' ? 'ext binder' : 'res binder', emptyHash(this.hash));
  }

  /** `client_early_traffic_secret`. `transcriptHash`: ClientHello. */
  clientEarlyTrafficSecret(transcriptHash: Uint8Array): Uint8Array {
    return this.#derive(this.earlySecret, 'c e traffic', transcriptHash);
  }

  /** `early_exporter_master_secret`. `transcriptHash`: ClientHello. */
  earlyExporterMasterSecret(transcriptHash: Uint8Array): Uint8Array {
    return this.#derive(this.earlySecret, 'e exp master', transcriptHash);
  }

  /**
   * Goes on with the (EC)DHE secret (null with psk_ke, which has none) and gives the handshake traffic secrets.
   * `transcriptHash`: ClientHello to ServerHello.
   */
  handshakeSecrets(shared: Uint8Array | null, transcriptHash: Uint8Array): TrafficSecrets {
    const { hash } = this;
    const secret = hkdfExtract(hash, this.#next(this.earlySecret), shared ?? zeros(hash));
    this.#handshakeSecret = secret;
    this.#masterSecret = hkdfExtract(hash, this.#next(secret), zeros(hash));
    return {
      clientSecret: this.#derive(secret, 'c hs traffic', transcriptHash),
      serverSecret: this.#derive(secret, 's hs traffic', transcriptHash),
    };
  }

  /** `client_application_traffic_secret_0` and the server's. `transcriptHash`: up to the server's Finished. */
  applicationSecrets(transcriptHash: Uint8Array): TrafficSecrets {
    return {
      clientSecret: this.#derive(this.masterSecret, 'c ap traffic', transcriptHash),
      serverSecret: this.#derive(this.masterSecret, 's ap traffic', transcriptHash),
    };
  }

  /** `exporter_master_secret`. `transcriptHash`: up to the server's Finished. */
  exporterMasterSecret(transcriptHash: Uint8Array): Uint8Array {
    return this.#derive(this.masterSecret, 'exp master', transcriptHash);
  }

  /** `resumption_master_secret`. `transcriptHash`: up to the client's Finished. */
  resumptionMasterSecret(transcriptHash: Uint8Array): Uint8Array {
    return this.#derive(this.masterSecret, 'res master', transcriptHash);
  }

  #next(secret: Uint8Array): Uint8Array {
    return this.#derive(secret, 'derived', emptyHash(this.hash));
  }

  #derive(secret: Uint8Array, label: string, transcriptHash: Uint8Array): Uint8Array {
    return expandLabel(this.hash, secret, label, transcriptHash, hashOctets(this.hash));
  }
}

/** Key and IV of one direction, RFC 8446 section 7.3. */
export const trafficKeys = (secret: Uint8Array, suite: SuiteFacts): TrafficKeys => ({
  key: expandLabel(suite.prfHash, secret, 'key', noOctets, suite.keyOctets),
  iv: expandLabel(suite.prfHash, secret, 'iv', noOctets, 12),
});

/** `finished_key`, RFC 8446 section 4.4.4, of a traffic secret or a binder key. */
export const finishedKey = (hash: HashName, baseKey: Uint8Array): Uint8Array =>
  expandLabel(hash, baseKey, 'finished', noOctets, hashOctets(hash));

/** `verify_data` of a Finished, or a PSK binder, RFC 8446 sections 4.4.4 and 4.2.11.2. */
export const verifyData = (hash: HashName, baseKey: Uint8Array, transcriptHash: Uint8Array): Uint8Array =>
  hmac(hash, finishedKey(hash, baseKey), transcriptHash);

/** `application_traffic_secret_N+1`, which follows a KeyUpdate: RFC 8446 section 7.2. */
export const nextTrafficSecret = (hash: HashName, secret: Uint8Array): Uint8Array =>
  expandLabel(hash, secret, 'traffic upd', noOctets, hashOctets(hash));

/** The PSK that belongs to a ticket, RFC 8446 section 4.6.1. `nonce`: `ticket_nonce`, at most 255 octets. */
export const resumptionPsk = (hash: HashName, resumptionMasterSecret: Uint8Array, nonce: Uint8Array): Uint8Array =>
  expandLabel(hash, resumptionMasterSecret, 'resumption', nonce, hashOctets(hash));

/** `TLS-Exporter`, RFC 8446 section 7.5, from the exporter master secret. */
export function exportKeyingMaterial(
  hash: HashName,
  exporterMasterSecret: Uint8Array,
  label: string,
  context: Uint8Array,
  length: number,
): Uint8Array {
  const secret = expandLabel(hash, exporterMasterSecret, label, emptyHash(hash), hashOctets(hash));
  return expandLabel(hash, secret, 'exporter', createHash(hash).update(context).digest(), length);
}

function reached(secret: Uint8Array | null): Uint8Array {
  if (secret === null) throw new Error('the key schedule has not come this far');
  return secret;
}

const zeros = (hash: HashName): Uint8Array => new Uint8Array(hashOctets(hash));

const emptyHashes = new Map<HashName, Uint8Array>();

function emptyHash(hash: HashName): Uint8Array {
  const known = emptyHashes.get(hash) ?? createHash(hash).digest();
  emptyHashes.set(hash, known);
  return known;
}
