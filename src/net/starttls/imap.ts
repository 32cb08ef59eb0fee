import { line, notThisProtocol, ready, refused, say } from './script.ts';
import type { Script } from './script.ts';

/** STARTTLS of IMAP, RFC 9051 section 6.2.1 (RFC 3501 likewise). */
export function* imap(): Script {
  const greeting = /^\* (OK|PREAUTH|BYE)(?: |$)/i.exec(yield* line('greeting'));
  if (greeting === null) return notThisProtocol;
  // RFC 9051 7.1.4: a connection that begins authenticated can no longer be protected.
  if (greeting[1]?.toUpperCase() !== 'OK') return refused();

  const capabilities = yield* command('a1', 'CAPABILITY');
  if (capabilities === null) return notThisProtocol;
  if (capabilities.said === 'BYE') return refused();
  const offers = capabilities.untagged.filter((text) => /^CAPABILITY /i.test(text)).join(' ');
  const advertised = capabilities.said === 'OK' ? / STARTTLS(?: |$)/i.test(offers) : null;

  const answer = yield* command('a2', 'STARTTLS');
  if (answer === null) return notThisProtocol;
  return answer.said === 'OK' ? ready(advertised) : refused({ advertised });
}

interface Answer {
  /** The tagged answer; BYE comes untagged, and nothing follows it. */
  readonly said: 'OK' | 'NO' | 'BAD' | 'BYE';
  /** Untagged lines before it, without their `* `. */
  readonly untagged: readonly string[];
}

function* command(tag: string, name: string): Script<Answer | null> {
  yield* say(`${tag} ${name}\r\n`);
  const untagged: string[] = [];
  for (;;) {
    const text = yield* line(name);
    const [, who, rest = ''] = /^(\S+) (.*)$/.exec(text) ?? [];
    if (who === '*') {
      if (/^BYE(?: |$)/i.test(rest)) return { said: 'BYE', untagged };
      untagged.push(rest);
      continue;
    }
    const said = /^(OK|NO|BAD)(?: |$)/i.exec(rest)?.[1]?.toUpperCase();
    return who === tag && (said === 'OK' || said === 'NO' || said === 'BAD') ? { said, untagged } : null;
  }
}
