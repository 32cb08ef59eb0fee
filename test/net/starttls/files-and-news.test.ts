/** FTP and NNTP, after the examples of their RFCs. */
import { describe, expect, it } from 'vitest';
import { dialogueFor } from '../../../src/net/starttls/dialogue-for.ts';
import { play } from '../../support/dialogue-playbook.ts';

const ftp = () => dialogueFor('ftp', { host: 'ftp.example' });
const nntp = () => dialogueFor('nntp', { host: 'news.example' });

describe('FTP', () => {
  const features = '211-Extensions supported:\r\n SIZE\r\n AUTH TLS\r\n PBSZ\r\n211 END\r\n';

  it('begins TLS after 234 (RFC 4217 section 12)', () => {
    const played = play(ftp, '220 Service ready\r\n', features, '234 AUTH TLS successful\r\n');
    expect(played.sent).toEqual(['FEAT\r\n', 'AUTH TLS\r\n']);
    expect(played.outcome).toMatchObject({ kind: 'ready', advertised: true });
  });

  it('reads lines without numbers within a reply (RFC 959 section 4.2)', () => {
    const greeting = '220-Welcome\r\nto this\r\n 220 beautiful\r\n220-server\r\n220 go on\r\n';
    expect(play(ftp, greeting, features, '234\r\n').outcome).toMatchObject({ kind: 'ready' });
  });

  it('waits where it is told to', () => {
    const played = play(ftp, '120 in a minute\r\n220 now\r\n', '500 FEAT?\r\n', '504 no such mechanism\r\n');
    expect(played.outcome).toMatchObject({ kind: 'refused', at: 'AUTH TLS', status: 504, advertised: null });
  });

  it('is not what greets otherwise', () => {
    expect(play(ftp, 'hello\r\n').outcome).toMatchObject({ kind: 'notThisProtocol', said: 'hello' });
    expect(play(ftp, '421 too many users\r\n').outcome).toMatchObject({ kind: 'refused', status: 421 });
  });
});

describe('NNTP', () => {
  it('goes as the example in RFC 4642 section 2.2.3', () => {
    const played = play(
      nntp,
      '200 news.example ready\r\n',
      '101 Capability list:\r\nVERSION 2\r\nREADER\r\nSTARTTLS\r\nLIST ACTIVE NEWSGROUPS\r\n.\r\n',
      '382 Continue with TLS negotiation\r\n',
    );
    expect(played.sent).toEqual(['CAPABILITIES\r\n', 'STARTTLS\r\n']);
    expect(played.outcome).toMatchObject({
      kind: 'ready',
      advertised: true,
      said: '382 Continue with TLS negotiation',
    });
  });

  it.each([
    ['greeting', ['400 overloaded\r\n'], 400, null],
    [
      'STARTTLS',
      ['201 no posting\r\n', '101 list\r\nVERSION 2\r\n.\r\n', '580 Can not initiate TLS negotiation\r\n'],
      580,
      false,
    ],
    ['STARTTLS', ['200 old\r\n', '500 what?\r\n', '502 no\r\n'], 502, null],
  ])('is refused at %s', (at, said, status, advertised) => {
    expect(play(nntp, ...said).outcome).toMatchObject({ kind: 'refused', at, status, advertised });
  });
});
