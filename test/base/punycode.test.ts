import { domainToUnicode } from 'node:url';
import { describe, expect, it } from 'vitest';
import { unicodeHost } from '../../src/base/punycode.ts';
import fc from '../support/fc.ts';

describe('the Unicode form of a host name', () => {
  // As Node's ICU reads them.
  it.each([
    'xn--bcher-kva.example',
    'db1.xn--fiqs8s',
    'XN--MNCHEN-3YA.example.net',
    'xn--80ak6aa92e.com',
    'a.xn--p1ai',
  ])('%s', (host) => {
    expect(unicodeHost(host)).toBe(domainToUnicode(host.toLowerCase()));
    expect(unicodeHost(host)).not.toBe(host);
  });

  it('is nothing where there is nothing to decode, or it does not decode', () => {
    for (const host of ['example.net', '', 'xn-a.example', 'xn--\u00fc.example', 'xn--!.example', 'xn--999999999'])
      expect(unicodeHost(host)).toBeNull();
  });

  it('agrees with Node on whatever a URL takes for a name', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom(...Array.from('abz09-éüß中文дом日本ñ')), minLength: 1, maxLength: 20 }),
        (label) => {
          const url = `http://${label}.example/`;
          fc.pre(URL.canParse(url));
          const host = new URL(url).hostname;
          fc.pre(host.includes('xn--'));
          expect(unicodeHost(host)).toBe(domainToUnicode(host));
        },
      ),
    );
  });
});
