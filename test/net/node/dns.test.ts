import { execFileSync } from 'node:child_process';
import * as dns from 'node:dns';
import { isIP } from 'node:net';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { nodeDns } from '../../../src/net/node/dns.ts';
import { hasPeer } from '../../support/peers.ts';
import { problem, value } from '../../support/result.ts';

vi.mock('node:dns', async (original) => {
  const real = await original<typeof dns>();
  return { ...real, lookup: vi.fn(real.lookup) };
});
afterEach(() => vi.mocked(dns.lookup).mockRestore());

describe('the name of an address', () => {
  it.skipIf(!hasPeer('python3'))(
    'is what the system says, or the address itself',
    async () => {
      const script =
        "import json, socket; print(json.dumps([socket.getnameinfo((a, 0), 0)[0] for a in ['127.0.0.1', '192.0.2.1']]))";
      const theirs = JSON.parse(execFileSync('python3', ['-c', script], { encoding: 'utf8' })) as string[];
      const ours = ['127.0.0.1', '192.0.2.1'].map(async (address) => nodeDns.nameOf?.(address, { timeoutMs: 20_000 }));
      for (const [place, found] of (await Promise.all(ours)).entries())
        if (found?.ok === true) expect(found.value).toBe(theirs[place]);
        // A resolver that cannot be reached knows no names.
        else expect(theirs[place]).toBe(['127.0.0.1', '192.0.2.1'][place]);
    },
    60_000,
  );
});

describe('addresses', () => {
  it('of localhost are this machine', async () => {
    const found = value(await nodeDns.addresses('localhost', { timeoutMs: 5000 }));
    for (const address of found) expect(['127.0.0.1', '::1']).toContain(address);
    expect(new Set(found).size).toBe(found.length);
  });

  it('of a name under .invalid are not found', async () => {
    const got = problem(await nodeDns.addresses('whytls-test.invalid', { timeoutMs: 10_000 }));
    // Where no resolver can be reached at all, the system cannot know it.
    if (got.kind === 'resolverFailed') expect(got.code).toBe('EAI_AGAIN');
    else expect(got).toEqual({ kind: 'nameNotFound', name: 'whytls-test.invalid' });
  });

  it('come in the order of the resolver, each once', async () => {
    resolverSays(null, ['2001:db8::1', '192.0.2.1', '192.0.2.1']);
    expect(value(await nodeDns.addresses('a.example', { timeoutMs: 5000 }))).toEqual(['2001:db8::1', '192.0.2.1']);
  });

  it.each(['ENODATA', 'ENOTFOUND'])('with %s are none', async (code) => {
    resolverSays(code, []);
    expect(problem(await nodeDns.addresses('a.example', { timeoutMs: 5000 }))).toEqual({
      kind: 'nameNotFound',
      name: 'a.example',
    });
  });

  it.each(['EAI_AGAIN', 'ESERVFAIL', 'ECONNREFUSED', 'EAI_FAIL'])(
    'with %s are not known: the resolver failed',
    async (code) => {
      resolverSays(code, []);
      const expected = { kind: 'resolverFailed', name: 'a.example', code };
      expect(problem(await nodeDns.addresses('a.example', { timeoutMs: 5000 }))).toEqual(expected);
    },
  );

  it('that are empty without an error are none', async () => {
    resolverSays(null, []);
    expect(problem(await nodeDns.addresses('a.example', { timeoutMs: 5000 })).kind).toBe('nameNotFound');
  });

  it('are waited for until the deadline', async () => {
    vi.mocked(dns.lookup).mockImplementation(() => {});
    const got = await nodeDns.addresses('a.example', { timeoutMs: 30 });
    expect(problem(got)).toEqual({ kind: 'timedOut', afterMs: 30 });
  });

  it('are not asked for when it was called off, and not waited for when it is', async () => {
    vi.mocked(dns.lookup).mockImplementation(() => {});
    const before = await nodeDns.addresses('a.example', { timeoutMs: 5000, signal: AbortSignal.abort() });
    expect(problem(before)).toEqual({ kind: 'aborted' });
    expect(dns.lookup).not.toHaveBeenCalled();
    const controller = new AbortController();
    const pending = nodeDns.addresses('a.example', { timeoutMs: 5000, signal: controller.signal });
    controller.abort();
    expect(problem(await pending)).toEqual({ kind: 'aborted' });
  });
});

/** Lets getaddrinfo answer so. Real resolvers cannot be made to say these things without being root. */
function resolverSays(code: string | null, addresses: readonly string[]): void {
  const answer = (...args: readonly unknown[]): void => {
    const callback = args.at(-1);
    const found = addresses.map((address) => ({ address, family: isIP(address) }));
    if (typeof callback === 'function')
      callback(code === null ? null : Object.assign(new Error(code), { code }), found);
  };
  vi.mocked(dns.lookup).mockImplementation(answer);
}
