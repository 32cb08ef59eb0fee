import { describe, expect, it } from 'vitest';
import { alert, capture, ended, healthy, refused, unreached } from '../support/facts.ts';
import { causesOf, commandsOf, findingOf, judgementOf } from '../support/verdict.ts';

const through = { kind: 'handshake', capture: capture() } as const;

describe('decrypt-error', () => {
  it('is found for alert 51, and is the only cause', () => {
    const facts = ended(alert(51));
    expect(causesOf(facts)).toStrictEqual(['decrypt-error']);
    const finding = findingOf('decrypt-error', facts);
    expect(finding.summary).toContain('decrypt_error (51)');
    expect(finding.clientErrors[0]?.message).toMatch(/^SSL handshake failed: db1\.example\.net:27017: \[SSL/);
    expect(findingOf('decrypt-error', facts, 'zh').summary).toMatch(/\p{Script=Han}/u);
  });

  it.each([20, 21])('is found for alert %i too', (description) => {
    expect(causesOf(ended(alert(description, 'finished')))).toStrictEqual(['decrypt-error']);
  });

  it('suspects the key of a client certificate that was sent, and shows what goes through', () => {
    const sent = { kind: 'sent', certificates: 1, signatureScheme: 0x0804 } as const;
    const facts = ended(alert(51, 'finished'), { protocol: 0x0303, clientCertificate: sent }, [
      refused({ kind: 'answersAgain' }, alert(51, 'finished')),
      { question: { kind: 'withoutClientCertificate' }, result: through, durationMs: 1 },
    ]);
    const finding = findingOf('decrypt-error', facts);
    expect(finding.remedies[0]?.side).toBe('client');
    expect(commandsOf(finding).join('\n')).toContain('openssl pkey -in client.pem');
    expect(finding.evidence).toContainEqual({ what: 'Goes through', value: "without the client's certificate" });
    expect(commandsOf(findingOf('decrypt-error', ended(alert(51)))).join('\n')).not.toContain('client.pem');
  });

  it('is not found for another alert or a server in order', () => {
    expect(judgementOf('decrypt-error', ended(alert(40))).kind).toBe('ruledOut');
    expect(judgementOf('decrypt-error', healthy()).kind).toBe('ruledOut');
  });

  it('is open where no handshake was tried', () => {
    expect(judgementOf('decrypt-error', unreached({ kind: 'refused' }))).toMatchObject({ missing: 'connection' });
  });
});
