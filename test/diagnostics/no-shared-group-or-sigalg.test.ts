import { describe, expect, it } from 'vitest';
import { completed } from '../../src/observe/attempt.ts';
import type { Experiment, Question } from '../../src/observe/observation.ts';
import type { Capture } from '../../src/tls/handshake/capture.ts';
import { alert, answered, capture, ended, healthy, refused, unreached } from '../support/facts.ts';
import { causesOf, findingOf, judgementOf, textOf, verdictOf } from '../support/verdict.ts';

const again = refused({ kind: 'answersAgain' }, alert(40));
const got = (question: Question, change: Partial<Capture>): Experiment => ({
  question,
  result: { kind: 'handshake', capture: capture(change) },
  durationMs: 1,
});
const everyGroup = { kind: 'withEveryGroup', without: [] } as const;
const everyScheme = { kind: 'withEverySignatureScheme', without: [] } as const;

describe('no-shared-group-or-sigalg', () => {
  it('names the group that the server takes, and says "only" where everything else was refused', () => {
    const facts = ended(alert(40), {}, [
      again,
      got(everyGroup, { group: 26 }),
      refused({ kind: 'withEveryGroup', without: [26] }, alert(40)),
    ]);
    expect(causesOf(facts)).toStrictEqual(['no-shared-group-or-sigalg']);
    expect(findingOf('no-shared-group-or-sigalg', facts).summary).toBe(
      'The server takes only the group for the key exchange brainpoolP256r1, which PyMongo on Python 3.10 or later does not offer.',
    );
    expect(findingOf('no-shared-group-or-sigalg', facts, 'zh').summary).toContain('brainpoolP256r1');
  });

  it('names the signature scheme, and does not say "only" where more was not asked', () => {
    const facts = ended(alert(40), {}, [again, got(everyScheme, { signatureScheme: 0x0201 })]);
    const { summary } = findingOf('no-shared-group-or-sigalg', facts);
    expect(summary).toContain('rsa_pkcs1_sha1');
    expect(summary).not.toContain('only');
  });

  it('counts a group that we cannot do ourselves: the server has chosen it', () => {
    const problem = { kind: 'cannotComplete', what: 'keyExchange', value: 27, waitingFor: 'serverHello' } as const;
    const retry = { group: 27, cookie: false };
    const facts = ended(alert(40), {}, [
      again,
      got(everyGroup, { completed: false, problem, group: 27, helloRetryRequest: retry }),
    ]);
    expect(findingOf('no-shared-group-or-sigalg', facts).summary).toContain('brainpoolP384r1');
  });

  it('tells a server that fails over one of several families of signatures', () => {
    const family = (name: 'ecdsa' | 'rsaPss' | 'rsaPkcs1') => ({ kind: 'signatureFamily', family: name }) as const;
    const facts = ended(alert(80), {}, [
      refused({ kind: 'answersAgain' }, alert(80)),
      refused(family('ecdsa'), alert(40)),
      refused(family('rsaPss'), alert(80)),
      answered(family('rsaPkcs1'), 0x0303, 0xc02f),
    ]);
    expect(causesOf(facts)).toStrictEqual(['no-shared-group-or-sigalg']);
    expect(textOf(findingOf('no-shared-group-or-sigalg', facts))).toContain('RSA PKCS #1');
  });

  it('is ruled out where more groups and schemes did not help, and open where that was not asked', () => {
    const asked = ended(alert(40), {}, [again, refused(everyGroup, alert(40)), refused(everyScheme, alert(40))]);
    expect(judgementOf('no-shared-group-or-sigalg', asked).kind).toBe('ruledOut');
    expect(causesOf(asked)).toStrictEqual(['handshake-refused']);
    expect(judgementOf('no-shared-group-or-sigalg', ended(alert(40)))).toMatchObject({ missing: 'experiment' });
    expect(verdictOf(asked).verdict).toBe('fail');
  });

  it('is not found at a server in order, and open where no handshake was tried', () => {
    const done = healthy({ handshake: completed({ capture: capture(), firstByteMs: 1, handshakeMs: 2 }) });
    expect(judgementOf('no-shared-group-or-sigalg', done).kind).toBe('ruledOut');
    expect(judgementOf('no-shared-group-or-sigalg', unreached({ kind: 'refused' }))).toMatchObject({
      missing: 'connection',
    });
  });
});
