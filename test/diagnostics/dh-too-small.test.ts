import { describe, expect, it } from 'vitest';
import { completed } from '../../src/observe/attempt.ts';
import type { Experiment } from '../../src/observe/observation.ts';
import { alert, answered, capture, healthy, refused, unreached } from '../support/facts.ts';
import { causesOf, findingOf, judgementOf, verdictOf } from '../support/verdict.ts';

const withPrime = (dhBits: number | null, experiments: readonly Experiment[] = []) =>
  healthy({
    handshake: completed({
      capture: capture({ protocol: 0x0303, cipherSuite: 0x009e, group: null, dhBits }),
      firstByteMs: 2,
      handshakeMs: 5,
    }),
    experiments,
  });

describe('dh-too-small', () => {
  it.each([512, 1024, 2047])('is found for a prime of %i bits, though the handshake went through for us', (bits) => {
    const facts = withPrime(bits);
    expect(causesOf(facts)).toStrictEqual(['dh-too-small']);
    expect(verdictOf(facts).verdict).toBe('fail');
    const finding = findingOf('dh-too-small', facts);
    expect(finding.summary).toContain(`${bits} bits`);
    expect(finding.clientErrors[0]?.message).toContain('[SSL: DH_KEY_TOO_SMALL] dh key too small');
    expect(findingOf('dh-too-small', facts, 'zh').summary).toContain(`${bits} 位`);
  });

  it('says what the server takes without DHE', () => {
    const question = { kind: 'withoutDhe' } as const;
    const better = findingOf('dh-too-small', withPrime(1024, [answered(question, 0x0303, 0xc02f)]));
    expect(better.evidence.at(-1)?.value).toContain('TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256');
    expect(better.remedies.map(({ side }) => side)).toStrictEqual(['server', 'client']);
    const nothing = findingOf('dh-too-small', withPrime(1024, [refused(question, alert(40))]));
    expect(nothing.evidence.at(-1)?.value).toContain('refused');
    expect(nothing.remedies.map(({ side }) => side)).toStrictEqual(['server']);
  });

  it.each([2048, 4096, null])('is not found for %s bits', (bits) => {
    expect(judgementOf('dh-too-small', withPrime(bits)).kind).toBe('ruledOut');
  });

  it('is open where no handshake was tried', () => {
    expect(judgementOf('dh-too-small', unreached({ kind: 'refused' }))).toMatchObject({ missing: 'connection' });
  });
});
