import { names, reply } from './replies.ts';
import { notThisProtocol, ready, refused, say } from './script.ts';
import type { Script } from './script.ts';

/** AUTH TLS of FTP, RFC 4217 section 4; whether it is offered is asked with FEAT (RFC 2389). */
export function* ftp(): Script {
  let greeting = yield* reply('greeting');
  // 120: ready in a while (RFC 959 5.4), and says so again when it is.
  if (greeting?.code === 120) greeting = yield* reply('greeting');
  if (greeting === null) return notThisProtocol;
  if (greeting.code !== 220) return refused({ status: greeting.code });

  yield* say('FEAT\r\n');
  const features = yield* reply('FEAT');
  if (features === null) return notThisProtocol;
  const advertised = features.code === 211 ? names(features.lines.slice(1, -1), 'AUTH') : null;

  yield* say('AUTH TLS\r\n');
  const answer = yield* reply('AUTH TLS');
  if (answer === null) return notThisProtocol;
  return answer.code === 234 ? ready(advertised) : refused({ status: answer.code, advertised });
}
