import { describe, expect, it } from 'vitest';
import { alert, certificate, ended, opensslError, refusedPath, withoutCaFile } from '../support/facts.ts';
import { causesOf, commandsOf, findingOf, judgementOf } from '../support/verdict.ts';

describe('self-signed-leaf', () => {
  const own = certificate('db1.example.net', 'db1.example.net');
  const facts = refusedPath(
    [{ kind: 'selfSignedLeaf', depth: 0, subject: 'CN=db1.example.net' }],
    opensslError(18, 'self-signed certificate'),
    { chain: { kind: 'completed', value: [own] } },
    [{ certificate: own, from: 'leaf' }],
  );

  it('is found, and is no untrusted root', () => {
    expect(causesOf(facts)).toStrictEqual(['self-signed-leaf']);
    const finding = findingOf('self-signed-leaf', facts);
    expect(finding.clientErrors[0]?.message).toContain('certificate verify failed: self-signed certificate (_ssl.c:…)');
    expect(commandsOf(finding)).toContain('whytls db1.example.net:27017 --tlsCAFile server.pem');
  });

  it('is not found for a root that was sent', () => {
    const sent = refusedPath([{ kind: 'selfSignedInPath', depth: 1, subject: 'CN=Root' }]);
    expect(judgementOf('self-signed-leaf', sent).kind).toBe('ruledOut');
  });

  it('is open where no certificate was seen, or nothing to trust could be read', () => {
    expect(judgementOf('self-signed-leaf', ended(alert(80)))).toMatchObject({ missing: 'certificate' });
    const blind = withoutCaFile({ kind: 'noCertificate', path: 'ca.pem' });
    expect(judgementOf('self-signed-leaf', blind)).toMatchObject({ missing: 'trustStore' });
  });
});
