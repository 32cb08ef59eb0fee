import { describe, expect, it } from 'vitest';
import { brokenPath, closed, ended, healthy, unreached } from '../support/facts.ts';
import { answeredInPlaintext, closedOnPlaintext, withOptions } from '../support/options.ts';
import { causesOf, commandsOf, findingOf, judgementOf, verdictOf } from '../support/verdict.ts';

const tlsOnly = healthy({ experiments: [closedOnPlaintext] });

describe('tls-required', () => {
  it.each([
    ['', 'nothing in the connection string switches TLS on'],
    ['tls=false', 'tls=false says so'],
    ['tlsInsecure=true', 'tlsInsecure alone does not switch TLS on in PyMongo'],
    ['tls=1', 'PyMongo takes no notice of tls with a value other than true or false'],
  ])('S1.10 is found where a server that wants TLS is spoken to in plain text: ?%s', (query, because) => {
    const facts = withOptions(query, tlsOnly);
    expect(causesOf(facts)).toEqual(['tls-required']);
    const finding = findingOf('tls-required', facts);
    expect(finding.summary).toContain(because);
    expect(finding.clientErrors).toEqual([{ client: 'pymongo', message: 'db1.example.net:27017: connection closed' }]);
    expect(commandsOf(finding)).toContain("whytls 'mongodb://db1.example.net:27017/?tls=true'");
    expect(JSON.stringify(finding.remedies)).toContain('tls=true');
  });

  it('names what TLS would meet next, which is no cause of this failure', () => {
    const facts = withOptions('', brokenPath({ experiments: [closedOnPlaintext] }));
    const { verdict, findings } = verdictOf(facts);
    expect(verdict).toBe('fail');
    expect(findings.map(({ id, severity }) => [id, severity])).toEqual([
      ['tls-required', 'error'],
      ['untrusted-root', 'info'],
    ]);
    expect(findings[0]?.evidence).toContainEqual({ what: 'With TLS, the next obstacle is', value: 'untrusted-root' });
    expect(findings[1]).toMatchObject({ clientErrors: [], rootCause: false });
  });

  it('is not found where plain text is answered, nor where TLS is spoken', () => {
    const plain = withOptions('', healthy({ experiments: [answeredInPlaintext] }));
    expect(judgementOf('tls-required', plain).kind).toBe('ruledOut');
    expect(judgementOf('tls-required', withOptions('tls=true', tlsOnly)).kind).toBe('notApplicable');
    expect(judgementOf('tls-required', tlsOnly).kind).toBe('notApplicable');
  });

  it('cannot be told of a server that understands neither, or was not reached', () => {
    const mute = withOptions('', ended(closed('fin'), {}, [closedOnPlaintext]));
    expect(judgementOf('tls-required', mute).kind).toBe('undetermined');
    expect(judgementOf('tls-required', withOptions('', unreached({ kind: 'refused' }))).kind).toBe('undetermined');
    expect(causesOf(withOptions('', unreached({ kind: 'refused' })))).toEqual(['connection-refused']);
  });
});
