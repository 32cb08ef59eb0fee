import { describe, expect, it } from 'vitest';
import { healthy, unreached, unresolved } from '../support/facts.ts';
import { causesOf, findingOf, judgementOf, textOf } from '../support/verdict.ts';

const http = 'http://192.0.2.3:3128';
const refusedBy = (proxy: string, status: number | null, said: string) =>
  unreached({ kind: 'proxyRefused', proxy, status, said });

describe('proxy-refused', () => {
  it.each([
    [refusedBy(http, 407, 'HTTP/1.1 407 Proxy Authentication Required'), 'wants a user name and password'],
    [refusedBy(http, 403, 'HTTP/1.1 403 Filtered'), 'does not allow connections to db1.example.net:27017'],
    [refusedBy(http, 503, 'HTTP/1.1 503 Service Unavailable'), 'could not reach db1.example.net:27017'],
    [refusedBy('socks5://192.0.2.3:1080', 2, ''), 'does not allow'],
    [refusedBy('socks5://192.0.2.3:1080', 5, ''), 'could not reach'],
    [refusedBy('socks5://192.0.2.3:1080', null, ''), 'refuses to connect'],
    [unreached({ kind: 'proxyUnreachable', proxy: http, cause: { kind: 'refused' } }), 'nothing listens there'],
    [unreached({ kind: 'proxyNotSpoken', proxy: http, said: 'SSH-2.0-x' }), 'no proxy of that kind'],
    [
      unreached({ kind: 'proxyEnded', proxy: http, how: 'silence', at: 'CONNECT', said: '', afterMs: 1 }),
      'does not answer',
    ],
  ])('is the only cause, in words of its own', (facts, words) => {
    expect(causesOf(facts)).toStrictEqual(['proxy-refused']);
    expect(findingOf('proxy-refused', facts).summary).toContain(words);
    expect(findingOf('proxy-refused', facts, 'zh').summary).toMatch(/\p{Script=Han}/u);
  });

  it('shows what the proxy said, without letting it speak to the terminal', () => {
    const finding = findingOf('proxy-refused', refusedBy(http, 403, 'HTTP/1.1 403 no\u001b[2J'));
    expect(textOf(finding)).toContain('HTTP/1.1 403 no');
    expect(textOf(finding)).not.toContain('\u001b');
  });

  it('is not found for what the server itself does, nor at a server in order', () => {
    expect(judgementOf('proxy-refused', unreached({ kind: 'refused' })).kind).toBe('ruledOut');
    expect(judgementOf('proxy-refused', healthy()).kind).toBe('ruledOut');
  });

  it('is open where there is no address', () => {
    expect(judgementOf('proxy-refused', unresolved({ kind: 'nameNotFound', name: 'x' }))).toMatchObject({
      missing: 'address',
    });
  });
});
