import type { KeyObject } from 'node:crypto';
import type { KeyPair } from '../crypto/key-exchange.ts';
import type { KeySchedule } from '../crypto/key-schedule.ts';
import type { HelloSeed } from './offer.ts';
import type { RecordOpener } from '../crypto/record-protection.ts';
import type { SuiteFacts } from '../wire/registries/cipher-suite.ts';

/**
 * The states of our client. Each owns just what its step needs; a step takes the state and a message and gives the next state,
 * so that no step can be left out: `finished` cannot be reached without `serverAuthenticated`, which only a checked signature makes.
 *
 *   serverHello ─┬─ TLS 1.3 ─ encryptedExtensions ─ certificate ─ certificateVerify ─ finished ─┬─ applicationData ─ (over)
 *     ▲          │                                                                              │
 *     └─ retry   └─ TLS 1.2 ─ certificate ─ [status] ─ [keyExchange] ─ helloDone ─ [ticket] ─ finished
 */
export type State =
  | ExpectServerHello
  | ExpectEncryptedExtensions
  | ExpectCertificate13
  | ExpectCertificateVerify
  | ExpectFinished13
  | SkimServerFlight
  | ExpectCertificate12
  | ExpectServerKeyExchange
  | ExpectServerHelloDone
  | ExpectFinished12
  | ExpectApplicationData;

export interface ExpectServerHello {
  readonly kind: 'expectServerHello';
  readonly seed: HelloSeed;
  readonly pairs: readonly KeyPair[];
  /** The cipher suite that a HelloRetryRequest named; null before one. A second request is refused. */
  readonly retriedWith: number | null;
}

/** What TLS 1.3 carries from the ServerHello on. */
export interface Context13 {
  readonly suite: SuiteFacts;
  readonly suiteCode: number;
  readonly schedule: KeySchedule;
  /** Traffic secrets of the handshake keys (RFC 8446 section 7.1). */
  readonly clientSecret: Uint8Array;
  readonly serverSecret: Uint8Array;
}

export interface ExpectEncryptedExtensions extends Context13 {
  readonly kind: 'expectEncryptedExtensions';
  /** The server took up a session of ours: no certificate follows. */
  readonly isResumed: boolean;
}

export interface ExpectCertificate13 extends Context13 {
  readonly kind: 'expectCertificate13';
  /** `certificate_request_context` of a CertificateRequest; null while none came. */
  readonly requestContext: Uint8Array | null;
}

export interface ExpectCertificateVerify extends Context13 {
  readonly kind: 'expectCertificateVerify';
  readonly requestContext: Uint8Array | null;
  readonly leafKey: KeyObject;
}

/** Proof that the peer holds the leaf's private key. Only server-authentication.ts makes one. */
export type ServerAuthenticated = { readonly serverAuthenticated: true };

export interface ExpectFinished13 extends Context13 {
  readonly kind: 'expectFinished13';
  readonly requestContext: Uint8Array | null;
  readonly authenticated: ServerAuthenticated;
}

/** What TLS 1.2 carries from the ServerHello on. */
export interface Context12 {
  readonly suite: SuiteFacts;
  readonly suiteCode: number;
  readonly protocol: number;
  readonly clientRandom: Uint8Array;
  readonly serverRandom: Uint8Array;
  readonly extendedMasterSecret: boolean;
  readonly encryptThenMac: boolean;
  /** The server acknowledged status_request, so a CertificateStatus may follow its Certificate. */
  readonly statusExpected: boolean;
}

/** Looks at the server's first flight up to ServerHelloDone; `obstacle`: why we could not go on anyway. */
export interface SkimServerFlight extends Context12 {
  readonly kind: 'skimServerFlight';
  readonly obstacle: 'keyExchange' | 'cipher' | null;
}

export interface ExpectCertificate12 extends Context12 {
  readonly kind: 'expectCertificate12';
}

export interface ExpectServerKeyExchange extends Context12 {
  readonly kind: 'expectServerKeyExchange';
  readonly leafKey: KeyObject;
}

/** How the premaster secret comes about: with the server's signed share, or by encrypting it to the leaf's key. */
export type KeyAgreement =
  | {
      readonly kind: 'ecdhe';
      readonly group: number;
      readonly publicValue: Uint8Array;
      readonly authenticated: ServerAuthenticated;
    }
  | {
      readonly kind: 'dhe';
      readonly p: Uint8Array;
      readonly g: Uint8Array;
      readonly publicValue: Uint8Array;
      readonly authenticated: ServerAuthenticated;
    }
  | { readonly kind: 'rsa'; readonly leafKey: KeyObject };

export interface ExpectServerHelloDone extends Context12 {
  readonly kind: 'expectServerHelloDone';
  readonly agreement: KeyAgreement;
  readonly certificateRequested: boolean;
}

export interface ExpectFinished12 extends Context12 {
  readonly kind: 'expectFinished12';
  readonly masterSecret: Uint8Array;
  /** Takes over when the server's ChangeCipherSpec comes; null once it has. */
  readonly pendingOpener: RecordOpener | null;
}

/** The handshake is complete; what the server says next tells whether it accepts us. */
export interface ExpectApplicationData {
  readonly kind: 'expectApplicationData';
  /** The traffic secrets in use, which a KeyUpdate moves on; null up to TLS 1.2. */
  readonly tls13:
    | (Pick<Context13, 'suite' | 'suiteCode' | 'clientSecret' | 'serverSecret'> & {
        /** What tickets are made into sessions with; null where nobody waits for one. */
        readonly resumptionMasterSecret: Uint8Array | null;
      })
    | null;
}
