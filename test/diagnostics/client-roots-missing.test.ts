import { describe, expect, it } from 'vitest';
import { openssl } from '../../src/clients/profiles/openssl.ts';
import { attemptFailed, completed } from '../../src/observe/attempt.ts';
import type { Facts, StoreVerdict } from '../../src/observe/facts.ts';
import type { TrustStoreProblem } from '../../src/observe/observation.ts';
import { alert, brokenPath, certificate, ended, healthy, leaf, now, root, verification } from '../support/facts.ts';
import { causesOf, commandsOf, findingOf, judgementOf } from '../support/verdict.ts';

describe('client-roots-missing', () => {
  const system = (change: Partial<StoreVerdict> = {}): StoreVerdict => ({
    name: 'system',
    path: '/etc/ssl/certs/ca-certificates.crt',
    decides: true,
    certificates: 140,
    verification: brokenPath().verification,
    ...change,
  });
  const other = (name: StoreVerdict['name'], accepts: boolean): StoreVerdict => ({
    name,
    path: name === 'node' ? null : `/etc/${name}`,
    decides: false,
    certificates: 144,
    verification: accepts ? healthy().verification : brokenPath().verification,
  });
  const lacking = (...stores: readonly StoreVerdict[]): Facts => ({ ...brokenPath(), stores: [system(), ...stores] });
  const broken = (problem: TrustStoreProblem, change: Partial<StoreVerdict> = {}, ...others: StoreVerdict[]): Facts => {
    const failed = attemptFailed(problem);
    return {
      ...healthy(),
      verification: failed,
      stores: [system({ verification: failed, certificates: null, ...change }), ...others],
    };
  };
  const sentences = (facts: Facts) => {
    const { summary, evidence } = findingOf('client-roots-missing', facts);
    return [summary, ...evidence.map(({ what, value }) => `${what}: ${value}`)];
  };

  it('is found where another store has the root, names both, and explains the untrusted root', () => {
    const facts = lacking(other('node', true), other('java', false));
    expect(causesOf(facts)).toStrictEqual(['client-roots-missing']);
    expect(findingOf('untrusted-root', facts).rootCause).toBe(false);
    expect(sentences(facts)).toStrictEqual([
      "The system's trust store lacks CN=Root, which is in Node's bundled roots: PyMongo cannot verify the server.",
      "Trusted: the system's trust store /etc/ssl/certs/ca-certificates.crt (140 certificates): CN=Root is not in it",
      "Accepted by: Node's bundled roots (144 certificates), used by Node.js",
      "Refused by: Java's trust store (144 certificates)",
    ]);
  });

  it('says so where the whole store is older than the root', () => {
    const day = 86_400_000;
    const old = system({ newestRootFrom: root.notBefore - day });
    const facts = { ...brokenPath(), stores: [old, other('certifi', true)] };
    expect(sentences(facts).join('\n')).toContain(
      'Out of date: CN=Root is valid since 2026-11-06, the newest root of this store since 2026-11-05',
    );
    const fresh = { ...brokenPath(), stores: [system({ newestRootFrom: now }), other('certifi', true)] };
    expect(sentences(fresh).join('\n')).not.toContain('Out of date');
  });

  it.each<[TrustStoreProblem, Partial<StoreVerdict>, string]>([
    [{ kind: 'fileUnreadable', path: '/x', code: 'EACCES' }, {}, 'cannot be read'],
    [{ kind: 'fileNotFound', path: '/x' }, { path: null }, 'does not exist'],
    [{ kind: 'noCertificate', path: '/x' }, {}, 'holds no certificate'],
    [{ kind: 'damaged', path: '/x', place: 7 }, { name: 'sslCertFile' }, 'certificate 7 in it is none'],
    [{ kind: 'noCertificate', path: '/x', holds: 'nothing' }, { name: 'sslCertFile' }, 'it is empty'],
    [{ kind: 'passwordNeeded', path: '/x' }, { name: 'java' }, 'is encrypted, and no password is set for it'],
  ])('is found where the store gives nothing: %o', (problem, change, says) => {
    const facts = broken(problem, change);
    expect(causesOf(facts)).toStrictEqual(['client-roots-missing']);
    const finding = findingOf('client-roots-missing', facts);
    expect(finding.summary).toContain(says);
    // The client goes on without any root, and then misses the issuer.
    expect(finding.clientErrors[0]?.message).toContain('unable to get local issuer certificate');
  });

  it('quotes what the client prints without roots by what the server sent', () => {
    const alone = certificate('db1.example.net', 'db1.example.net');
    const printed = (facts: Facts) => findingOf('client-roots-missing', facts).clientErrors[0]?.message;
    const blind = broken({ kind: 'noCertificate', path: '/x' });
    expect(printed({ ...blind, chain: completed([alone]) })).toContain('failed: self-signed certificate (');
    expect(printed({ ...blind, chain: completed([leaf, root]) })).toContain(
      'self-signed certificate in certificate chain',
    );
  });

  it('shows the commands of the PyMongo page in both languages', () => {
    for (const language of ['en', 'zh'] as const) {
      const commands = commandsOf(findingOf('client-roots-missing', lacking(other('node', true)), language));
      expect(commands).toContain('open "/Applications/Python <YOUR PYTHON VERSION>/Install Certificates.command"');
      expect(commands).toContain('pypy -m pip install certifi');
      expect(commands).toContain('export SSL_CERT_FILE=$(pypy -c "import certifi; print(certifi.where())")');
      expect(commands.join('\n')).toContain('ca-certificates');
    }
  });

  it('shows only what fits the machine, where it is known', () => {
    const on = (machine: Facts['machine'], facts: Facts) =>
      commandsOf(findingOf('client-roots-missing', { ...facts, ...(machine && { machine }) }));
    const none = broken({ kind: 'fileNotFound', path: '/etc/ssl/certs' }, { path: null });
    const alpine = { platform: 'linux', distribution: 'alpine', isContainer: true } as const;
    expect(on(alpine, { ...none, client: openssl })).toStrictEqual([
      'sudo apk add ca-certificates',
      'RUN apk add --no-cache ca-certificates',
      'whytls db1.example.net:27017 --client openssl',
      'env | grep SSL_CERT',
      'openssl version -d',
    ]);
    const mac = { platform: 'darwin', distribution: null, isContainer: false } as const;
    const commands = on(mac, lacking(other('node', true)));
    expect(commands[0]).toBe('open "/Applications/Python <YOUR PYTHON VERSION>/Install Certificates.command"');
    expect(commands.join('\n')).not.toMatch(/apt-get|dnf|apk/);
  });

  it.each<[Facts, RegExp, RegExp]>([
    // The variable is at fault, and nothing is missing on the machine.
    [
      broken({ kind: 'fileNotFound', path: '/x' }, { name: 'sslCertFile' }, other('system', true)),
      /unset SSL_CERT/,
      /apt/,
    ],
    // curl's file is there, and OpenSSL's links are not.
    [lacking(other('systemBundle', true)), /update-ca-certificates --fresh/, /apt-get/],
    // A root that no public list has.
    [lacking(other('node', false), other('java', true)), /cp ca\.pem .*update-ca-certificates/, /apt-get|pypy/],
    [
      { ...brokenPath(), stores: [system({ name: 'java', path: '/j' }), other('node', true)] },
      /keytool .* \/j /,
      /apt/,
    ],
    [{ ...brokenPath(), stores: [system({ name: 'node' }), other('nodeExtra', true)] }, /NODE_EXTRA_CA_CERTS/, /apt/],
    [{ ...brokenPath(), stores: [system({ name: 'certifi' }), other('node', true)] }, /--upgrade certifi/, /apt/],
  ])('has the remedy of the store that decides (%#)', (facts, has, hasNot) => {
    const commands = commandsOf(findingOf('client-roots-missing', facts)).join('\n');
    expect(commands).toMatch(has);
    expect(commands).not.toMatch(hasNot);
  });

  it.each(['en', 'zh'] as const)(
    'says that to unset a variable is not enough where the system refuses, too (%s)',
    (language) => {
      const first = (systemAccepts: boolean): string => {
        const empty = { kind: 'noCertificate', path: '/x', holds: 'nothing' } as const;
        const facts = broken(empty, { name: 'sslCertFile', path: '/x' }, other('system', systemAccepts));
        return findingOf('client-roots-missing', facts, language).remedies[0]?.text ?? '';
      };
      const enough = /That alone is not enough|仅此还不够/;
      expect(first(false)).toMatch(enough);
      expect(first(true)).not.toMatch(enough);
    },
  );

  it('is not found where the other store bridges a gap with an intermediate: that is what is missing', () => {
    const bridge = certificate('Issuing CA', 'Root');
    const bridged: StoreVerdict = {
      ...other('nodeExtra', true),
      verification: completed(
        verification([], null, [
          { certificate: leaf, from: 'leaf' },
          { certificate: bridge, from: 'trustStore' },
          { certificate: root, from: 'trustStore' },
        ]),
      ),
    };
    expect(judgementOf('client-roots-missing', lacking(bridged)).kind).toBe('ruledOut');
    expect(causesOf(lacking(bridged))).toStrictEqual(['missing-intermediate']);
  });

  it('does not concern a client with a CA file of its own', () => {
    expect(judgementOf('client-roots-missing', brokenPath()).kind).toBe('notApplicable');
  });

  it('is not found where the path is fine, or no store has the root', () => {
    const fine = { ...healthy(), stores: [system({ verification: healthy().verification })] };
    expect(judgementOf('client-roots-missing', fine).kind).toBe('ruledOut');
    expect(judgementOf('client-roots-missing', lacking(other('node', false))).kind).toBe('ruledOut');
  });

  it('is open where nobody looked into other stores, or no certificate was seen', () => {
    expect(judgementOf('client-roots-missing', lacking())).toMatchObject({ missing: 'otherStores' });
    const verdict = { kind: 'notTried', because: 'certificate' } as const;
    const blind = { ...ended(alert(80)), stores: [system({ verification: verdict })] };
    expect(judgementOf('client-roots-missing', blind)).toMatchObject({ missing: 'certificate' });
  });
});
