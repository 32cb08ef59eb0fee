import { describe, expect, it } from 'vitest';
import { parseProxyUrl } from '../../../src/net/proxy/proxy-plan.ts';
import { problem, value } from '../../support/result.ts';

describe('a proxy URL', () => {
  it.each([
    [
      'http://gate.test:3128',
      { scheme: 'http', host: 'gate.test', port: 3128, credentials: null, resolvesNames: true },
    ],
    ['gate.test:3128', { scheme: 'http', host: 'gate.test', port: 3128 }],
    ['HTTP://Gate.Test', { host: 'gate.test', port: 80, shown: 'http://gate.test:80' }],
    ['http://gate.test:80/', { port: 80 }],
    ['https://gate.test', { scheme: 'https', port: 443 }],
    ['socks5://127.0.0.1', { scheme: 'socks5', host: '127.0.0.1', port: 1080, resolvesNames: false }],
    ['socks5h://gate.test', { scheme: 'socks5h', port: 1080, resolvesNames: true }],
    ['http://[::1]:8080', { host: '::1', port: 8080, shown: 'http://[::1]:8080' }],
    ['http://bücher.test', { host: 'xn--bcher-kva.test' }],
  ])('is read: %s', (text, expected) => {
    expect(value(parseProxyUrl(text))).toMatchObject(expected);
  });

  it.each([
    ['http://alice:secret@gate.test:1', 'alice', 'secret'],
    ['http://alice@gate.test:1', 'alice', ''],
    ['socks5://al%69ce:s%3Acr%40t%C3%A4@gate.test:1', 'alice', 's:cr@tä'],
    ['http://alice:p@ss/w#rd?@gate.test:1', 'alice', 'p@ss/w#rd?'],
    ['http://alice:100%@gate.test:1', 'alice', '100%'],
  ])('brings credentials, of which nothing is shown: %s', (text, user, password) => {
    const plan = value(parseProxyUrl(text));
    expect(plan).toMatchObject({ host: 'gate.test', port: 1, credentials: { user, password } });
    expect(plan.shown).toMatch(/^\w+:\/\/gate\.test:1$/);
  });

  it.each([
    ['', { kind: 'empty' }],
    ['ftp://gate.test', { kind: 'unknownScheme', scheme: 'ftp' }],
    ['socks4://gate.test', { kind: 'unknownScheme', scheme: 'socks4' }],
    ['http://', { kind: 'badHost' }],
    ['http://alice:secret@', { kind: 'badHost' }],
    ['http://a b:1', { kind: 'badHost' }],
    ['http://[::1:1', { kind: 'badHost' }],
    ['http://gate.test:0', { kind: 'badPort' }],
    ['http://gate.test:65536', { kind: 'badPort' }],
    ['http://gate.test:80a', { kind: 'badPort' }],
    [`socks5://${'u'.repeat(256)}:p@gate.test`, { kind: 'credentialsTooLong', limit: 255 }],
    ['x'.repeat(5000), { kind: 'tooLong', limit: 4096 }],
  ])('is refused: %j', (text, expected) => {
    expect(problem(parseProxyUrl(text))).toEqual(expected);
  });
});
