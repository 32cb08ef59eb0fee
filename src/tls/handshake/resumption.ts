import { concat } from '../../base/octets.ts';
import { resumptionPsk } from '../crypto/key-schedule.ts';
import { binderFor } from '../crypto/psk-binder.ts';
import { decode, encode } from '../wire/codec.ts';
import { bindersOctets, obfuscatedTicketAge, offeredPsks } from '../wire/extensions/pre-shared-key.ts';
import { clientHello } from '../wire/messages/client-hello.ts';
import type { ClientHello } from '../wire/messages/client-hello.ts';
import { handshakeMessage } from '../wire/messages/handshake-message.ts';
import type { HandshakeMessage } from '../wire/messages/handshake-message.ts';
import { newSessionTicket13 } from '../wire/messages/new-session-ticket.ts';
import { suiteFacts } from '../wire/registries/cipher-suite.ts';
import type { HashName, SuiteFacts } from '../wire/registries/cipher-suite.ts';
import { extensionTypes } from '../wire/registries/extension-type.ts';
import { handshakeTypes } from '../wire/registries/handshake-type.ts';
import type { Machine } from './machine.ts';

/** What a later connection of TLS 1.3 needs to resume a session (RFC 8446 section 4.6.1). Secret: no part of a capture. */
export interface Resumable {
  readonly ticket: Uint8Array;
  readonly ageAdd: number;
  readonly psk: Uint8Array;
  readonly cipherSuite: number;
}

/** Makes a NewSessionTicket into what resumes the session; null where it cannot be decoded, or a ClientHello has no room for it. */
export function resumableBy(
  body: Uint8Array,
  suite: SuiteFacts,
  cipherSuite: number,
  resumptionMasterSecret: Uint8Array,
): Resumable | null {
  const decoded = decode(newSessionTicket13, body);
  if (!decoded.ok) return null;
  const { ticket, ageAdd, nonce } = decoded.value;
  if (ticket.length > maxTicketOctets) return null;
  return { ticket, ageAdd, cipherSuite, psk: resumptionPsk(suite.prfHash, resumptionMasterSecret, nonce) };
}

/** The hash of the suite that a session was made with: the suite of the new one must have the same. */
export const hashOf = ({ cipherSuite }: Resumable): HashName => suiteFacts(cipherSuite)?.prfHash ?? 'sha256';

/**
 * Adds pre_shared_key, always last, to a ClientHello, with the binder that proves that we hold the key: it covers everything
 * before the binders, and the messages before the hello (RFC 8446 section 4.2.11.2).
 */
export function withPsk(m: Machine, hello: ClientHello, resumable: Resumable): HandshakeMessage {
  const hash = hashOf(resumable);
  // The ticket is used at once: its age is what the round trip took, which servers allow for.
  const identities = [{ identity: resumable.ticket, obfuscatedTicketAge: obfuscatedTicketAge(0, resumable.ageAdd) }];
  const binders = [new Uint8Array(hash === 'sha384' ? 48 : 32)];
  const data = encode(offeredPsks, { identities, binders });
  const type = extensionTypes.codes.pre_shared_key;
  const body = encode(clientHello, { ...hello, extensions: [...hello.extensions, { type, data }] });
  const { raw } = handshakeMessage(handshakeTypes.codes.client_hello, body);
  const truncated = raw.subarray(0, raw.length - bindersOctets(binders));
  const binder = binderFor(hash, resumable.psk, m.transcript.hash(hash, truncated));
  const whole = concat([
    truncated,
    encode(offeredPsks, { identities, binders: [binder] }).subarray(-bindersOctets(binders)),
  ]);
  return { type: handshakeTypes.codes.client_hello, body: whole.subarray(4), raw: whole };
}

/** A ticket that holds a client's whole chain takes some thousand octets. A cookie has to find room beside it. */
const maxTicketOctets = 0x4000;
