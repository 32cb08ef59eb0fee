import { describe, expect, it } from 'vitest';
import {
  alert,
  answered,
  capture,
  closed,
  ended,
  healthy,
  refused,
  timedOut,
  unreached,
  withoutChain,
} from '../support/facts.ts';
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

  it.each([
    ['alert decode_error', alert(50)],
    ['FIN', closed('fin')],
    ['silence', timedOut()],
    ['alert protocol_version, though it takes TLS 1.2', alert(70)],
  ])('is found for a server that stumbles over TLS 1.3: %s', (_, problem) => {
    const facts = ended(problem, {}, [
      refused({ kind: 'answersAgain' }, problem),
      answered({ kind: 'acceptsVersion', version: 0x0303 }, 0x0303, 0xc02f),
      answered({ kind: 'withoutTls13' }, 0x0303, 0xc02f),
    ]);
    expect(causesOf(facts)).toStrictEqual(['server-protocol-error']);
    const finding = findingOf('server-protocol-error', facts);
    expect(finding.summary).toContain('offers TLS 1.3 beside older versions');
    expect(finding.evidence).toContainEqual({ what: 'Goes through', value: 'without TLS 1.3' });
    expect(finding.clientErrors).toHaveLength(1);
  });

  it('is found for a server that answers none but the shortest hello', () => {
    const problem = alert(110);
    const facts = ended(problem, {}, [
      refused({ kind: 'answersAgain' }, problem),
      refused({ kind: 'withoutTls13' }, problem),
      answered({ kind: 'minimalHello' }, 0x0303, 0xc02f),
    ]);
    expect(findingOf('server-protocol-error', facts).summary).toContain('answers a minimal one');
  });

  it('does not take a failure at the same point for a better answer', () => {
    const problem = alert(50, 'certificate');
    const facts = ended(problem, { protocol: 0x0303 }, [refused({ kind: 'answersAgain' }, problem)]);
    expect(findingOf('server-protocol-error', facts).evidence).toContainEqual({
      what: 'The same offer again',
      value: 'ended the same way',
    });
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
