import type { Signal } from '../../base/signal.ts';
import type { Milliseconds } from '../../base/time.ts';
import type { OfferName } from './offers.ts';
import type { NameServer } from '../../net/ports.ts';
import type { ProxyPlan } from '../../net/proxy/proxy-plan.ts';
import type { ClientCredential } from '../../tls/handshake/plan.ts';
import type { ClientProfile } from '../../clients/profile.ts';
import type { Environment } from '../trust/openssl-store.ts';

/** How a probe goes about it. Everything has a default in the command line's option table. */
export interface ProbeOptions {
  /** Whose ClientHello is sent first. */
  readonly client: ClientProfile;
  /** For the whole probe, experiments included. */
  readonly timeoutMs: Milliseconds;
  readonly connectTimeoutMs: Milliseconds;
  readonly alpn: readonly string[];
  /** What to add to the client's ClientHello. */
  readonly offers: readonly OfferName[];
  /** After a completed handshake of TLS 1.3, try on a second connection whether its session can be resumed. */
  readonly resume: boolean;
  /** ProtocolVersion code points that take the place of the client's own bounds; null: the client's. */
  readonly minVersion: number | null;
  readonly maxVersion: number | null;
  /** What to show to a server that asks for a certificate. */
  readonly clientCredential: ClientCredential | null;
  /** The file that it came from, or was to come from; absent, null: none. */
  readonly clientFile?: string | null;
  /** PEM file of the only trust anchors; null: the system's store. */
  readonly tlsCAFile: string | null;
  /** Go through this proxy; null: straight. */
  readonly proxy: ProxyPlan | null;
  /** HTTPS_PROXY and NO_PROXY, as the environment has them; noticed, not followed. */
  readonly proxyVariables: { readonly name: string; readonly value: string; readonly noProxy: string } | null;
  /** Probe this address instead of asking the resolver. */
  readonly ip: string | null;
  /** Only addresses of this family. */
  readonly family: 4 | 6 | null;
  /** Ask this DNS server instead of the operating system's resolver; absent, null: the resolver. */
  readonly dns?: NameServer | null;
  /** The client speaks plain text: see whether the server answers to that. */
  readonly plaintext?: boolean;
  /** Whether issuers may be fetched, and responders asked, where a certificate points. */
  readonly networkLookups: boolean;
  readonly ocsp: OcspOptions;
  /** Revocation lists to judge by; absent: none. */
  readonly crls?: CrlOptions;
  /** The variables of the environment by which clients find their trust anchors. */
  readonly env: Environment;
  /** Look the chain up in every trust store of the machine, whatever the deciding one says of it. */
  readonly allStores: boolean;
  /** Whether the Python on PATH may be asked where it looks for trust anchors. */
  readonly localPython: boolean;
}

/** When OCSP responders are asked; never without `networkLookups`. */
export interface OcspOptions {
  /** False: `tlsDisableOCSPEndpointCheck`. No responder is asked, by the client or by us. */
  readonly endpointCheck: boolean;
  /** Asked for by name: every certificate's responders, stapled or not, by POST and GET, whatever the client does. */
  readonly onRequest: boolean;
  /** With `onRequest`: send a nonce (RFC 9654) with POST. */
  readonly nonce: boolean;
}

/** Where revocation lists come from. */
export interface CrlOptions {
  /** The driver's option, judged as the client at hand reads it. */
  readonly tlsCRLFile: string | null;
  /** A file of our own option, PEM or DER. */
  readonly crlFile: string | null;
  /** Fetch them from where the certificates point; never without `networkLookups`. */
  readonly distributionPoints: boolean;
}

/** Responders are asked where the client would. */
export const ocspAsTheClient: OcspOptions = { endpointCheck: true, onRequest: false, nonce: false };

/** A step of a probe, for progress on a terminal. */
export type ProbeStep =
  | { readonly kind: 'resolving'; readonly name: string }
  | { readonly kind: 'connecting'; readonly address: string; readonly port: number }
  | { readonly kind: 'experimenting'; readonly connections: number }
  | { readonly kind: 'fetchingIssuer'; readonly url: string }
  | { readonly kind: 'askingResponder'; readonly url: string }
  | { readonly kind: 'fetchingCrl'; readonly url: string };

/** What a probe is ended by, and whom it tells how far it is. */
export interface ProbeHooks {
  readonly signal?: Signal;
  readonly progress?: (step: ProbeStep) => void;
  /**
   * Something will have to be told: a handshake failed, or what came of it is not as it should be. Called while answers are being
   * waited for, perhaps more than once, so that what telling it takes can be made ready meanwhile. `nothingInCommon`: client and server
   * seem to share no version or no cipher suite; `path`: the trust store seems to refuse the path, where another might not. It must
   * not throw.
   */
  readonly amiss?: (how?: 'nothingInCommon' | 'path') => void;
}
