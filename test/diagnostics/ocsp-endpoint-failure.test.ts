import { describe, expect, it } from 'vitest';
import { pymongoOcsp } from '../../src/clients/profiles/pymongo-ocsp.ts';
import type { IoProblem } from '../../src/net/io-problem.ts';
import type { StapleProblem } from '../../src/x509/revocation/staple-judgement.ts';
import { alert, answer, ended, healthy, judgement, now, stapled, withOcsp } from '../support/facts.ts';
import { causesOf, commandsOf, findingOf, judgementOf, textOf, verdictOf } from '../support/verdict.ts';

const strict = { client: pymongoOcsp };
const url = 'http://ocsp.example.net/';

describe('ocsp-endpoint-failure', () => {
  it.each<readonly [IoProblem, string]>([
    [{ kind: 'refused' }, 'connection refused'],
    [{ kind: 'reset' }, 'connection reset'],
    [{ kind: 'timedOut', afterMs: 5000 }, 'no answer within 5000 ms'],
    [{ kind: 'nameNotFound', name: 'ocsp.example.net' }, 'the name has no address'],
    [{ kind: 'resolverFailed', name: 'ocsp.example.net', code: 'ESERVFAIL' }, 'could not be looked up (ESERVFAIL)'],
    [{ kind: 'unreachable', code: 'ENETUNREACH' }, 'no route to it (ENETUNREACH)'],
    [{ kind: 'httpStatus', status: 503 }, 'HTTP status 503'],
    [{ kind: 'tooLarge', limit: 262_144 }, 'more than 262144 octets'],
    [{ kind: 'other', code: 'unsupportedScheme' }, 'its address is not http://'],
  ])('is a warning for a responder that does not answer: %o', (problem, says) => {
    const facts = withOcsp({ answers: [answer(problem)] }, strict);
    expect(causesOf(facts)).toStrictEqual(['ocsp-endpoint-failure']);
    expect(verdictOf(facts).verdict).toBe('warn');
    const finding = findingOf('ocsp-endpoint-failure', facts);
    expect(finding.summary).toContain(`${url} gives no usable answer (`);
    expect(finding.summary).toContain(says);
    expect(finding.summary).toContain('PyMongo goes on without knowing');
    expect(finding.clientErrors).toStrictEqual([]);
    expect(findingOf('ocsp-endpoint-failure', facts, 'zh').summary).toMatch(/\p{Script=Han}/u);
  });

  it.each<readonly [StapleProblem, string]>([
    [{ kind: 'responseStatus', status: 'tryLater' }, 'tryLater'],
    [{ kind: 'responseStatus', status: 'unauthorized' }, 'unauthorized'],
    [{ kind: 'foreignSigner', responder: 'CN=Stranger' }, 'CN=Stranger signed it'],
    [{ kind: 'badSignature' }, 'signature is wrong'],
    [{ kind: 'stale', nextUpdate: now - 1 }, 'ran out'],
  ])('is a warning for an answer that proves nothing: %o', (problem, says) => {
    const facts = withOcsp({ answers: [answer(judgement('good', [problem]))] }, strict);
    expect(verdictOf(facts).verdict).toBe('warn');
    expect(findingOf('ocsp-endpoint-failure', facts).summary).toContain(says);
    expect(textOf(findingOf('ocsp-endpoint-failure', facts))).toContain('curl --cert-status: refused');
  });

  it('is a warning for a responder that does not know the certificate', () => {
    const facts = withOcsp({ answers: [answer(judgement('unknown'))] }, strict);
    expect(findingOf('ocsp-endpoint-failure', facts)).toMatchObject({ severity: 'warning' });
    expect(findingOf('ocsp-endpoint-failure', facts).summary).toContain('does not know the certificate');
  });

  it('asks by hand with files that its own commands write', () => {
    const commands = commandsOf(
      findingOf('ocsp-endpoint-failure', withOcsp({ answers: [answer({ kind: 'refused' })] }, strict)),
    );
    expect(commands[0]).toMatch(/^openssl s_client .* \| awk .*"cert-" n\+\+ "\.pem"/);
    expect(commands[1]).toBe(
      'openssl ocsp -issuer cert-1.pem -cert cert-0.pem -url "$(openssl x509 -in cert-0.pem -noout -ocsp_uri)" -no_nonce -resp_text -CAfile ca.pem',
    );
  });

  it('is an error where PyMongo ends in an exception, which the specification does not', () => {
    const facts = withOcsp({ answers: [answer(judgement(null, [{ kind: 'malformed' }]))] }, strict);
    const finding = findingOf('ocsp-endpoint-failure', facts);
    expect(finding.severity).toBe('error');
    expect(finding.clientErrors[0]?.message).toBe('error parsing asn1 value: ParseError { … }');
    expect(textOf(finding)).toContain('accepts at step 10: no responder says anything that counts (soft fail)');
    // Nobody else minds.
    expect(verdictOf({ ...facts, client: healthy().client }).verdict).toBe('warn');
  });

  it('is an error where PyMongo stumbles over an answer that is in order', () => {
    const details = { responses: 2, oneIssuer: true, own: { place: 1, digest: 'sha1' } };
    const several = judgement('good', [], {
      details: { ...details, pymongo: { kind: 'raises', what: 'severalResponses' } },
    });
    const facts = withOcsp({ answers: [answer(several)] }, strict);
    const finding = findingOf('ocsp-endpoint-failure', facts);
    expect(finding.severity).toBe('error');
    expect(finding.clientErrors[0]?.message).toContain('OCSP response contains 2 SINGLERESP structures');
    expect(judgementOf('ocsp-endpoint-failure', { ...facts, client: healthy().client }).kind).toBe('ruledOut');
  });

  it('says that another responder does answer, and that a staple makes it less urgent', () => {
    const two = withOcsp({
      answers: [answer({ kind: 'refused' }), answer(judgement('good'), { url: 'http://b.test/' })],
    });
    expect(textOf(findingOf('ocsp-endpoint-failure', two))).toContain('does answer');
    const beside = withOcsp({ staples: [judgement('good')], answers: [answer({ kind: 'refused' })] });
    expect(findingOf('ocsp-endpoint-failure', beside).summary).toContain('the server needs it for the next staple');
  });

  it('is ruled out by an answer, good or revoked', () => {
    expect(judgementOf('ocsp-endpoint-failure', withOcsp({ answers: [answer(judgement('good'))] })).kind).toBe(
      'ruledOut',
    );
    expect(judgementOf('ocsp-endpoint-failure', withOcsp({ answers: [answer(judgement('revoked'))] })).kind).toBe(
      'ruledOut',
    );
  });

  it('does not arise where nobody asks', () => {
    expect(judgementOf('ocsp-endpoint-failure', healthy()).kind).toBe('notApplicable');
    expect(judgementOf('ocsp-endpoint-failure', stapled('good')).kind).toBe('notApplicable');
    for (const notAsked of ['noResponder', 'endpointCheckDisabled', 'stapled'] as const)
      expect(judgementOf('ocsp-endpoint-failure', withOcsp({ notAsked })).kind).toBe('notApplicable');
  });

  it('is open where the client would have asked and we did not, or could check nothing', () => {
    expect(judgementOf('ocsp-endpoint-failure', withOcsp({ notAsked: 'lookupsOff' }))).toMatchObject({
      missing: 'responder',
    });
    expect(judgementOf('ocsp-endpoint-failure', withOcsp({ answers: [answer({ kind: 'aborted' })] }))).toMatchObject({
      missing: 'responder',
    });
    const blind = withOcsp({ answers: [answer(judgement('good', [{ kind: 'issuerUnknown' }]))] });
    expect(judgementOf('ocsp-endpoint-failure', blind)).toMatchObject({ missing: 'issuerCertificate' });
    expect(judgementOf('ocsp-endpoint-failure', ended(alert(40)))).toMatchObject({ missing: 'certificate' });
  });
});
