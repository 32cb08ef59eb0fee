import { describe, expect, it } from 'vitest';
import { openssl } from '../../src/clients/profiles/openssl.ts';
import { closed, ended, healthy, unreached, unresolved } from '../support/facts.ts';
import { causesOf, commandsOf, findingOf, judgementOf, textOf, verdictOf } from '../support/verdict.ts';

describe('connection-refused', () => {
  it('is found with the address, and is the only cause', () => {
    const facts = unreached({ kind: 'refused' });
    expect(causesOf(facts)).toStrictEqual(['connection-refused']);
    const finding = findingOf('connection-refused', facts);
    expect(finding.summary).toContain('port 27017 of 192.0.2.7');
    expect(finding.clientErrors[0]?.message).toBe('db1.example.net:27017: [Errno 111] Connection refused');
    expect(finding.endpoints).toStrictEqual([0]);
  });

  it('claims no more than was seen, and shows every open port of the server: it may be another', () => {
    const finding = findingOf('connection-refused', unreached({ kind: 'refused' }));
    // A firewall may refuse in the server's name.
    expect(finding.summary).toBe(
      'The connection to port 27017 of 192.0.2.7 is refused: most likely nothing listens there.',
    );
    expect(commandsOf(finding)).toContain('sudo ss -ltnp');
    expect(commandsOf(finding)).toContain('systemctl status mongod');
    expect(commandsOf(finding)).toContain('getent ahosts db1.example.net');
  });

  it('looks up no address, and speaks of no mongod where none is expected', () => {
    const facts = unreached({ kind: 'refused' });
    const endpoint = { host: '192.0.2.7', address: '192.0.2.7', port: 443 };
    const target = { ...facts.target, host: '192.0.2.7', port: 443, scheme: 'https' };
    const finding = findingOf('connection-refused', { ...facts, target, endpoint, client: openssl });
    expect(commandsOf(finding).join('\n')).not.toMatch(/getent|mongod/);
    expect(textOf(finding)).not.toContain('mongod');
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
