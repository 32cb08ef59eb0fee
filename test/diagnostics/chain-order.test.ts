import { describe, expect, it } from 'vitest';
import { completed } from '../../src/observe/attempt.ts';
import type { Facts } from '../../src/observe/facts.ts';
import type { Certificate } from '../../src/x509/pki/certificate.ts';
import {
  alert,
  brokenPath,
  certificate,
  ended,
  healthy,
  intermediate,
  leaf,
  now,
  opensslError,
  refusedPath,
  root,
  unresolved,
  withoutCaFile,
} from '../support/facts.ts';
import { causesOf, commandsOf, findingOf, judgementOf, textOf, verdictOf } from '../support/verdict.ts';

const id = 'chain-order';
const policy = certificate('Policy CA', 'Root');
const issuing = certificate('Issuing CA', 'Policy CA');
const stranger = certificate('Former CA', 'Root');

/** Sent in this order, and accepted. */
const sent = (...others: readonly Certificate[]): Facts => healthy({ chain: completed([leaf, ...others]) });

describe('chain-order', () => {
  it('is a warning where an issuer stands before what it certifies, with the right order and who minds', () => {
    const facts = sent(policy, issuing);
    expect(verdictOf(facts).verdict).toBe('warn');
    expect(causesOf(facts)).toStrictEqual([id]);
    const finding = findingOf(id, facts);
    expect(finding.summary).toBe(
      'The server sends its certificates in the wrong order: CN=Policy CA stands before CN=Issuing CA, but belongs behind it, as its issuer.',
    );
    expect(finding.evidence).toContainEqual({
      what: 'Right',
      value: '0 CN=db1.example.net; 2 CN=Issuing CA; 1 CN=Policy CA',
    });
    expect(textOf(finding)).toContain('Mbed TLS');
    expect(commandsOf(finding)).toContain('cat cert-0.pem cert-2.pem cert-1.pem > chain.pem');
  });

  it('names strangers and doubles, and what they cost', () => {
    const finding = findingOf(id, sent(intermediate, stranger));
    expect(finding.summary).toBe('The server sends 1 certificate that has no part in its chain.');
    expect(findingOf(id, sent(intermediate, stranger, root)).summary).toBe(
      'The server sends 1 certificate that has no part in its chain, and 1 more without need.',
    );
    expect(textOf(finding)).toContain(`${stranger.der.length} octets in every full handshake`);
    expect(findingOf(id, sent(intermediate, intermediate)).summary).toContain('the same certificate more than once');
  });

  it('only mentions a root that is sent along', () => {
    const facts = sent(intermediate, root);
    expect(verdictOf(facts).verdict).toBe('ok');
    expect(findingOf(id, facts)).toMatchObject({ severity: 'info', rootCause: true });
    const refused = refusedPath([{ kind: 'selfSignedInPath', depth: 2, subject: 'CN=Root' }], null, {
      chain: completed([leaf, intermediate, root]),
    });
    expect(causesOf(refused)).toStrictEqual(['untrusted-root']);
  });

  it('tells an outdated certificate from an expired path', () => {
    const old = certificate('Issuing CA', 'Root', { notAfter: now - 86_400_000 });
    const finding = findingOf(id, sent(old, intermediate));
    expect(finding.summary).toContain('an expired intermediate certificate beside the current one');
    expect(textOf(finding)).toContain('GnuTLS 3.7 and OpenSSL 1.0.2');
    expect(textOf(findingOf(id, sent(intermediate, old)))).not.toContain('GnuTLS 3.7');
    expect(judgementOf(id, sent(old)).kind).toBe('ruledOut');
  });

  it('belongs to a missing intermediate where the old chain is still there', () => {
    const renewed = certificate('db1.example.net', 'Issuing CA 2');
    const next = certificate('Issuing CA 2', 'Root');
    const facts = brokenPath(
      {
        chain: completed([renewed, stranger]),
        fetchedIssuers: [{ url: 'http://ca.example.net/2.cer', certificates: [next] }],
        verificationWithFetched: completed({
          accepted: true,
          opensslError: null,
          problems: [],
          path: [
            { certificate: renewed, from: 'leaf' },
            { certificate: next, from: 'fetched' },
            { certificate: root, from: 'trustStore' },
          ],
        }),
      },
      renewed,
    );
    expect(causesOf(facts)).toStrictEqual(['missing-intermediate']);
    expect(findingOf(id, facts).rootCause).toBe(false);
    const missing = findingOf('missing-intermediate', facts);
    expect(textOf(missing)).toContain('CN=Former CA, which certifies none of the others');
    expect(missing.remedies[0]?.text).toContain('take out CN=Former CA');
  });

  it('says that the leaf comes first', () => {
    const facts = refusedPath(
      [{ kind: 'purpose', depth: 0, subject: 'CN=Issuing CA', usages: ['keyCertSign'] }],
      opensslError(26, 'unsuitable certificate purpose'),
      { chain: completed([intermediate, leaf]) },
    );
    expect(findingOf(id, facts).summary).toContain("the server's own has to come first");
  });

  it('needs no trust store', () => {
    const facts = withoutCaFile({ kind: 'fileNotFound', path: 'ca.pem' });
    const chain: Facts['chain'] = completed([leaf, stranger]);
    expect(judgementOf(id, { ...facts, chain })).toMatchObject({ kind: 'found', severity: 'warning' });
  });

  it('is ruled out where all is in order, and open where no certificate was seen', () => {
    expect(judgementOf(id, healthy()).kind).toBe('ruledOut');
    expect(judgementOf(id, sent(issuing, policy)).kind).toBe('ruledOut');
    expect(judgementOf(id, ended(alert(40)))).toMatchObject({ kind: 'undetermined', missing: 'certificate' });
    expect(judgementOf(id, unresolved({ kind: 'nameNotFound', name: 'x' }))).toMatchObject({ missing: 'address' });
  });
});
