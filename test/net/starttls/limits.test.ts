/** What holds for every dialogue, whatever a peer does. */
import fc from '../../support/fc.ts';
import { describe, expect, it } from 'vitest';
import { fromLatin1 } from '../../../src/base/octets.ts';
import type { Outcome } from '../../../src/net/starttls/dialogue.ts';
import { maxOctets, maxPart, maxSaid } from '../../../src/net/starttls/dialogue.ts';
import { dialogueFor } from '../../../src/net/starttls/dialogue-for.ts';
import { starttlsProtocolAt, starttlsProtocolOf, starttlsProtocols } from '../../../src/net/starttls/protocols.ts';
import type { StarttlsFacts, StarttlsProtocol } from '../../../src/net/starttls/protocols.ts';
import { play, playAtOnce } from '../../support/dialogue-playbook.ts';

const protocols = Object.keys(starttlsProtocols) as StarttlsProtocol[];

/** Openings that lead into each protocol, for a peer that goes wrong later on. */
const openings = [
  '',
  '220 x\r\n',
  '220 x\r\n250-',
  '+OK\r\n+OK\r\n',
  '* OK\r\n* ',
  '200\r\n101\r\n',
  '"a"\r\n',
  '<a>',
  '5',
  '0\x82',
  '\x03\0',
];

describe.each(protocols)('%s', (protocol) => {
  const begin = () => dialogueFor(protocol, { host: 'server.example' });

  it('ends, or waits, on any octets in any pieces, and says no more than it may', () => {
    const parts = fc.array(fc.oneof(fc.uint8Array({ maxLength: 40 }), fc.constantFrom(...openings).map(fromLatin1)), {
      maxLength: 12,
    });
    fc.assert(
      fc.property(parts, (said) => {
        const { dialogue, outcome } = play(begin, ...said);
        expect(dialogue.said.length).toBeLessThanOrEqual(maxSaid);
        if (outcome === null) expect(dialogue.waitingFor).not.toBe('');
        else expect(dialogue.receive(fromLatin1('more'))).toEqual({});
      }),
      { numRuns: 60 },
    );
  });

  it.each(openings)('does not take more than it must after %j', (opening) => {
    for (const filler of ['A', '\n', '220-\r\n', ' ', '\xff', '<a>', '"']) {
      const flood = fromLatin1(opening + filler.repeat(2 * maxOctets));
      const dialogue = begin();
      dialogue.start();
      let outcome: Outcome | undefined;
      let taken = 0;
      for (; taken < flood.length && outcome === undefined; taken += 1000) {
        outcome = dialogue.receive(flood.subarray(taken, taken + 1000)).outcome;
      }
      expect(outcome).toBeDefined();
      expect(taken).toBeLessThanOrEqual(maxOctets + 1000);
    }
  });
});

describe('limits', () => {
  it('refuses a line that is too long, and too much of short ones', () => {
    const begin = () => dialogueFor('smtp', { host: 'x' });
    const longest = `220 ${'x'.repeat(maxPart - 6)}\r\n`;
    expect(play(begin, longest).sent).toEqual(['EHLO whytls.invalid\r\n']);
    expect(playAtOnce(begin, `x${longest}`).outcome).toEqual({ kind: 'tooMuch', limit: maxPart, at: 'greeting' });
    expect(playAtOnce(begin, 'x'.repeat(maxPart)).outcome).toMatchObject({ kind: 'tooMuch' });
    const endless = Array.from({ length: 6 }, () => '220-and so on\r\n'.repeat(200));
    expect(play(begin, ...endless).outcome).toEqual({ kind: 'tooMuch', limit: maxOctets, at: 'greeting' });
  });

  it('keeps 512 characters of what was said, from its beginning', () => {
    const said = `554 ${'no '.repeat(300)}`;
    const { outcome } = play(() => dialogueFor('smtp', { host: 'x' }), `${said}\r\n`);
    expect(outcome?.kind === 'refused' && outcome.said).toBe(said.slice(0, maxSaid));
  });

  it('hears a peer that says everything at once, without waiting to be asked', () => {
    const played = playAtOnce(() => dialogueFor('smtp', { host: 'x' }), '220 a\r\n', '250 STARTTLS\r\n', '220 b\r\n');
    expect(played.sent).toEqual(['EHLO whytls.invalid\r\nSTARTTLS\r\n']);
    expect(played.outcome).toMatchObject({ kind: 'ready', said: '220 b' });
  });
});

describe('the list of protocols', () => {
  it('finds a protocol by its name, by each of its schemes, and by its ports', () => {
    for (const [protocol, { schemes, ports }] of Object.entries<StarttlsFacts>(starttlsProtocols)) {
      for (const name of [protocol, ...schemes]) expect(starttlsProtocolOf(name)).toBe(protocol);
      for (const port of ports) expect(starttlsProtocolAt(port)).toBe(protocol);
    }
    expect(starttlsProtocolOf('mariadb')).toBe('mysql');
    expect(starttlsProtocolOf('constructor')).toBeNull();
    expect(starttlsProtocolAt(443)).toBeNull();
  });
});
