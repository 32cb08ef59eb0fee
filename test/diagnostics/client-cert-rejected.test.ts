import { describe, expect, it } from 'vitest';
import { alert, clientCertificate, ended, unreached } from '../support/facts.ts';
import { causesOf, findingOf, judgementOf } from '../support/verdict.ts';

describe('client-cert-rejected', () => {
  const certificateRequest = { certificateAuthorities: [], signatureSchemes: [0x0403], certificateTypes: [] };
  const sent = { certificateRequest, protocol: 0x0303, messages: [clientCertificate(800)] };

  it.each([42, 43, 44, 45, 46, 48, 49])('is found where a certificate was sent and alert %i came', (description) => {
    const facts = ended(alert(description, 'changeCipherSpec'), sent);
    expect(causesOf(facts)).toStrictEqual(['client-cert-rejected']);
    expect(findingOf('client-cert-rejected', facts).summary).toContain(`(${description})`);
  });

  it('says so where the server complains of a certificate that it never asked for', () => {
    const facts = ended(alert(49));
    expect(causesOf(facts)).toStrictEqual(['client-cert-rejected']);
    expect(findingOf('client-cert-rejected', facts).summary).toContain('though it asked for none');
  });

  it('is not found where none was sent: then one is required', () => {
    const none = { ...sent, messages: [clientCertificate(7)] };
    expect(causesOf(ended(alert(42, 'changeCipherSpec'), none))).toStrictEqual(['client-cert-required']);
  });

  it('is open where no handshake was tried', () => {
    expect(judgementOf('client-cert-rejected', unreached({ kind: 'refused' }))).toMatchObject({
      missing: 'connection',
    });
  });
});
