import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { toHex, utf8 } from '../../../src/base/octets.ts';
import { Transcript } from '../../../src/tls/crypto/transcript.ts';

const hashOf = (name: string, text: string): string => createHash(name).update(text).digest('hex');

describe('Transcript', () => {
  it('hashes what came before the first question and what came after it, with more than one hash', () => {
    const transcript = new Transcript();
    transcript.add(utf8('one,'));
    transcript.add(utf8('two,'));
    expect(toHex(transcript.hash('sha256'))).toBe(hashOf('sha256', 'one,two,'));
    transcript.add(utf8('three'));
    expect(toHex(transcript.hash('sha256'))).toBe(hashOf('sha256', 'one,two,three'));
    expect(toHex(transcript.hash('sha384'))).toBe(hashOf('sha384', 'one,two,three'));
    expect(toHex(transcript.hash('md5+sha1'))).toBe(hashOf('md5', 'one,two,three') + hashOf('sha1', 'one,two,three'));
    expect(toHex(transcript.octets())).toBe(toHex(utf8('one,two,three')));
  });

  it('hashes more octets without keeping them', () => {
    const transcript = new Transcript();
    transcript.add(utf8('hello'));
    expect(toHex(transcript.hash('sha256', utf8(', partly')))).toBe(hashOf('sha256', 'hello, partly'));
    expect(toHex(transcript.hash('sha256'))).toBe(hashOf('sha256', 'hello'));
  });

  it('puts message_hash in place of the first ClientHello (RFC 8446 section 4.4.1)', () => {
    const transcript = new Transcript();
    transcript.add(utf8('ClientHello'));
    transcript.hash('sha384');
    transcript.replaceByMessageHash('sha384');
    transcript.add(utf8('HelloRetryRequest'));
    const expected = createHash('sha384')
      .update(Uint8Array.of(254, 0, 0, 48))
      .update(createHash('sha384').update('ClientHello').digest())
      .update('HelloRetryRequest');
    expect(toHex(transcript.hash('sha384'))).toBe(expected.digest('hex'));
  });
});
