import { describe, expect, it } from 'vitest';
import { withClientFile } from '../support/client-file.ts';
import { healthy } from '../support/facts.ts';
import { causesOf, commandsOf, findingOf, judgementOf } from '../support/verdict.ts';

describe('client-key-mismatch', () => {
  it('tells a key that belongs to no certificate of the file', () => {
    const facts = withClientFile({ kind: 'keyMismatch', leaf: 'CN=app', owner: null });
    expect(causesOf(facts)).toEqual(['client-key-mismatch']);
    const finding = findingOf('client-key-mismatch', facts);
    expect(finding.summary).toContain('does not belong to its certificate, CN=app');
    expect(finding.clientErrors[0]?.message).toBe(
      "Private key doesn't match certificate: [X509: KEY_VALUES_MISMATCH] key values mismatch (_ssl.c:…)",
    );
    expect(commandsOf(finding)).toContain('openssl pkey -in client.pem -pubout');
  });

  it('names the certificate that the key does belong to', () => {
    const owner = { place: 2, subject: 'CN=app' };
    const finding = findingOf('client-key-mismatch', withClientFile({ kind: 'keyMismatch', leaf: 'CN=CA', owner }));
    expect(finding.evidence).toContainEqual({ what: 'The key belongs to', value: 'certificate 2 of the file, CN=app' });
    expect(finding.remedies[0]?.text).toContain('Put certificate 2 of the file first');
  });

  it('tells which of two keys to keep', () => {
    const finding = findingOf('client-key-mismatch', withClientFile({ kind: 'twoKeys', keys: 2, fitting: 2 }));
    expect(finding.remedies[0]?.text).toContain('the one at place 2');
  });

  it('is not found for other faults of the file, and does not concern a file in order', () => {
    expect(judgementOf('client-key-mismatch', withClientFile({ kind: 'empty' })).kind).toBe('ruledOut');
    expect(judgementOf('client-key-mismatch', healthy()).kind).toBe('notApplicable');
  });
});
