import { describe, expect, it } from 'vitest';
import { attemptFailed, completed } from '../../src/observe/attempt.ts';
import type { Facts } from '../../src/observe/facts.ts';
import { certificate, healthy } from '../support/facts.ts';
import { findingOf, judgementOf } from '../support/verdict.ts';

const seen = (through: string, direct: string): Facts => ({
  ...healthy(),
  chain: completed([certificate('db1.example.net', through)]),
  directChain: completed([certificate('db1.example.net', direct)]),
});

describe('proxy-intercepts', () => {
  it('is found where the issuer differs, with both issuers', () => {
    const finding = findingOf('proxy-intercepts', seen('Inspection CA', 'Issuing CA'));
    expect(finding.summary).toBe(
      'The proxy ends TLS itself: through it the certificate is issued by CN=Inspection CA, without it by CN=Issuing CA.',
    );
    expect(finding.severity).toBe('warning');
  });

  it('is not found where both ways lead to the same issuer', () => {
    expect(judgementOf('proxy-intercepts', seen('Issuing CA', 'Issuing CA')).kind).toBe('ruledOut');
  });

  it('does not arise without a proxy, and is open where the direct way is closed', () => {
    expect(judgementOf('proxy-intercepts', healthy()).kind).toBe('notApplicable');
    const closed: Facts = { ...healthy(), directChain: attemptFailed({ kind: 'refused' }) };
    expect(judgementOf('proxy-intercepts', closed)).toMatchObject({ kind: 'undetermined', missing: 'certificate' });
  });
});
