import { describe, expect, it } from 'vitest';
import { alert, ended, healthy, unreached } from '../support/facts.ts';
import { causesOf, findingOf, judgementOf, textOf } from '../support/verdict.ts';

describe('alert-internal-error', () => {
  it('is found for alert 80, and is the only cause', () => {
    const facts = ended(alert(80));
    expect(causesOf(facts)).toStrictEqual(['alert-internal-error']);
    const finding = findingOf('alert-internal-error', facts);
    expect(finding.summary).toContain('internal_error (80)');
    expect(finding.clientErrors[0]?.message).toMatch(/^SSL handshake failed: db1\.example\.net:27017: \[SSL/);
    expect(findingOf('alert-internal-error', facts, 'zh').summary).toMatch(/\p{Script=Han}/u);
  });

  it('knows what it means on Atlas, and does not say so elsewhere', () => {
    const endpoint = { host: 'c0-shard-00-00.ab1cd.mongodb.net', address: '192.0.2.7', port: 27017 };
    expect(findingOf('alert-internal-error', ended(alert(80), {}, [], { endpoint })).summary).toContain(
      'IP access list',
    );
    const atlas = findingOf('alert-internal-error', ended(alert(80), {}, [], { endpoint }));
    expect(textOf(atlas)).toMatch(/ip-not-allowed[^"]*cannot be proved/);
    expect(findingOf('alert-internal-error', ended(alert(80))).summary).not.toContain('Atlas');
    expect(textOf(findingOf('alert-internal-error', ended(alert(80))))).not.toContain('ip-not-allowed');
  });

  it('names Atlas only where it can be Atlas, and first only where it is', () => {
    const sides = (host: string): readonly string[] => {
      const endpoint = { host, address: '192.0.2.7', port: 27017 };
      return findingOf('alert-internal-error', ended(alert(80), {}, [], { endpoint })).remedies.map(({ side }) => side);
    };
    expect(sides('c0-shard-00-00.ab1cd.mongodb.net')).toStrictEqual(['network']);
    expect(sides('192.0.2.7')).toStrictEqual(['server', 'network']);
    for (const host of ['db1.example.net', 'localhost', '127.0.0.1', '10.1.2.3', '172.31.0.1', '::1', 'fd00::1'])
      expect(sides(host)).toStrictEqual(['server']);
  });

  it('is not found for another alert or a server in order', () => {
    expect(judgementOf('alert-internal-error', ended(alert(40))).kind).toBe('ruledOut');
    expect(judgementOf('alert-internal-error', healthy()).kind).toBe('ruledOut');
  });

  it('is open where no handshake was tried', () => {
    expect(judgementOf('alert-internal-error', unreached({ kind: 'refused' }))).toMatchObject({
      missing: 'connection',
    });
  });
});
