import type { HashName } from '../wire/registries/cipher-suite.ts';
import { startKeySchedule, verifyData } from './key-schedule.ts';

/**
 * A PSK binder, RFC 8446 section 4.2.11.2: the proof that a client has the key that it offers. `truncatedHash` is the hash of
 * all messages up to the ClientHello, of which the binders themselves are left out, with the lengths counting them as there
 * (`Transcript.hash` takes it as `more`; `bindersOctets` says how much to cut off). `hash` is that of the key's cipher suite.
 */
export function binderFor(
  hash: HashName,
  psk: Uint8Array,
  truncatedHash: Uint8Array,
  kind: 'external' | 'resumption' = 'resumption',
): Uint8Array {
  return verifyData(hash, startKeySchedule(hash, psk).binderKey(kind), truncatedHash);
}
