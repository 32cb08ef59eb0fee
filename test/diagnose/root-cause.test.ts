import { describe, expect, it } from 'vitest';
import { causesOf, rootCauses } from '../../src/diagnose/root-cause.ts';
import { diagnoses } from '../../diagnostics/index.ts';

const finding = (id: string, endpoints: readonly number[], ...consequenceOf: readonly string[]) => ({
  id,
  endpoints,
  consequenceOf,
});

describe('root causes', () => {
  it('are told from what they explain', () => {
    const eof = finding('unexpected-eof', [0], 'no-shared-cipher', 'plaintext-server');
    expect(rootCauses([eof, finding('no-shared-cipher', [0])])).toStrictEqual([false, true]);
    expect(rootCauses([eof])).toStrictEqual([true]);
  });

  it('explain nothing at an endpoint where they were not found', () => {
    const unknownCa = finding('untrusted-root', [0, 1], 'cert-expired');
    expect(rootCauses([unknownCa, finding('cert-expired', [0])])).toStrictEqual([true, true]);
    expect(rootCauses([unknownCa, finding('cert-expired', [0, 1])])).toStrictEqual([false, true]);
  });

  it('may be several for the endpoints of one consequence', () => {
    const eof = finding('unexpected-eof', [0, 1], 'plaintext-server', 'protocol-version');
    const causes = [finding('plaintext-server', [0]), finding('protocol-version', [1])];
    expect(rootCauses([eof, ...causes])).toStrictEqual([false, true, true]);
  });

  it('work without any endpoint', () => {
    expect(rootCauses([finding('a', [], 'b'), finding('b', [])])).toStrictEqual([false, true]);
    expect(rootCauses([finding('a', [], 'b'), finding('b', [0])])).toStrictEqual([true, true]);
  });
});

describe('what explains a finding', () => {
  it('is a root cause, through other consequences too', () => {
    const eof = finding('unexpected-eof', [0], 'decrypt-error');
    const decrypt = finding('decrypt-error', [0], 'clock-skew');
    expect(causesOf([eof, decrypt, finding('clock-skew', [0])])).toStrictEqual([['clock-skew'], ['clock-skew'], []]);
  });

  it('may be several at several endpoints, and nothing explains a root cause', () => {
    const eof = finding('unexpected-eof', [0, 1], 'plaintext-server', 'protocol-version');
    const causes = [finding('plaintext-server', [0]), finding('protocol-version', [1])];
    expect(causesOf([eof, ...causes])).toStrictEqual([['plaintext-server', 'protocol-version'], [], []]);
    expect(causesOf([eof, finding('plaintext-server', [0])])).toStrictEqual([[], []]);
  });
});

describe('the list of diagnoses', () => {
  const ids = new Set(diagnoses.map(({ id }) => id));

  it('names only diagnoses that exist as explanations', () => {
    for (const { consequenceOf } of diagnoses) for (const id of consequenceOf) expect(ids).toContain(id);
  });

  it('explains nothing in a circle, or all of it would be a consequence', () => {
    const explains = new Map(diagnoses.map(({ id, consequenceOf }) => [id, consequenceOf]));
    const reaches = (from: string, to: string, seen: ReadonlySet<string> = new Set()): boolean =>
      (explains.get(from) ?? []).some(
        (next) => next === to || (!seen.has(next) && reaches(next, to, new Set([...seen, next]))),
      );
    for (const id of ids) expect(reaches(id, id)).toBe(false);
  });
});
