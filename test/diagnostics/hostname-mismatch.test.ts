import { describe, expect, it } from 'vitest';
import { pymongoOcsp } from '../../src/clients/profiles/pymongo-ocsp.ts';
import { completed } from '../../src/observe/attempt.ts';
import { matchMongodbHost } from '../../src/x509/verify/mongodb-host-name.ts';
import { alert, certificate, ended, healthy, opensslError, refusedPath } from '../support/facts.ts';
import { causesOf, findingOf, judgementOf, textOf } from '../support/verdict.ts';

describe('hostname-mismatch', () => {
  const mismatch = {
    kind: 'nameMismatch',
    depth: 0,
    subject: 'CN=db1.internal',
    asked: { kind: 'dns', value: 'db1.example.net' },
    presented: ['db1.internal', '*.internal'],
    usedCommonName: false,
  } as const;

  it('is found with both names, and is the only cause', () => {
    const facts = refusedPath([mismatch], opensslError(62, 'hostname mismatch'));
    expect(causesOf(facts)).toStrictEqual(['hostname-mismatch']);
    const finding = findingOf('hostname-mismatch', facts);
    expect(finding.summary).toBe(
      "The server's certificate is for db1.internal and *.internal, not for db1.example.net, which PyMongo was told to connect to.",
    );
    expect(finding.clientErrors[0]?.message).toBe(
      "db1.example.net:27017: [SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: Hostname mismatch, certificate is not valid for 'db1.example.net'. (_ssl.c:…)",
    );
  });

  it('shows the DNS names to somebody who asked by address', () => {
    const asked = { kind: 'ip', value: '192.0.2.7' } as const;
    const finding = findingOf('hostname-mismatch', refusedPath([{ ...mismatch, asked, presented: [] }]));
    expect(finding.summary).toContain('is for db1.example.net, not for 192.0.2.7');
    expect(finding.clientErrors[0]?.message).toContain('IP address mismatch');
  });

  it('checks by a name that the certificate holds, at the same address, and never by one that a shell could read', () => {
    const commands = (presented: readonly string[]): readonly string[] | undefined =>
      findingOf('hostname-mismatch', refusedPath([{ ...mismatch, presented }])).remedies[0]?.commands.slice(1);
    expect(commands(['*.internal', 'db1.internal'])).toStrictEqual([
      'whytls db1.internal:27017 --ip 192.0.2.7 --tlsCAFile ca.pem',
    ]);
    for (const name of ['*.internal', '$(reboot)', '-x.internal', "a'b", 'a b', '', '..', '192.0.2.9', 'db1.internal.'])
      expect(commands([name])).toStrictEqual([]);
  });

  it('is a whole sentence where the certificate names nobody', () => {
    const bare = certificate('db1.example.net', 'Issuing CA', { subjectAltName: null });
    const facts = refusedPath([{ ...mismatch, presented: [] }], null, { chain: completed([bare]) });
    expect(findingOf('hostname-mismatch', facts).summary).toBe(
      "The server's certificate names no host in subjectAltName, and so not db1.example.net, which PyMongo was told to connect to.",
    );
  });

  it('prints what PyMongo with PyOpenSSL prints of an address that only names stand beside', () => {
    const asked = { kind: 'ip', value: '192.0.2.7' } as const;
    const facts = refusedPath([{ ...mismatch, asked, presented: [] }], opensslError(64, 'IP address mismatch'), {
      client: pymongoOcsp,
    });
    expect(findingOf('hostname-mismatch', facts).clientErrors[0]?.message).toBe(
      `db1.example.net:27017: ("VerificationError(errors=[IPAddressMismatch(mismatched_id=IPAddress_ID(ip=IPv4Address('192.0.2.7')))])",)`,
    );
  });

  it('names a near miss, and what MongoDB servers among each other make of it', () => {
    const leaf = certificate('db1.example.net', 'Issuing CA', {
      subjectAltName: [{ kind: 'dns', value: 'db1.example.net.' }],
    });
    const facts = refusedPath([{ ...mismatch, presented: ['db1.example.net.'] }], null, {
      chain: completed([leaf]),
      mongodbHost: matchMongodbHost(leaf, 'db1.example.net'),
    });
    const finding = findingOf('hostname-mismatch', facts);
    expect(textOf(finding)).toContain('db1.example.net. ends in a dot');
    expect(textOf(finding)).toContain('among each other they would accept it');
    const web = { ...facts, target: { ...facts.target, port: 443 } };
    expect(textOf(findingOf('hostname-mismatch', web))).not.toContain('among each other');
  });

  it('shows a name in A-labels with its Unicode form, escaped', () => {
    const asked = { kind: 'dns', value: 'xn--bcher-kva.example' } as const;
    const presented = ['xn--mnchen-3ya.example', 'xn--a-zfa.example'];
    const finding = findingOf('hostname-mismatch', refusedPath([{ ...mismatch, asked, presented }]));
    expect(finding.summary).toContain('not for xn--bcher-kva.example (bücher.example)');
    expect(finding.summary).toContain('xn--mnchen-3ya.example (münchen.example)');
  });

  it('stands beside an untrusted root, and says nothing in the name of a client that stops before', () => {
    const facts = refusedPath(
      [{ kind: 'selfSignedInPath', depth: 1, subject: 'CN=Root' }, mismatch],
      opensslError(19, 'self-signed certificate in certificate chain'),
    );
    expect(causesOf(facts).toSorted()).toStrictEqual(['hostname-mismatch', 'untrusted-root']);
    expect(findingOf('hostname-mismatch', facts).clientErrors).toStrictEqual([]);
  });

  it('escapes what the certificate says', () => {
    const evil = refusedPath([{ ...mismatch, presented: ['\u001b[2Jevil', 'a\u202eb'] }]);
    expect(textOf(findingOf('hostname-mismatch', evil))).not.toMatch(/\\u001b|\u202e/);
  });

  it('is not found where the name fits, and is open where no certificate was seen', () => {
    expect(judgementOf('hostname-mismatch', healthy()).kind).toBe('ruledOut');
    expect(judgementOf('hostname-mismatch', ended(alert(40)))).toMatchObject({ missing: 'certificate' });
  });
});
