import { request as httpRequest } from 'node:http';
import { httpClock } from '../../base/http-date.ts';
import { concat, noOctets } from '../../base/octets.ts';
import { failed, ok } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import type { IoProblem } from '../io-problem.ts';
import type { Http } from '../ports.ts';
import { withinDeadline } from './deadline.ts';
import { nodeClock } from './clock.ts';
import { ioProblem } from './io-error.ts';

type Settle = (result: Awaited<ReturnType<Http['request']>>) => void;
type Options = Parameters<Http['request']>[1];

/**
 * HTTP/1.1 by node:http, one connection for each request, one deadline over all redirects. An answer with another status than
 * 2xx is the problem `httpStatus`, and so is the fourth redirect in a row. Problems of our own making are `other` with the codes
 * `invalidUrl` and `unsupportedScheme`: https is refused too, as whoever fetches a certificate in order to judge TLS cannot
 * rest on TLS (RFC 5280 section 8).
 */
export const nodeHttp: Http = {
  request: (url, options) =>
    withinDeadline(options, (settle) => {
      let current = nothing;
      const go = (to: string, method: 'GET' | 'POST', redirectsLeft: number): void => {
        const parsed = httpUrl(to);
        if (!parsed.ok) return settle(parsed);
        current = exchange(parsed.value, method, options, settle, (location, status) => {
          if (redirectsLeft === 0) return settle(failed({ kind: 'httpStatus', status }));
          // RFC 9110 15.4.4: See Other is answered to a GET, whatever was asked before.
          go(resolved(location, parsed.value), status === 303 ? 'GET' : method, redirectsLeft - 1);
        });
      };
      go(url, options.method ?? 'GET', mostRedirects);
      return () => current();
    }),
};

/** One request and its answer: exactly one of `settle` and `redirected` is called. Returns how to let go. */
function exchange(
  url: URL,
  method: 'GET' | 'POST',
  { body, contentType, maxOctets }: Options,
  settle: Settle,
  redirected: (location: string, status: number) => void,
): () => void {
  const begun = nodeClock.monotonicMs();
  const content = method === 'POST' ? (body ?? noOctets) : null;
  const headers = {
    accept: '*/*',
    'user-agent': 'whytls',
    ...(content && { 'content-length': content.length }),
    ...(content && contentType !== undefined && { 'content-type': contentType }),
  };
  const request = httpRequest(url, { method, headers, agent: false });
  let over = false;
  const finish = (act: () => void): void => {
    if (over) return;
    over = true;
    request.destroy();
    act();
  };
  const fail = (problem: IoProblem): void => finish(() => settle(failed(problem)));
  request.on('error', (error) => fail(ioProblem(error, nodeClock.monotonicMs() - begun)));
  // Reached without an answer where the server switched protocols (101) unasked.
  request.on('close', () => fail({ kind: 'reset' }));
  request.on('response', (answer) => {
    const status = answer.statusCode ?? 0;
    const { location } = answer.headers;
    answer.on('error', (error) => fail(ioProblem(error, nodeClock.monotonicMs() - begun)));
    if (redirects.has(status) && location !== undefined) return finish(() => redirected(location, status));
    if (status < 200 || status > 299) return fail({ kind: 'httpStatus', status });

    const parts: Uint8Array[] = [];
    let length = 0;
    answer.on('data', (part: Buffer) => {
      parts.push(part);
      length += part.length;
      if (length > maxOctets) fail({ kind: 'tooLarge', limit: maxOctets });
    });
    answer.on('end', () => {
      const type = answer.headers['content-type'] ?? null;
      const date = httpClock(answer.headers.date, answer.headers.age);
      finish(() => settle(ok({ status, contentType: type, body: new Uint8Array(concat(parts)), date })));
    });
  });
  request.end(content ?? undefined);
  return () => request.destroy();
}

function httpUrl(text: string): Result<URL, IoProblem> {
  if (!URL.canParse(text)) return failed({ kind: 'other', code: 'invalidUrl' });
  const url = new URL(text);
  return url.protocol === 'http:' ? ok(url) : failed({ kind: 'other', code: 'unsupportedScheme' });
}

/** A redirect's Location may be relative (RFC 9110 10.2.2). What cannot be resolved is judged as it stands. */
const resolved = (location: string, base: URL): string =>
  URL.canParse(location, base.href) ? new URL(location, base.href).href : location;

/** Before the first request is under way there is nothing to let go. */
const nothing = (): void => {};

const redirects: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);
const mostRedirects = 3;
