import { describe, expect, it } from 'vitest';
import { utf8 } from '../../src/base/octets.ts';
import { closed, ended, heard, timedOut } from '../support/facts.ts';
import { causesOf, findingOf, judgementOf, textOf } from '../support/verdict.ts';

describe('plaintext-server', () => {
  const notTls = (text: string) =>
    ended({ kind: 'notTls' }, { firstOctets: Buffer.from(text, 'latin1').toString('hex') });
  const askedHttp = { kind: 'answersPlaintext', protocol: 'http' } as const;

  it('names HTTP that answers the ClientHello, and is the only cause', () => {
    const facts = notTls('HTTP/1.1 400 Bad Request\r\nServer: x\r\n\r\n');
    expect(causesOf(facts)).toStrictEqual(['plaintext-server']);
    const finding = findingOf('plaintext-server', facts);
    expect(finding.summary).toBe('The server speaks HTTP on db1.example.net:27017, but not TLS.');
    expect(textOf(finding)).toContain('HTTP/1.1 400 Bad Request');
    expect(finding.clientErrors[0]?.message).toContain('[SSL: WRONG_VERSION_NUMBER] wrong version number (_ssl.c:…)');
  });

  it('names a mongod without TLS, which closes without an octet', () => {
    // OP_MSG reply: length 37, request 7, responseTo 1, opCode 2013, no flags, one empty-ish document.
    const reply = Buffer.from(
      '250000000700000001000000dd07000000000000001000000001ok00000000000000f03f00'.replace('ok', '6f6b'),
      'hex',
    );
    const facts = ended(closed('fin'), {}, [heard({ kind: 'answersPlaintext', protocol: 'mongodb' }, reply)]);
    expect(causesOf(facts)).toStrictEqual(['plaintext-server']);
    const finding = findingOf('plaintext-server', facts);
    expect(finding.summary).toContain('speaks MongoDB');
    expect(textOf(finding)).toContain('net.tls.mode');
    expect(finding.clientErrors[0]?.message).toContain('EOF occurred in violation of protocol');
  });

  it('names a server that speaks first where the handshake is silent', () => {
    const facts = ended(timedOut(), {}, [heard({ kind: 'speaksFirst' }, utf8('SSH-2.0-OpenSSH_9.2\r\n'))]);
    expect(causesOf(facts)).toStrictEqual(['plaintext-server']);
    const finding = findingOf('plaintext-server', facts);
    expect(finding.summary).toContain('speaks SSH');
    // There is no TLS to switch on in it.
    expect(textOf(finding)).toContain('SSH never speaks TLS');
    expect(textOf(finding)).not.toContain('switch TLS on there');
    expect(textOf(findingOf('plaintext-server', facts, 'zh'))).toContain('SSH 从不使用 TLS');
  });

  it('says plainly that octets are no TLS where they fit no protocol', () => {
    const facts = notTls('\u0001\u0002\u0003\u0004\u0005');
    expect(causesOf(facts)).toStrictEqual(['plaintext-server']);
    expect(findingOf('plaintext-server', facts).summary).toBe('What answers on db1.example.net:27017 is not TLS.');
  });

  it('escapes what the server says', () => {
    expect(textOf(findingOf('plaintext-server', notTls('SSH-2.0-\u001b[31mred\r\n')))).not.toContain('\u001b');
  });

  it('is not found for a TLS server that tells plain HTTP so, nor after an octet of TLS', () => {
    const page = utf8('HTTP/1.1 400 Bad Request\r\n\r\nThe plain HTTP request was sent to HTTPS port');
    expect(causesOf(ended(closed('fin'), {}, [heard(askedHttp, page)]))).toStrictEqual(['unexpected-eof']);
    const tls = ended(closed('fin', 'certificate', 120), {}, [heard(askedHttp, utf8('HTTP/1.1 200 OK\r\n'))]);
    expect(judgementOf('plaintext-server', tls).kind).toBe('ruledOut');
  });

  it('is open where the server closed and nothing was said in plaintext', () => {
    expect(judgementOf('plaintext-server', ended(closed('fin')))).toMatchObject({ missing: 'experiment' });
  });
});
