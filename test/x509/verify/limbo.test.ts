/**
 * A sample of x509-limbo, beside what OpenSSL 3.0 decided on the same cases. The vectors are not part of this repository.
 */
import { existsSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { utf8 } from '../../../src/base/octets.ts';
import { readCertificate } from '../../../src/x509/pki/certificate.ts';
import type { Certificate } from '../../../src/x509/pki/certificate.ts';
import { readCrlFile } from '../../../src/x509/pki/crl/crl-file.ts';
import { readPemCertificates } from '../../../src/x509/pki/pem.ts';
import { verifyPath } from '../../../src/x509/verify/verify-chain.ts';
import type { VerifyInput } from '../../../src/x509/verify/verify-chain.ts';
import type { Reference } from '../../../src/x509/verify/host-name.ts';

interface LimboCase {
  readonly id: string;
  readonly trusted_certs: readonly string[];
  readonly untrusted_intermediates: readonly string[];
  readonly peer_certificate: string;
  readonly validation_time: string | null;
  readonly expected_peer_name: { readonly kind: string; readonly value: string } | null;
  readonly max_chain_depth: number | null;
  readonly crls?: readonly string[];
}

interface Verdict {
  readonly accepted: boolean;
  /** `10 certificate has expired` */
  readonly error: string | null;
  readonly depth?: number;
  /** Profiles that decide otherwise: `accepted`, or the error. */
  readonly differs?: Readonly<Record<string, string>>;
}

/** Other clients on the same OpenSSL, by the names of the vectors. */
const profiles: Readonly<Record<string, Partial<VerifyInput>>> = {
  strict: { strict: true, partialChain: true }, // Python 3.13's create_default_context
  partial: { partialChain: true },
  level1: { securityLevel: 1 },
  cpython: { partialWildcards: false },
};

const folder = new URL('../../../../shared/vectors/limbo/', import.meta.url);
const isThere = existsSync(new URL('limbo.json.gz', folder));

/** Every n-th case of each group, so that some 300 are taken and the rare kinds are not drowned by the common. */
const groups = [
  ['bettertls::nameconstraints::', 80],
  ['bettertls::pathbuilding::', 1],
  ['', 1],
] as const;

const load = (name: string): unknown => JSON.parse(gunzipSync(readFileSync(new URL(name, folder))).toString());

function sample(): readonly { readonly one: LimboCase; readonly verdict: Verdict }[] {
  const { testcases } = load('limbo.json.gz') as { testcases: readonly LimboCase[] };
  const { verdicts } = load('openssl-3.0-verdicts.json.gz') as { verdicts: Readonly<Record<string, Verdict>> };
  const usable = testcases.flatMap((one) => {
    const verdict = verdicts[one.id];
    return verdict === undefined ? [] : [{ one, verdict }];
  });
  return groups.flatMap(([prefix, step], place) =>
    usable
      .filter(
        ({ one }) => groups.findIndex(([other]) => one.id.startsWith(other)) === place && one.id.startsWith(prefix),
      )
      .filter((_, index) => index % step === 0),
  );
}

const certificates = (pems: readonly string[]): Certificate[] =>
  pems.flatMap((pem) =>
    readPemCertificates(utf8(pem)).flatMap((der) => {
      const read = readCertificate(der);
      return read.ok ? [read.value] : [];
    }),
  );

function ours(one: LimboCase, profile: Partial<VerifyInput> = {}): Verdict {
  const [leaf] = certificates([one.peer_certificate]);
  if (leaf === undefined) return { accepted: false, error: 'undecodable' };
  const name = one.expected_peer_name;
  const reference: Reference | null =
    name === null ? null : name.kind === 'IP' ? { kind: 'ip', address: name.value } : { kind: 'dns', name: name.value };
  const { accepted, opensslError } = verifyPath({
    chain: [leaf, ...certificates(one.untrusted_intermediates)],
    extra: [],
    anchors: certificates(one.trusted_certs),
    at: Date.parse(one.validation_time ?? '2026-01-01T00:00:00Z'),
    reference,
    purpose: 'server',
    securityLevel: 2,
    usesCommonName: true,
    partialWildcards: true,
    // Looking up the whole chain comes to the same in these cases.
    crls: (one.crls ?? []).flatMap((pem) => readCrlFile(utf8(pem)).crls),
    crlCheck: (one.crls ?? []).length > 0 ? 'leaf' : 'none',
    ...(one.max_chain_depth === null ? {} : { maxDepth: one.max_chain_depth }),
    ...profile,
  });
  if (opensslError === null) return { accepted, error: null };
  return { accepted, error: `${opensslError.code} ${opensslError.text}`, depth: opensslError.depth };
}

it.skipIf(!isThere)('decides on a sample of x509-limbo as OpenSSL 3.0 does', { timeout: 60_000 }, () => {
  const cases = sample();
  expect(cases.length).toBeGreaterThan(300);
  const outcome = (one: LimboCase, { accepted, error, depth }: Verdict): string =>
    `${one.id}: ${accepted ? 'accepted' : `${error} at ${depth ?? 0}`}`;
  expect(cases.map(({ one }) => outcome(one, ours(one)))).toEqual(
    cases.map(({ one, verdict }) => outcome(one, verdict)),
  );
});

it.skipIf(!isThere).each(Object.entries(profiles))(
  'decides on it as the profile %s does',
  { timeout: 60_000 },
  (name, profile) => {
    const disagreements = sample().flatMap(({ one, verdict }) => {
      const { accepted, error } = ours(one, profile);
      const other = verdict.differs?.[name];
      const isAccepted = other === undefined ? verdict.accepted : other === 'accepted';
      // Python words a wrong name by itself: the number is what counts.
      const agrees =
        other === undefined || isAccepted || Number.parseInt(other, 10) === Number.parseInt(error ?? '', 10);
      return accepted === isAccepted && agrees ? [] : [`${one.id}: ${other ?? verdict.error}, ours: ${error}`];
    });
    expect(disagreements).toEqual([]);
  },
);
