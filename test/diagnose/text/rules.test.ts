/** The tables themselves: every id exists, every literal can be found, no pattern can run away. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { diagnoses } from '../../../diagnostics/index.ts';
import { fold } from '../../../src/diagnose/text/fold.ts';
import { finder } from '../../../src/diagnose/text/needles.ts';
import { rules } from '../../../src/diagnose/text/rules/index.ts';

/** Ids of the contract whose diagnosis may still be missing. */
const promised =
  'cert-expired cert-not-yet-valid cert-expiring-soon clock-skew self-signed-leaf untrusted-root missing-intermediate client-roots-missing hostname-mismatch san-missing weak-certificate certificate-usage name-constraints certificate-malformed chain-order cert-revoked crl-problem ocsp-staple-invalid ocsp-staple-missing ocsp-endpoint-failure protocol-version no-shared-cipher no-shared-group-or-sigalg dh-too-small legacy-renegotiation sni-unrecognized alpn-mismatch alert-internal-error decrypt-error server-protocol-error client-cert-required client-cert-rejected client-key-mismatch client-key-password client-cert-file plaintext-server tls-required unexpected-eof connection-reset connection-refused connect-timeout handshake-timeout dns-failure proxy-refused ip-not-allowed options-conflict ca-file-unreadable insecure-options x509-client-usage x509-client-dn-clash x509-member-dn x509-member-mismatch x509-member-usage x509-single-ca x509-duplicate-subject x509-username-too-long'.split(
    ' ',
  );
const known = new Set([...promised, ...diagnoses.map(({ id }) => id)]);
const literals = [
  ...new Set(rules.flatMap(({ says, with: needs = [], without = [] }) => [says, needs, without].flat())),
];

describe('the rules', () => {
  it('name diagnoses that exist', () => {
    const named = rules.flatMap(({ means, onServer = [] }) => [...means, ...onServer]);
    expect([...new Set(named)].filter((id) => !known.has(id))).toStrictEqual([]);
  });

  it('know a text for every diagnosis that a client can speak of', () => {
    const named = new Set(rules.flatMap(({ means, onServer = [] }) => [...means, ...onServer]));
    expect(promised.filter((id) => !named.has(id))).toStrictEqual([]);
  });

  it('have literals that mean something when folded, and ask for open words only at their ends', () => {
    expect(literals.length).toBeGreaterThan(2000);
    expect(literals.filter((literal) => fold(literal).length < 4)).toStrictEqual([]);
    expect(literals.filter((literal) => literal.slice(1, -1).includes('~'))).toStrictEqual([]);
  });

  it('cost a bounded number of comparisons at each letter', () => {
    expect(finder(literals).worst).toBeLessThanOrEqual(12);
  });

  it('have no pattern that can backtrack over repetitions of repetitions', () => {
    const patterns = rules.flatMap((rule) => [rule.followedBy, rule.notFollowedBy].filter((one) => one !== undefined));
    const nested = patterns.filter(({ source }) => /\([^()]*[+*}][^()]*\)(?:[+*]|\{\d+,)/.test(source));
    expect(nested).toStrictEqual([]);
    const unbounded = patterns.filter(({ source }) =>
      /(?<!\\)[+*]/.test(source.replaceAll(/\\s\*\$?|\[\\s\\S\]\)\*\$/g, '')),
    );
    expect(unbounded.map(String)).toStrictEqual([]);
  });
});

describe('the language of the tables', () => {
  it('is data: no rule file computes', () => {
    const index = readFileSync(new URL('../../../src/diagnose/text/rules/index.ts', import.meta.url), 'utf8');
    expect(index.match(/^import/gm)?.length).toBeGreaterThan(15);
  });
});
