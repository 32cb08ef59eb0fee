/** What is told of names that break name constraints, beyond the first, at which OpenSSL stops. */
import { describe, expect, it } from 'vitest';
import { buildChain } from '../../../src/lab/chain-builder.ts';
import type { ChainPlan } from '../../../src/lab/chain-builder.ts';
import { nameConstraintProblems } from '../../../src/x509/verify/name-constraints.ts';

const now = Date.UTC(2026, 10, 21);

async function told(plan: ChainPlan) {
  const { leaf, intermediate, root } = await buildChain(now, plan);
  const path = [leaf, intermediate, root].map(({ certificate }) => certificate);
  return nameConstraintProblems(path, true).map((problem) =>
    problem.kind === 'nameConstraint' ? { name: problem.name, bounds: problem.bounds, others: problem.others } : null,
  );
}

describe('name constraints', () => {
  it('are told with what is permitted of that kind, and every other name that breaks them', async () => {
    const intermediate = { nameConstraints: { permitted: [{ dns: 'example.net' }, { ip: '192.0.2.0/24' }] } };
    const leaf = { san: [{ dns: 'a.example.net' }, { dns: 'b.test' }, { ip: '192.0.2.7' }, { ip: '198.51.100.7' }] };
    expect(await told({ intermediate, leaf })).toStrictEqual([
      { name: 'b.test', bounds: ['example.net'], others: ['198.51.100.7'] },
    ]);
  });

  it('are told with what is excluded, networks with their masks', async () => {
    const intermediate = { nameConstraints: { excluded: [{ ip: '2001:db8::/32' }, { dns: 'x' }] } };
    const leaf = { san: [{ dns: 'a.test' }, { ip: '2001:db8::7' }] };
    const [problem] = await told({ intermediate, leaf });
    expect(problem).toStrictEqual({ name: '2001:db8::7', bounds: ['2001:db8::/ffff:ffff::'], others: undefined });
  });

  it('are told of eight other names at most', async () => {
    const intermediate = { nameConstraints: { permitted: [{ dns: 'example.net' }] } };
    const leaf = { san: Array.from({ length: 30 }, (_, n) => ({ dns: `n${n}.test` })) };
    const [problem] = await told({ intermediate, leaf });
    expect(problem?.name).toBe('n0.test');
    expect(problem?.others).toHaveLength(8);
  });
});
