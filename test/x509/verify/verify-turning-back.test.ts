/** Chains as Go and Java verify them: what we say, beside their own verdicts and words. */
import { beforeAll, describe, expect, it } from 'vitest';
import { go } from '../../../src/clients/profiles/go.ts';
import { java } from '../../../src/clients/profiles/java.ts';
import type { ClientProfile } from '../../../src/clients/profile.ts';
import type { Verification } from '../../../src/x509/verify/verification.ts';
import { verifyTurningBack } from '../../../src/x509/verify/verify-turning-back.ts';
import type { OpensslError } from '../../../src/x509/verify/verify-problem.ts';
import type { VerifyInput } from '../../../src/x509/verify/verify-chain.ts';
import { issueCertificate } from '../../../src/x509/pki/issue/issue.ts';
import { Dice } from '../../fuzz/dice.ts';
import { goVerdicts, javaVerdicts } from '../../support/peers/chain-verifiers.ts';
import { hasPeer } from '../../support/peers.ts';
import { at } from './differential/draft.ts';
import { generatedChain } from './differential/generated.ts';
import { pathFaults } from './differential/path-faults.ts';

const seed = Number(process.env['WHYTLS_SEED'] ?? 20_261_122);
const inputs: VerifyInput[] = [];

beforeAll(async () => {
  // Of a search by other key identifiers we say that Java finds nothing: it does not always.
  const faults = Object.entries(pathFaults).flatMap(([name, fault]) =>
    name === 'another key identifier of the issuer' ? [] : [fault],
  );
  for (let run = 0; run < 300; run++) {
    const input = await generatedChain(new Dice(seed, run), faults, [0, 2]);
    // Both compare whole seconds.
    if (input !== null) inputs.push({ ...input, at: Math.floor(input.at / 1000) * 1000 });
  }
}, 120_000);

/** What a client prints, as far as it does not tell one certificate from another. */
function printed({ words }: ClientProfile, { problems, path, searched }: Verification, error: OpensslError): string {
  const refusal = { path, problems, at, ...(searched === undefined ? {} : { searched }) };
  return kindOf(words.verifyFailed({ host: 'db1.example.net', port: 27017 }, error, refusal));
}

/** Without the exception, or the words, around it, without times, and without what Go adds of issuers that it passed by. */
const kindOf = (text: string): string =>
  text
    .replace(/^(?:javax\.net\.ssl\.SSLHandshakeException|sun\.security\.validator\.ValidatorException): /, '')
    .replace(/^tls: failed to verify certificate: /, '')
    .replace(/ (?:\(possibly because of|\/) .*$/, '')
    .replace(/: current time .*$/, '');

describe('generated chains', () => {
  it.each([
    ['go', go, goVerdicts],
    ['java', java, javaVerdicts],
  ] as const)(
    '%s accepts and refuses as we say, and says why as we do',
    { timeout: 180_000 },
    (engine, profile, verdicts) => {
      if (!hasPeer(engine)) return;
      const questions = inputs.map((input) => ({
        at: input.at,
        chain: input.chain.map(({ der }) => der),
        anchors: input.anchors.map(({ der }) => der),
      }));
      const answers = verdicts(questions);
      const differences = inputs.flatMap((input, run) => {
        const verification = verifyTurningBack(engine, input);
        const { opensslError: error } = verification;
        const we = error === null ? 'ok' : printed(profile, verification, error);
        const they = kindOf(answers[run] ?? '');
        // Of several issuers that were tried, Go tells what it found of the last.
        const isOther = they === 'x509: certificate signed by unknown authority' && (error?.depth ?? 0) > 0;
        return we === they || isOther
          ? []
          : [{ run, we, they, problems: verification.problems.map(({ kind, depth }) => `${kind} ${depth}`) }];
      });
      expect(answers.filter((answer) => answer !== 'ok').length).toBeGreaterThan(30);
      expect(differences).toStrictEqual([]);
    },
  );
});

describe('an issuer that was not sent, but fetched', () => {
  it.each(['go', 'java'] as const)('completes the path of %s as though it had been sent', async (engine) => {
    const dates = { notBefore: 0, notAfter: 4_000_000_000_000 };
    const root = await issueCertificate({ subject: [['CN', 'Root']], ca: true, ...dates });
    const issuing = await issueCertificate({ subject: [['CN', 'Issuing CA']], ca: true, issuer: root, ...dates });
    const names = { reference: null, usesCommonName: false, partialWildcards: false } as const;
    const rules = { ...names, purpose: 'server', securityLevel: 2 } as const;
    const san = [{ dns: 'db1.example.net' }];
    const leaf = await issueCertificate({ subject: [['CN', 'db1']], issuer: issuing, san, ...dates });
    const input: VerifyInput = { chain: [leaf.certificate], extra: [], anchors: [root.certificate], at, ...rules };
    expect(verifyTurningBack(engine, input)).toMatchObject({
      accepted: false,
      problems: [{ kind: 'issuerNotFound', depth: 0 }],
    });
    const completed = verifyTurningBack(engine, { ...input, extra: [issuing.certificate] });
    expect(completed).toMatchObject({ accepted: true, problems: [] });
    expect(completed.path.map(({ from }) => from)).toStrictEqual(['leaf', 'fetched', 'trustStore']);
  });
});
