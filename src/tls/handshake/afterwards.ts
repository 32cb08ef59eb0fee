import { alertDescriptions, alertLevels } from '../wire/registries/alert.ts';
import type { Machine } from './machine.ts';
import type { ExpectApplicationData, State } from './state.ts';

/** What to do with a completed handshake. */
export type Afterwards =
  /** Say goodbye. Where the server asked for a certificate, first hear whether it accepts our answer. */
  | { readonly kind: 'close' }
  /** Wait for the first NewSessionTicket of TLS 1.3. */
  | { readonly kind: 'awaitTicket' }
  /** Send application data, and keep what comes back until it `isEnough`, the server closes, or time is up. */
  | { readonly kind: 'exchange'; readonly send: Uint8Array; readonly isEnough: (received: Uint8Array) => boolean };

/** The handshake is complete: goes on as the plan says. */
export function afterHandshake(m: Machine, next: ExpectApplicationData): State | null {
  const { afterwards } = m.plan;
  const { values } = m.recorder;
  values.completed = true;
  if (afterwards.kind === 'exchange') m.sendApplicationData(afterwards.send);
  // Up to TLS 1.2 the server's Finished is its answer to our certificate; in TLS 1.3 it answers only now.
  const answerIsDue = next.tls13 !== null && (values.certificateRequest !== null || afterwards.kind === 'awaitTicket');
  if (!answerIsDue && afterwards.kind !== 'exchange') return goodbye(m);
  m.command({ kind: 'linger', for: afterwards.kind === 'exchange' ? 'answer' : 'verdict' });
  return next;
}

/** close_notify, and the end. */
export function goodbye(m: Machine): null {
  m.sendAlert(alertLevels.codes.warning, alertDescriptions.codes.close_notify);
  m.command({ kind: 'done' });
  return null;
}
