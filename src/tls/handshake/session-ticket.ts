import type { Machine } from './machine.ts';

/** Notes a NewSessionTicket. In every version its first four octets are the lifetime in seconds (RFC 5077 3.3, RFC 8446 4.6.1). */
export function noteTicket(m: Machine, body: Uint8Array): void {
  const { values } = m.recorder;
  const { session } = values;
  const lifetime = body.length < 4 ? null : new DataView(body.buffer, body.byteOffset).getUint32(0);
  values.session = {
    ...session,
    tickets: session.tickets + 1,
    ticketLifetime: session.ticketLifetime ?? lifetime,
  };
}
