import { constants } from 'node:os';
import { describe, expect, it } from 'vitest';
import { ioProblem } from '../../../src/net/node/io-error.ts';

describe('what Node reports for a socket', () => {
  it.each([
    ['ECONNREFUSED', { kind: 'refused' }],
    ['ECONNRESET', { kind: 'reset' }],
    ['EPIPE', { kind: 'reset' }],
    ['EHOSTUNREACH', { kind: 'unreachable', code: 'EHOSTUNREACH' }],
    ['ENETUNREACH', { kind: 'unreachable', code: 'ENETUNREACH' }],
    ['EADDRNOTAVAIL', { kind: 'unreachable', code: 'EADDRNOTAVAIL' }],
    ['ETIMEDOUT', { kind: 'timedOut', afterMs: 12 }],
    ['EMFILE', { kind: 'other', code: 'EMFILE' }],
    ['EACCES', { kind: 'other', code: 'EACCES' }],
  ])('%s', (code, expected) => {
    // The platform must know the code, or nothing would ever report it.
    expect(Object.keys(constants.errno)).toContain(code);
    expect(ioProblem(Object.assign(new Error(`connect ${code}`), { code }), 12)).toEqual(expected);
  });

  it('has a code even for what has none', () => {
    expect(ioProblem(new RangeError('x'), 0)).toEqual({ kind: 'other', code: 'RangeError' });
    expect(ioProblem('a string', 0)).toEqual({ kind: 'other', code: 'unknown' });
  });
});
