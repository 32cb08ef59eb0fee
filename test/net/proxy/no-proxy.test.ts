import { describe, expect, it } from 'vitest';
import { noProxyApplies } from '../../../src/net/proxy/no-proxy.ts';
import { hasPeer } from '../../support/peers.ts';
import { output } from '../../support/peers/openssl.ts';

const cases: readonly (readonly [host: string, list: string])[] = [
  ['example.test', 'example.test'],
  ['example.test', 'EXAMPLE.TEST'],
  ['www.example.test', 'example.test'],
  ['www.example.test', '.example.test'],
  ['example.test', '.example.test'],
  ['notexample.test', 'example.test'],
  ['example.test', 'www.example.test'],
  ['example.test.', 'example.test'],
  ['example.test', 'example.test.'],
  ['a.test', 'b.test,a.test'],
  ['a.test', 'b.test a.test'],
  ['a.test', ' , b.test ,\ta.test'],
  ['a.test', '*'],
  ['a.test', '*.test'],
  ['a.test', 'b.test,*'],
  ['a.test', ''],
  ['a.test', 'test'],
  ['a.test', 'a.test:9'],
  ['192.0.2.1', '192.0.2.1'],
  ['192.0.2.1', '192.0.2.0/24'],
  ['192.0.3.1', '192.0.2.0/24'],
  ['192.0.2.129', '192.0.2.128/25'],
  ['192.0.2.1', '192.0.2.128/25'],
  ['192.0.2.1', '192.0.2.1/32'],
  ['192.0.2.1', '192.0.2.1/33'],
  ['192.0.2.1', '.2.1'],
  ['192.0.2.1', '2.1'],
  ['192.0.2.1', '*'],
  ['[::1]', '::1'],
  ['[::1]', '::2/127'],
  ['[::1]', '::1/129'],
  ['[::1]', '127.0.0.1'],
];

describe.skipIf(!hasPeer('curl'))('NO_PROXY', () => {
  it.each(cases)('exempts %s by %j, or does not, as curl has it', async (host, list) => {
    // Nobody listens at either port; which one is tried says what curl decided.
    const talk = await output('curl', [
      '-sv',
      '--connect-timeout',
      '1',
      '--proxy',
      'http://127.0.0.1:1',
      '--noproxy',
      list,
      ...(host.startsWith('[') ? [] : ['--resolve', `${host}:9:127.0.0.1`]),
      `http://${host}:9/`,
    ]);
    const tried = /Trying \S+:(\d+)\.\.\./.exec(talk)?.[1];
    expect(['1', '9']).toContain(tried);
    expect(noProxyApplies(host, list)).toBe(tried === '9');
  });
});

// curl 7.88 compares IPv6 entries as texts, though its manual promises networks; newer ones keep the promise.
describe('NO_PROXY with IPv6', () => {
  it.each([
    ['[::1]', '::/127', true],
    ['[::1]', '0:0::1', true],
    ['[::1]', '[::1]', true],
    ['2001:db8::1', '2001:db8::/32', true],
    ['2001:db8::1', '2001:db9::/32', false],
    ['2001:db8::1', '2001:db8:8000::/33', false],
    ['2001:db8:8000::1', '2001:db8:8000::/33', true],
    ['fe80::1%eth0', 'fe80::/10', true],
    ['::1', '0.0.0.0/0', false],
  ])('has %s in %s: %s', (host, list, applies) => {
    expect(noProxyApplies(host, list)).toBe(applies);
  });
});
