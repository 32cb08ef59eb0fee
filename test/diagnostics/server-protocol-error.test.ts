import { describe, expect, it } from 'vitest';
import { alert, capture, ended, healthy, unreached, withoutChain } from '../support/facts.ts';
import { causesOf, commandsOf, findingOf, judgementOf, verdictOf } from '../support/verdict.ts';

describe('server-protocol-error', () => {
  it('is found for a signature that does not fit the certificate', () => {
    const facts = ended({ kind: 'checkFailed', what: 'certificateVerify', waitingFor: 'certificateVerify' });
    expect(causesOf(facts)).toStrictEqual(['server-protocol-error']);
    expect(findingOf('server-protocol-error', facts).summary).toContain('CertificateVerify');
    expect(commandsOf(findingOf('server-protocol-error', facts)).join('\n')).toContain('openssl pkey');
  });

  it('is found for a cipher suite that was not offered, by name', () => {
    const facts = ended({ kind: 'illegalChoice', what: 'cipherSuite', value: 0x0005, waitingFor: 'serverHello' });
    expect(findingOf('server-protocol-error', facts).summary).toContain('TLS_RSA_WITH_RC4_128_SHA');
  });

  it.each([10, 47, 50, 109, 110])('is found for alert %i: the two do not understand each other', (description) => {
    const facts = ended(alert(description));
    expect(causesOf(facts)).toStrictEqual(['server-protocol-error']);
    expect(findingOf('server-protocol-error', facts).summary).toContain(`(${description})`);
  });

  it('is found for a completed handshake in which a client must stop', () => {
    const downgraded = capture({ violations: [{ kind: 'downgradeSentinel', protocol: 0x0303 }] });
    const facts = healthy({
      handshake: { kind: 'completed', value: { capture: downgraded, firstByteMs: 1, handshakeMs: 2 } },
    });
    expect(causesOf(facts)).toStrictEqual(['server-protocol-error']);
    expect(verdictOf(facts).verdict).toBe('fail');
  });

  it('is found where no certificate was shown', () => {
    const facts = withoutChain({ chain: { kind: 'failed', problem: { kind: 'noneSent' } } });
    expect(causesOf(facts)).toStrictEqual(['server-protocol-error']);
  });

  it('is not found for slips that clients overlook', () => {
    const sloppy = capture({ violations: [{ kind: 'octetsAfterClose', octets: 3 }] });
    const facts = healthy({
      handshake: { kind: 'completed', value: { capture: sloppy, firstByteMs: 1, handshakeMs: 2 } },
    });
    expect(judgementOf('server-protocol-error', facts).kind).toBe('ruledOut');
  });

  it('is open where no handshake was tried', () => {
    expect(judgementOf('server-protocol-error', unreached({ kind: 'refused' }))).toMatchObject({
      missing: 'connection',
    });
  });
});
