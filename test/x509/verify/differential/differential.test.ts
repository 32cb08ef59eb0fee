/**
 * Some 400 chains, each fault of the lists alone and many in pairs, judged by us and by the machine's own `openssl verify`:
 * verdict, X509_V_ERR code and depth must agree. Another seed makes others: `WHYTLS_SEED=7`.
 */
import { beforeAll, describe, expect, it } from 'vitest';
import { verifyPath } from '../../../../src/x509/verify/verify-chain.ts';
import { Dice } from '../../../fuzz/dice.ts';
import { hasPeer } from '../../../support/peers.ts';
import { opensslVerify, twoAtATime } from '../../../support/peers/openssl-verify.ts';
import type { VerifyAnswer } from '../../../support/peers/openssl-verify.ts';
import { contentFaults } from './content-faults.ts';
import { crlFaults } from './crl-faults.ts';
import { inputOf, issueDraft, newDraft, questionOf } from './draft.ts';
import type { Fault } from './fault.ts';
import { keyFaults } from './key-faults.ts';
import { nameFaults } from './name-faults.ts';
import { pathFaults } from './path-faults.ts';

type Verdict = Pick<VerifyAnswer, 'accepted' | 'code' | 'depth'> | 'unreadable';

interface Outcome {
  readonly ours: Verdict;
  readonly theirs: Verdict;
}

const faults = Object.entries({ ...pathFaults, ...contentFaults, ...keyFaults, ...nameFaults, ...crlFaults });
const seed = Number(process.env['WHYTLS_SEED'] ?? 20_261_121);
const pairs = 210;

/** Every fault alone, then pairs as the dice fall. */
const cases = [
  ...faults.map(([name, fault], run) => ({ name, run, faults: [fault] })),
  ...Array.from({ length: pairs }, (_, index) => {
    const run = faults.length + index;
    const dice = new Dice(seed, run);
    const [first, second] = [dice.below(faults.length), dice.below(faults.length)].map((at) => faults[at]);
    if (first === undefined || second === undefined) throw new Error('no such fault');
    return { name: `${first[0]} + ${second[0]}`, run, faults: [first[1], second[1]] };
  }),
];

async function judged({ run, faults: chosen }: { readonly run: number; readonly faults: readonly Fault[] }) {
  const dice = new Dice(seed, run);
  const draft = newDraft();
  for (const fault of chosen) fault(draft, dice);
  if (chosen.length > 1) {
    draft.ask.strict ||= dice.chance(0.25);
    draft.ask.partialChain ||= dice.chance(0.15);
  }
  const scene = await issueDraft(draft);
  // The program wants one trusted certificate at least.
  if (scene.anchors.length === 0) return null;
  const isReadable = [...scene.sent, ...scene.anchors].every(({ certificate }) => certificate !== null);
  // The program stops at a file in which it can read nothing, as a client stops at a message that it cannot read.
  const theirs = await opensslVerify(questionOf(scene, draft.ask)).catch((): 'unreadable' => 'unreadable');
  const input = !isReadable && theirs === 'unreadable' ? null : inputOf(scene, draft.ask);
  const verification = input === null ? null : verifyPath(input);
  const { code = null, depth = null } = verification?.opensslError ?? {};
  return {
    ours: verification === null ? 'unreadable' : { accepted: verification.accepted, code, depth },
    theirs: theirs === 'unreadable' ? theirs : { accepted: theirs.accepted, code: theirs.code, depth: theirs.depth },
  } satisfies Outcome;
}

describe.skipIf(!hasPeer('openssl'))('generated chains, beside openssl verify', () => {
  const outcomes: { readonly name: string; readonly outcome: Outcome }[] = [];

  beforeAll(async () => {
    await twoAtATime(cases, async (one) => {
      // Some pairs contradict each other and cannot be issued, such as MD5 under Ed25519.
      const outcome = await judged(one).catch((problem: unknown) => {
        if (one.faults.length > 1) return null;
        throw problem;
      });
      if (outcome !== null) outcomes.push({ name: `${one.run} ${one.name}`, outcome });
    });
  }, 180_000);

  it('agrees on each: accepted or not, and why not', () => {
    const told = ({ name }: { readonly name: string }, verdict: Verdict): string =>
      `${name}: ${JSON.stringify(verdict)}`;
    expect(outcomes.map((one) => told(one, one.outcome.ours))).toEqual(
      outcomes.map((one) => told(one, one.outcome.theirs)),
    );
  });

  it('has seen chains of many kinds', () => {
    const codes = outcomes.flatMap(({ outcome: { theirs } }) => (theirs === 'unreadable' ? [] : [theirs.code]));
    expect(outcomes.length).toBeGreaterThan(380);
    expect(codes.filter((code) => code === null).length).toBeGreaterThan(50);
    // What single faults show, however the dice fall.
    const wanted = [2, 3, 7, 9, 10, 12, 18, 19, 20, 22, 25, 26, 34, 64, 79, 94];
    expect(wanted.filter((code) => !codes.includes(code))).toEqual([]);
  });
});
