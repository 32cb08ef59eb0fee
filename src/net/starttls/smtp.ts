import { names, reply } from './replies.ts';
import { notThisProtocol, ready, refused, say } from './script.ts';
import type { Script } from './script.ts';

/** STARTTLS of SMTP, RFC 3207. */
export const smtp = (): Script => mail('EHLO');

/** The same of LMTP, whose greeting word differs (RFC 2033 4.1). */
export const lmtp = (): Script => mail('LHLO');

function* mail(hello: 'EHLO' | 'LHLO'): Script {
  const greeting = yield* reply('greeting');
  if (greeting === null) return notThisProtocol;
  if (greeting.code !== 220) return refused({ status: greeting.code });

  yield* say(`${hello} ${ourName}\r\n`);
  const capabilities = yield* reply(hello);
  if (capabilities === null) return notThisProtocol;
  if (capabilities.code !== 250) return refused({ status: capabilities.code });
  const advertised = names(capabilities.lines.slice(1), 'STARTTLS');

  // Asked for even where it was not offered: the refusal says more than its absence.
  yield* say('STARTTLS\r\n');
  const answer = yield* reply('STARTTLS');
  if (answer === null) return notThisProtocol;
  return answer.code === 220 ? ready(advertised) : refused({ status: answer.code, advertised });
}

/** A name that can belong to nobody (RFC 2606): servers want one here, and ours is none of their business. */
const ourName = 'whytls.invalid';
