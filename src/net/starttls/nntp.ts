import { names, reply, untilDot } from './replies.ts';
import { notThisProtocol, ready, refused, say } from './script.ts';
import type { Script } from './script.ts';

/** STARTTLS of NNTP, RFC 4642. */
export function* nntp(): Script {
  const greeting = yield* reply('greeting');
  if (greeting === null) return notThisProtocol;
  if (greeting.code !== 200 && greeting.code !== 201) return refused({ status: greeting.code });

  yield* say('CAPABILITIES\r\n');
  const capabilities = yield* reply('CAPABILITIES');
  if (capabilities === null) return notThisProtocol;
  const advertised = capabilities.code === 101 ? names(yield* untilDot('CAPABILITIES'), 'STARTTLS') : null;

  yield* say('STARTTLS\r\n');
  const answer = yield* reply('STARTTLS');
  if (answer === null) return notThisProtocol;
  return answer.code === 382 ? ready(advertised) : refused({ status: answer.code, advertised });
}
