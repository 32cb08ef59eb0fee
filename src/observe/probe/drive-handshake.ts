import { eitherOf } from '../../base/signal.ts';
import type { Signal } from '../../base/signal.ts';
import type { Milliseconds } from '../../base/time.ts';
import type { IoProblem } from '../../net/io-problem.ts';
import type { Clock, Prelude, Tcp, TcpConnection } from '../../net/ports.ts';
import type { Capture } from '../../tls/handshake/capture.ts';
import { ClientHandshake } from '../../tls/handshake/client.ts';
import type { Event } from '../../tls/handshake/event.ts';
import type { Plan } from '../../tls/handshake/plan.ts';
import type { Resumable } from '../../tls/handshake/resumption.ts';

/** What came of one connection. Times are since the start of the TCP connection attempt. */
export type Driven =
  | { readonly kind: 'noConnection'; readonly problem: IoProblem; readonly durationMs: Milliseconds }
  | {
      readonly kind: 'handshake';
      readonly capture: Capture;
      readonly preludes: readonly Prelude[];
      /** What resumes the session, where the plan waited for a ticket. Secret. */
      readonly resumable: Resumable | null;
      readonly tcpMs: Milliseconds;
      readonly firstByteMs: Milliseconds | null;
      readonly handshakeMs: Milliseconds;
    };

export interface DriveOptions {
  readonly address: string;
  readonly port: number;
  readonly connectTimeoutMs: Milliseconds;
  /** For connection and handshake together. */
  readonly timeoutMs: Milliseconds;
  readonly signal?: Signal;
  /** Ends only the waiting for a connection. */
  readonly connectSignal?: Signal;
}

/**
 * Opens a connection and performs one handshake on it: octets go to the state machine, its commands to the socket. It always
 * ends, at the latest after `timeoutMs`.
 */
export async function driveHandshake(
  ports: { readonly tcp: Tcp; readonly clock: Clock },
  plan: Plan,
  options: DriveOptions,
): Promise<Driven> {
  const { tcp, clock } = ports;
  const startedMs = clock.monotonicMs();
  const sinceStart = (): Milliseconds => clock.monotonicMs() - startedMs;
  const handshake = new ClientHandshake(plan);
  const run = new HandshakeRun(handshake, clock, options);
  const opened = await tcp.connect(
    {
      address: options.address,
      port: options.port,
      timeoutMs: Math.min(options.connectTimeoutMs, options.timeoutMs),
      ...connectSignalOf(options),
    },
    {
      octets: (octets, atMs) => run.octets(octets, atMs - startedMs),
      ended: (how, atMs) => run.handle({ kind: 'ended', how, atMs: atMs - startedMs }),
    },
  );
  if (!opened.ok) {
    const durationMs = sinceStart();
    // Given up while others had come to an end: for a reader that is a time-out, not an interruption.
    const gaveUp = opened.problem.kind === 'aborted' && options.signal?.aborted !== true;
    return {
      kind: 'noConnection',
      problem: gaveUp ? { kind: 'timedOut', afterMs: durationMs } : opened.problem,
      durationMs,
    };
  }
  const tcpMs = sinceStart();
  const capture = await run.on(opened.value, tcpMs);
  return {
    kind: 'handshake',
    capture,
    preludes: opened.value.preludes ?? [],
    resumable: handshake.resumable(),
    tcpMs,
    firstByteMs: run.firstByteMs,
    handshakeMs: run.endedMs ?? sinceStart(),
  };
}

function connectSignalOf({ signal, connectSignal }: DriveOptions): { readonly signal?: Signal } {
  if (signal !== undefined && connectSignal !== undefined) return { signal: eitherOf(signal, connectSignal) };
  const only = signal ?? connectSignal;
  return only === undefined ? {} : { signal: only };
}

/** One handshake on one open connection. */
class HandshakeRun {
  firstByteMs: Milliseconds | null = null;
  endedMs: Milliseconds | null = null;
  readonly #handshake: ClientHandshake;
  readonly #clock: Clock;
  readonly #options: DriveOptions;
  readonly #cancels: (() => void)[] = [];
  #connection: TcpConnection | null = null;
  #settle: ((capture: Capture) => void) | null = null;

  constructor(handshake: ClientHandshake, clock: Clock, options: DriveOptions) {
    this.#handshake = handshake;
    this.#clock = clock;
    this.#options = options;
  }

  on(connection: TcpConnection, tcpMs: Milliseconds): Promise<Capture> {
    const { signal, timeoutMs } = this.#options;
    this.#connection = connection;
    return new Promise((resolve) => {
      this.#settle = resolve;
      const abort = (): void => this.handle({ kind: 'aborted', atMs: tcpMs });
      if (signal?.aborted === true) return abort();
      signal?.addEventListener('abort', abort, { once: true });
      this.#cancels.push(() => signal?.removeEventListener('abort', abort));
      this.#timeOutAfter(Math.max(timeoutMs - tcpMs, 0), timeoutMs);
      this.handle({ kind: 'connected', atMs: tcpMs });
    });
  }

  octets(octets: Uint8Array, atMs: Milliseconds): void {
    this.firstByteMs ??= atMs;
    this.handle({ kind: 'octets', octets, atMs });
  }

  handle(event: Event): void {
    for (const command of this.#handshake.handle(event)) {
      switch (command.kind) {
        case 'send':
          this.#connection?.write(command.octets);
          break;
        case 'linger':
          this.#timeOutAfter(lingerMs[command.for], lingerMs[command.for]);
          break;
        case 'done':
          this.#finish(event.atMs);
          break;
        default:
          command satisfies never;
      }
    }
  }

  #timeOutAfter(delayMs: Milliseconds, reportedMs: Milliseconds): void {
    this.#cancels.push(this.#clock.after(delayMs, () => this.handle({ kind: 'timedOut', atMs: reportedMs })));
  }

  #finish(atMs: Milliseconds): void {
    this.endedMs = atMs;
    for (const cancel of this.#cancels.splice(0)) cancel();
    this.#connection?.end();
    this.#settle?.(this.#handshake.capture());
  }
}

/** How long a server that asked for a certificate may take to refuse us after our Finished, and any to answer what we ask. */
const lingerMs: Readonly<Record<'verdict' | 'answer', Milliseconds>> = { verdict: 1000, answer: 3000 };
