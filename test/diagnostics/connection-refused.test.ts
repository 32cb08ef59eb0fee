import { describe, expect, it } from 'vitest';
import { closed, ended, healthy, unreached, unresolved } from '../support/facts.ts';
import { causesOf, findingOf, judgementOf, verdictOf } from '../support/verdict.ts';

describe('connection-refused', () => {
  it('is found with the address, and is the only cause', () => {
    const facts = unreached({ kind: 'refused' });
    expect(causesOf(facts)).toStrictEqual(['connection-refused']);
    const finding = findingOf('connection-refused', facts);
    expect(finding.summary).toContain('port 27017 of 192.0.2.7');
    expect(finding.clientErrors[0]?.message).toBe('db1.example.net:27017: [Errno 111] Connection refused');
    expect(finding.endpoints).toStrictEqual([0]);
  });

  it('is only a warning where the same host answers at another address', () => {
    const verdict = verdictOf([unreached({ kind: 'refused' }), healthy()]);
    expect(verdict.verdict).toBe('warn');
    expect(verdict.findings).toMatchObject([{ id: 'connection-refused', severity: 'warning', endpoints: [0] }]);
  });

  it('stays an error where another host answers', () => {
    const other = healthy({ endpoint: { host: 'db2.example.net', address: '192.0.2.8', port: 27017 } });
    expect(verdictOf([unreached({ kind: 'refused' }), other]).verdict).toBe('fail');
  });

  it('is not found where TCP opened, and is open where no address was found', () => {
    expect(judgementOf('connection-refused', ended(closed('fin'))).kind).toBe('ruledOut');
    expect(judgementOf('connection-refused', unresolved({ kind: 'nameNotFound', name: 'x' }))).toMatchObject({
      missing: 'address',
    });
  });
});
