import { describe, expect, it } from 'vitest';
import { alert, capture, closed, ended, healthy } from '../support/facts.ts';
import { causesOf, findingOf, judgementOf, textOf, verdictOf } from '../support/verdict.ts';

describe('client-cert-required', () => {
  const certificateRequest = { certificateAuthorities: ['30'], signatureSchemes: [0x0403], certificateTypes: [] };

  it('is found for alert 116 after a completed handshake, and is the only cause', () => {
    const problem = alert(116, 'applicationData');
    const facts = healthy({
      handshake: {
        kind: 'completed',
        value: { capture: capture({ problem, certificateRequest }), firstByteMs: 1, handshakeMs: 2 },
      },
    });
    expect(causesOf(facts)).toStrictEqual(['client-cert-required']);
    const finding = findingOf('client-cert-required', facts);
    expect(finding.summary).toContain('tlsCertificateKeyFile');
    expect(textOf(finding)).toContain('naming 1 CA');
    expect(finding.clientErrors[0]?.message).toBe(
      'db1.example.net:27017: [SSL: TLSV13_ALERT_CERTIFICATE_REQUIRED] tlsv13 alert certificate required (_ssl.c:…)',
    );
    // The file that is made is the one that is given, and checked.
    expect(finding.remedies[0]?.text).toContain('tlsCertificateKeyFile="combined.pem"');
    expect(finding.remedies[0]?.commands).toStrictEqual([
      'cat key.pem cert.pem > combined.pem',
      'openssl x509 -in combined.pem -noout -subject -issuer -dates',
      'whytls db1.example.net:27017 --tlsCAFile ca.pem --tlsCertificateKeyFile combined.pem',
    ]);
  });

  it.each([
    ['alert 40, TLS 1.2', alert(40, 'changeCipherSpec')],
    ['alert 42, TLS 1.2', alert(42, 'changeCipherSpec')],
    ['FIN, TLS 1.2', closed('fin', 'changeCipherSpec', 900)],
    ['RST, TLS 1.2', closed('rst', 'finished', 900)],
  ])('is found where the server asked, got nothing and ended with %s', (_, problem) => {
    const facts = ended(problem, { protocol: 0x0303, cipherSuite: 0xc02f, certificateRequest });
    expect(causesOf(facts)).toStrictEqual(['client-cert-required']);
  });

  it('is found where a mongod completes the handshake and closes', () => {
    const problem = closed('fin', 'applicationData', 2000);
    const facts = healthy({
      handshake: {
        kind: 'completed',
        value: { capture: capture({ problem, certificateRequest }), firstByteMs: 1, handshakeMs: 2 },
      },
    });
    expect(causesOf(facts)).toStrictEqual(['client-cert-required']);
    expect(findingOf('client-cert-required', facts).clientErrors[0]?.message).toBe(
      'db1.example.net:27017: connection closed',
    );
  });

  it('is not found where the server never asked', () => {
    expect(judgementOf('client-cert-required', ended(alert(40, 'finished'), { protocol: 0x0303 })).kind).not.toBe(
      'found',
    );
    expect(judgementOf('client-cert-required', healthy()).kind).toBe('ruledOut');
  });

  it('is open where the server asked and did not say what it thinks', () => {
    const facts = healthy({
      handshake: {
        kind: 'completed',
        value: { capture: capture({ certificateRequest }), firstByteMs: 1, handshakeMs: 2 },
      },
    });
    expect(judgementOf('client-cert-required', facts)).toMatchObject({ missing: 'handshake' });
    expect(verdictOf(facts)).toMatchObject({
      verdict: 'ok',
      undetermined: [{ id: 'client-cert-required', missing: 'handshake' }],
    });
  });
});
