import { describe, expect, it } from 'vitest';
import {
  alert,
  brokenPath,
  certificate,
  ended,
  healthy,
  now,
  opensslError,
  refusedPath,
  unresolved,
  withoutCaFile,
} from '../support/facts.ts';
import { causesOf, findingOf, judgementOf } from '../support/verdict.ts';

describe('cert-expired', () => {
  const expired = (depth: number, subject: string) =>
    ({ kind: 'expired', depth, subject, notAfter: Date.UTC(2026, 10, 11) }) as const;

  it('is found for an expired leaf, and is the only cause', () => {
    const facts = refusedPath([expired(0, 'CN=db1.example.net')], opensslError(10, 'certificate has expired'));
    expect(causesOf(facts)).toStrictEqual(['cert-expired']);
    const finding = findingOf('cert-expired', facts);
    expect(finding.summary).toBe("The server's certificate expired on 2026-11-11, 10 days ago: PyMongo refuses it.");
    expect(finding.clientErrors).toStrictEqual([
      {
        client: 'pymongo',
        message:
          'db1.example.net:27017: [SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: certificate has expired (_ssl.c:…)',
      },
    ]);
  });

  it('names the intermediate that expired, and who renews it', () => {
    const finding = findingOf('cert-expired', refusedPath([expired(1, 'CN=Issuing CA')]));
    expect(finding.summary).toContain('intermediate certificate CN=Issuing CA');
    expect(finding.remedies[0]?.side).toBe('server');
    // `openssl x509` would show the leaf alone, which is in order.
    expect(finding.remedies[0]?.commands[0]).toContain('openssl pkcs7 -print_certs -text');
    const leaf = findingOf('cert-expired', refusedPath([expired(0, 'CN=db1.example.net')]));
    expect(leaf.remedies[0]?.commands[0]).toBe('openssl x509 -in /etc/ssl/mongodb.pem -noout -subject -dates');
  });

  it('sends the owner of the CA file to it when the trusted root expired', () => {
    const finding = findingOf('cert-expired', refusedPath([expired(2, 'CN=Root')]));
    expect(finding.remedies[0]).toMatchObject({ side: 'client', text: expect.stringContaining('ca.pem') });
  });

  it('reads the dates of the leaf even where no trust store can be read', () => {
    const facts = withoutCaFile({ kind: 'fileNotFound', path: 'ca.pem' });
    const old = certificate('db1.example.net', 'Issuing CA', { notAfter: now });
    expect(judgementOf('cert-expired', { ...facts, chain: { kind: 'completed', value: [old] } }).kind).toBe('found');
    expect(judgementOf('cert-expired', facts)).toStrictEqual({ kind: 'undetermined', missing: 'trustStore' });
  });

  it('is not found where the path is in order, or refused for another reason', () => {
    expect(judgementOf('cert-expired', healthy()).kind).toBe('ruledOut');
    expect(judgementOf('cert-expired', brokenPath()).kind).toBe('ruledOut');
  });

  it('is open where no certificate was seen', () => {
    expect(judgementOf('cert-expired', ended(alert(80)))).toStrictEqual({
      kind: 'undetermined',
      missing: 'certificate',
    });
    expect(judgementOf('cert-expired', unresolved({ kind: 'nameNotFound', name: 'x' }))).toStrictEqual({
      kind: 'undetermined',
      missing: 'address',
    });
  });
});
