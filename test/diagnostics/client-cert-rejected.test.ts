import { describe, expect, it } from 'vitest';
import {
  alert,
  answered,
  clientCertificate as certificateMessage,
  closed,
  ended,
  refused,
  unreached,
} from '../support/facts.ts';
import { causesOf, findingOf, judgementOf, textOf } from '../support/verdict.ts';

describe('client-cert-rejected', () => {
  const certificateRequest = { certificateAuthorities: [], signatureSchemes: [0x0403], certificateTypes: [] };
  const sent = { certificateRequest, protocol: 0x0303, messages: [certificateMessage(800)] };

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

  const clientCertificate = { kind: 'sent', certificates: 2, signatureScheme: 0x0403 } as const;
  const without = { kind: 'withoutClientCertificate' } as const;
  const again = refused({ kind: 'answersAgain' }, alert(48, 'finished'));

  it('says whether the server can do without, where that was tried', () => {
    const problem = alert(48, 'finished');
    const change = { protocol: 0x0303, certificateRequest, clientCertificate };
    const optional = ended(problem, change, [again, answered(without, 0x0303, 0xc02f)]);
    expect(textOf(findingOf('client-cert-rejected', optional))).toContain('the server can do without');
    expect(findingOf('client-cert-rejected', optional).remedies).toHaveLength(3);
    const strict = ended(problem, change, [again, refused(without, alert(40, 'finished'))]);
    expect(textOf(findingOf('client-cert-rejected', strict))).toContain('ends no better');
  });

  it('tells a certificate whose key the server cannot check from one that is missing', () => {
    const facts = ended(closed('fin', 'applicationData', 3000), {
      completed: true,
      protocol: 0x0304,
      certificateRequest,
      clientCertificate: { kind: 'noCommonScheme', schemes: [0x0807] },
    });
    expect(causesOf(facts)).toStrictEqual(['client-cert-rejected']);
    expect(findingOf('client-cert-rejected', facts).summary).toContain('ed25519 against ecdsa_secp256r1_sha256');
    expect(findingOf('client-cert-rejected', facts, 'zh').summary).toContain('ed25519');
  });

  it('is not found where none was sent: then one is required', () => {
    const none = { ...sent, messages: [certificateMessage(7)] };
    expect(causesOf(ended(alert(42, 'changeCipherSpec'), none))).toStrictEqual(['client-cert-required']);
  });

  it('is open where no handshake was tried', () => {
    expect(judgementOf('client-cert-rejected', unreached({ kind: 'refused' }))).toMatchObject({
      missing: 'connection',
    });
  });
});
