import { describe, expect, it } from 'vitest';
import type { StarttlsProtocol } from '../../src/net/starttls/protocols.ts';
import type { IoProblem } from '../../src/net/io-problem.ts';
import { healthy, unreached, unresolved } from '../support/facts.ts';
import { causesOf, commandsOf, findingOf, judgementOf, textOf } from '../support/verdict.ts';

const by = (starttls: StarttlsProtocol, problem: IoProblem) =>
  unreached(problem, { target: { ...healthy().target, starttls } });

const smtp = by('smtp', {
  kind: 'starttlsRefused',
  protocol: 'smtp',
  said: '454 4.7.0 TLS not available due to local problem',
  at: 'STARTTLS',
  status: 454,
  advertised: true,
});

describe('starttls-refused', () => {
  it("is the only cause, with the server's own words", () => {
    expect(causesOf(smtp)).toStrictEqual(['starttls-refused']);
    const finding = findingOf('starttls-refused', smtp);
    expect(finding.summary).toContain('454 4.7.0 TLS not available due to local problem');
    expect(commandsOf(finding)).toStrictEqual(['whytls db1.example.net:27017 --starttls smtp --tlsCAFile ca.pem']);
    expect(findingOf('starttls-refused', smtp, 'zh').summary).toMatch(/\p{Script=Han}/u);
  });

  it('suggests TLS from the first octet where the server answers plain text with a TLS record', () => {
    const record = '\u0015\u0003\u0001\u0000\u0002\u0002\n';
    const facts = by('smtp', { kind: 'starttlsNotSpoken', protocol: 'smtp', said: record, at: 'greeting' });
    const finding = findingOf('starttls-refused', facts);
    expect(finding.summary).toContain('speaks TLS from the first octet');
    expect(finding.remedies[0]?.commands).toStrictEqual(['whytls smtps://db1.example.net:27017']);
    expect(textOf(finding)).not.toContain('\u0015');
  });

  it('suggests the same where a server that should greet waits in silence', () => {
    const silence = { kind: 'starttlsEnded', how: 'silence', at: 'greeting', said: '', afterMs: 3000 } as const;
    expect(findingOf('starttls-refused', by('imap', { ...silence, protocol: 'imap' })).summary).toContain(
      'wait for TLS from the first octet',
    );
    // In PostgreSQL the client speaks first: silence there means nothing of the kind.
    const postgres = by('postgres', { ...silence, protocol: 'postgres', at: 'SSLRequest' });
    expect(findingOf('starttls-refused', postgres).summary).toContain('falls silent');
  });

  it('says what else answers, or that the server closed', () => {
    const ssh = by('ldap', { kind: 'starttlsNotSpoken', protocol: 'ldap', said: 'SSH-2.0-x', at: 'StartTLS' });
    expect(findingOf('starttls-refused', ssh).summary).toContain('does not speak ldap');
    const gone = by('mysql', {
      kind: 'starttlsEnded',
      protocol: 'mysql',
      how: 'rst',
      at: 'greeting',
      said: '',
      afterMs: 1,
    });
    expect(findingOf('starttls-refused', gone).summary).toContain('closes the connection');
  });

  it('does not arise without STARTTLS, and is ruled out where the conversation went well', () => {
    expect(judgementOf('starttls-refused', healthy()).kind).toBe('notApplicable');
    const well = healthy({ target: { ...healthy().target, starttls: 'smtp' } });
    expect(judgementOf('starttls-refused', well).kind).toBe('ruledOut');
    expect(judgementOf('starttls-refused', by('smtp', { kind: 'refused' })).kind).toBe('ruledOut');
  });

  it('is open where there is no address', () => {
    const nowhere = unresolved({ kind: 'nameNotFound', name: 'x' });
    const facts = { ...nowhere, target: { ...nowhere.target, starttls: 'smtp' as const } };
    expect(judgementOf('starttls-refused', facts)).toMatchObject({ missing: 'address' });
  });
});
