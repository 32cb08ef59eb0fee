/** The paths of verifiers that turn back, beside Go's and Java's own verdicts on the same chains. */
import { createPublicKey } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { createKey, issueCertificate } from '../../../src/x509/pki/issue/issue.ts';
import type { CertificatePlan, Issued } from '../../../src/x509/pki/issue/issue.ts';
import { findOtherPaths } from '../../../src/x509/verify/other-paths.ts';
import type { OtherPaths } from '../../../src/x509/verify/other-paths.ts';
import { verifyPath } from '../../../src/x509/verify/verify-chain.ts';
import type { VerifyInput } from '../../../src/x509/verify/verify-chain.ts';
import type { Verification } from '../../../src/x509/verify/verification.ts';
import { Dice } from '../../fuzz/dice.ts';
import { goVerdicts, javaVerdicts } from '../../support/peers/chain-verifiers.ts';
import type { ChainAnswers, ChainQuestion } from '../../support/peers/chain-verifiers.ts';
import { hasPeer } from '../../support/peers.ts';
import { at, day, host, times } from './differential/draft.ts';
import { generatedChain } from './differential/generated.ts';
import { pathFaults } from './differential/path-faults.ts';

const past = { notBefore: at - 60 * day, notAfter: at - day };

const ca = (cn: string, plan: Partial<CertificatePlan> = {}): Promise<Issued> =>
  issueCertificate({ subject: [['CN', cn]], ca: true, ...times, ...plan });

const leafOf = (issuer: Issued, plan: Partial<CertificatePlan> = {}): Promise<Issued> =>
  issueCertificate({ subject: [['CN', host]], san: [{ dns: host }], issuer, ...times, ...plan });

/** The same CA's certificate by another issuer. */
const crossSigned = (one: Issued, issuer: Issued, plan: Partial<CertificatePlan> = {}): Promise<Issued> =>
  issueCertificate({
    subject: one.certificate.subject.rdns.flat().map(({ shortName, value }) => [shortName, value] as const),
    ca: true,
    key: { privateKey: one.key, publicKey: createPublicKey(one.key) },
    issuer,
    ...times,
    ...plan,
  });

interface Case {
  readonly sent: readonly [Issued, ...Issued[]];
  readonly anchors: readonly Issued[];
  readonly fetched?: readonly Issued[];
}

const cases = {
  'a cross-signed intermediate of a root that is gone stands first': async () => {
    const root = await ca('Root');
    const gone = await ca('Gone Root');
    const intermediate = await ca('Issuing', { issuer: root });
    const cross = await crossSigned(intermediate, gone);
    return { sent: [await leafOf(intermediate), cross, intermediate], anchors: [root] };
  },
  'an expired cross-sign stands above the intermediate that is sent first': async () => {
    const root = await ca('Root');
    const old = await ca('Old Root');
    const bridge = await ca('Bridge', { issuer: old, ...past });
    const intermediate = await ca('Issuing', { issuer: root });
    const cross = await crossSigned(intermediate, bridge);
    return { sent: [await leafOf(intermediate), cross, bridge, intermediate], anchors: [root, old] };
  },
  'only the intermediate is trusted': async () => {
    const intermediate = await ca('Issuing', { issuer: await ca('Root') });
    return { sent: [await leafOf(intermediate), intermediate], anchors: [intermediate] };
  },
  'the trusted root has expired': async () => {
    const root = await ca('Root', past);
    const intermediate = await ca('Issuing', { issuer: root });
    return { sent: [await leafOf(intermediate), intermediate], anchors: [root] };
  },
  'the root sent is self-signed, and cross-signed behind it': async () => {
    const old = await ca('Old Root');
    const root = await ca('Root');
    const cross = await crossSigned(root, old);
    const intermediate = await ca('Issuing', { issuer: root });
    return { sent: [await leafOf(intermediate), intermediate, root, cross], anchors: [old] };
  },
  'an intermediate without its key identifier, so that OpenSSL passes it by': async () => {
    const root = await ca('Root');
    const intermediate = await ca('Issuing', { issuer: root });
    const leaf = await leafOf(intermediate, { authorityKeyIdentifier: new Uint8Array([1, 2, 3]) });
    return { sent: [leaf, intermediate], anchors: [root] };
  },
  'the intermediate was not sent, but fetched': async () => {
    const root = await ca('Root');
    const intermediate = await ca('Issuing', { issuer: root });
    return { sent: [await leafOf(intermediate)], anchors: [root], fetched: [intermediate] };
  },
  'a usage in the intermediate that Java does not ask for': async () => {
    const root = await ca('Root');
    const intermediate = await ca('Issuing', { issuer: root, extendedKeyUsage: ['clientAuth'] });
    return { sent: [await leafOf(intermediate), intermediate], anchors: [root] };
  },
  'an unknown root': async () => {
    const intermediate = await ca('Issuing', { issuer: await ca('Root') });
    return { sent: [await leafOf(intermediate), intermediate], anchors: [await ca('Stranger')] };
  },
  'an expired leaf': async () => {
    const root = await ca('Root');
    return { sent: [await leafOf(root, past)], anchors: [root] };
  },
} satisfies Record<string, () => Promise<Case>>;

type Name = keyof typeof cases;

/** Who accepts, as measured with Go 1.26 and Java 17; of browsers, what their makers document. */
const expected: Readonly<Record<Name, readonly string[]>> = {
  'a cross-signed intermediate of a root that is gone stands first': ['go', 'java', 'browsers'],
  'an expired cross-sign stands above the intermediate that is sent first': ['go', 'java', 'browsers'],
  'only the intermediate is trusted': ['go', 'java', 'browsers'],
  'the trusted root has expired': ['java'],
  'the root sent is self-signed, and cross-signed behind it': ['go', 'java', 'browsers'],
  'an intermediate without its key identifier, so that OpenSSL passes it by': ['go', 'java', 'browsers'],
  'the intermediate was not sent, but fetched': ['browsers'],
  'a usage in the intermediate that Java does not ask for': ['java'],
  'an unknown root': [],
  'an expired leaf': [],
};

const inputFor = ({ sent: [leaf, ...others], anchors, fetched = [] }: Case): VerifyInput => ({
  chain: [leaf.certificate, ...others.map(({ certificate }) => certificate)],
  extra: fetched.map(({ certificate }) => certificate),
  anchors: anchors.map(({ certificate }) => certificate),
  at,
  reference: { kind: 'dns', name: host },
  purpose: 'server',
  securityLevel: 2,
  usesCommonName: true,
  partialWildcards: false,
});

const questionFor = ({ at: when, chain, anchors }: VerifyInput): ChainQuestion => ({
  at: when,
  chain: chain.map(({ der }) => der),
  anchors: anchors.map(({ der }) => der),
});

interface Judged {
  readonly input: VerifyInput;
  readonly verification: Verification;
  readonly others: OtherPaths;
}

function judge(input: VerifyInput): Judged {
  // OpenSSL sees what was fetched only where somebody puts it into its file.
  const verification = verifyPath({ ...input, extra: [] });
  return { input, verification, others: findOtherPaths(input, verification) };
}

const acceptedBy = ({ others }: Judged): readonly string[] => others.accepted.map(({ client }) => client);

describe('chains that OpenSSL refuses', () => {
  const judged = new Map<Name, Judged>();
  const of = (name: Name): Judged => {
    const one = judged.get(name);
    if (one === undefined) throw new Error('not judged');
    return one;
  };
  const names = Object.keys(cases) as Name[];

  beforeAll(async () => {
    for (const name of names) judged.set(name, judge(inputFor(await cases[name]())));
  });

  it.each(names)('%s', (name) => {
    expect(of(name).verification.accepted).toBe(false);
    expect(acceptedBy(of(name))).toEqual(expected[name]);
  });

  it.skipIf(!hasPeer('go'))('Go accepts just those', { timeout: 120_000 }, () => {
    const answers = goVerdicts(names.map((name) => questionFor(of(name).input)));
    expect(accepted(names, answers)).toEqual(names.filter((name) => expected[name].includes('go')));
  });

  it.skipIf(!hasPeer('java'))('Java accepts just those', { timeout: 120_000 }, () => {
    const answers = javaVerdicts(names.map((name) => questionFor(of(name).input)));
    expect(accepted(names, answers)).toEqual(names.filter((name) => expected[name].includes('java')));
  });

  const accepted = (all: readonly Name[], answers: ChainAnswers): readonly Name[] =>
    all.filter((_, index) => answers[index] === 'ok');

  it('says where a client went another way, and instead of which certificate', () => {
    const { others } = of('an expired cross-sign stands above the intermediate that is sent first');
    const [go] = others.accepted;
    expect(go?.path.map(({ certificate: { subject }, from }) => [subject.rfc4514, from])).toEqual([
      [`CN=${host}`, 'leaf'],
      ['CN=Issuing', 'sent'],
      ['CN=Root', 'trustStore'],
    ]);
    expect(go?.because).toMatchObject([
      { kind: 'otherIssuer', depth: 1, insteadOf: { certificate: { issuer: { rfc4514: 'CN=Bridge' } } } },
    ]);
    // The one that OpenSSL took was tried too, and why it failed is kept.
    expect(others.tried.map(({ refusals }) => refusals.go?.kind)).toContain('expired');
  });

  it.each<[Name, unknown]>([
    ['only the intermediate is trusted', { kind: 'notChecked', problem: { kind: 'anchorNotSelfSigned' } }],
    ['the trusted root has expired', { kind: 'notChecked', problem: { kind: 'expired', depth: 2 } }],
    ['an intermediate without its key identifier, so that OpenSSL passes it by', { kind: 'keyIdentifier', depth: 1 }],
    ['the intermediate was not sent, but fetched', { kind: 'fetched', depth: 1 }],
    [
      'a usage in the intermediate that Java does not ask for',
      { kind: 'notChecked', problem: { kind: 'purpose', depth: 1 } },
    ],
  ])('says why: %s', (name, because) => {
    const { others } = of(name);
    for (const one of others.accepted) expect(one.because).toMatchObject([because]);
  });

  it('keeps a dead end and its reason', () => {
    expect(of('an unknown root').others.tried).toMatchObject([
      { refusals: { go: { kind: 'issuerNotFound', depth: 1, issuer: 'CN=Root' } } },
    ]);
  });
});

describe('generated chains', () => {
  const seed = Number(process.env['WHYTLS_SEED'] ?? 20_261_121);
  const faults = Object.values(pathFaults);
  const refused: Judged[] = [];

  beforeAll(async () => {
    for (let run = 0; run < 400; run++) {
      const input = await generatedChain(new Dice(seed, run), faults, [1, 2]);
      const one = input === null ? null : judge(input);
      if (one?.verification.accepted === false) refused.push(one);
    }
  }, 120_000);

  it.each([
    ['go', 'go', goVerdicts],
    ['java', 'java', javaVerdicts],
  ] as const)('%s accepts wherever we say so', { timeout: 180_000 }, (client, peer, verdicts) => {
    if (!hasPeer(peer)) return;
    const claimed = refused.filter((one) => acceptedBy(one).includes(client));
    expect(claimed.length).toBeGreaterThan(30);
    const answers = verdicts(claimed.map(({ input }) => questionFor(input)));
    expect(answers.filter((answer) => answer !== 'ok')).toEqual([]);
  });
});

describe('what a hostile server sends', () => {
  it('ends soon with a hundred certificates that issue each other under one name', async () => {
    const subject = [['CN', 'Same']] as const;
    const keys = Array.from({ length: 10 }, () => createKey());
    const own = await Promise.all(keys.map((key) => issueCertificate({ subject, ca: true, key, ...times })));
    const crossed: Issued[] = [];
    for (const key of keys)
      for (const issuer of own)
        crossed.push(
          await issueCertificate({ subject, ca: true, key, issuer, authorityKeyIdentifier: null, ...times }),
        );
    const [first] = own;
    if (first === undefined) throw new Error('no certificate');
    const leaf = await leafOf(first, { authorityKeyIdentifier: null });
    const { others } = judge(inputFor({ sent: [leaf, ...crossed], anchors: [await ca('Stranger')] }));
    expect(others.accepted).toEqual([]);
    expect(others.isComplete).toBe(false);
    expect(others.tried.length).toBeLessThanOrEqual(16);
    for (const { path } of others.tried) expect(path.length).toBeLessThanOrEqual(12);
  });
});
