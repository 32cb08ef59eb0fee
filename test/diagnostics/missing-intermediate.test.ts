import { describe, expect, it } from 'vitest';
import { utf8 } from '../../src/base/octets.ts';
import { brokenPath, certificate, healthy, intermediate, leaf, root, verification } from '../support/facts.ts';
import { causesOf, commandsOf, findingOf, judgementOf, textOf } from '../support/verdict.ts';

describe('missing-intermediate', () => {
  const fetchedIssuers = [{ url: 'http://ca.example.net/issuing.crt', certificates: [intermediate] }];
  const path = [
    { certificate: leaf, from: 'leaf' },
    { certificate: intermediate, from: 'fetched' },
  ] as const;
  const completedPath = [...path, { certificate: root, from: 'trustStore' }] as const;
  const fetched = brokenPath({
    fetchedIssuers,
    verificationWithFetched: { kind: 'completed', value: verification([], null, completedPath) },
  });

  it('is found where a fetched intermediate completes the path, and is the only cause', () => {
    expect(causesOf(fetched)).toStrictEqual(['missing-intermediate']);
    const finding = findingOf('missing-intermediate', fetched);
    expect(finding.summary).toBe(
      'The server does not send its intermediate certificate, so PyMongo cannot link it to a root that it trusts.',
    );
    expect(findingOf('missing-intermediate', fetched, 'zh').summary).toBe(
      '服务器没有发送中间证书，PyMongo 无法把它连到受信任的根证书。',
    );
    expect(textOf(finding)).toContain('http://ca.example.net/issuing.crt');
    expect(finding.clientErrors[0]?.message).toContain('unable to get local issuer certificate');
  });

  it('hands out the certificate as a command that can be pasted', () => {
    const [write, append] = commandsOf(findingOf('missing-intermediate', fetched));
    expect(write).toMatch(
      /^cat > intermediate\.pem <<'END'\n-----BEGIN CERTIFICATE-----\n[A-Za-z0-9+/=\n]+-----END CERTIFICATE-----\nEND$/,
    );
    expect(append).toBe('cat intermediate.pem >> /etc/ssl/mongodb.pem');
  });

  it('is found together with an untrusted root where the intermediate leads to none that is trusted', () => {
    const facts = brokenPath({
      fetchedIssuers,
      verificationWithFetched: {
        kind: 'completed',
        value: verification(
          [{ kind: 'issuerNotFound', depth: 1, subject: 'CN=Issuing CA', issuer: 'CN=Root' }],
          null,
          path,
        ),
      },
    });
    expect(causesOf(facts).toSorted()).toStrictEqual(['missing-intermediate', 'untrusted-root']);
    // An intermediate under an unknown root must not go into the file of trust anchors.
    expect(commandsOf(findingOf('missing-intermediate', facts)).join('\n')).not.toContain('>> ca.pem');
  });

  it('is found where the leaf itself says that its issuer is no root', () => {
    // AuthorityKeyIdentifier { [1] { [4] Name "CN=Root" } }: the name of the issuer's issuer.
    const issuersIssuer = utf8('CN=Root');
    const aki = Uint8Array.from([0x30, 11, 0xa1, 9, 0xa4, 7, ...issuersIssuer]);
    const telling = certificate('db1.example.net', 'Issuing CA', {
      extensions: [{ oid: '2.5.29.35', critical: false, value: aki }],
    });
    expect(causesOf(brokenPath({}, telling))).toStrictEqual(['missing-intermediate']);
    const ownIssuer = Uint8Array.from([0x30, 17, 0xa1, 15, 0xa4, 13, ...utf8('CN=Issuing CA')]);
    const mute = certificate('db1.example.net', 'Issuing CA', {
      extensions: [{ oid: '2.5.29.35', critical: false, value: ownIssuer }],
    });
    expect(judgementOf('missing-intermediate', brokenPath({}, mute)).kind).toBe('undetermined');
  });

  it('is open where nothing tells an intermediate from a root', () => {
    expect(judgementOf('missing-intermediate', brokenPath())).toStrictEqual({
      kind: 'undetermined',
      missing: 'issuerCertificate',
    });
  });

  it('is not found where another store has the issuer as an anchor, or the path is accepted', () => {
    const facts = brokenPath();
    const node = { name: 'node', path: null, decides: false, certificates: 140 } as const;
    const known = { ...facts, stores: [...facts.stores, { ...node, verification: healthy().verification }] };
    expect(judgementOf('missing-intermediate', known).kind).toBe('ruledOut');
    expect(judgementOf('missing-intermediate', healthy()).kind).toBe('ruledOut');
  });
});
