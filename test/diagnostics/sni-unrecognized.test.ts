import { describe, expect, it } from 'vitest';
import { alert, answered, closed, ended, healthy, refused, timedOut, unreached } from '../support/facts.ts';
import { causesOf, findingOf, judgementOf, textOf } from '../support/verdict.ts';

const again = (problem = alert(40)) => refused({ kind: 'answersAgain' }, problem);
const without = answered({ kind: 'withoutServerName' }, 0x0303, 0xc02f);
const other = { kind: 'withServerName', name: 'other.example.net' } as const;

describe('sni-unrecognized', () => {
  it('is found for alert 112, and is the only cause', () => {
    const facts = ended(alert(112));
    expect(causesOf(facts)).toStrictEqual(['sni-unrecognized']);
    const finding = findingOf('sni-unrecognized', facts);
    expect(finding.summary).toContain('db1.example.net');
    expect(finding.clientErrors[0]?.message).toMatch(/^SSL handshake failed: db1\.example\.net:27017: \[SSL/);
    expect(findingOf('sni-unrecognized', facts, 'zh').summary).toMatch(/\p{Script=Han}/u);
  });

  it.each([
    ['handshake_failure', alert(40)],
    ['internal_error', alert(80)],
    ['access_denied', alert(49)],
    ['FIN', closed('fin')],
    ['RST', closed('rst')],
    ['silence', timedOut()],
  ])('is proved by the same without a name, whatever the server does: %s', (_, problem) => {
    const facts = ended(problem, {}, [again(problem), without, refused(other, problem)]);
    expect(causesOf(facts)).toStrictEqual(['sni-unrecognized']);
    const finding = findingOf('sni-unrecognized', facts);
    expect(finding.summary).toContain('the same without a name (SNI) is answered');
    expect(textOf(finding)).toContain('other.example.net');
  });

  it('says so where the server answers another name with a handshake and this one with an alert', () => {
    const facts = ended(alert(40), {}, [again(), without, answered(other, 0x0303, 0xc02f)]);
    expect(findingOf('sni-unrecognized', facts).summary).toContain('for the name db1.example.net in particular');
  });

  it('is found where a server wants a name and none was sent', () => {
    const named = { kind: 'withServerName', name: 'db1.example.net' } as const;
    const offered = { ...healthyOffer, serverName: null };
    const facts = ended(alert(40), { offered }, [again(), answered(named, 0x0303, 0xc02f)]);
    expect(causesOf(facts)).toStrictEqual(['sni-unrecognized']);
    expect(findingOf('sni-unrecognized', facts).summary).toContain('without a name');
  });

  it('is not claimed where the server is not steady, nor where another version is what helps', () => {
    const flaky = ended(alert(40), {}, [answered({ kind: 'answersAgain' }, 0x0303, 0xc02f), without]);
    expect(judgementOf('sni-unrecognized', flaky).kind).toBe('ruledOut');
    const old = answered({ kind: 'acceptsVersion', version: 0x0301 }, 0x0301, 0x002f);
    expect(causesOf(ended(alert(40), {}, [again(), old]))).toStrictEqual(['protocol-version']);
  });

  it('is not found for another alert or a server in order', () => {
    expect(judgementOf('sni-unrecognized', ended(alert(40))).kind).toBe('ruledOut');
    expect(judgementOf('sni-unrecognized', healthy()).kind).toBe('ruledOut');
  });

  it('is open where no handshake was tried', () => {
    expect(judgementOf('sni-unrecognized', unreached({ kind: 'refused' }))).toMatchObject({ missing: 'connection' });
  });
});

const seen = healthy().handshake;
const healthyOffer =
  seen.kind === 'completed' ? seen.value.capture.offered : expect.unreachable('a healthy server has a handshake');
