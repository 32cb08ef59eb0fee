/** SMTP, LMTP, POP3, IMAP and ManageSieve, after the examples of their RFCs. */
import { describe, expect, it } from 'vitest';
import { utf8 } from '../../../src/base/octets.ts';
import { dialogueFor } from '../../../src/net/starttls/dialogue-for.ts';
import type { StarttlsProtocol } from '../../../src/net/starttls/protocols.ts';
import { play } from '../../support/dialogue-playbook.ts';

const begin = (protocol: StarttlsProtocol) => () => dialogueFor(protocol, { host: 'mail.example' });

describe('SMTP', () => {
  it('goes as the example in RFC 3207 section 5', () => {
    const played = play(
      begin('smtp'),
      '220 mail.imc.org SMTP service ready\r\n',
      '250-mail.imc.org offers a warm hug of welcome\r\n250-8BITMIME\r\n250-STARTTLS\r\n250 DSN\r\n',
      '220 Go ahead\r\n',
    );
    expect(played.sent).toEqual(['EHLO whytls.invalid\r\n', 'STARTTLS\r\n']);
    expect(played.outcome).toMatchObject({ kind: 'ready', said: '220 Go ahead', advertised: true });
  });

  it('takes a greeting of several lines and lines that end in LF alone', () => {
    const played = play(begin('smtp'), '220-no\n220 spam\n', '250 hello\n', '220\n');
    expect(played.outcome).toMatchObject({ kind: 'ready', advertised: false });
  });

  it('asks even where STARTTLS was not offered, and hands on the refusal', () => {
    const played = play(begin('smtp'), '220 x\r\n', '250-x\r\n250 SIZE\r\n', '454 4.7.0 TLS not available\r\n');
    expect(played.outcome).toEqual({
      kind: 'refused',
      at: 'STARTTLS',
      said: '454 4.7.0 TLS not available',
      status: 454,
      advertised: false,
    });
  });

  it('does not take a word in a greeting or another keyword for STARTTLS', () => {
    const played = play(begin('smtp'), '220 x\r\n', '250-STARTTLS.example greets\r\n250 XSTARTTLS\r\n', '502 no\r\n');
    expect(played.outcome).toMatchObject({ kind: 'refused', advertised: false });
  });

  it.each([
    ['greeting', ['554-you are on\r\n554 a list\r\n'], 554, '554-you are on\r\n554 a list'],
    ['greeting', ['421 busy\r\n'], 421, '421 busy'],
    ['EHLO', ['220 x\r\n', '502 what?\r\n'], 502, '502 what?'],
  ])('is refused at %s', (at, said, status, words) => {
    expect(play(begin('smtp'), ...said).outcome).toMatchObject({ kind: 'refused', at, status, said: words });
  });

  it.each([
    'SSH-2.0-OpenSSH_9.2p1\r\n',
    '* OK IMAP4rev1\r\n',
    '+OK\r\n',
    'HTTP/1.1 400 Bad Request\r\n',
    '\r\n',
    '\x15\x03\x01\0\x02\x02\n',
  ])('is not what says %j', (said) => {
    expect(play(begin('smtp'), said).outcome).toMatchObject({
      kind: 'notThisProtocol',
      at: 'greeting',
      said: said.trim(),
    });
  });

  it('counts what came together with the go-ahead', () => {
    const { outcome } = play(begin('smtp'), '220 x\r\n', '250 STARTTLS\r\n', '220 go\r\n250 injected\r\n');
    expect(outcome).toMatchObject({ kind: 'ready', surplus: utf8('250 injected\r\n') });
  });

  it('knows at every moment what it waits for and what was said last', () => {
    const { dialogue, outcome } = play(begin('smtp'), '220 hello\r\n', '250-one\r\n250-tw');
    expect(outcome).toBeNull();
    expect(dialogue).toMatchObject({ waitingFor: 'EHLO', said: '250-one\r\n250-tw' });
    expect(dialogue.ended()).toBeNull();
  });
});

describe('LMTP', () => {
  it('says LHLO (RFC 2033)', () => {
    const played = play(
      begin('lmtp'),
      '220 foo.edu LMTP server ready\r\n',
      '250-foo.edu\r\n250 STARTTLS\r\n',
      '220 go\r\n',
    );
    expect(played.sent[0]).toBe('LHLO whytls.invalid\r\n');
    expect(played.outcome).toMatchObject({ kind: 'ready', advertised: true });
  });
});

describe('POP3', () => {
  it('begins TLS after STLS (RFC 2595 section 4)', () => {
    const played = play(
      begin('pop3'),
      '+OK POP3 <1896.697170952@dbc.mtview.ca.us>\r\n',
      '+OK Capability list follows\r\nTOP\r\nSTLS\r\n.\r\n',
      '+OK Begin TLS negotiation\r\n',
    );
    expect(played.sent).toEqual(['CAPA\r\n', 'STLS\r\n']);
    expect(played.outcome).toMatchObject({ kind: 'ready', advertised: true });
  });

  it('goes on where CAPA is unknown', () => {
    const played = play(begin('pop3'), '+OK\r\n', '-ERR what?\r\n', '-ERR Command not permitted\r\n');
    expect(played.outcome).toMatchObject({
      kind: 'refused',
      at: 'STLS',
      advertised: null,
      said: '-ERR Command not permitted',
    });
  });

  it('is refused by a greeting with -ERR, and is not what greets with a number', () => {
    expect(play(begin('pop3'), '-ERR [SYS/TEMP] busy\r\n').outcome).toMatchObject({ kind: 'refused', at: 'greeting' });
    expect(play(begin('pop3'), '220 mail.test\r\n').outcome).toMatchObject({ kind: 'notThisProtocol' });
  });
});

describe('IMAP', () => {
  it('goes as the example in RFC 9051 section 6.2.1', () => {
    const played = play(
      begin('imap'),
      '* OK server ready\r\n',
      '* CAPABILITY IMAP4rev1 STARTTLS LOGINDISABLED\r\na1 OK CAPABILITY completed\r\n',
      'a2 OK Begin TLS negotiation now\r\n',
    );
    expect(played.sent).toEqual(['a1 CAPABILITY\r\n', 'a2 STARTTLS\r\n']);
    expect(played.outcome).toMatchObject({ kind: 'ready', advertised: true, said: 'a2 OK Begin TLS negotiation now' });
  });

  it.each([
    ['greeting', ['* BYE Autologout; idle\r\n']],
    ['greeting', ['* PREAUTH logged in already\r\n']],
    ['CAPABILITY', ['* OK\r\n', '* BYE overloaded\r\n']],
    ['STARTTLS', ['* OK\r\n', '* CAPABILITY IMAP4rev1\r\na1 OK\r\n', 'a2 BAD unknown\r\n']],
    ['STARTTLS', ['* OK\r\n', 'a1 BAD what?\r\n', '* OK still here\r\na2 NO not now\r\n']],
  ])('is refused at %s', (at, said) => {
    expect(play(begin('imap'), ...said).outcome).toMatchObject({ kind: 'refused', at });
  });

  it('is not what answers to another tag', () => {
    expect(play(begin('imap'), '* OK\r\n', 'b1 OK\r\n').outcome).toMatchObject({ kind: 'notThisProtocol' });
  });
});

describe('ManageSieve', () => {
  const greeting =
    '"IMPLEMENTATION" "Example1 ManageSieved v001"\r\n"SASL" ""\r\n"STARTTLS"\r\n"VERSION" "1.0"\r\nOK\r\n';

  it('goes as the example in RFC 5804 section 2.2', () => {
    const played = play(begin('sieve'), greeting, 'OK "Begin TLS negotiation now"\r\n');
    expect(played.sent).toEqual(['STARTTLS\r\n']);
    expect(played.outcome).toMatchObject({ kind: 'ready', advertised: true });
  });

  it('is refused with NO and with BYE', () => {
    expect(play(begin('sieve'), greeting, 'NO "not today"\r\n').outcome).toMatchObject({
      kind: 'refused',
      said: 'NO "not today"',
    });
    expect(play(begin('sieve'), 'BYE "Too many failed attempts"\r\n').outcome).toMatchObject({
      kind: 'refused',
      at: 'greeting',
    });
  });
});
