/** HTTP CONNECT and SOCKS5 by the book. */
import fc from '../../support/fc.ts';
import { describe, expect, it } from 'vitest';
import { fromHex, fromLatin1, utf8 } from '../../../src/base/octets.ts';
import { httpConnect } from '../../../src/net/proxy/http-connect.ts';
import { socks5 } from '../../../src/net/proxy/socks5.ts';
import { play } from '../../support/dialogue-playbook.ts';

const end = { address: 'server.test', port: 443 };
const credentials = { user: 'alice', password: 'hunter2' };
const token = 'YWxpY2U6aHVudGVyMg==';

describe('HTTP CONNECT', () => {
  const begin = () => httpConnect(end, null);

  it('asks as RFC 9110 section 9.3.6 says, and takes any 2xx', () => {
    const played = play(begin, 'HTTP/1.1 200 Connection established\r\nVia: x\r\n\r\n');
    expect(played.sent).toEqual([
      'CONNECT server.test:443 HTTP/1.1\r\nHost: server.test:443\r\nUser-Agent: whytls\r\n\r\n',
    ]);
    expect(played.outcome).toMatchObject({ kind: 'ready', surplus: new Uint8Array(0) });
    expect(play(begin, 'HTTP/1.0 204\n\n').outcome).toMatchObject({ kind: 'ready' });
  });

  it('puts IPv6 addresses into brackets', () => {
    expect(play(() => httpConnect({ address: '2001:db8::1', port: 1 }, null)).sent[0]).toContain(
      'CONNECT [2001:db8::1]:1 HTTP',
    );
  });

  it('leaves to the server what follows the headers, whatever they say of a length (RFC 9110 9.3.6)', () => {
    const played = play(begin, 'HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\n220 mail\r\n');
    expect(played.outcome).toMatchObject({ kind: 'ready', surplus: utf8('220 mail\r\n') });
  });

  it('passes over interim answers', () => {
    expect(play(begin, 'HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\n\r\n').outcome).toMatchObject({
      kind: 'ready',
    });
  });

  it('hands on the first words of a refusal: of a page with a length, in chunks, or up to its end', () => {
    const page =
      '<html><head><title>no</title><style>b{}</style></head><body><h1>Access denied</h1>\n by <b>policy</b>';
    const said = 'HTTP/1.1 403 Forbidden\nAccess denied by policy';
    const refused = { kind: 'refused', at: 'CONNECT', status: 403, said };
    expect(
      play(begin, `HTTP/1.1 403 Forbidden\r\nContent-Length: ${page.length}\r\n\r\n${page}`).outcome,
    ).toMatchObject(refused);
    const chunked = `Transfer-Encoding: chunked\r\n\r\n${page.length.toString(16)}\r\n${page}\r\n0\r\n\r\n`;
    expect(play(begin, `HTTP/1.1 403 Forbidden\r\n${chunked}`).outcome).toMatchObject(refused);
    const open = play(begin, `HTTP/1.1 403 Forbidden\r\n\r\n${page}`);
    expect(open.outcome).toBeNull();
    expect(open.dialogue.ended()).toMatchObject(refused);
    expect(open.dialogue.ended()).toBeNull();
  });

  it('needs no body for a refusal', () => {
    const refused = { kind: 'refused', status: 502, said: 'HTTP/1.1 502 Bad Gateway' };
    expect(play(begin, 'HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\n\r\n').outcome).toMatchObject(refused);
    expect(play(begin, 'HTTP/1.1 502 Bad Gateway\r\n\r\n').dialogue.ended()).toMatchObject(refused);
  });

  it('says which authentication is wanted', () => {
    const answer =
      'HTTP/1.1 407 Who?\r\nProxy-Authenticate: Negotiate\r\nproxy-authenticate: Basic realm="x"\r\nContent-Length: 0\r\n\r\n';
    expect(play(begin, answer).outcome).toMatchObject({
      kind: 'refused',
      status: 407,
      said: 'HTTP/1.1 407 Who?\nProxy-Authenticate: Negotiate, Basic realm="x"',
    });
  });

  it('shows credentials as RFC 7617 says, and takes them out of what comes back', () => {
    const played = play(
      () => httpConnect(end, credentials),
      `HTTP/1.1 400 Basic ${token}\r\nContent-Length: 30\r\n\r\nyou said alice:hunter2, really`,
    );
    expect(played.sent[0]).toContain(`\r\nProxy-Authorization: Basic ${token}\r\n`);
    expect(played.outcome).toMatchObject({ said: 'HTTP/1.1 400 Basic ***\nyou said alice:***, really' });
    const waiting = play(() => httpConnect(end, credentials), `${'x'.repeat(505)}${token}`);
    expect(waiting.dialogue.said).toBe(`${'x'.repeat(505)}***`);
    const odd = { user: 'alice', password: 'pä ss' };
    const echoed = play(() => httpConnect(end, odd), utf8('pä ss p%C3%A4%20ss'));
    expect(echoed.dialogue.said).toBe('*** ***');
  });

  it.each(['SSH-2.0-x\r\n', '\x05\xff\n', 'HTTP/2 200\r\n', '220 mail.test\r\n', '<html>\n'])(
    'is not spoken by %j',
    (said) => {
      expect(play(begin, said).outcome).toMatchObject({ kind: 'notThisProtocol' });
    },
  );

  it('refuses endless headers', () => {
    const headers = Array.from({ length: 20 }, () => `X: ${'y'.repeat(1000)}\r\n`);
    expect(play(begin, 'HTTP/1.1 200 OK\r\n', ...headers).outcome).toMatchObject({ kind: 'tooMuch', limit: 16_384 });
  });
});

describe('SOCKS5', () => {
  const begin = () => socks5(end, null);
  const hexOf = (sent: readonly string[]): string[] => sent.map((text) => Buffer.from(text, 'latin1').toString('hex'));
  const granted = fromHex('05000001 7f000001 1234');

  it('selects no authentication, and asks for a name, an IPv4 or an IPv6 address (RFC 1928)', () => {
    const requests: [string, string][] = [
      ['server.test', '030b7365727665722e74657374'],
      ['192.0.2.1', '01c0000201'],
      ['2001:db8::1', '0420010db8000000000000000000000001'],
      ['::ffff:192.0.2.1', '0400000000000000000000ffffc0000201'],
      ['fe80::1%eth0', '04fe800000000000000000000000000001'],
    ];
    for (const [address, encoded] of requests) {
      const played = play(() => socks5({ address, port: 443 }, null), fromHex('0500'), granted);
      expect(hexOf(played.sent)).toEqual(['050100', `050100${encoded}01bb`]);
      expect(played.outcome).toMatchObject({ kind: 'ready' });
    }
  });

  it('reads bound addresses of every type, and leaves what follows to the server', () => {
    for (const bound of ['0500000300 1234', '050000030461626364 1234', `05000004${'00'.repeat(16)}1234`]) {
      const played = play(begin, fromHex('0500'), fromHex(`${bound} 323230`));
      expect(played.outcome).toMatchObject({ kind: 'ready', surplus: utf8('220') });
    }
  });

  it('shows user name and password where it is asked for them (RFC 1929)', () => {
    const played = play(() => socks5(end, credentials), fromHex('0502'), fromHex('0100'), granted);
    expect(hexOf(played.sent).slice(0, 2)).toEqual(['05020002', '0105616c6963650768756e74657232']);
    expect(played.outcome).toMatchObject({ kind: 'ready' });
    const unasked = play(() => socks5(end, credentials), fromHex('0500'), granted);
    expect(unasked.sent.join('')).not.toContain('hunter2');
    const wrong = play(() => socks5(end, credentials), fromHex('0502'), fromHex('0101'));
    expect(wrong.outcome).toMatchObject({ kind: 'refused', status: 1, said: 'user name or password not accepted' });
  });

  it('takes the password out of what a proxy says', () => {
    expect(play(() => socks5(end, credentials), 'hunter2? hunter2!').outcome).toMatchObject({
      kind: 'notThisProtocol',
      said: '***? ***!',
    });
  });

  it.each([
    [1, 'general SOCKS server failure'],
    [2, 'connection not allowed by ruleset'],
    [4, 'Host unreachable'],
    [5, 'Connection refused'],
    [200, 'reply 200'],
  ])('names the reply %i, cut short or not', (status, said) => {
    const refused = { kind: 'refused', status, said, at: 'CONNECT' };
    expect(play(begin, fromHex('0500'), Uint8Array.of(5, status, 0, 1)).outcome).toMatchObject(refused);
  });

  it('is refused where no method suits', () => {
    expect(play(begin, fromHex('05ff')).outcome).toMatchObject({
      kind: 'refused',
      said: 'authentication required',
      status: 255,
    });
    expect(play(begin, fromHex('0502')).outcome).toMatchObject({ kind: 'refused', status: 2 });
    expect(play(() => socks5(end, credentials), fromHex('05ff')).outcome).toMatchObject({
      said: 'no acceptable method',
    });
  });

  it.each(['HTTP/1.1 400 Bad Request\r\n', '\x04\x5b', '\x15\x03\x01'])('is not spoken by %j', (said) => {
    expect(play(begin, said).outcome).toMatchObject({ kind: 'notThisProtocol' });
  });

  it('ends, or waits, on any octets', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 30 })), (parts) => {
        for (const dialogue of [begin, () => httpConnect(end, credentials)]) {
          play(dialogue, ...parts);
          play(dialogue, fromHex('0500'), ...parts);
          play(dialogue, fromLatin1('HTTP/1.1 500 x\r\n\r\n'), ...parts);
        }
      }),
    );
  });
});
