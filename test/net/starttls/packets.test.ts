/** The protocols that begin with packets: LDAP, PostgreSQL, MySQL, RDP. */
import { describe, expect, it } from 'vitest';
import { fromHex, fromLatin1 } from '../../../src/base/octets.ts';
import { dialogueFor } from '../../../src/net/starttls/dialogue-for.ts';
import type { StarttlsProtocol } from '../../../src/net/starttls/protocols.ts';
import { play } from '../../support/dialogue-playbook.ts';

const begin = (protocol: StarttlsProtocol) => () => dialogueFor(protocol, { host: 'db.example' });
const hexOf = (sent: readonly string[]): string[] => sent.map((text) => Buffer.from(text, 'latin1').toString('hex'));
const tlsAlert = fromHex('15030100020246');

describe('LDAP', () => {
  it('sends the ExtendedRequest of RFC 4511 section 4.14.1 and takes success, in short and long lengths', () => {
    const played = play(begin('ldap'), fromHex('300c 020101 7807 0a0100 0400 0400'));
    expect(played.sent).toEqual([`\x30\x1d\x02\x01\x01\x77\x18\x80\x161.3.6.1.4.1.1466.20037`]);
    expect(played.outcome).toMatchObject({ kind: 'ready' });
    const asActiveDirectory = fromHex('308400000010 020101 788400000007 0a0100 0400 0400');
    expect(play(begin('ldap'), asActiveDirectory).outcome).toMatchObject({ kind: 'ready' });
  });

  it('names the result code and hands on the message', () => {
    const unavailable = fromHex(`3015 020101 7810 0a0134 0400 0409 ${Buffer.from('no TLS me').toString('hex')}`);
    expect(play(begin('ldap'), unavailable).outcome).toMatchObject({
      kind: 'refused',
      status: 52,
      said: 'unavailable: no TLS me',
    });
    expect(play(begin('ldap'), fromHex('300c 020101 7807 0a0163 0400 0400')).outcome).toMatchObject({
      kind: 'refused',
      said: 'resultCode 99',
    });
  });

  it.each([
    ['a TLS alert', tlsAlert],
    ['text', '220 mail.test\r\n'],
    ['an element that reaches beyond its end', fromHex('300c 020101 7808 0a0100 0400 0400')],
    ['another operation', fromHex('300c 020101 6107 0a0100 0400 0400')],
    ['an indefinite length', fromHex('3080 020101 7807 0a0100 0400 0400 0000')],
    ['an empty message', fromHex('3000')],
  ])('is not %s', (_, said) => {
    expect(play(begin('ldap'), said).outcome).toMatchObject({ kind: 'notThisProtocol' });
  });

  it('does not wait for a message of four gigabytes', () => {
    expect(play(begin('ldap'), fromHex('3084ffffffff')).outcome).toMatchObject({ kind: 'tooMuch' });
  });
});

describe('PostgreSQL', () => {
  it('sends SSLRequest and takes S', () => {
    const played = play(begin('postgres'), 'S');
    expect(hexOf(played.sent)).toEqual(['0000000804d2162f']);
    expect(played.outcome).toMatchObject({ kind: 'ready', surplus: new Uint8Array(0) });
  });

  it('counts what was pushed in after S (CVE-2021-23222)', () => {
    expect(play(begin('postgres'), 'SR\0\0\0\x08').outcome).toMatchObject({
      kind: 'ready',
      surplus: fromLatin1('R\0\0\0\x08'),
    });
  });

  it('takes N for what it is, and reads errors of either age', () => {
    expect(play(begin('postgres'), 'N').outcome).toMatchObject({ kind: 'refused', said: 'N', advertised: false });
    const fields = 'SFATAL\0C53300\0Msorry, too many clients already\0\0';
    const error = `E\0\0\0${String.fromCharCode(4 + fields.length)}${fields}`;
    expect(play(begin('postgres'), error).outcome).toMatchObject({
      said: 'FATAL 53300 sorry, too many clients already',
    });
    expect(play(begin('postgres'), 'Eunsupported frontend protocol\n\0').outcome).toMatchObject({
      kind: 'refused',
      said: 'unsupported frontend protocol',
    });
    expect(play(begin('postgres'), 'Eno\0\0').outcome).toMatchObject({ kind: 'refused', said: 'no' });
  });

  it.each(['HTTP/1.1 400', tlsAlert, 'E\0\0\0\x04'])('is not what says %j', (said) => {
    expect(play(begin('postgres'), said).outcome).toMatchObject({ kind: 'notThisProtocol' });
  });
});

describe('MySQL', () => {
  /** HandshakeV10 as the protocol documentation shows it: version, id, scramble, capabilities, character set, status. */
  const greeting = (capabilities: string): Uint8Array => {
    const packet = `0a 352e352e322d6d3200 0b000000 6476485449 2d432e 00 ${capabilities} 08 0200 0000 ${'00'.repeat(24)}`;
    const octets = fromHex(packet);
    return fromHex(`${octets.length.toString(16).padStart(2, '0')}000000 ${packet}`);
  };

  it('announces TLS where the server can, and waits for nothing more', () => {
    const played = play(begin('mysql'), greeting('ffff'));
    expect(hexOf(played.sent)).toEqual([`20000001018a08000000000121${'00'.repeat(23)}`]);
    expect(played.outcome).toMatchObject({ kind: 'ready', advertised: true });
  });

  it('goes without where the server cannot: CLIENT_SSL is bit 11', () => {
    const played = play(begin('mysql'), greeting('fff7'));
    expect(played.sent).toEqual([]);
    expect(played.outcome).toMatchObject({ kind: 'refused', advertised: false, said: '5.5.2-m2', at: 'greeting' });
  });

  it('hands on an error that comes instead of a greeting', () => {
    const text = "Host 'x' is blocked because of many connection errors";
    const blocked = `${String.fromCharCode(3 + text.length)}\0\0\0\xff\x69\x04${text}`;
    expect(play(begin('mysql'), blocked).outcome).toMatchObject({ kind: 'refused', status: 1129, said: text });
    const withState = '\x0f\0\0\0\xff\x10\x04#08004Many!!';
    expect(play(begin('mysql'), withState).outcome).toMatchObject({ status: 1040, said: '08004 Many!!' });
  });

  it.each([
    ['SMTP', '220 mail.test ESMTP\r\n'],
    ['SSH', 'SSH-2.0-OpenSSH\r\n'],
    ['telnet', '\xff\xfd\x18\xff'],
    ['an old protocol', '\x05\0\0\0\x09abc\0'],
    ['a cut greeting', '\x05\0\0\0\x0a5.5\0'],
    ['a version without end', '\x05\0\0\0\x0a5.55'],
    ['silence of length nought', '\0\0\0\0'],
  ])('is not %s', (_, said) => {
    expect(play(begin('mysql'), said).outcome).toMatchObject({ kind: 'notThisProtocol' });
  });
});

describe('RDP', () => {
  const confirm = (negotiation: string): Uint8Array => {
    const rest = fromHex(negotiation).length;
    return fromHex(
      `0300 00${(11 + rest).toString(16).padStart(2, '0')} ${(6 + rest).toString(16).padStart(2, '0')} d0 0000 1234 00 ${negotiation}`,
    );
  };

  it('asks for TLS, with CredSSP or without ([MS-RDPBCGR] 2.2.1.1)', () => {
    const played = play(begin('rdp'), confirm('0200080001000000'));
    expect(hexOf(played.sent)).toEqual(['030000130ee000000000000100080003000000']);
    expect(played.outcome).toMatchObject({ kind: 'ready' });
    expect(play(begin('rdp'), confirm('021f080002000000')).outcome).toMatchObject({ kind: 'ready' });
  });

  it.each([
    [1, 'SSL_REQUIRED_BY_SERVER'],
    [2, 'SSL_NOT_ALLOWED_BY_SERVER'],
    [3, 'SSL_CERT_NOT_ON_SERVER'],
    [5, 'HYBRID_REQUIRED_BY_SERVER'],
    [9, 'failureCode 9'],
  ])('names the failure code %i', (code, said) => {
    expect(play(begin('rdp'), confirm(`030008000${code}000000`)).outcome).toMatchObject({
      kind: 'refused',
      status: code,
      said,
    });
  });

  it('tells servers that know no TLS: of before the negotiation, or with the old protocol selected', () => {
    for (const negotiation of ['', '0200080000000000']) {
      expect(play(begin('rdp'), confirm(negotiation)).outcome).toMatchObject({
        kind: 'refused',
        said: 'Standard RDP Security',
      });
    }
  });

  it.each([
    ['a TLS alert', tlsAlert],
    ['text', 'HTTP/1.1 400 Bad Request\r\n'],
    ['another X.224 packet', fromHex('0300000b 06 80 0000 1234 00')],
    ['a packet too short for a confirm', fromHex('03000007 02f080')],
  ])('is not %s', (_, said) => {
    expect(play(begin('rdp'), said).outcome).toMatchObject({ kind: 'notThisProtocol' });
  });
});
