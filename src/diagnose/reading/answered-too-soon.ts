/**
 * Tells by the clock who ended a connection. An answer to the ClientHello cannot come back sooner than TCP's own answer did: both
 * go the whole way and back. What is much faster comes from nearer, in the server's name.
 */
import type { Milliseconds } from '../../base/time.ts';
import type { Facts } from '../../observe/facts.ts';
import type { Capture } from '../fact-types.ts';

/** Why we say that somebody on the way has a hand in it. */
export type Interference =
  /** It ended sooner than an answer of the server's can come. */
  | { readonly kind: 'tooSoon'; readonly afterMs: Milliseconds; readonly roundTripMs: Milliseconds }
  /** The same hello goes through with another name in it, and without any. */
  | { readonly kind: 'name'; readonly sni: string; readonly other: string }
  /** A short hello goes through, the same made long does not. */
  | { readonly kind: 'size'; readonly octets: number; readonly small: number; readonly large: number };

/**
 * Whether the connection ended sooner than the server can have ended it; twice, since one SYN that had to be sent again would
 * make the way look longer than it is. Null: not, or not to be told (too short a way, no second connection, a proxy or STARTTLS
 * in between, where opening a connection takes more than one round trip; and a machine so busy that it may have let us wait for
 * an open connection: that looks like a long way, too).
 */
export function answeredTooSoon(facts: Facts): Extract<Interference, { readonly kind: 'tooSoon' }> | null {
  if (facts.handshake.kind !== 'completed' || facts.tcp.kind !== 'completed') return null;
  if ((facts.handshake.value.preludes ?? []).length > 0) return null;
  const again = facts.experiments.find(({ question }) => question.kind === 'answersAgain');
  if (again?.result.kind !== 'handshake') return null;
  const { capture, handshakeMs } = facts.handshake.value;
  const first = afterHello(capture, handshakeMs);
  const second = afterHello(again.result.capture, again.durationMs);
  if (first === null || second === null) return null;
  const opened = facts.experiments.flatMap(({ result }) =>
    result.kind === 'handshake' ? [helloAtMs(result.capture) ?? Number.POSITIVE_INFINITY] : [],
  );
  const roundTripMs = Math.min(facts.tcp.value.durationMs, ...opened);
  const afterMs = Math.max(first, second);
  const heldUpMs = again.heldUpMs ?? Number.POSITIVE_INFINITY;
  return roundTripMs >= shortestTellingMs && afterMs < roundTripMs / 2 && heldUpMs < roundTripMs / 4
    ? { kind: 'tooSoon', afterMs, roundTripMs }
    : null;
}

/** From the ClientHello to a close in place of a ServerHello; null where it ended otherwise. */
function afterHello(capture: Capture, endedMs: Milliseconds): Milliseconds | null {
  const { problem } = capture;
  const sentMs = helloAtMs(capture);
  const isClosed = problem?.kind === 'closed' && problem.waitingFor === 'serverHello' && problem.octets === 0;
  return sentMs === null || !isClosed ? null : endedMs - sentMs;
}

/** When the ClientHello was sent, since the start of the TCP connection attempt: at once when it was open. */
const helloAtMs = (capture: Capture): Milliseconds | null =>
  capture.messages.find(({ from, name }) => from === 'client' && name === 'client_hello')?.atMs ?? null;

/** On a shorter way the scheduling of either machine is longer than the difference. */
const shortestTellingMs: Milliseconds = 4;
