import { describe, expect, it } from 'vitest';
import { closed, ended, unreached, unresolved } from '../support/facts.ts';
import { causesOf, commandsOf, findingOf, judgementOf } from '../support/verdict.ts';

describe('connection-reset', () => {
  it('is found for a RST in the handshake, and is the only cause', () => {
    const facts = ended(closed('rst', 'certificate', 120));
    expect(causesOf(facts)).toStrictEqual(['connection-reset']);
    const finding = findingOf('connection-reset', facts);
    expect(finding.summary).toContain('when Certificate was due');
    expect(finding.clientErrors[0]?.message).toContain('[Errno 104] Connection reset by peer');
  });

  it('tries without a name only where one was sent', () => {
    const reset = ended(closed('rst'));
    const commands = (host: string): readonly string[] => {
      const endpoint = { host, address: '192.0.2.7', port: 27017 };
      const sni = host === '192.0.2.7' ? null : host;
      const referenceIdentity =
        sni === null ? ({ kind: 'ip', address: '192.0.2.7' } as const) : reset.target.referenceIdentity;
      return commandsOf(
        findingOf('connection-reset', {
          ...reset,
          endpoint,
          target: { ...reset.target, host, sni, referenceIdentity },
        }),
      );
    };
    expect(commands('db1.example.net').join('\n')).toContain('--sni none');
    expect(commands('192.0.2.7').join('\n')).not.toContain('--sni');
  });

  it('is found for a RST while TCP was being opened', () => {
    expect(causesOf(unreached({ kind: 'reset' }))).toStrictEqual(['connection-reset']);
  });

  it('is not found for a FIN or a refusal', () => {
    expect(judgementOf('connection-reset', ended(closed('fin'))).kind).toBe('ruledOut');
    expect(judgementOf('connection-reset', unreached({ kind: 'refused' })).kind).toBe('undetermined');
    expect(causesOf(unreached({ kind: 'refused' }))).toStrictEqual(['connection-refused']);
  });

  it('is open where no address was found', () => {
    expect(judgementOf('connection-reset', unresolved({ kind: 'nameNotFound', name: 'x' }))).toMatchObject({
      missing: 'address',
    });
  });
});
