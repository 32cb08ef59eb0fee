import { fromUtf8 } from '../../base/octets.ts';
import type { Dialogue } from '../starttls/dialogue.ts';
import { atMost, line, notThisProtocol, ready, refused, say, scripted } from '../starttls/script.ts';
import type { Script } from '../starttls/script.ts';
import { basicToken, withoutCredentials } from './proxy-plan.ts';
import type { Credentials } from './proxy-plan.ts';

/** Where the tunnel shall end: a name or a numeric address without brackets, and a port. */
export interface TunnelEnd {
  readonly address: string;
  readonly port: number;
}

/** The CONNECT method, RFC 9110 section 9.3.6, in HTTP/1.1. What follows a 2xx answer's headers is the server's already. */
export const httpConnect = (end: TunnelEnd, credentials: Credentials | null): Dialogue =>
  scripted(connectScript(end, credentials), (said) => withoutCredentials(said, credentials));

function* connectScript({ address, port }: TunnelEnd, credentials: Credentials | null): Script {
  const authority = `${address.includes(':') ? `[${address}]` : address}:${port}`;
  yield* say(
    [
      `CONNECT ${authority} HTTP/1.1`,
      `Host: ${authority}`,
      'User-Agent: whytls',
      ...(credentials === null ? [] : [`Proxy-Authorization: Basic ${basicToken(credentials)}`]),
      '\r\n',
    ].join('\r\n'),
  );
  for (;;) {
    const statusLine = yield* line('CONNECT');
    const status = Number(/^HTTP\/1\.\d (\d{3})(?: |$)/.exec(statusLine)?.[1] ?? 0);
    if (status === 0) return notThisProtocol;
    const headers = yield* readHeaders();
    if (status >= 200 && status <= 299) return ready();
    // Interim answers may come before the one that counts (RFC 9110 15.2).
    if (status < 200) continue;
    const wanted = headers.filter(([name]) => name === 'proxy-authenticate').map(([, value]) => value);
    const text = words(yield* readBody(headers));
    const said = [
      statusLine,
      ...(status === 407 && wanted.length > 0 ? [`Proxy-Authenticate: ${wanted.join(', ')}`] : []),
      ...(text === '' ? [] : [text]),
    ];
    return refused({ status, said: said.join('\n') });
  }
}

type Headers = readonly (readonly [name: string, value: string])[];

function* readHeaders(): Script<Headers> {
  const headers: (readonly [string, string])[] = [];
  for (;;) {
    const text = yield* line('CONNECT');
    if (text === '') return headers;
    const colon = text.indexOf(':');
    if (colon > 0) headers.push([text.slice(0, colon).trim().toLowerCase(), text.slice(colon + 1).trim()]);
  }
}

/** The beginning of the body: what its length says, its first chunk, or what comes until the proxy closes. */
function* readBody(headers: Headers): Script<Uint8Array> {
  const header = (wanted: string): string | undefined => headers.find(([name]) => name === wanted)?.[1];
  const isChunked = /\bchunked\b/i.test(header('transfer-encoding') ?? '');
  const length = isChunked
    ? Number.parseInt(yield* line('CONNECT'), 16)
    : Number.parseInt(header('content-length') ?? `${longestBody}`, 10);
  return yield* atMost(Math.min(Number.isNaN(length) ? longestBody : length, longestBody), 'CONNECT');
}

/** The first words of a page that people were meant to see. */
const words = (body: Uint8Array): string =>
  fromUtf8(body)
    .replaceAll(/<(script|style|head)\b.*?<\/\1\s*>/gis, ' ')
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim();

const longestBody = 4096;
