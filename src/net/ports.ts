/**
 * The doors to the outside world, as the rest of the house sees them. `src/net/node` holds the real ones; tests bring their
 * own. Every call that waits has a deadline and obeys the signal; nothing here throws for what a peer or a machine does.
 */
import type { Result } from '../base/result.ts';
import type { Milliseconds, UnixMs } from '../base/time.ts';
import type { IoProblem } from './io-problem.ts';

/** How a peer ended a connection: an orderly FIN, a reset, or an error code of the platform. */
export type Ending = 'fin' | 'rst';

/** One open TCP connection. Octets and the ending are handed to the listener that was given to `connect`. */
export interface TcpConnection {
  /** Queues octets; silently dropped once the connection has ended. */
  write(octets: Uint8Array): void;
  /** Sends what is queued, then FIN, and lets go. */
  end(): void;
  /** Lets go at once. No listener method is called after this. */
  destroy(): void;
  /** Stops or resumes reading, so that a peer cannot fill our memory. */
  pause(): void;
  resume(): void;
  readonly localAddress: string;
}

/** What happens on a connection. `atMs` is `Clock.monotonicMs` at the moment of arrival. */
export interface TcpListener {
  octets(octets: Uint8Array, atMs: Milliseconds): void;
  ended(how: Ending, atMs: Milliseconds): void;
}

export interface Tcp {
  /** Opens a connection to a numeric address. Problems: refused, reset, unreachable, timedOut, aborted, other. */
  connect(
    to: {
      readonly address: string;
      readonly port: number;
      readonly timeoutMs: Milliseconds;
      readonly signal?: AbortSignal;
    },
    listener: TcpListener,
  ): Promise<Result<TcpConnection, IoProblem>>;
}

export interface Dns {
  /** All A and AAAA addresses in the resolver's order, at least one. Problems: nameNotFound, resolverFailed, timedOut, aborted. */
  addresses(
    name: string,
    options: { readonly timeoutMs: Milliseconds; readonly signal?: AbortSignal },
  ): Promise<Result<readonly [string, ...string[]], IoProblem>>;
}

/** Plain HTTP for OCSP, CRL and AIA (RFC 5280 4.2.2.1 forbids nothing else in practice). Redirects are followed, three at most. */
export interface Http {
  request(
    url: string,
    options: {
      readonly method?: 'GET' | 'POST';
      readonly contentType?: string;
      readonly body?: Uint8Array;
      readonly maxOctets: number;
      readonly timeoutMs: Milliseconds;
      readonly signal?: AbortSignal;
    },
  ): Promise<
    Result<{ readonly status: number; readonly contentType: string | null; readonly body: Uint8Array }, IoProblem>
  >;
}

export interface Files {
  /** Reads a whole file of at most `maxOctets`. Problems: fileNotFound, fileUnreadable, tooLarge. */
  read(path: string, maxOctets: number): Result<Uint8Array, IoProblem>;
  /** The names in a folder. Problems: fileNotFound, fileUnreadable. */
  list(path: string): Result<readonly string[], IoProblem>;
}

export interface Clock {
  /** The time of day. */
  now(): UnixMs;
  /** A clock that only goes forward, for durations. */
  monotonicMs(): Milliseconds;
  /** Calls back once after `delayMs`; the returned function cancels it. */
  after(delayMs: Milliseconds, callback: () => void): () => void;
}

/** Randomness that may be replaced in tests. Keys come from node:crypto itself. */
export interface Random {
  octets(length: number): Uint8Array;
}

/** All the doors, as wired by the command line. */
export interface Ports {
  readonly tcp: Tcp;
  readonly dns: Dns;
  /** Loaded when first used: the straight path needs no HTTP. */
  readonly http: () => Promise<Http>;
  readonly files: Files;
  readonly clock: Clock;
  readonly random: Random;
}
