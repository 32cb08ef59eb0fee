import { describe, expect, it } from 'vitest';
import { orderFaults, rightOrder } from '../../../src/diagnose/reading/chain-order.ts';
import { createKey, issueCertificate } from '../../../src/x509/pki/issue/issue.ts';
import type { CertificatePlan, Issued } from '../../../src/x509/pki/issue/issue.ts';

const now = Date.UTC(2026, 10, 21);
const day = 86_400_000;
const issue = (cn: string, issuer: Issued | null, plan: Partial<CertificatePlan> = {}): Promise<Issued> =>
  issueCertificate({
    subject: [['CN', cn]],
    ca: cn !== 'leaf',
    notBefore: now - 90 * day,
    notAfter: now + 90 * day,
    ...(issuer === null ? {} : { issuer }),
    ...plan,
  });

const root = await issue('root', null);
const policy = await issue('policy', root);
const key = createKey();
const issuing = await issue('issuing', policy, { key });
const leaf = await issue('leaf', issuing);
const other = await issue('other', root);
const old = await issue('issuing', policy, { key, notAfter: now - day });
const rekeyed = await issue('issuing', policy);
const crossed = await issue('issuing', other, { key });

/** What is wrong with each, in a word, and which should be sent. */
function judged(...chain: readonly Issued[]): readonly [string, readonly number[]] {
  const certificates = chain.map(({ certificate }) => certificate);
  const words = orderFaults(certificates, now).map(({ index, why }) => `${index} ${why.kind}`);
  return [words.join(', '), rightOrder(certificates, now)];
}

describe('the order of a chain', () => {
  it.each<[string, readonly Issued[], string, readonly number[]]>([
    ['right', [leaf, issuing, policy], '', [0, 1, 2]],
    ['of the leaf alone', [leaf], '', [0]],
    ['reversed', [leaf, policy, issuing], '1 early', [0, 2, 1]],
    ['with the root', [leaf, issuing, policy, root], '3 root', [0, 1, 2]],
    ['with the root first', [leaf, root, policy, issuing], '1 root, 2 early', [0, 3, 2]],
    ['with a double', [leaf, issuing, issuing, policy], '2 duplicate', [0, 1, 3]],
    ['with the leaf twice', [leaf, leaf, issuing], '1 duplicate', [0, 2]],
    ['with a stranger', [leaf, other, issuing], '1 stranger', [0, 2]],
    ['with strangers and their root', [leaf, issuing, policy, other, root], '3 stranger, 4 root', [0, 1, 2]],
    ['with an expired twin first', [leaf, old, issuing], '1 outdated', [0, 2]],
    ['with an expired twin last', [leaf, issuing, policy, old], '3 outdated', [0, 1, 2]],
    ['with nothing but the expired one', [leaf, old], '', [0, 1]],
    // The same name, but the leaf says by its key identifier that it is another key.
    ['with the same CA of another key', [leaf, rekeyed, issuing], '1 stranger', [0, 2]],
    ['with a cross-signed twin', [leaf, issuing, policy, crossed, other], '', [0, 1, 2, 3, 4]],
    ['with a CA before the leaf', [issuing, leaf, policy], '1 belowFirst', [0, 2]],
  ])('%s', (_, chain, faults, right) => {
    expect(judged(...chain)).toStrictEqual([faults, right]);
  });

  it('of a thousand strangers ends soon', () => {
    const many = Array.from({ length: 1000 }, () => other.certificate);
    expect(orderFaults([leaf.certificate, ...many], now)).toHaveLength(1000);
  });
});
