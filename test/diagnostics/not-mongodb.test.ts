import { describe, expect, it } from 'vitest';
import { completed, notTried } from '../../src/observe/attempt.ts';
import type { Facts } from '../../src/observe/facts.ts';
import { toHex, utf8 } from '../../src/base/octets.ts';
import { healthy, unreached } from '../support/facts.ts';
import { causesOf, findingOf, judgementOf } from '../support/verdict.ts';

const unanswered: Facts['mongodb'] = completed({ hello: { kind: 'none' }, authentication: { kind: 'none' } });
const foreign: Facts['mongodb'] = completed({ hello: { kind: 'notMongodb' }, authentication: { kind: 'notMongodb' } });

describe('not-mongodb', () => {
  it('is found where a web server answers, and names it', () => {
    const facts = withOctets(healthy({ mongodb: foreign }), 'HTTP/1.1 400 Bad Request\r\n\r\n');
    expect(causesOf(facts)).toStrictEqual(['not-mongodb']);
    expect(findingOf('not-mongodb', facts).evidence).toContainEqual({
      what: 'The answer',
      value: 'HTTP: HTTP/1.1 400 Bad Request',
    });
  });

  it('is found where nobody answers, and says what PyMongo prints', () => {
    const finding = findingOf('not-mongodb', healthy({ mongodb: unanswered }));
    expect(finding.summary).toContain('does not answer');
    expect(finding.clientErrors[0]?.message).toBe('db1.example.net:27017: timed out');
  });

  it('is ruled out by an answer, a refusal included', () => {
    const refused: Facts['mongodb'] = completed({
      hello: { kind: 'refused', code: 13, codeName: 'Unauthorized', message: 'no' },
      authentication: { kind: 'none' },
    });
    expect(judgementOf('not-mongodb', healthy({ mongodb: refused })).kind).toBe('ruledOut');
  });

  it('does not arise for clients that do not say hello, and is open where nothing was reached', () => {
    expect(judgementOf('not-mongodb', healthy()).kind).toBe('notApplicable');
    const facts = { ...unreached({ kind: 'refused' }), mongodb: notTried('tcp') };
    expect(judgementOf('not-mongodb', facts)).toMatchObject({ missing: 'connection' });
  });
});

function withOctets(facts: Facts, said: string): Facts {
  if (facts.handshake.kind !== 'completed') throw new Error('no handshake');
  const { value } = facts.handshake;
  return {
    ...facts,
    handshake: completed({ ...value, capture: { ...value.capture, applicationOctets: toHex(utf8(said)) } }),
  };
}
