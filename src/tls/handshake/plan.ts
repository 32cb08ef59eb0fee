import type { KeyObject } from 'node:crypto';
import type { Afterwards } from './afterwards.ts';
import type { Extras } from './extras.ts';
import type { Resumable } from './resumption.ts';
import type { Random } from './random.ts';

/** A client's certificate and the private key that belongs to it. */
export interface ClientCredential {
  /** DER, leaf first, then what leads from it to a root. */
  readonly chain: readonly [Uint8Array, ...Uint8Array[]];
  readonly key: KeyObject;
}

/** What one handshake is to offer and how far it goes. Code points as on the wire, most preferred first. */
export interface Plan {
  /** ProtocolVersion code points; SSLv3 (0x0300) up to TLSv1.3 (0x0304). At least one. */
  readonly versions: readonly number[];
  readonly cipherSuites: readonly number[];
  readonly groups: readonly number[];
  /** The groups for which the first ClientHello carries a key share; a subset of `groups`. May be empty. */
  readonly keyShares: readonly number[];
  readonly signatureSchemes: readonly number[];
  /** Null: no server_name extension. */
  readonly serverName: string | null;
  /** Empty: no ALPN extension. */
  readonly alpn: readonly string[];
  /** Ask for a stapled OCSP response. */
  readonly statusRequest: boolean;
  /** What to show to a server that asks for a certificate; null: nothing. */
  readonly clientCredential: ClientCredential | null;
  /** A session of TLS 1.3 to resume; null: none is offered. */
  readonly resume: Resumable | null;
  readonly extras: Extras;
  readonly afterwards: Afterwards;
  /**
   * `serverHello`: stop as soon as the server has chosen, and say nothing more. `serverHelloDone`: up to TLS 1.2 look at the rest
   * of its first flight too, its certificates among it; in TLS 1.3, which encrypts them, the same as `serverHello`. `serverFlight`:
   * all that the server says before it waits for us, read and checked as in a handshake that goes on; with that it has chosen
   * group, signature scheme and ALPN, too, in any version. It spares the round trip of a Finished for which nobody asks.
   */
  readonly until: 'serverHello' | 'serverHelloDone' | 'serverFlight' | 'finished';
  readonly random: Random;
  /** The public key of a certificate (DER), or null where it has none that we can use. Must not throw. */
  readonly publicKeyOf: (certificate: Uint8Array) => KeyObject | null;
}
