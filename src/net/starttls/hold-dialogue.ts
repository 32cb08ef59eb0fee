import { failed, ok } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import type { Milliseconds } from '../../base/time.ts';
import type { IoProblem } from '../io-problem.ts';
import type { Clock, Ending, Prelude, Tcp, TcpConnection, TcpListener } from '../ports.ts';
import type { Dialogue, Outcome, Step } from './dialogue.ts';

/** Why a connection did not get through its dialogue. */
export type Trouble =
  | { readonly kind: 'noConnection'; readonly problem: IoProblem }
  | { readonly kind: 'aborted' }
  | Exclude<Outcome, { kind: 'ready' }>
  | {
      readonly kind: 'ended';
      readonly how: Ending | 'silence';
      readonly at: string;
      readonly said: string;
      /** Since the connection was open. */
      readonly afterMs: Milliseconds;
    };

export interface Held {
  readonly protocol: string;
  readonly dialogue: Dialogue;
  /**
   * What becomes of octets that came with the go-ahead: behind a proxy they are the server's first words; after STARTTLS nobody
   * knows whose they are.
   */
  readonly surplus: 'handOver' | 'drop';
  /** For the connection alone, where that shall not have all of the time. */
  readonly connectTimeoutMs?: Milliseconds;
}

/**
 * Opens a connection, holds a dialogue on it, and hands it over: the listener hears of nothing before, and of everything after.
 * `timeoutMs` and the signal hold for both together.
 */
export async function openAndHold(
  { tcp, clock }: { readonly tcp: Tcp; readonly clock: Clock },
  to: Parameters<Tcp['connect']>[0],
  { protocol, dialogue, surplus, connectTimeoutMs = to.timeoutMs }: Held,
  listener: TcpListener,
): Promise<Result<TcpConnection, Trouble>> {
  const startedMs = clock.monotonicMs();
  const relay = new Relay();
  const opened = await tcp.connect({ ...to, timeoutMs: Math.min(connectTimeoutMs, to.timeoutMs) }, relay);
  if (!opened.ok) return failed({ kind: 'noConnection', problem: opened.problem });
  const connection = opened.value;
  const openMs = clock.monotonicMs();

  return new Promise((resolve) => {
    let isOver = false;
    const finish = (result: Result<TcpConnection, Trouble>): void => {
      isOver = true;
      cancel();
      to.signal?.removeEventListener('abort', abort);
      resolve(result);
    };
    const giveUp = (trouble: Trouble, letGo: 'end' | 'destroy'): void => {
      relay.to(deaf);
      connection[letGo]();
      finish(failed(trouble));
    };
    const conclude = (outcome: Outcome, atMs: Milliseconds): void => {
      if (outcome.kind !== 'ready') return giveUp(outcome, 'end');
      const first = surplus === 'handOver' ? outcome.surplus : outcome.surplus.subarray(0, 0);
      if (first.length === 0) relay.to(listener);
      else {
        relay.hold();
        // Whoever awaits the connection gets it before its first octets.
        clock.after(0, () => {
          listener.octets(first, atMs);
          relay.to(listener);
        });
      }
      const { said, advertised } = outcome;
      const prelude = { protocol, durationMs: atMs - openMs, said, advertised, surplus: outcome.surplus.length };
      finish(ok(handedOver(connection, prelude)));
    };
    const perform = ({ send, outcome }: Step, atMs: Milliseconds): void => {
      if (send !== undefined) connection.write(send);
      if (outcome !== undefined) conclude(outcome, atMs);
    };
    const ended = (how: Ending | 'silence'): void => {
      const atMs = clock.monotonicMs();
      const { waitingFor: at, said } = dialogue;
      const outcome = dialogue.ended();
      if (outcome !== null) return conclude(outcome, atMs);
      giveUp({ kind: 'ended', how, at, said, afterMs: atMs - openMs }, 'destroy');
    };
    const abort = (): void => giveUp({ kind: 'aborted' }, 'destroy');
    const cancel = clock.after(Math.max(to.timeoutMs - (openMs - startedMs), 0), () => ended('silence'));
    to.signal?.addEventListener('abort', abort, { once: true });
    if (to.signal?.aborted === true) return abort();
    perform(dialogue.start(), openMs);
    if (!isOver) relay.to({ octets: (octets, atMs) => perform(dialogue.receive(octets), atMs), ended });
  });
}

/** Passes on what happens to whoever is next; keeps it while nobody is. */
class Relay implements TcpListener {
  readonly #kept: ((listener: TcpListener) => void)[] = [];
  #listener: TcpListener | null = null;

  octets(octets: Uint8Array, atMs: Milliseconds): void {
    this.#pass((listener) => listener.octets(octets, atMs));
  }

  ended(how: Ending, atMs: Milliseconds): void {
    this.#pass((listener) => listener.ended(how, atMs));
  }

  hold(): void {
    this.#listener = null;
  }

  to(listener: TcpListener): void {
    this.#listener = listener;
    // A listener that hears something may make another one the next.
    while (this.#listener !== null) {
      const next = this.#kept.shift();
      if (next === undefined) return;
      next(this.#listener);
    }
  }

  #pass(event: (listener: TcpListener) => void): void {
    if (this.#listener === null) this.#kept.push(event);
    else event(this.#listener);
  }
}

const deaf: TcpListener = { octets: () => {}, ended: () => {} };

const handedOver = (connection: TcpConnection, prelude: Prelude): TcpConnection => ({
  write: (octets) => connection.write(octets),
  end: () => connection.end(),
  destroy: () => connection.destroy(),
  pause: () => connection.pause(),
  resume: () => connection.resume(),
  localAddress: connection.localAddress,
  preludes: [...(connection.preludes ?? []), prelude],
});
