import { describe, expect, it } from 'vitest';
import { withClientFile } from '../support/client-file.ts';
import { healthy } from '../support/facts.ts';
import { causesOf, commandsOf, findingOf, judgementOf } from '../support/verdict.ts';

const pem = { format: 'pem', labels: ['CERTIFICATE\u001b'] } as const;

describe('client-cert-file', () => {
  it.each([
    [{ kind: 'noKey', certificates: 1, ...pem }, 'it has 1 certificate and no private key'],
    [{ kind: 'noCertificate', keys: 1, ...pem }, 'it has 1 private key and no certificate'],
    [{ kind: 'empty' }, 'it is empty'],
    [{ kind: 'garbage', form: 'utf16' }, 'UTF-16'],
    [{ kind: 'derGiven', holds: 'certificate' }, 'it is DER, not PEM'],
    [{ kind: 'pkcs12Given' }, 'it is PKCS #12, and drivers read PEM alone'],
    [{ kind: 'notReadable', part: 'privateKey', label: null, why: 'damaged', detail: null }, 'is damaged'],
  ] as const)('S1.33 S1.34 is found for %o, with the command that makes the file', (problem, says) => {
    const facts = withClientFile(problem);
    expect(causesOf(facts)).toEqual(['client-cert-file']);
    const finding = findingOf('client-cert-file', facts);
    expect(finding.summary).toContain(says);
    expect(finding.clientErrors[0]?.message).toBe("Private key doesn't match certificate: [SSL] PEM lib (_ssl.c:…)");
    expect(commandsOf(finding).join('\n')).toMatch(
      /cat key\.pem cert\.pem > combined\.pem|openssl pkcs12 -in client\.pem/,
    );
    expect(JSON.stringify(finding)).not.toContain('\\u001b');
  });

  it.each([
    [{ kind: 'fileNotFound', path: 'x' }, 'there is no such file', "[Errno 2] No such file or directory: 'client.pem'"],
    [
      { kind: 'fileUnreadable', path: 'x', code: 'EISDIR' },
      'it is a folder',
      "[Errno 21] Is a directory: 'client.pem'",
    ],
    [
      { kind: 'fileUnreadable', path: 'x', code: 'EACCES' },
      'it cannot be read (EACCES)',
      "[Errno 13] Permission denied: 'client.pem'",
    ],
  ] as const)('is found where the file cannot be opened: %o', (problem, says, prints) => {
    const finding = findingOf('client-cert-file', withClientFile(problem));
    expect(finding.summary).toContain(says);
    expect(finding.clientErrors[0]?.message).toBe(prints);
    expect(commandsOf(finding)).toEqual(['ls -ld client.pem']);
  });

  it('leaves passwords and keys that do not fit to others, and does not concern a file in order', () => {
    expect(judgementOf('client-cert-file', withClientFile({ kind: 'wrongPassword', format: 'pem' })).kind).toBe(
      'ruledOut',
    );
    expect(judgementOf('client-cert-file', healthy()).kind).toBe('notApplicable');
  });
});
