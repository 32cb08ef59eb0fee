import type { KeyObject } from 'node:crypto';
import { verifySignature } from '../crypto/signature.ts';
import type { DigitallySigned } from '../wire/messages/server-key-exchange.ts';
import type { Machine } from './machine.ts';
import type { ServerAuthenticated } from './state.ts';

/** A resumed session: who holds its key has proved itself when the session began (RFC 8446 section 2.2). */
export const authenticatedBySession: ServerAuthenticated = { serverAuthenticated: true };

/**
 * Checks the server's signature over what it must have signed. Beside a resumed session the only maker of {@link ServerAuthenticated}: a state that
 * needs one cannot be reached past a bad signature.
 */
export function authenticate(
  m: Machine,
  what: 'certificateVerify' | 'serverKeyExchange',
  key: KeyObject,
  signed: DigitallySigned,
  message: Uint8Array,
  protocol: number,
): ServerAuthenticated | null {
  m.recorder.values.signatureScheme = signed.algorithm;
  const verdict = verifySignature({ scheme: signed.algorithm, protocol, key, message, signature: signed.signature });
  return verdict === 'valid' ? { serverAuthenticated: true } : m.checkFailed(what);
}
