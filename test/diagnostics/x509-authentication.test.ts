import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { completed } from '../../src/observe/attempt.ts';
import type { Facts } from '../../src/observe/facts.ts';
import { healthy } from '../support/facts.ts';
import { causesOf, commandsOf, findingOf, judgementOf } from '../support/verdict.ts';

const hello = {
  kind: 'answered',
  value: {
    maxWireVersion: 21,
    minWireVersion: 0,
    release: '7.0',
    role: 'standalone',
    setName: null,
    me: null,
    primary: null,
    hosts: [],
    hostCount: 0,
    localTime: null,
  },
} as const;
type Authentication = Extract<Facts['mongodb'], { kind: 'completed' }>['value']['authentication'];

function answered(authentication: Authentication): Facts {
  const facts = healthy({ mongodb: completed({ hello, authentication }) });
  if (facts.handshake.kind !== 'completed') throw new Error('no handshake');
  const user = 'CN=Zo\\C3\\AB,O=Example';
  return { ...facts, handshake: completed({ ...facts.handshake.value, asked: 'helloAndAuthenticate', user }) };
}

describe('x509-authentication', () => {
  const refused = {
    kind: 'refused',
    code: 18,
    codeName: 'AuthenticationFailed',
    message: 'Authentication failed.',
  } as const;

  it('S2.18: is found where the server refuses the login, with the user that has to be created', () => {
    const facts = answered(refused);
    expect(causesOf(facts)).toStrictEqual(['x509-authentication']);
    const finding = findingOf('x509-authentication', facts);
    expect(JSON.stringify(finding.evidence)).toContain('Authentication failed. (18 AuthenticationFailed)');
    const [command = ''] = commandsOf(finding);
    const sent: unknown[] = [];
    const db = { getSiblingDB: (name: string) => ({ runCommand: (document: unknown) => sent.push(name, document) }) };
    runInNewContext(command, { db });
    expect(sent).toMatchObject(['$external', { createUser: 'CN=Zo\\C3\\AB,O=Example' }]);
  });

  it('is ruled out where the login works', () => {
    expect(judgementOf('x509-authentication', answered({ kind: 'answered', value: 'CN=app' })).kind).toBe('ruledOut');
  });

  it('does not arise where nobody asked to log in, and is open where nothing came back', () => {
    expect(judgementOf('x509-authentication', healthy()).kind).toBe('notApplicable');
    expect(judgementOf('x509-authentication', answered({ kind: 'none' }))).toMatchObject({ missing: 'handshake' });
  });
});
