import { describe, expect, it } from 'vitest';
import { openssl } from '../../src/clients/profiles/openssl.ts';
import { pymongoOcsp } from '../../src/clients/profiles/pymongo-ocsp.ts';
import { healthy, unresolved } from '../support/facts.ts';
import { closedOnPlaintext, withOptions } from '../support/options.ts';
import { causesOf, findingOf, judgementOf, textOf } from '../support/verdict.ts';

/** Nothing was probed: the client would not begin. */
const unprobed = unresolved({ kind: 'aborted' });

describe('options-conflict', () => {
  it('names the rule and prints what PyMongo prints', () => {
    const facts = withOptions('tls=true&tlsInsecure=true&tlsAllowInvalidHostnames=false', unprobed);
    expect(causesOf(facts)).toContain('options-conflict');
    const finding = findingOf('options-conflict', facts);
    expect(finding.summary).toBe(
      'PyMongo refuses these options before it connects: tlsInsecure and tlsAllowInvalidHostnames may not both be given, whatever their values: keep one.',
    );
    expect(finding.clientErrors).toEqual([
      {
        client: 'pymongo',
        message: 'URI options tlsInsecure and tlsAllowInvalidHostnames cannot be specified simultaneously.',
      },
    ]);
    expect(finding.evidence).toContainEqual({
      what: 'Given',
      value: 'tls=true, tlsInsecure=true, tlsAllowInvalidHostnames=false',
    });
  });

  it('says so where the client does not mind what the specification forbids', () => {
    const facts = withOptions('tls=true&tlsInsecure=true&tlsDisableCertificateRevocationCheck=true', unprobed);
    const finding = findingOf('options-conflict', facts);
    expect(finding.summary).toContain('PyMongo does not, and what it makes of it is its own affair');
    expect(finding.clientErrors).toEqual([]);
  });

  it('S1.30 tells that a CRL and PyOpenSSL exclude each other, which is no matter to others', () => {
    const finding = findingOf('options-conflict', withOptions('tls=true&tlsCRLFile=crl.pem', unprobed, pymongoOcsp));
    expect(finding.clientErrors[0]?.message).toBe('tlsCRLFile cannot be used with PyOpenSSL');
    expect(judgementOf('options-conflict', withOptions('tls=true&tlsCRLFile=crl.pem', healthy())).kind).toBe(
      'ruledOut',
    );
  });

  it('S2.02 tells MONGODB-X509 without TLS, though the driver begins', () => {
    const facts = withOptions('authMechanism=MONGODB-X509', healthy({ experiments: [closedOnPlaintext] }));
    const finding = findingOf('options-conflict', facts);
    expect(finding.summary).toContain('logs in with the client certificate of the TLS connection');
    expect(JSON.stringify(finding.remedies)).toContain('tlsCertificateKeyFile');
    expect(judgementOf('options-conflict', withOptions('tls=true&authMechanism=MONGODB-X509', healthy())).kind).toBe(
      'ruledOut',
    );
  });

  it('never shows a password', () => {
    const facts = withOptions('tls=false&tlsCertificateKeyFilePassword=s3cret', unprobed);
    expect(findingOf('options-conflict', facts).evidence[0]?.value).toBe(
      'tls=false, tlsCertificateKeyFilePassword=***',
    );
    expect(textOf(findingOf('options-conflict', facts, 'zh'))).not.toContain('s3cret');
  });

  it('is not found where options agree, and does not concern who has none', () => {
    expect(judgementOf('options-conflict', withOptions('tls=true', healthy())).kind).toBe('ruledOut');
    expect(judgementOf('options-conflict', withOptions('tls=1&tlsCAFile=x', healthy(), openssl)).kind).toBe('ruledOut');
    expect(judgementOf('options-conflict', healthy()).kind).toBe('notApplicable');
  });
});
