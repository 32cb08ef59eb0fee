/**
 * A server a round trip away, on a clock that only we move: what is waited for, and for how long, can be counted. It is served by
 * what serves a fault of the lab.
 */
import { failed, ok } from '../../src/base/result.ts';
import type { Clock, Loopback, ServedConnection, Tcp, TcpConnection, TcpListener } from '../../src/net/ports.ts';

export interface DistantServer {
  readonly clock: Clock;
  /** Opens every connection after a round trip. */
  readonly tcp: Tcp;
  /** Where the server is started. */
  readonly loopback: Loopback;
  /** When each connection was begun, in round trips, in order. */
  readonly begun: readonly number[];
  /** Lets time pass until this is done; with how many round trips that took. */
  readonly run: <T>(work: Promise<T>) => Promise<{ readonly value: T; readonly roundTrips: number }>;
  /** Time passes, and nobody gets to work. */
  readonly hold: (ms: number) => void;
}

/** How it is there and on the way, where that is not as usual. */
export interface Circumstances {
  readonly roundTripMs: number;
  /** Something next to us resets every connection so long after we have said something; null: nothing does. */
  readonly cutOffAfterMs: number | null;
  /** Whenever a connection was begun, others have the machine for so long. */
  readonly heldUpMs: number;
}

const usual: Circumstances = { roundTripMs: 50, cutOffAfterMs: null, heldUpMs: 0 };

/** What nobody asks for here. */
const unread = { pause: () => undefined, resume: () => undefined, localAddress: '192.0.2.1' };

export function distantServer(circumstances: Partial<Circumstances> = {}): DistantServer {
  const { roundTripMs, cutOffAfterMs, heldUpMs } = { ...usual, ...circumstances };
  let nowMs = 0;
  let serve: ((connection: ServedConnection) => TcpListener) | null = null;
  const due: { readonly atMs: number; readonly act: () => void }[] = [];
  const after = (delayMs: number, act: () => void): (() => void) => {
    const entry = { atMs: nowMs + delayMs, act };
    due.push(entry);
    return () => void (due.includes(entry) && due.splice(due.indexOf(entry), 1));
  };
  const begun: number[] = [];
  const open = (client: TcpListener): TcpConnection => {
    let isNearOpen = true;
    let isFarOpen = true;
    const toClient = (act: () => void): void => void after(roundTripMs / 2, () => isNearOpen && act());
    const endFar = (how: 'fin' | 'rst'): void => {
      if (isFarOpen) toClient(() => client.ended(how, nowMs));
      isFarOpen = false;
    };
    const server = serve?.({
      write: (octets) => void (isFarOpen && toClient(() => client.octets(octets, nowMs))),
      end: () => endFar('fin'),
      destroy: () => endFar('fin'),
      reset: () => endFar('rst'),
      ...unread,
    });
    const toServer = (act: () => void): void => void after(roundTripMs / 2, () => isFarOpen && act());
    const endNear = (): void => {
      isNearOpen = false;
      toServer(() => server?.ended('fin', nowMs));
    };
    return {
      write: (octets) => {
        if (cutOffAfterMs === null) return toServer(() => server?.octets(octets, nowMs));
        after(cutOffAfterMs, () => isNearOpen && client.ended('rst', nowMs));
      },
      end: endNear,
      destroy: endNear,
      ...unread,
    };
  };
  const none = async () => failed({ kind: 'other', code: 'notHere' } as const);
  return {
    clock: { now: () => Date.now(), monotonicMs: () => nowMs, after },
    tcp: {
      connect: (_, listener) => {
        begun.push(nowMs / roundTripMs);
        return new Promise((resolve) => {
          after(roundTripMs, () => resolve(ok(open(listener))));
          // It begins when we wait: what is due meanwhile comes late.
          if (heldUpMs > 0) after(0, () => void (nowMs += heldUpMs));
        });
      },
    },
    loopback: {
      tcp: async (how) => {
        serve = how;
        return ok({ port: 4433, stop: async () => undefined });
      },
      tls: none,
      http: none,
      refusing: none,
      unanswering: none,
    },
    begun,
    hold: (ms) => void (nowMs += ms),
    run: async (work) => {
      const fromMs = nowMs;
      const ended = new Set<Promise<unknown>>();
      void work.finally(() => ended.add(work)).catch(() => undefined);
      for (;;) {
        // Whatever has come is taken up before more time passes.
        for (let turn = 0; turn < 3; turn++) await new Promise((resolve) => void setImmediate(resolve));
        if (ended.has(work)) return { value: await work, roundTrips: (nowMs - fromMs) / roundTripMs };
        const [next] = due.toSorted((a, b) => a.atMs - b.atMs);
        if (next === undefined) continue;
        due.splice(due.indexOf(next), 1);
        nowMs = Math.max(nowMs, next.atMs);
        next.act();
      }
    },
  };
}
