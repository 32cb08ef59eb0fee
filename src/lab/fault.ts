/**
 * A fault: a server on loopback that is broken in one documented way and sound in every other, so that a probe of it must
 * yield one root cause and no second one. `faults/` holds one file each; the machine's ports come in as {@link LabContext}.
 */
import type { Result } from '../base/result.ts';
import type { Milliseconds } from '../base/time.ts';
import type { IoProblem } from '../net/io-problem.ts';
import type { Clock, Loopback } from '../net/ports.ts';

export interface Fault {
  /** Stable id, for `whytls lab <id>`; equals the file name. */
  readonly id: string;
  /** The diagnosis that a probe must yield as its only root cause; null: there is nothing to find. */
  readonly diagnosis: string | null;
  /** How grave that is to the client that the fault is shown with; absent: an error. */
  readonly severity?: 'warning' | 'info';
  /** A noun phrase for lists. */
  readonly title: string;
  /** What the server does, in a sentence or two. */
  readonly description: string;
  /** Where it is written that this is wrong (or, for the sound ones, right). */
  readonly documented: readonly [FaultSource, ...FaultSource[]];
  /** Starts it. Certificates are issued now, so that their dates are relative to now. Problems: what opening a port can give. */
  readonly start: (context: LabContext) => Promise<Result<RunningFault, IoProblem>>;
}

/** What a fault needs of the machine. */
export interface LabContext {
  readonly loopback: Loopback;
  readonly clock: Clock;
}

/** A section of an RFC, or a page and when one of us read it (ISO date). */
export type FaultSource =
  | { readonly kind: 'rfc'; readonly number: number; readonly section: string }
  | { readonly kind: 'page'; readonly title: string; readonly url: string; readonly read: string };

/** A fault that is up, and how to look at it. */
export interface RunningFault {
  /** What to connect to: `localhost` or a made-up name (with `ip`) where the certificate needs one, otherwise an address. */
  readonly host: string;
  readonly port: number;
  /** PEM of what the client shall trust, for `--tlsCAFile`; null where no certificate is ever seen. */
  readonly caFile: string | null;
  readonly probeArguments: ProbeArguments;
  /** Closes every port that was opened. */
  readonly stop: () => Promise<void>;
}

/** Options with which a probe sees this fault, and sees it soon. */
export interface ProbeArguments {
  /**
   * What the client shall trust instead of `caFile` as its `--tlsCAFile`: a default store without anything in it, or the
   * system's, while Node has the root by NODE_EXTRA_CA_CERTS.
   */
  readonly trustStore?: 'empty' | 'onlyInNode';
  /** Options of a connection string (`tls=true&…`) with which the fault is looked at, as mongodb://. */
  readonly options?: string;
  /** Client profile id: for faults that trouble only some clients. */
  readonly client?: string;
  /** The address to connect to where the host is a name that nobody resolves. */
  readonly ip?: string;
  /** What the client is given as its file of revocation lists (`--tlsCRLFile`): PEM, or DER. */
  readonly crlFile?: string | Uint8Array;
  /** Fetch the revocation lists that the certificates name. */
  readonly crlDistributionPoints?: boolean;
  readonly connectTimeoutMs?: Milliseconds;
  /** For the whole probe. */
  readonly timeoutMs?: Milliseconds;
}

/** A section of an RFC. */
export const rfc = (number: number, section: string): FaultSource => ({ kind: 'rfc', number, section });

/** A page of a vendor or a project, and the day on which it was read. */
export const page = (title: string, url: string, read: string): FaultSource => ({ kind: 'page', title, url, read });

/** What keys and digests OpenSSL takes at which security level. */
export const opensslLevels = page(
  'OpenSSL 3.0: SSL_CTX_set_security_level',
  'https://docs.openssl.org/3.0/man3/SSL_CTX_get_security_level/',
  '2026-11-21',
);

/** Members of a set that know each other by certificates. */
export const mongodbMembership = page(
  'MongoDB Manual: Use x.509 Certificate for Membership Authentication',
  'https://www.mongodb.com/docs/manual/tutorial/configure-x509-member-authentication/',
  '2026-11-22',
);

/** What MongoDB speaks. */
export const mongodbWire = page(
  'MongoDB Wire Protocol',
  'https://www.mongodb.com/docs/manual/reference/mongodb-wire-protocol/',
  '2026-11-21',
);
