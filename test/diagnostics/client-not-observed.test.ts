import { describe, expect, it } from 'vitest';
import type { Unseen } from '../../src/observe/facts.ts';
import { notTried } from '../../src/observe/attempt.ts';
import { capture, ended, healthy, withoutChain } from '../support/facts.ts';
import { causesOf, findingOf, judgementOf, verdictOf } from '../support/verdict.ts';

/** Another client was refused before the server said hello; how this one would have fared is not known. */
const refused: Unseen = {
  missing: 'handshake',
  by: 'OpenSSL 3.0',
  handshake: {
    capture: capture({
      completed: false,
      problem: { kind: 'alertReceived', level: 2, description: 40, waitingFor: 'serverHello' },
      protocol: null,
      cipherSuite: null,
    }),
    firstByteMs: 1,
    handshakeMs: 2,
  },
};

describe('client-not-observed', () => {
  it('is found where the handshake of another client tells nothing of this one, and nothing is called fine', () => {
    const facts = withoutChain({ handshake: notTried('notAsked'), unseen: refused });
    expect(causesOf(facts)).toStrictEqual(['client-not-observed']);
    const { verdict, undetermined } = verdictOf(facts);
    expect(verdict).toBe('fail');
    // What the other client's handshake would have told is named as open, one by one.
    expect(undetermined.map(({ id }) => id)).toEqual(
      expect.arrayContaining(['no-shared-cipher', 'protocol-version', 'cert-expired', 'hostname-mismatch']),
    );
    const { summary, evidence } = findingOf('client-not-observed', facts);
    expect(summary).toContain('another client was observed');
    expect(evidence.map(({ value }) => value)).toStrictEqual(['OpenSSL 3.0', 'ServerHello']);
  });

  it('leaves alone what was seen of the chain where only the trust store is missing', () => {
    const seen: Unseen = { missing: 'trustStore', by: 'OpenSSL 3.0', handshake: null };
    const facts = healthy({ unseen: seen, stores: [], verification: notTried('trustStore') });
    expect(causesOf(facts)).toStrictEqual(['client-not-observed']);
    expect(findingOf('client-not-observed', facts).summary).toContain('trust store');
  });

  it('is ruled out where the client itself was observed', () => {
    expect(judgementOf('client-not-observed', healthy()).kind).toBe('notApplicable');
    expect(
      causesOf(ended({ kind: 'alertReceived', level: 2, description: 80, waitingFor: 'serverHello' })),
    ).not.toContain('client-not-observed');
  });

  it('cannot tell of a hello that was not said, and says so without calling TLS broken', () => {
    const seen: Unseen = { missing: 'hello', by: 'OpenSSL 3.0', handshake: null };
    const facts = healthy({ unseen: seen });
    expect(causesOf(facts)).toStrictEqual([]);
    expect(verdictOf(facts).undetermined).toContainEqual({ id: 'not-mongodb', missing: 'handshake' });
  });
});
