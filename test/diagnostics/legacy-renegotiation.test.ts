import { describe, expect, it } from 'vitest';
import { pymongo } from '../../src/clients/profiles/pymongo.ts';
import { completed } from '../../src/observe/attempt.ts';
import type { Capture } from '../../src/tls/handshake/capture.ts';
import { alert, capture, closed, ended, healthy, unreached } from '../support/facts.ts';
import { causesOf, findingOf, judgementOf } from '../support/verdict.ts';

const seen = (change: Partial<Capture>) =>
  healthy({ handshake: completed({ capture: capture(change), firstByteMs: 2, handshakeMs: 5 }) });

describe('legacy-renegotiation', () => {
  it('is found in TLS 1.2 without renegotiation_info, though the handshake went through for us', () => {
    const facts = seen({ protocol: 0x0303, cipherSuite: 0xc02f, secureRenegotiation: false });
    expect(causesOf(facts)).toStrictEqual(['legacy-renegotiation']);
    expect(findingOf('legacy-renegotiation', facts).clientErrors[0]?.message).toContain(
      'UNSAFE_LEGACY_RENEGOTIATION_DISABLED',
    );
    expect(findingOf('legacy-renegotiation', facts, 'zh').summary).toContain('RFC 5746');
  });

  it('is found where the handshake ended later, for another reason', () => {
    const facts = ended(closed('fin', 'finished', 2000), { protocol: 0x0303, secureRenegotiation: false });
    expect(judgementOf('legacy-renegotiation', facts).kind).toBe('found');
  });

  it('is not found with the extension, nor in TLS 1.3', () => {
    const safe = seen({ protocol: 0x0303, secureRenegotiation: true });
    expect(judgementOf('legacy-renegotiation', safe).kind).toBe('ruledOut');
    expect(judgementOf('legacy-renegotiation', healthy()).kind).toBe('ruledOut');
  });

  it('does not arise for a client that accepts such servers', () => {
    const client = { ...pymongo, verifies: { ...pymongo.verifies, requiresSecureRenegotiation: false } };
    const facts = { ...seen({ protocol: 0x0303, secureRenegotiation: false }), client };
    expect(judgementOf('legacy-renegotiation', facts).kind).toBe('notApplicable');
  });

  it('is open before a ServerHello was taken', () => {
    expect(judgementOf('legacy-renegotiation', ended(alert(40)))).toMatchObject({ missing: 'handshake' });
    const wrong = { kind: 'illegalChoice', what: 'protocol', value: 0x0301, waitingFor: 'serverHello' } as const;
    const facts = ended(wrong, { protocol: 0x0301, secureRenegotiation: false });
    expect(judgementOf('legacy-renegotiation', facts)).toMatchObject({ missing: 'handshake' });
    expect(judgementOf('legacy-renegotiation', unreached({ kind: 'refused' }))).toMatchObject({
      missing: 'connection',
    });
  });
});
