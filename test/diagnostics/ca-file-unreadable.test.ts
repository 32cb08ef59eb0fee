import { describe, expect, it } from 'vitest';
import { healthy, withoutCaFile } from '../support/facts.ts';
import { causesOf, commandsOf, findingOf, judgementOf } from '../support/verdict.ts';

describe('ca-file-unreadable', () => {
  it.each([
    [{ kind: 'fileNotFound', path: 'ca.pem' }, 'does not exist', "[Errno 2] No such file or directory: 'ca.pem'"],
    [
      { kind: 'noCertificate', path: 'ca.pem' },
      'holds no certificate in PEM',
      '[X509: NO_CERTIFICATE_OR_CRL_FOUND] no certificate or crl found (_ssl.c:…)',
    ],
    [
      { kind: 'fileUnreadable', path: 'ca.pem', code: 'EACCES' },
      'cannot be read',
      "[Errno 13] Permission denied: 'ca.pem'",
    ],
  ] as const)('is found for %o, and is the only cause', (problem, says, prints) => {
    const facts = withoutCaFile(problem);
    expect(causesOf(facts)).toStrictEqual(['ca-file-unreadable']);
    const finding = findingOf('ca-file-unreadable', facts);
    expect(finding.summary).toContain(`ca.pem ${says}`);
    expect(finding.clientErrors).toStrictEqual([{ client: 'pymongo', message: prints }]);
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
