import { line, notThisProtocol, ready, refused, say } from './script.ts';
import type { Script } from './script.ts';

/** STARTTLS of ManageSieve, RFC 5804 section 2.2. The greeting names the capabilities (1.7). */
export function* sieve(): Script {
  const greeting = yield* response('greeting');
  if (greeting === null) return notThisProtocol;
  if (greeting.said !== 'OK') return refused();
  const advertised = greeting.lines.some((text) => /^"STARTTLS"/i.test(text));

  yield* say('STARTTLS\r\n');
  const answer = yield* response('STARTTLS');
  if (answer === null) return notThisProtocol;
  return answer.said === 'OK' ? ready(advertised) : refused({ advertised });
}

interface Response {
  readonly said: 'OK' | 'NO' | 'BYE';
  /** What came before it: capabilities. */
  readonly lines: readonly string[];
}

function* response(at: string): Script<Response | null> {
  const lines: string[] = [];
  for (;;) {
    const text = yield* line(at);
    const said = /^(OK|NO|BYE)(?: |$)/i.exec(text)?.[1]?.toUpperCase();
    if (said === 'OK' || said === 'NO' || said === 'BYE') return { said, lines };
    if (!text.startsWith('"')) return null;
    lines.push(text);
  }
}
