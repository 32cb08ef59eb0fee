import { describe, expect, it } from 'vitest';
import { withClientFile } from '../support/client-file.ts';
import { healthy } from '../support/facts.ts';
import { causesOf, commandsOf, findingOf, judgementOf } from '../support/verdict.ts';

describe('client-key-password', () => {
  it('S1.36 says that a password is needed, and which option takes it', () => {
    const facts = withClientFile({ kind: 'passwordNeeded', format: 'pem' }, "my key's.pem");
    expect(causesOf(facts)).toEqual(['client-key-password']);
    const finding = findingOf('client-key-password', facts);
    expect(finding.summary).toBe(
      "The private key in my key's.pem is encrypted, and PyMongo was given no password for it.",
    );
    expect(finding.remedies[0]?.text).toContain('tlsCertificateKeyFilePassword');
    expect(finding.clientErrors[0]?.message).toBe('[Errno 22] Invalid argument');
    expect(commandsOf(finding)).toContain(`openssl pkey -in 'my key'\\''s.pem' -noout`);
  });

  it('S1.37 says that the password is wrong', () => {
    const finding = findingOf('client-key-password', withClientFile({ kind: 'wrongPassword', format: 'pem' }));
    expect(finding.summary).toContain('The password does not open the private key in client.pem');
    expect(finding.clientErrors[0]?.message).toBe("Private key doesn't match certificate: [SSL] PEM lib (_ssl.c:…)");
  });

  it('is not found for other faults of the file, and does not concern a file in order', () => {
    expect(judgementOf('client-key-password', withClientFile({ kind: 'empty' })).kind).toBe('ruledOut');
    expect(judgementOf('client-key-password', healthy()).kind).toBe('notApplicable');
  });
});
