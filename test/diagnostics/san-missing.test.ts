import { describe, expect, it } from 'vitest';
import { pymongoOcsp } from '../../src/clients/profiles/pymongo-ocsp.ts';
import { completed } from '../../src/observe/attempt.ts';
import type { Facts } from '../../src/observe/facts.ts';
import {
  alert,
  brokenPath,
  certificate,
  ended,
  healthy,
  intermediate,
  name,
  opensslError,
  refusedPath,
  withoutCaFile,
} from '../support/facts.ts';
import { causesOf, findingOf, judgementOf, textOf, verdictOf } from '../support/verdict.ts';

const id = 'san-missing';
const dns = { kind: 'dns', value: 'db1.example.net' } as const;
const ip = { kind: 'ip', value: '192.0.2.7' } as const;

const leafOf = (cn: string, change: Parameters<typeof certificate>[2] = {}) =>
  certificate(cn, 'Issuing CA', { subjectAltName: null, ...change });

/** The same leaf, accepted. */
const accepted = (leaf: ReturnType<typeof certificate>, change: Partial<Facts> = {}): Facts =>
  healthy({ chain: completed([leaf, intermediate]), ...change });

/** The same leaf, whose names the client refuses. */
const refused = (
  leaf: ReturnType<typeof certificate>,
  asked: typeof dns | typeof ip,
  usedCommonName: boolean,
  change: Partial<Facts> = {},
): Facts =>
  refusedPath(
    [
      {
        kind: 'nameMismatch',
        depth: 0,
        subject: leaf.subject.rfc4514,
        asked,
        presented: usedCommonName ? ['other.example.net'] : [],
        usedCommonName,
      },
    ],
    asked.kind === 'ip' ? opensslError(64, 'IP address mismatch') : opensslError(62, 'hostname mismatch'),
    { chain: completed([leaf, intermediate]), ...change },
  );

const byAddress: Partial<Facts> = {
  target: {
    ...healthy().target,
    host: '192.0.2.7',
    sni: null,
    referenceIdentity: { kind: 'ip', address: '192.0.2.7' },
  },
};

describe('san-missing', () => {
  it('is a warning to a client that takes the CN, and says who will refuse it', () => {
    const facts = accepted(leafOf('db1.example.net'));
    expect(verdictOf(facts).verdict).toBe('warn');
    expect(causesOf(facts)).toStrictEqual([id]);
    const finding = findingOf(id, facts);
    expect(finding).toMatchObject({ severity: 'warning', clientErrors: [] });
    expect(finding.summary).toBe(
      "The server's certificate names its host only in the CN, db1.example.net: PyMongo still looks there, other clients do not and refuse it.",
    );
    for (const word of ['Go since 1.15', 'macOS since 10.15', 'iOS since 13', 'PyMongo with PyOpenSSL', 'log 551190'])
      expect(textOf(finding)).toContain(word);
    expect(textOf(finding)).not.toContain('curl and');
  });

  it('is the one cause, and an error, to a client that looks at subjectAltName alone', () => {
    const facts = refused(leafOf('db1.example.net'), dns, false, { client: pymongoOcsp });
    expect(causesOf(facts)).toStrictEqual([id]);
    expect(verdictOf(facts).verdict).toBe('fail');
    const finding = findingOf(id, facts);
    expect(finding).toMatchObject({ severity: 'error', rootCause: true });
    // As PyMongo 4.20 with pyOpenSSL 26.4 prints it.
    expect(finding.clientErrors[0]?.message).toBe(
      "db1.example.net:27017: ('Certificate does not contain any `subjectAltName`s.',)",
    );
    expect(findingOf('hostname-mismatch', facts).rootCause).toBe(false);
  });

  it('is an error for an address, which no CN stands for', () => {
    const facts = refused(leafOf('192.0.2.7'), ip, false, byAddress);
    expect(causesOf(facts)).toStrictEqual([id]);
    expect(findingOf(id, facts).summary).toContain('Nothing in the certificate stands for 192.0.2.7');
    expect(textOf(findingOf(id, facts))).toContain('subjectAltName=IP:192.0.2.7');
  });

  it('is a consequence where the CN was compared and is another name', () => {
    const facts = refused(leafOf('other.example.net'), dns, true);
    expect(causesOf(facts)).toStrictEqual(['hostname-mismatch']);
    expect(findingOf(id, facts)).toMatchObject({ severity: 'warning', rootCause: false });
  });

  it('is the cause where there is no CN either', () => {
    const nameless = certificate('x', 'Issuing CA', { subjectAltName: null, subject: { ...name('x'), rdns: [] } });
    expect(causesOf(refused(nameless, dns, true))).toStrictEqual([id]);
  });

  it('counts a subjectAltName that holds no name: addresses alone, e-mail addresses', () => {
    const addresses = accepted(leafOf('db1.example.net', { subjectAltName: [{ kind: 'ip', value: '192.0.2.7' }] }));
    expect(textOf(findingOf(id, addresses))).toContain('has no DNS name, only 192.0.2.7');
    // Measured: curl and GnuTLS do not take the CN beside addresses.
    expect(textOf(findingOf(id, addresses))).toContain('curl and GnuTLS');
    const mail = accepted(leafOf('db1.example.net', { subjectAltName: [{ kind: 'email', value: 'a@example.net' }] }));
    expect(textOf(findingOf(id, mail))).toContain('no DNS name and no IP address, only email');
    expect(textOf(findingOf(id, mail))).not.toContain('GnuTLS');
  });

  it('leaves an address beside DNS names to hostname-mismatch', () => {
    const facts = refused(certificate('db1.example.net', 'Issuing CA'), ip, false, byAddress);
    expect(judgementOf(id, facts).kind).toBe('ruledOut');
    expect(causesOf(facts)).toStrictEqual(['hostname-mismatch']);
  });

  it('needs no trust store', () => {
    const facts = {
      ...withoutCaFile({ kind: 'fileNotFound', path: 'ca.pem' }),
      chain: completed([leafOf('x')] as const),
    };
    expect(judgementOf(id, facts)).toMatchObject({ kind: 'found', severity: 'warning' });
    expect(judgementOf(id, { ...facts, client: pymongoOcsp })).toMatchObject({ kind: 'found', severity: 'error' });
  });

  it('is not found where there are names, and is open where no certificate was seen', () => {
    expect(judgementOf(id, healthy()).kind).toBe('ruledOut');
    expect(judgementOf(id, brokenPath()).kind).toBe('ruledOut');
    expect(judgementOf(id, ended(alert(40)))).toMatchObject({ kind: 'undetermined', missing: 'certificate' });
  });
});
