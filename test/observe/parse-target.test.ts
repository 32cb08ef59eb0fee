import fc from '../support/fc.ts';
import { describe, expect, it } from 'vitest';
import { parseTarget } from '../../src/observe/parse-target.ts';

const parse = (input: string, sni: string | null = null) => parseTarget(input, { sni });

describe('a target', () => {
  it.each([
    ['example.com', 'example.com', 443],
    ['example.com:8443', 'example.com', 8443],
    ['EXAMPLE.com.', 'example.com', 443],
    ['  example.com  ', 'example.com', 443],
    ['192.0.2.7:27017', '192.0.2.7', 27017],
    ['[2001:DB8::7]:27017', '2001:db8::7', 27017],
    ['[::1]', '::1', 443],
    ['::1', '::1', 443],
    ['fe80::1%eth0', 'fe80::1%eth0', 443],
    ['https://example.com/path?q#f', 'example.com', 443],
    ['https://example.com:8443', 'example.com', 8443],
    ['HTTPS://example.com', 'example.com', 443],
    ['ldaps://dc', 'dc', 636],
    ['imaps://mail.example.com', 'mail.example.com', 993],
    ['rediss://r/0', 'r', 6379],
    ['https://app:p@ss@db1/', 'db1', 443],
    ['https://app:p/ss@db1:8443/', 'db1', 8443],
    ['münchen.example', 'xn--mnchen-3ya.example', 443],
    ['my_service:443', 'my_service', 443],
  ])('%s', (input, host, port) => {
    expect(parse(input)).toMatchObject({ ok: true, value: { host, port } });
  });

  it.each([
    ['smtp://mail.example.com', null, 25, 'smtp'],
    ['smtp://mail.example.com:587', null, 587, 'smtp'],
    ['smtps://mail.example.com', null, 465, null],
    ['postgresql://u:p@pg.example.com/db?sslmode=require', null, 5432, 'postgres'],
    ['mariadb://db.example.com', null, 3306, 'mysql'],
    ['imap://mail.example.com', null, 143, 'imap'],
    ['mail.example.com', 'imap', 143, 'imap'],
    ['mail.example.com:1143', 'imap', 1143, 'imap'],
    ['xmpp-server://example.com', null, 5269, 'xmpp-server'],
  ] as const)('that begins in plain text, or not: %s with --starttls %s', (input, given, port, starttls) => {
    expect(parseTarget(input, { sni: null, starttls: given })).toMatchObject({ ok: true, value: { port, starttls } });
  });

  it.each([
    ['', { kind: 'empty' }],
    ['   ', { kind: 'empty' }],
    ['x'.repeat(9000), { kind: 'tooLong', limit: 8192 }],
    ['a b', { kind: 'badHost', host: 'a b' }],
    ['a..b', { kind: 'badHost', host: 'a..b' }],
    ['-x-', { kind: 'badHost', host: '-x-' }],
    ['exa\u202emple.com', { kind: 'badHost', host: 'exa\u202emple.com' }],
    [`${'x'.repeat(64)}.com`, { kind: 'badHost', host: `${'x'.repeat(64)}.com` }],
    ['256.1.1.1', { kind: 'badHost', host: '256.1.1.1' }],
    ['h:0', { kind: 'badPort', port: '0' }],
    ['h:65536', { kind: 'badPort', port: '65536' }],
    ['h:', { kind: 'badPort', port: '' }],
    ['app:s3cret', { kind: 'badPort', port: '***' }],
    ['[::1', { kind: 'unclosedBracket', input: '[::1' }],
    ['[::g]', { kind: 'badHost', host: '[::g]' }],
    ['gopher://h', { kind: 'unknownScheme', scheme: 'gopher' }],
  ])('that cannot be probed: %s', (input, problem) => {
    expect(parse(input)).toEqual({ ok: false, problem });
  });

  it('sends the host as SNI, an address or "none" not at all, and another name where one is given', () => {
    expect(parse('example.com')).toMatchObject({ value: { sni: 'example.com' } });
    expect(parse('192.0.2.7')).toMatchObject({ value: { sni: null, referenceIdentity: { kind: 'ip' } } });
    expect(parse('example.com', 'none')).toMatchObject({ value: { sni: null } });
    expect(parse('192.0.2.7', 'Other.example')).toMatchObject({ value: { sni: 'other.example' } });
    expect(parse('example.com', '192.0.2.7')).toEqual({
      ok: false,
      problem: { kind: 'badServerName', name: '192.0.2.7' },
    });
  });

  it('keeps what was typed, without its password', () => {
    expect(parse('https://app:s3cret@db1/')).toMatchObject({ value: { input: 'https://app:***@db1/' } });
  });

  it('is read or refused, whatever it is, and a host is never more than host characters', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.webUrl(), fc.ipV6()), (input) => {
        const parsed = parse(input);
        if (parsed.ok) expect(parsed.value.host).toMatch(/^[a-z0-9_.:%~-]+$/i);
      }),
      { numRuns: 1000 },
    );
  });
});
