import { describe, expect, it } from 'vitest';
import {
  alert,
  brokenPath,
  certificate,
  closed,
  ended,
  healthy,
  now,
  opensslError,
  refusedPath,
  unresolved,
} from '../support/facts.ts';
import { answeredInPlaintext, withOptions } from '../support/options.ts';
import { causesOf, findingOf, judgementOf, verdictOf } from '../support/verdict.ts';
import type { VerifyProblem } from '../../src/x509/verify/verify-problem.ts';
import { attemptFailed, completed } from '../../src/observe/attempt.ts';

const wrongName: VerifyProblem = {
  kind: 'nameMismatch',
  depth: 0,
  subject: 'CN=db1.example.net',
  asked: { kind: 'dns', value: 'db1.example.net' },
  presented: ['other.example.net'],
  usedCommonName: false,
};
const old = certificate('db1.example.net', 'Issuing CA', { notAfter: now - 1 });
const expired: VerifyProblem = { kind: 'expired', depth: 0, subject: 'CN=db1.example.net', notAfter: now - 1 };
const badName = refusedPath([wrongName], opensslError(62, 'hostname mismatch'));
const expiredAndBadName = refusedPath([expired, wrongName], opensslError(10, 'certificate has expired'), {
  chain: completed([old]),
});

/** Verdict, and each finding with its weight. */
const said = (...given: Parameters<typeof withOptions>) => {
  const { verdict, findings } = verdictOf(withOptions(...given));
  return [verdict, ...findings.map(({ id, severity }) => `${id} ${severity}`)];
};

describe('insecure-options', () => {
  it('S1.39 S1.40 S1.42 S1.43 lets a connection through that checks would stop, and says what they would have found', () => {
    expect(said('tls=true&tlsInsecure=true', expiredAndBadName)).toEqual([
      'warn',
      'insecure-options warning',
      'cert-expired warning',
      'hostname-mismatch warning',
    ]);
    expect(said('tls=true&tlsInsecure=true', brokenPath())).toEqual([
      'warn',
      'insecure-options warning',
      'untrusted-root warning',
    ]);
    const usage: VerifyProblem = { kind: 'purpose', depth: 0, subject: 'CN=db1.example.net', usages: ['clientAuth'] };
    expect(
      said('tls=true&tlsInsecure=true', refusedPath([usage], opensslError(26, 'unsuitable certificate purpose')))[0],
    ).toBe('warn');
  });

  it('S1.41 lets a certificate through that has expired, or is not valid yet', () => {
    const early: VerifyProblem = { kind: 'notYetValid', depth: 0, subject: 'CN=db1.example.net', notBefore: now + 1 };
    const tomorrow = certificate('db1.example.net', 'Issuing CA', { notBefore: now + 1 });
    const facts = refusedPath([early], opensslError(9, 'certificate is not yet valid'), {
      chain: completed([tomorrow]),
    });
    expect(said('tls=true', facts)[0]).toBe('fail');
    expect(said('tls=true&tlsInsecure=true', facts)).toEqual([
      'warn',
      'insecure-options warning',
      'cert-not-yet-valid warning',
    ]);
  });

  it('S1.44 S1.45 S1.48 says that it is encrypted but not authenticated, and what is hidden', () => {
    const facts = withOptions('tls=true&tlsInsecure=true', expiredAndBadName);
    const finding = findingOf('insecure-options', facts);
    expect(finding.summary).toContain(
      'encrypted, but not authenticated. That hides 2 faults: cert-expired and hostname-mismatch',
    );
    expect(JSON.stringify(finding.remedies)).toContain('In production all of tlsInsecure');
    const hidden = findingOf('cert-expired', facts);
    expect(hidden.excuse).toEqual({ because: 'notChecked', options: ['tlsInsecure'] });
    expect(hidden.clientErrors).toEqual([]);
  });

  it('says of several hosts what is hidden at any of them', () => {
    const facts = [healthy(), badName].map((one) => withOptions('tls=true&tlsInsecure=true', one));
    const finding = findingOf('insecure-options', facts);
    expect(finding.summary).toContain('hides a fault: hostname-mismatch');
    expect(finding.evidence.filter(({ what }) => what === 'Would fail without the options')).toHaveLength(1);
  });

  it('S1.46 tlsAllowInvalidCertificates lets the wrong name through, too', () => {
    expect(said('tls=true&tlsAllowInvalidCertificates=true', badName)).toEqual([
      'warn',
      'insecure-options warning',
      'hostname-mismatch warning',
    ]);
  });

  it('S1.47 tlsAllowInvalidHostnames lets the wrong name through, and nothing else', () => {
    expect(said('tls=true&tlsAllowInvalidHostnames=true', badName)).toEqual([
      'warn',
      'insecure-options warning',
      'hostname-mismatch warning',
    ]);
    expect(said('tls=true&tlsAllowInvalidHostnames=true', expiredAndBadName).slice(0, 2)).toEqual([
      'fail',
      'cert-expired error',
    ]);
    expect(said('tls=true&tlsAllowInvalidHostnames=true', brokenPath())[0]).toBe('fail');
  });

  it('is told even where there is nothing to hide', () => {
    expect(said('tls=true&tlsInsecure=true', healthy())).toEqual(['warn', 'insecure-options warning']);
    expect(findingOf('insecure-options', withOptions('tls=true&tlsInsecure=true', healthy())).evidence).toContainEqual({
      what: 'Would fail without the options',
      value: 'nothing, they are not needed',
    });
  });

  it('excuses no failure of the handshake itself', () => {
    const refused = withOptions('tls=true&tlsInsecure=true', ended(alert(70)));
    expect(verdictOf(refused).verdict).toBe('fail');
    expect(verdictOf(withOptions('tls=true&tlsInsecure=true', ended(closed('fin')))).verdict).toBe('fail');
  });

  it('S1.39 excuses no certificate that cannot be read, and none that was not sent', () => {
    for (const problem of [{ kind: 'undecodable', index: 0, path: 'x' }, { kind: 'noneSent' }] as const) {
      const facts = withOptions('tls=true&tlsInsecure=true', healthy({ chain: attemptFailed(problem) }));
      expect(verdictOf(facts).verdict).toBe('fail');
    }
  });

  it('tells plain text that works', () => {
    const facts = withOptions('', healthy({ experiments: [answeredInPlaintext] }));
    expect(causesOf(facts)).toEqual(['insecure-options']);
    expect(verdictOf(facts).verdict).toBe('warn');
    expect(findingOf('insecure-options', facts).summary).toContain('speaks plain text with this server');
  });

  it('is not found without such options, with them false, or in a client that does not know them', () => {
    expect(judgementOf('insecure-options', healthy()).kind).toBe('notApplicable');
    expect(judgementOf('insecure-options', withOptions('tlsInsecure=false', healthy())).kind).toBe('ruledOut');
    const go = { ...healthy().client, id: 'go', shortName: 'Go driver' };
    const facts = withOptions('tls=true&tlsAllowInvalidCertificates=true', brokenPath(), go);
    expect(verdictOf(facts).verdict).toBe('fail');
    expect(findingOf('insecure-options', facts)).toMatchObject({ severity: 'info' });
  });

  it('cannot be told in plain text of a server without an address', () => {
    const facts = withOptions('', unresolved({ kind: 'nameNotFound', name: 'db1.example.net' }));
    expect(judgementOf('insecure-options', facts).kind).toBe('undetermined');
  });
});
