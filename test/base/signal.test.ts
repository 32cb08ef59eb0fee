import { describe, expect, it } from 'vitest';
import { eitherOf, interruption } from '../../src/base/signal.ts';
import type { Interruption, Signal } from '../../src/base/signal.ts';
import fc from '../support/fc.ts';

const platforms = (): Interruption => {
  const controller = new AbortController();
  return { signal: controller.signal, abort: () => controller.abort() };
};

type Step = readonly ['add' | 'remove' | 'abort' | 'abortOther', number];

/** What three listeners hear, step by step, and whether the signal says that it was given. */
function heard(make: () => Interruption, either: (a: Signal, b: Signal) => Signal, steps: readonly Step[]) {
  const [one, other] = [make(), make()];
  const signal = either(one.signal, other.signal);
  const calls: string[] = [];
  const listeners = [0, 1, 2].map((number) => () => void calls.push(`heard by ${number}`));
  for (const [step, number] of steps) {
    const listener = listeners[number] ?? (() => {});
    if (step === 'add') signal.addEventListener('abort', listener, { once: true });
    else if (step === 'remove') signal.removeEventListener('abort', listener);
    else if (step === 'abort') one.abort();
    else if (!one.signal.aborted) other.abort();
    calls.push(`${step} ${number}: ${signal.aborted}`);
  }
  return calls;
}

const steps = fc.array(fc.tuple(fc.constantFrom('add', 'add', 'remove', 'abort'), fc.nat(2)), { maxLength: 12 });

describe('a signal of ours', () => {
  it('is heard as that of an AbortController', () => {
    const alone = (a: Signal): Signal => a;
    fc.assert(
      fc.property(steps, (given: readonly Step[]) => {
        expect(heard(interruption, alone, given)).toEqual(heard(platforms, alone, given));
      }),
    );
  });

  it('of two is given when the first of them is', () => {
    const given: readonly Step[] = [
      ['add', 0],
      ['add', 1],
      ['remove', 1],
      ['abortOther', 0],
    ];
    const expected = ['add 0: false', 'add 1: false', 'remove 1: false', 'heard by 0', 'abortOther 0: true'];
    expect(heard(interruption, eitherOf, given)).toEqual(expected);
    expect(heard(platforms, eitherOf, given)).toEqual(expected);
  });
});
