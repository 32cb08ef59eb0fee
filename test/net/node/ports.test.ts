import { rootCertificates } from 'node:tls';
import { describe, expect, it, vi } from 'vitest';
import { nodePorts } from '../../../src/net/node/index.ts';

const { clock, random, http, bundledRoots } = nodePorts();

describe('the clock', () => {
  it('calls back once, and not at all when it is called off', async () => {
    const calls: string[] = [];
    const cancel = clock.after(0, () => calls.push('called off'));
    cancel();
    await new Promise<void>((resolve) => {
      clock.after(0, () => {
        calls.push('once');
        clock.after(5, resolve);
      });
    });
    expect(calls).toEqual(['once']);
  });

  it('does not take a delay beyond the timers of Node for none', () => {
    vi.useFakeTimers();
    try {
      const callback = vi.fn();
      const cancel = clock.after(30 * 86_400_000, callback);
      vi.advanceTimersByTime(24 * 86_400_000);
      expect(callback).not.toHaveBeenCalled();
      cancel();
    } finally {
      vi.useRealTimers();
    }
  });

  it('tells the time of day, and another that only goes forward', () => {
    const earlier = Date.now();
    expect(clock.now()).toBeGreaterThanOrEqual(earlier);
    const first = clock.monotonicMs();
    expect(clock.monotonicMs()).toBeGreaterThanOrEqual(first);
  });
});

describe('randomness', () => {
  it('has the length that was asked for and does not repeat', () => {
    expect(random.octets(0)).toHaveLength(0);
    expect(random.octets(100_000)).toHaveLength(100_000);
    expect(random.octets(32)).not.toEqual(random.octets(32));
  });
});

describe('what comes in when it is needed', () => {
  it('is HTTP, and the roots of Node', async () => {
    expect(await http()).toBe(await http());
    expect(await bundledRoots()).toEqual(rootCertificates);
  });
});
