import fc from '../../support/fc.ts';
import { describe, expect, it } from 'vitest';
import { recognisePlaintext } from '../../../src/diagnose/reading/recognise-plaintext.ts';

const ofText = (text: string) => recognisePlaintext(Buffer.from(text, 'latin1').toString('hex'));

describe('recognisePlaintext', () => {
  // Greetings and error answers as the servers send them.
  it.each([
    ['http', 'HTTP/1.1 400 Bad Request\r\nServer: nginx\r\n\r\n<html>'],
    ['http', '<!DOCTYPE HTML PUBLIC "-//IETF//DTD HTML 2.0//EN">'],
    ['tls', 'HTTP/1.1 400 Bad Request\r\n\r\n<center>The plain HTTP request was sent to HTTPS port</center>'],
    ['tls', "HTTP/1.1 400 Bad Request\r\n\r\nReason: You're speaking plain HTTP to an SSL-enabled server port."],
    ['tls', 'HTTP/1.0 400 Bad Request\r\n\r\nClient sent an HTTP request to an HTTPS server.\n'],
    [
      'mongodb',
      'HTTP/1.0 200 OK\r\n\r\nIt looks like you are trying to access MongoDB over HTTP on the native driver port.\r\n',
    ],
    ['tls', 'HTTP/1.1 400 \r\n\r\nBad Request\r\nThis combination of host and port requires TLS.\r\n'],
    ['ssh', 'SSH-2.0-OpenSSH_9.2p1 Debian-2+deb12u3\r\n'],
    ['smtp', '220 mail.example.net ESMTP Postfix\r\n'],
    ['smtp', '554 mail.example.net ESMTP not accepting messages\r\n'],
    ['ftp', '220 (vsFTPd 3.0.3)\r\n'],
    ['smtpOrFtp', '220 welcome\r\n'],
    ['pop3', '+OK Dovecot ready.\r\n'],
    ['imap', '* OK [CAPABILITY IMAP4rev1] Dovecot ready.\r\n'],
    ['imap', '* BYE Too many connections\r\n'],
    ['nntp', '200 news.example.net InterNetNews NNRP server ready (posting ok)\r\n'],
    ['redis', "-ERR unknown command '\u0016\u0003\u0001', with args beginning with: \r\n"],
    ['redis', '-NOAUTH Authentication required.\r\n'],
    ['memcached', 'ERROR\r\n'],
    ['amqp', 'AMQP\u0000\u0000\u0009\u0001'],
    ['vnc', 'RFB 003.008\n'],
    ['xmpp', "<?xml version='1.0'?><stream:stream xmlns='jabber:client'>"],
    ['unknown', 'hello there'],
    ['unknown', '2'],
  ])('knows %s by %j', (protocol, text) => {
    expect(ofText(text)?.protocol).toBe(protocol);
  });

  it.each([
    // SSLRequest refused and accepted; and the error of PostgreSQL 15 to a startup packet that it does not like.
    ['postgresql', '4e'],
    ['postgresql', '53'],
    [
      'postgresql',
      `4500000060${Buffer.from('SFATAL\0VFATAL\0C0A000\0Munsupported frontend protocol\0').toString('hex')}`,
    ],
    // MariaDB 10.11's greeting: length, sequence 0, protocol 10, version.
    ['mysql', `590000000a${Buffer.from('5.5.5-10.11.6-MariaDB\0').toString('hex')}0800000041424344`],
    // "Host is blocked": an error packet instead of a greeting.
    ['mysql', `45000000ff6904${Buffer.from("Host '192.0.2.1' is not allowed to connect").toString('hex')}`],
    // OP_MSG and OP_REPLY, answering request 1.
    ['mongodb', '250000000700000001000000dd0700000000000000100000000100000000000000000000'],
    ['mongodb', '2400000007000000010000000100000008000000000000000000000000000000010000000500000000'],
    // Fatal alert, ServerHello record.
    ['tls', '15030300020228'],
    ['tls', '160303007a020000'],
    // SETTINGS of an HTTP/2 server.
    ['http2', '000006040000000000000400100000'],
    // TPKT with a connection confirm.
    ['rdp', '030000130ed00000123400021f080000000000'],
    ['ldap', '302402010078220a0134040004198a164c44415000000000000000000000000000000000'],
    ['unknown', '0102030405'],
  ])('knows %s by %s', (protocol, hex) => {
    expect(recognisePlaintext(hex)?.protocol).toBe(protocol);
  });

  it('has nothing to say of nothing', () => {
    expect(recognisePlaintext('')).toBeNull();
  });

  it('shows the first line of a text, without what a terminal would obey', () => {
    expect(ofText('\r\nSSH-2.0-x\u001b[31m\r\nsecond')?.excerpt).not.toContain('\u001b');
    expect(ofText('220 mail.example.net ESMTP\r\n250 more')?.excerpt).toBe('220 mail.example.net ESMTP');
    expect(recognisePlaintext('0102030405')?.excerpt).toBe('0102030405');
  });

  it('takes any octets, and shows only what is harmless', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 512 }), (octets) => {
        const excerpt = recognisePlaintext(Buffer.from(octets).toString('hex'))?.excerpt ?? '';
        return /^[\P{C}]*$/u.test(excerpt) && excerpt.length < 200;
      }),
    );
  });
});
