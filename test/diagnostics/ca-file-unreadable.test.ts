import { describe, expect, it } from 'vitest';
import type { TrustStoreProblem } from '../../src/observe/observation.ts';
import { healthy, withoutCaFile } from '../support/facts.ts';
import { causesOf, commandsOf, findingOf, judgementOf } from '../support/verdict.ts';

const noCertificate = '[X509: NO_CERTIFICATE_OR_CRL_FOUND] no certificate or crl found (_ssl.c:…)';

describe('ca-file-unreadable', () => {
  it.each<[TrustStoreProblem, string, string]>([
    [{ kind: 'fileNotFound', path: 'ca.pem' }, 'does not exist', "[Errno 2] No such file or directory: 'ca.pem'"],
    [{ kind: 'noCertificate', path: 'ca.pem' }, 'holds no certificate in PEM', noCertificate],
    [{ kind: 'noCertificate', path: 'ca.pem', holds: 'derCertificate' }, 'it is a certificate in DER', noCertificate],
    [
      { kind: 'fileUnreadable', path: 'ca.pem', code: 'EACCES' },
      'cannot be read',
      "[Errno 13] Permission denied: 'ca.pem'",
    ],
    [
      { kind: 'fileUnreadable', path: 'ca.pem', code: 'EISDIR' },
      'is a folder, not a file',
      "[Errno 21] Is a directory: 'ca.pem'",
    ],
    [{ kind: 'damaged', path: 'ca.pem', place: 2 }, 'certificate 2 in it is none', '[X509] PEM lib (_ssl.c:…)'],
  ])('is found for %o, and is the only cause', (problem, says, prints) => {
    const facts = withoutCaFile(problem);
    expect(causesOf(facts)).toStrictEqual(['ca-file-unreadable']);
    const finding = findingOf('ca-file-unreadable', facts);
    expect(finding.summary).toContain('ca.pem ');
    expect(finding.summary).toContain(says);
    expect(finding.clientErrors).toStrictEqual([{ client: 'pymongo', message: prints }]);
  });

  it.each([
    ['derCertificate', 'openssl x509 -inform DER -in ca.pem -out new-ca.pem'],
    ['pkcs12', 'openssl pkcs12 -in ca.pem -nokeys -out new-ca.pem'],
    ['javaKeyStore', 'keytool -list -rfc -keystore ca.pem > new-ca.pem'],
    ['utf16', 'iconv -f UTF-16 -t UTF-8 ca.pem > new-ca.pem'],
  ] as const)('makes a CA file of %s', (holds, command) => {
    const facts = withoutCaFile({ kind: 'noCertificate', path: 'ca.pem', holds });
    expect(commandsOf(findingOf('ca-file-unreadable', facts))[0]).toBe(command);
  });

  it('quotes a file name that a shell would read', () => {
    const facts = withoutCaFile({ kind: 'fileNotFound', path: 'x' });
    const stores = facts.stores.map((store) => ({ ...store, path: "my ca's; rm -rf.pem" }));
    expect(commandsOf(findingOf('ca-file-unreadable', { ...facts, stores }))).toContain(
      `ls -l 'my ca'\\''s; rm -rf.pem'`,
    );
  });

  it('is not found where the file was read, and does not concern who has none', () => {
    expect(judgementOf('ca-file-unreadable', healthy()).kind).toBe('ruledOut');
    expect(judgementOf('ca-file-unreadable', healthy({ stores: [] })).kind).toBe('notApplicable');
  });
});
