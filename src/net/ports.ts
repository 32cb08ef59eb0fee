/**
 * The doors to the outside world, as the rest of the house sees them. `src/net/node` holds the real ones; tests bring their
 * own. Every call that waits has a deadline and obeys the signal; nothing here throws for what a peer or a machine does.
 */
import type { Signal } from '../base/signal.ts';
import type { Result } from '../base/result.ts';
import type { Milliseconds, UnixMs } from '../base/time.ts';
import type { IoProblem } from './io-problem.ts';
import type { ProxyPlan } from './proxy/proxy-plan.ts';

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
  /** What was said on this connection before it was handed over, in order: with a proxy, with the server by STARTTLS. */
  readonly preludes?: readonly Prelude[];
}

/** A dialogue in plain text that ended well and left the connection free for TLS. */
export interface Prelude {
  /** `http`, `https`, `socks5` or `socks5h` for a proxy; `smtp`, `postgres`, … for STARTTLS. */
  readonly protocol: string;
  /** From the open connection to the go-ahead. */
  readonly durationMs: Milliseconds;
  /** The go-ahead, raw, 512 characters at most; to be shown escaped. */
  readonly said: string;
  /** Whether the server had named TLS among what it can do; null where the protocol has no such list, or it was not given. */
  readonly advertised: boolean | null;
  /**
   * Octets that came together with the go-ahead. After STARTTLS they are dropped, and there should be none: they were sent in
   * plain text, by whoever could, into a conversation that both sides take for protected (as in CVE-2011-0411 the other way round).
   */
  readonly surplus: number;
}

/** What happens on a connection. `atMs` is `Clock.monotonicMs` at the moment of arrival. */
export interface TcpListener {
  octets(octets: Uint8Array, atMs: Milliseconds): void;
  ended(how: Ending, atMs: Milliseconds): void;
}

/** Connections to elsewhere. */
export interface Tcp {
  /**
   * Opens a connection to a numeric address. Problems: refused, reset, unreachable, timedOut, aborted, other; those that go
   * through a proxy or STARTTLS first also the ones of that way (`IoProblem` tells).
   */
  connect(
    to: {
      readonly address: string;
      readonly port: number;
      readonly timeoutMs: Milliseconds;
      readonly signal?: Signal;
    },
    listener: TcpListener,
  ): Promise<Result<TcpConnection, IoProblem>>;
}

/** Names to addresses, and back. */
export interface Dns {
  /** All A and AAAA addresses in the resolver's order, at least one. Problems: nameNotFound, resolverFailed, timedOut, aborted. */
  addresses(
    name: string,
    options: { readonly timeoutMs: Milliseconds; readonly signal?: Signal },
  ): Promise<Result<readonly [string, ...string[]], IoProblem>>;
  /** The name of an address (getnameinfo); the address itself where it has none. Absent: this resolver is not asked for names. */
  nameOf?(
    address: string,
    options: { readonly timeoutMs: Milliseconds; readonly signal?: Signal },
  ): Promise<Result<string, IoProblem>>;
}

/** A DNS server to ask instead of the system's. */
export interface NameServer {
  readonly address: string;
  readonly port: number;
}

/** DNS asked directly, past the operating system's resolver and its hosts file. Problems are those of `addresses`. */
export interface DnsRecords extends Dns {
  /** Targets and ports of SRV records (RFC 2782), names as sent; none: the name has no such record. */
  srv(
    name: string,
    options: { readonly timeoutMs: Milliseconds; readonly signal?: Signal },
  ): Promise<Result<readonly { readonly name: string; readonly port: number }[], IoProblem>>;
  /** TXT records, each as its strings; none: the name has no such record. */
  txt(
    name: string,
    options: { readonly timeoutMs: Milliseconds; readonly signal?: Signal },
  ): Promise<Result<readonly (readonly string[])[], IoProblem>>;
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
      readonly signal?: Signal;
    },
  ): Promise<
    Result<
      {
        readonly status: number;
        readonly contentType: string | null;
        readonly body: Uint8Array;
        /** The clock of whoever answered (Date and Age); absent or null: it told none. */
        readonly date?: UnixMs | null;
      },
      IoProblem
    >
  >;
}

/** Files of this machine, to be read. */
export interface Files {
  /** Reads a whole file of at most `maxOctets`. Problems: fileNotFound, fileUnreadable, tooLarge. */
  read(path: string, maxOctets: number): Result<Uint8Array, IoProblem>;
  /** The names in a folder. Problems: fileNotFound, fileUnreadable. */
  list(path: string): Result<readonly string[], IoProblem>;
  /** The path of a file or folder without symbolic links. Problems: fileNotFound, fileUnreadable. */
  realPath(path: string): Result<string, IoProblem>;
}

/** Programs that answer a question about this machine. Only fixed, harmless commands are ever asked. */
export interface Programs {
  /**
   * Runs a program (absolute path) without a shell, with these variables as its only environment, and waits for its end.
   * Problems: fileNotFound, fileUnreadable, timedOut, tooLarge (it said more than `maxOctets`), aborted.
   */
  run(
    file: string,
    args: readonly string[],
    options: {
      readonly timeoutMs: Milliseconds;
      readonly maxOctets: number;
      readonly env: Readonly<Record<string, string>>;
      readonly signal?: Signal;
    },
  ): Promise<Result<{ readonly exitCode: number; readonly stdout: string; readonly stderr: string }, IoProblem>>;
}

/** The time of day, the time that passes, and waiting. */
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
  /** Asks name servers for their records; null: those that the system is set to. Loaded when first used. */
  readonly dnsRecords: (server: NameServer | null) => Promise<DnsRecords>;
  /** TCP whose connections go through a proxy. Addresses may be names where the plan `resolvesNames`. */
  readonly throughProxy: (plan: ProxyPlan) => Promise<Tcp>;
  /** Loaded when first used: the straight path needs no HTTP. */
  readonly http: () => Promise<Http>;
  readonly files: Files;
  /** Loaded when first used. */
  readonly programs: () => Promise<Programs>;
  /** The root certificates that Node brings along, PEM: the fallback where the system has no store. Costs 20 ms, so asked only then. */
  readonly bundledRoots: () => Promise<readonly string[]>;
  /** The roots that Windows or macOS trusts, PEM, as Node can read them since 22.15; problem `other` with code `notReadable` before. */
  readonly systemRoots: () => Promise<Result<readonly string[], IoProblem>>;
  /** Node's name of the operating system: `linux`, `darwin`, `win32`, … */
  readonly platform: string;
  readonly clock: Clock;
  readonly random: Random;
}

/** A connection that somebody opened to a port of ours. */
export interface ServedConnection extends TcpConnection {
  /** Lets go with RST; what is queued is lost. */
  reset(): void;
}

/** A port of our own, on 127.0.0.1 and, where the machine has it, on ::1: nobody else can reach it. */
export interface LoopbackPort {
  readonly port: number;
  /** Closes the port and whatever is open on it. */
  stop(): Promise<void>;
}

export type TlsVersion = 'TLSv1' | 'TLSv1.1' | 'TLSv1.2' | 'TLSv1.3';

/** What a TLS server shows. Keys and certificates are PEM; where nothing is said, the library's defaults hold. */
export interface TlsServerOptions {
  /** The leaf, then what else shall be sent, in this order. */
  readonly certificates: string;
  readonly privateKey: string;
  readonly minVersion?: TlsVersion;
  readonly maxVersion?: TlsVersion;
  /** An OpenSSL cipher list. */
  readonly ciphers?: string;
  /** DER of the OCSPResponse that is stapled for whoever asks. */
  readonly staple?: Uint8Array;
  /** Who answers what clients say, made anew for each connection. Default: nobody does. */
  readonly speaker?: () => (octets: Uint8Array) => { readonly answer: Uint8Array; readonly isOver: boolean };
}

/** What an HTTP server of ours answers. */
export interface HttpAnswer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Uint8Array;
}

/**
 * The serving side: ports that our own lab and listening commands open. Connections are limited in number and time, and
 * nothing that a client does is more than the end of its connection. Problems: other (no port, no loopback interface).
 */
export interface Loopback {
  /** Plain TCP. `serve` is called for each connection and says who listens to it. */
  tcp(serve: (connection: ServedConnection) => TcpListener): Promise<Result<LoopbackPort, IoProblem>>;
  /** A TLS server that completes handshakes, and drops what it is told unless there is a speaker. */
  tls(options: TlsServerOptions): Promise<Result<LoopbackPort, IoProblem>>;
  /** An HTTP server. `path` is as requested, query included. */
  http(
    serve: (request: { readonly method: string; readonly path: string }) => HttpAnswer,
  ): Promise<Result<LoopbackPort, IoProblem>>;
  /** A port of 127.0.0.1 at which every SYN draws a RST, since nobody listens; it is held, so that nobody else can begin to. */
  refusing(): Promise<Result<LoopbackPort, IoProblem>>;
  /** A port of 127.0.0.1 that leaves every SYN unanswered. Problem `other` with code `answered` where the platform cannot do it. */
  unanswering(): Promise<Result<LoopbackPort, IoProblem>>;
}
