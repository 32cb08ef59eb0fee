import { describe, expect, it } from 'vitest';
import { attemptFailed } from '../../../src/observe/attempt.ts';
import type { Facts } from '../../../src/observe/facts.ts';
import { isWorthComparing } from '../../../src/observe/trust/worth-comparing.ts';
import { alert, brokenPath, ended, healthy, refusedPath, withoutCaFile } from '../../support/facts.ts';

const leafProblem = { kind: 'expired', depth: 0, subject: 'CN=db1.example.net', notAfter: 0 } as const;

describe('other trust stores', () => {
  it('are worth a look where the path does not reach an anchor, or something is wrong above the leaf', () => {
    expect(isWorthComparing(brokenPath())).toBe(true);
    expect(isWorthComparing(refusedPath([{ ...leafProblem, depth: 2 }]))).toBe(true);
  });

  it('are not where all is well, where no certificate was seen, or where only the leaf is at fault', () => {
    for (const facts of [healthy(), ended(alert(40)), refusedPath([leafProblem])])
      expect(isWorthComparing(facts)).toBe(false);
  });

  it('are where the default store cannot be read, and not where the given file cannot', () => {
    const unread = withoutCaFile({ kind: 'fileNotFound', path: 'ca.pem' });
    expect(isWorthComparing(unread)).toBe(false);
    const failed = attemptFailed({ kind: 'fileNotFound', path: '/etc/ssl/certs' } as const);
    const bare: Facts = {
      ...unread,
      verification: failed,
      stores: [{ name: 'system', path: null, decides: true, certificates: null, verification: failed }],
    };
    expect(isWorthComparing(bare)).toBe(true);
  });
});
