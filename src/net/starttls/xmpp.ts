import { utf8 } from '../../base/octets.ts';
import { notThisProtocol, ready, refused, say } from './script.ts';
import type { Script } from './script.ts';
import { XmlTags } from './xml-tags.ts';
import type { Tag } from './xml-tags.ts';

/** STARTTLS of XMPP between client and server, RFC 6120 section 5. `host`: the domain that the server shall be. */
export const xmpp = (host: string): Script => stream(host, 'jabber:client');

/** The same between servers. */
export const xmppServer = (host: string): Script => stream(host, 'jabber:server');

function* stream(host: string, content: 'jabber:client' | 'jabber:server'): Script {
  const tags = new XmlTags();
  yield* say(
    utf8(
      `<?xml version='1.0'?><stream:stream xmlns='${content}' xmlns:stream='${streams}' to='${escaped(host)}' version='1.0'>`,
    ),
  );
  const header = yield* tags.next('stream header');
  if (header === null || !is(header, streams, 'stream')) return notThisProtocol;

  const features = yield* tags.next('stream features');
  if (features === null) return notThisProtocol;
  // A stream error, with its name inside, ends what was begun.
  if (is(features, streams, 'error')) return (yield* untilEnd(tags, features)) === null ? notThisProtocol : refused();
  if (!is(features, streams, 'features')) return notThisProtocol;
  const offered = yield* untilEnd(tags, features);
  if (offered === null) return notThisProtocol;
  if (!offered.some((tag) => is(tag, startTls, 'starttls'))) return refused({ advertised: false });

  yield* say(`<starttls xmlns='${startTls}'/>`);
  const answer = yield* tags.next('starttls');
  if (answer === null) return notThisProtocol;
  if (is(answer, startTls, 'failure')) return refused({ advertised: true });
  if (is(answer, streams, 'error')) {
    return (yield* untilEnd(tags, answer)) === null ? notThisProtocol : refused({ advertised: true });
  }
  if (!is(answer, startTls, 'proceed')) return notThisProtocol;
  return (yield* untilEnd(tags, answer)) === null ? notThisProtocol : ready(true);
}

/** The tags inside an element that has just begun; null if they are none. */
function* untilEnd(tags: XmlTags, element: Tag): Script<readonly Tag[] | null> {
  const inside: Tag[] = [];
  for (let depth = element.kind === 'start' ? 1 : 0; depth > 0;) {
    const tag = yield* tags.next(element.name);
    if (tag === null) return null;
    if (tag.kind === 'start') depth += 1;
    if (tag.kind === 'end') depth -= 1;
    inside.push(tag);
  }
  return inside;
}

const is = (tag: Tag, namespace: string, name: string): boolean =>
  tag.kind !== 'end' && tag.namespace === namespace && tag.name === name;

const escaped = (text: string): string =>
  text.replaceAll(/[<>&'"]/g, (character) => `&#${character.codePointAt(0) ?? 0};`);

const streams = 'http://etherx.jabber.org/streams';
const startTls = 'urn:ietf:params:xml:ns:xmpp-tls';
