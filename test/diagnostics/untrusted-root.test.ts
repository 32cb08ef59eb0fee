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
  verification,
} from '../support/facts.ts';
import { causesOf, commandsOf, findingOf, judgementOf, textOf, verdictOf } from '../support/verdict.ts';

describe('untrusted-root', () => {
  const sentRoot = refusedPath(
    [{ kind: 'selfSignedInPath', depth: 2, subject: 'CN=Private Root' }],
    opensslError(19, 'self-signed certificate in certificate chain', 2),
  );

  it('is found where the root was sent and is not trusted, and is the only cause', () => {
    expect(causesOf(sentRoot)).toStrictEqual(['untrusted-root']);
    const finding = findingOf('untrusted-root', sentRoot);
    expect(finding.summary).toBe(
      "The server's certificate goes back to CN=Private Root, a root that PyMongo does not trust.",
    );
    expect(finding.clientErrors[0]?.message).toContain('self-signed certificate in certificate chain (_ssl.c:…)');
  });

  it('is found where the issuer is nowhere, and says that it may be an intermediate', () => {
    expect(causesOf(brokenPath())).toStrictEqual(['untrusted-root']);
    const finding = findingOf('untrusted-root', brokenPath());
    expect(textOf(finding)).toContain('an intermediate that the server should send');
    expect(finding.remedies.map(({ side }) => side)).toContain('server');
    expect(verdictOf(brokenPath()).undetermined).toContainEqual({
      id: 'missing-intermediate',
      missing: 'issuerCertificate',
    });
  });

  it('is certain where the issuer was fetched and is a root', () => {
    const direct = certificate('db1.example.net', 'Private Root');
    const fetchedRoot = certificate('Private Root', 'Private Root');
    const facts = brokenPath(
      {
        fetchedIssuers: [{ url: 'http://ca.example.net/root.crt', certificates: [fetchedRoot] }],
        verificationWithFetched: {
          kind: 'completed',
          value: verification([{ kind: 'selfSignedInPath', depth: 1, subject: 'CN=Private Root' }], null, [
            { certificate: direct, from: 'leaf' },
            { certificate: fetchedRoot, from: 'fetched' },
          ]),
        },
      },
      direct,
    );
    expect(causesOf(facts)).toStrictEqual(['untrusted-root']);
    expect(judgementOf('missing-intermediate', facts).kind).toBe('ruledOut');
    expect(findingOf('untrusted-root', facts).remedies.every(({ side }) => side === 'client')).toBe(true);
  });

  it('advises to leave tlsCAFile out where the system trusts the server', () => {
    const system = { name: 'system', path: null, decides: false, certificates: 140 } as const;
    const facts = brokenPath();
    const both = { ...facts, stores: [...facts.stores, { ...system, verification: healthy().verification }] };
    expect(causesOf(both)).toStrictEqual(['untrusted-root']);
    expect(commandsOf(findingOf('untrusted-root', both))).toContain('whytls db1.example.net:27017');
  });

  it('knows that OpenSSL wants the root above a trusted intermediate', () => {
    const facts = refusedPath(
      [{ kind: 'anchorNotSelfSigned', depth: 1, subject: 'CN=Issuing CA', issuer: 'CN=Root' }],
      opensslError(2, 'unable to get issuer certificate', 1),
    );
    expect(causesOf(facts)).toStrictEqual(['untrusted-root']);
    expect(findingOf('untrusted-root', facts).summary).toContain('is only an intermediate');
  });

  it('shows the ways of the PyMongo page where the default store decides', () => {
    const facts = { ...brokenPath(), stores: [] };
    for (const language of ['en', 'zh'] as const) {
      const commands = commandsOf(findingOf('untrusted-root', facts, language));
      expect(commands).toContain('open "/Applications/Python <YOUR PYTHON VERSION>/Install Certificates.command"');
      expect(commands).toContain('pypy -m pip install certifi');
      expect(commands).toContain('export SSL_CERT_FILE=$(pypy -c "import certifi; print(certifi.where())")');
    }
  });

  it('is a consequence where a certificate above the leaf has expired', () => {
    const facts = refusedPath([
      { kind: 'issuerNotFound', depth: 1, subject: 'CN=Issuing CA', issuer: 'CN=Old Root' },
      { kind: 'expired', depth: 1, subject: 'CN=Issuing CA', notAfter: now },
    ]);
    expect(causesOf(facts)).toStrictEqual(['cert-expired']);
    expect(findingOf('untrusted-root', facts).rootCause).toBe(false);
  });

  it('stands beside an expired leaf, which does not explain it', () => {
    const facts = refusedPath([
      { kind: 'selfSignedInPath', depth: 1, subject: 'CN=Root' },
      { kind: 'expired', depth: 0, subject: 'CN=db1.example.net', notAfter: now },
    ]);
    expect(causesOf(facts).toSorted()).toStrictEqual(['cert-expired', 'untrusted-root']);
  });

  it('is not found where the path is accepted or the leaf is self-signed', () => {
    expect(judgementOf('untrusted-root', healthy()).kind).toBe('ruledOut');
    const own = refusedPath([{ kind: 'selfSignedLeaf', depth: 0, subject: 'CN=x' }]);
    expect(judgementOf('untrusted-root', own).kind).toBe('ruledOut');
  });

  it('is open where no certificate was seen', () => {
    expect(judgementOf('untrusted-root', ended(alert(80))).kind).toBe('undetermined');
  });
});
