import { describe, expect, it } from 'vitest';
import { watchHoldUps } from '../../../../src/observe/probe/experiments/watch-hold-ups.ts';
import { distantServer } from '../../../support/distant-server.ts';

describe('how long a machine was held up', () => {
  it('is next to nothing where every timer comes in time', async () => {
    const { clock, run } = distantServer();
    const seen = watchHoldUps(clock);
    await run(new Promise<void>((resolve) => void clock.after(40, resolve)));
    expect(seen()).toBe(0);
  });

  it('is as long as a timer was overdue, in the middle and at the end', async () => {
    const { clock, run, hold } = distantServer();
    const inTheMiddle = watchHoldUps(clock);
    await run(new Promise<void>((resolve) => void clock.after(10, resolve)));
    hold(30);
    await run(new Promise<void>((resolve) => void clock.after(10, resolve)));
    expect(inTheMiddle()).toBe(30);
    const atTheEnd = watchHoldUps(clock);
    hold(25);
    expect(atTheEnd()).toBe(23);
  });
});
