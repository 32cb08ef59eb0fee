/** A conversation in memory: the peer's part is given, ours and the outcome come out. */
import { expect } from 'vitest';
import { concat, fromLatin1, latin1 } from '../../src/base/octets.ts';
import type { Dialogue, Outcome } from '../../src/net/starttls/dialogue.ts';

export interface Played {
  /** What we sent, as ISO 8859-1, once for each time that we spoke. */
  readonly sent: readonly string[];
  readonly outcome: Outcome | null;
  readonly dialogue: Dialogue;
}

/** Holds a dialogue with a peer that says these parts, in this order, each once we have answered the one before. */
export function play(begin: () => Dialogue, ...said: readonly (string | Uint8Array)[]): Played {
  const parts = said.map((part) => (typeof part === 'string' ? fromLatin1(part) : part));
  const whole = held(begin(), parts);
  const single = held(
    begin(),
    parts.flatMap((part) => [...part].map((octet) => Uint8Array.of(octet))),
  );
  // However the octets are cut, the conversation is the same; surplus alone is what came after the end.
  expect(single.sent).toEqual(whole.sent);
  expect(withoutSurplus(single.outcome)).toEqual(withoutSurplus(whole.outcome));
  return whole;
}

/** The same with everything in one piece, as a hasty peer sends it. */
export const playAtOnce = (begin: () => Dialogue, ...said: readonly (string | Uint8Array)[]): Played =>
  held(begin(), [concat(said.map((part) => (typeof part === 'string' ? fromLatin1(part) : part)))]);

function held(dialogue: Dialogue, parts: readonly Uint8Array[]): Played {
  const sent: string[] = [];
  let outcome: Outcome | null = null;
  for (const step of [() => dialogue.start(), ...parts.map((part) => () => dialogue.receive(part))]) {
    const { send, outcome: come } = step();
    if (send !== undefined) sent.push(latin1(send));
    outcome ??= come ?? null;
  }
  return { sent, outcome, dialogue };
}

const withoutSurplus = (outcome: Outcome | null): unknown => outcome && { ...outcome, surplus: null, said: null };
