import { beforeAll, describe, expect, it } from 'vitest';
import type { Verification } from '../../../src/x509/verify/verification.ts';
import { verifyPath } from '../../../src/x509/verify/verify-chain.ts';
import type { VerifyInput } from '../../../src/x509/verify/verify-chain.ts';
import { opensslVerify, twoAtATime } from '../../support/peers/openssl-verify.ts';
import type { VerifyAnswer, VerifyQuestion } from '../../support/peers/openssl-verify.ts';
import { hasPeer } from '../../support/peers.ts';

/** Each case judged by us and by `openssl verify`: the same verdict, code, depth and text. */
export function besideOpenssl<T>(
  title: string,
  cases: Readonly<Record<string, () => T | Promise<T>>>,
  asked: { readonly ofUs: (one: T) => VerifyInput; readonly ofOpenssl: (one: T) => VerifyQuestion },
): void {
  describe.skipIf(!hasPeer('openssl'))(`${title}, beside openssl verify`, () => {
    const verdicts = new Map<string, { readonly ours: Verification; readonly theirs: VerifyAnswer }>();

    beforeAll(async () => {
      await twoAtATime(Object.entries(cases), async ([name, make]) => {
        const one = await make();
        verdicts.set(name, { ours: verifyPath(asked.ofUs(one)), theirs: await opensslVerify(asked.ofOpenssl(one)) });
      });
    }, 120_000);

    it.each(Object.keys(cases))('%s', (name) => {
      const both = verdicts.get(name);
      if (both === undefined) throw new Error('not judged');
      const { ours, theirs } = both;
      const { code = null, depth = null, text = null } = ours.opensslError ?? {};
      expect({ accepted: ours.accepted, code, depth, text }).toEqual(theirs);
    });
  });
}
