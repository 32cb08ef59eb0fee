import { names, untilDot } from './replies.ts';
import { line, notThisProtocol, ready, refused, say } from './script.ts';
import type { Script } from './script.ts';

/** STLS of POP3, RFC 2595 section 4; whether it is offered is asked with CAPA (RFC 2449). */
export function* pop3(): Script {
  const greeting = yield* status('greeting');
  if (greeting === null) return notThisProtocol;
  if (!greeting) return refused();

  yield* say('CAPA\r\n');
  const capabilities = yield* status('CAPA');
  if (capabilities === null) return notThisProtocol;
  const advertised = capabilities ? names(yield* untilDot('CAPA'), 'STLS') : null;

  yield* say('STLS\r\n');
  const answer = yield* status('STLS');
  if (answer === null) return notThisProtocol;
  return answer ? ready(advertised) : refused({ advertised });
}

/** Reads a status indicator (RFC 1939 section 3): `+OK`, `-ERR`, or neither. */
function* status(at: string): Script<boolean | null> {
  const text = yield* line(at);
  if (/^\+OK(?: |$)/.test(text)) return true;
  return /^-ERR(?: |$)/.test(text) ? false : null;
}
