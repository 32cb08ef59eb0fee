import { describe, expect, it } from 'vitest';
import { diagnoses } from '../../diagnostics/index.ts';
import { pymongoOcsp } from '../../src/clients/profiles/pymongo-ocsp.ts';
import { completed } from '../../src/observe/attempt.ts';
import { judge } from '../../src/diagnose/run.ts';
import { englishWords } from '../../src/diagnose/words-by-id.ts';
import {
  alert,
  answered,
  capture,
  certificate,
  ended,
  healthy,
  opensslError,
  refusedPath,
  stapled,
  withoutCaFile,
  withoutChain,
} from '../support/facts.ts';
import { causesOf, findingOf, verdictOf } from '../support/verdict.ts';

const expired = (notAfter: number) =>
  refusedPath(
    [{ kind: 'expired', depth: 0, subject: 'CN=db1.example.net', notAfter }],
    opensslError(10, 'certificate has expired'),
  );
const first = Date.UTC(2026, 10, 1);
const second = Date.UTC(2026, 9, 1);

describe('the verdict', () => {
  it('is ok, without a word, where all was seen and is in order', () => {
    expect(verdictOf(healthy())).toStrictEqual({ verdict: 'ok', findings: [], undetermined: [] });
    expect(verdictOf(stapled('good')).verdict).toBe('ok');
  });

  it('is never ok where something was not seen', () => {
    expect(judge([], diagnoses, englishWords(diagnoses)).verdict).toBe('fail');
    expect(judge([withoutChain()], [], englishWords(diagnoses)).verdict).toBe('fail');
    const untried = healthy({
      tcp: { kind: 'notTried', because: 'dns' },
      handshake: { kind: 'notTried', because: 'dns' },
    });
    expect(judge([untried], [], englishWords(diagnoses)).verdict).toBe('fail');
    const unjudged = healthy({ verification: { kind: 'notTried', because: 'trustStore' }, stores: [] });
    expect(verdictOf(unjudged).verdict).toBe('fail');
    const early = healthy({
      handshake: {
        kind: 'completed',
        value: { capture: capture({ stoppedEarly: true }), firstByteMs: 1, handshakeMs: 2 },
      },
    });
    expect(verdictOf(early).verdict).toBe('warn');
  });

  it('is fail where one of several endpoints fails', () => {
    expect(verdictOf([healthy(), expired(first)]).verdict).toBe('fail');
  });
});

describe('findings', () => {
  it('of several endpoints become one, with the evidence of each and no fact twice', () => {
    const verdict = verdictOf([expired(first), healthy(), expired(second), expired(first)]);
    expect(verdict.findings).toHaveLength(1);
    const [finding] = verdict.findings;
    expect(finding?.endpoints).toStrictEqual([0, 2, 3]);
    expect(finding?.evidence.filter(({ what }) => what === 'Leaf')).toHaveLength(2);
    expect(finding?.clientErrors).toHaveLength(1);
  });

  it('are as grave as at the gravest endpoint, and speak of it', () => {
    const leaf = certificate('db1.example.net', 'Issuing CA', { subjectAltName: null });
    const accepted = healthy({ chain: completed([leaf]) });
    const refused = { ...withoutCaFile({ kind: 'fileNotFound', path: 'ca.pem' }), chain: completed([leaf] as const) };
    const finding = findingOf('san-missing', [accepted, { ...refused, client: pymongoOcsp }]);
    expect(finding.severity).toBe('error');
    expect(findingOf('san-missing', [accepted, accepted]).severity).toBe('warning');
    expect(finding.summary).toBe(findingOf('san-missing', { ...refused, client: pymongoOcsp }).summary);
  });

  it('come with the root causes first, and errors before warnings', () => {
    const facts = refusedPath([
      { kind: 'issuerNotFound', depth: 1, subject: 'CN=Issuing CA', issuer: 'CN=Old Root' },
      { kind: 'expired', depth: 1, subject: 'CN=Issuing CA', notAfter: first },
    ]);
    expect(verdictOf(facts).findings.map(({ id, rootCause }) => [id, rootCause])).toStrictEqual([
      ['cert-expired', true],
      ['untrusted-root', false],
    ]);
  });

  it('explained at one endpoint only stay a root cause at the other', () => {
    const explained = refusedPath([
      { kind: 'selfSignedInPath', depth: 1, subject: 'CN=Root' },
      { kind: 'expired', depth: 1, subject: 'CN=Root', notAfter: first },
    ]);
    const alone = refusedPath([{ kind: 'selfSignedInPath', depth: 1, subject: 'CN=Root' }]);
    expect(findingOf('untrusted-root', [explained, alone]).rootCause).toBe(true);
    expect(causesOf([explained, alone]).toSorted()).toStrictEqual(['cert-expired', 'untrusted-root']);
  });

  it('are in the language that was asked for, with the same commands and clients’ words', () => {
    const english = findingOf('cert-expired', expired(first));
    const chinese = findingOf('cert-expired', expired(first), 'zh');
    expect(chinese.summary).toBe('服务器证书已于 2026-11-01 过期（20 天前），PyMongo 拒绝接受。');
    expect(chinese.clientErrors).toStrictEqual(english.clientErrors);
    expect(chinese.remedies.map(({ commands }) => commands)).toStrictEqual(
      english.remedies.map(({ commands }) => commands),
    );
  });
});

describe('what stayed open', () => {
  it('is told where it matters', () => {
    expect(verdictOf(ended(alert(40))).undetermined).toContainEqual({ id: 'no-shared-cipher', missing: 'experiment' });
  });

  it('is not told once more for each diagnosis where a finding says it already', () => {
    const { undetermined } = verdictOf(ended(alert(80)));
    expect(undetermined).toStrictEqual([]);
  });

  it('is not told of a diagnosis that was found at another endpoint', () => {
    const suites = ended(alert(40), {}, [answered({ kind: 'acceptsVersion', version: 0x0303 }, 0x0303, 0x002f)]);
    const { undetermined } = verdictOf([suites, ended(alert(40))]);
    expect(undetermined.map(({ id }) => id)).not.toContain('no-shared-cipher');
  });
});
