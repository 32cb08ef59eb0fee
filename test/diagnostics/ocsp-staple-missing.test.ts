import { describe, expect, it } from 'vitest';
import { pymongoOcsp } from '../../src/clients/profiles/pymongo-ocsp.ts';
import { completed } from '../../src/observe/attempt.ts';
import {
  alert,
  answer,
  capture,
  closed,
  ended,
  healthy,
  judgement,
  leaf,
  stapled,
  withOcsp,
} from '../support/facts.ts';
import { causesOf, findingOf, judgementOf, textOf, verdictOf } from '../support/verdict.ts';

const strict = { client: pymongoOcsp };

describe('ocsp-staple-missing', () => {
  it('is an error where the client refuses for it, with the words that it prints', () => {
    const facts = withOcsp({ mustStaple: [0], notAsked: 'lookupsOff' }, strict);
    const finding = findingOf('ocsp-staple-missing', facts);
    expect(finding.severity).toBe('error');
    expect(finding.summary).toBe(
      "The server's certificate demands a stapled OCSP response (must-staple), and the server staples none: PyMongo refuses the connection.",
    );
    expect(finding.clientErrors[0]?.message).toContain("[('SSL routines', '', 'invalid status response')]");
    expect(verdictOf(facts).verdict).toBe('fail');
  });

  it('is a warning to a client that does not look, which says who does', () => {
    const facts = withOcsp({ mustStaple: [0] });
    expect(causesOf(facts)).toStrictEqual(['ocsp-staple-missing']);
    expect(verdictOf(facts).verdict).toBe('warn');
    const finding = findingOf('ocsp-staple-missing', facts);
    expect(finding.clientErrors).toStrictEqual([]);
    expect(textOf(finding)).toContain('refuses at step 1: nothing was stapled, and it must be');
    expect(findingOf('ocsp-staple-missing', facts, 'zh').summary).toContain('must-staple');
  });

  it('tells what the responder says: then there is something to staple', () => {
    const facts = withOcsp({ mustStaple: [0], answers: [answer(judgement('good'))] });
    expect(textOf(findingOf('ocsp-staple-missing', facts))).toContain('http://ocsp.example.net/, which answers good');
  });

  it('is told of an intermediate that demands it, and of a CA that demands it of the leaf', () => {
    const both = withOcsp({ mustStaple: [0, 1], staples: [judgement('good')] }, strict);
    expect(findingOf('ocsp-staple-missing', both)).toMatchObject({ severity: 'warning' });
    expect(findingOf('ocsp-staple-missing', both).summary).toContain('The certificate CN=Issuing CA demands');
    const above = withOcsp({ mustStaple: [1], staples: [judgement('good')] }, strict);
    expect(findingOf('ocsp-staple-missing', above).summary).toContain('of every certificate that it issues');
  });

  it('is ruled out by a staple, and does not concern certificates that demand none, or a file', () => {
    const fulfilled = withOcsp({ mustStaple: [0], staples: [judgement('good')] });
    expect(judgementOf('ocsp-staple-missing', fulfilled).kind).toBe('ruledOut');
    expect(judgementOf('ocsp-staple-missing', healthy()).kind).toBe('notApplicable');
    expect(judgementOf('ocsp-staple-missing', stapled('good')).kind).toBe('notApplicable');
    const given = { chainFile: 'chain.pem', purpose: 'server', host: null, check: ['whytls', 'verify'] } as const;
    expect(judgementOf('ocsp-staple-missing', withOcsp({ mustStaple: [0] }, { given })).kind).toBe('notApplicable');
  });

  it('leaves an invalid staple to its own diagnosis', () => {
    const facts = withOcsp({ mustStaple: [0], staples: [judgement(null, [{ kind: 'malformed' }])] }, strict);
    expect(causesOf(facts)).toStrictEqual(['ocsp-staple-invalid']);
  });

  it('is open where no certificate was seen, and where TLS 1.2 ended before the staple could come', () => {
    expect(judgementOf('ocsp-staple-missing', ended(alert(40)))).toMatchObject({ missing: 'certificate' });
    const messages = [{ from: 'server', name: 'certificate', bytes: 900, atMs: 3 }] as const;
    const facts = ended(closed('fin', 'serverHelloDone', 900), { protocol: 0x0303, messages }, [], {
      chain: completed([{ ...leaf, mustStaple: true }]),
    });
    expect(judgementOf('ocsp-staple-missing', facts)).toMatchObject({ kind: 'undetermined', missing: 'handshake' });
    const later = completed({ capture: capture({ protocol: 0x0303, messages }), firstByteMs: 1, handshakeMs: 2 });
    expect(judgementOf('ocsp-staple-missing', { ...facts, handshake: later }).kind).toBe('found');
  });
});
