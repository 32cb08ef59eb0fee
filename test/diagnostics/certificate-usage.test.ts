import { describe, expect, it } from 'vitest';
import { alert, brokenPath, certificate, ended, leaf, opensslError, refusedPath, root } from '../support/facts.ts';
import { causesOf, findingOf, judgementOf, textOf } from '../support/verdict.ts';

describe('certificate-usage', () => {
  const wrong = { kind: 'purpose', depth: 0, subject: 'CN=app', usages: ['clientAuth'] } as const;

  it('is found for a leaf that is no server certificate, and is the only cause', () => {
    const facts = refusedPath([wrong], opensslError(26, 'unsuitable certificate purpose'));
    expect(causesOf(facts)).toStrictEqual(['certificate-usage']);
    const finding = findingOf('certificate-usage', facts);
    expect(finding.summary).toContain('is not made for a TLS server');
    expect(textOf(finding)).toContain(
      'its extendedKeyUsage permits clientAuth alone, and a TLS server needs serverAuth',
    );
    expect(finding.clientErrors[0]?.message).toContain('unsuitable certificate purpose');
  });

  it.each(['notACa', 'pathLengthExceeded', 'cannotSignCertificates'] as const)('is found for %s', (kind) => {
    expect(causesOf(refusedPath([{ kind, depth: 1, subject: 'CN=Issuing CA' }]))).toStrictEqual(['certificate-usage']);
  });

  const path = (intermediate: ReturnType<typeof certificate>, first = leaf) => [
    { certificate: first, from: 'leaf' as const },
    { certificate: certificate('Issuing CA', 'Policy CA'), from: 'sent' as const },
    { certificate: intermediate, from: 'sent' as const },
    { certificate: root, from: 'trustStore' as const },
  ];
  const said = (...of: Parameters<typeof refusedPath>) => textOf(findingOf('certificate-usage', refusedPath(...of)));

  it('says which field forbids it, with names instead of numbers', () => {
    const byKey = certificate('db1.example.net', 'Issuing CA', {
      extendedKeyUsage: ['1.3.6.1.5.5.7.3.1'],
      keyUsage: ['cRLSign'],
    });
    expect(said([wrong], null, {}, path(root, byKey))).toContain(
      'its keyUsage permits cRLSign alone, and a TLS server needs digitalSignature',
    );
    const byPurpose = certificate('db1.example.net', 'Issuing CA', {
      extendedKeyUsage: ['1.3.6.1.5.5.7.3.2', '1.2.3.4'],
      keyUsage: ['digitalSignature'],
    });
    expect(said([wrong], null, {}, path(root, byPurpose))).toContain('permits clientAuth and 1.2.3.4 alone');
  });

  it('says why it is no CA, and how many intermediates it permits', () => {
    const policy = (change: Parameters<typeof certificate>[2]) => path(certificate('Policy CA', 'Root', change));
    const notCa = { kind: 'notACa', depth: 2, subject: 'CN=Policy CA' } as const;
    expect(said([notCa], null, {}, policy({}))).toContain('is no CA (it has no basicConstraints)');
    expect(
      said([notCa], null, {}, policy({ basicConstraints: { ca: false, pathLength: null, critical: true } })),
    ).toContain('CA:FALSE');
    expect(
      said([notCa], null, {}, policy({ basicConstraints: { ca: true, pathLength: null, critical: true } })),
    ).toContain('lacks keyCertSign');
    const long = { kind: 'pathLengthExceeded', depth: 2, subject: 'CN=Policy CA' } as const;
    expect(said([long], null, {}, policy({ basicConstraints: { ca: true, pathLength: 0, critical: true } }))).toContain(
      'permits at most 0 intermediates below it, and there is 1',
    );
  });

  it('shows every certificate where it is not the leaf', () => {
    const text = said([{ kind: 'notACa', depth: 1, subject: 'CN=Issuing CA' }]);
    expect(text).toContain('for file in cert-*.pem; do openssl x509');
    expect(said([wrong])).not.toContain('for file in');
  });

  it('is not found for another fault, and is open where no certificate was seen', () => {
    expect(judgementOf('certificate-usage', brokenPath()).kind).toBe('ruledOut');
    expect(judgementOf('certificate-usage', ended(alert(40))).kind).toBe('undetermined');
  });
});
