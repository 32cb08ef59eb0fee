/** What a mongod writes into its log for a cause: told to those who can look there. Texts: read in its source. */
import { describe, expect, it } from 'vitest';
import { openssl } from '../../src/clients/profiles/openssl.ts';
import { alert, answered, closed, ended, opensslError, refusedPath } from '../support/facts.ts';
import { findingOf } from '../support/verdict.ts';

const expired = refusedPath(
  [{ kind: 'expired', depth: 0, subject: 'CN=db1.example.net', notAfter: Date.UTC(2026, 10, 11) }],
  opensslError(10, 'certificate has expired'),
);

describe('the log of a mongod', () => {
  it.each([
    ['cert-expired', expired, '23785 Server certificate has expired'],
    [
      'client-cert-required',
      ended(closed('fin', 'applicationData'), {
        completed: true,
        protocol: 0x0304,
        certificateRequest: { certificateAuthorities: [], signatureSchemes: [], certificateTypes: [] },
      }),
      '23255 No SSL certificate provided by peer; connection rejected',
    ],
    [
      'protocol-version',
      ended(alert(70), {}, [answered({ kind: 'acceptsVersion', version: 0x0301 }, 0x0301, 0x002f)]),
      'SSL handshake failed, as client requested disabled protocol',
    ],
  ])('has an entry for %s', (id, facts, line) => {
    expect(findingOf(id, facts).serverLog).toContain(line);
  });

  it('is of no interest to clients of other servers', () => {
    expect(findingOf('cert-expired', { ...expired, client: openssl }).serverLog).toBeUndefined();
  });

  it('has nothing of an expired intermediate', () => {
    const intermediate = refusedPath(
      [{ kind: 'expired', depth: 1, subject: 'CN=Issuing CA', notAfter: Date.UTC(2026, 10, 11) }],
      opensslError(10, 'certificate has expired', 1),
    );
    expect(findingOf('cert-expired', intermediate).serverLog).toBeUndefined();
  });
});
