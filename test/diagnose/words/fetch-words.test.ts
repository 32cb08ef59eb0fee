import { describe, expect, it } from 'vitest';
import { fetchEn, fetchZh } from '../../../src/diagnose/words/fetch-words.ts';
import type { IoProblem } from '../../../src/net/io-problem.ts';

const proxy = 'http://gate.example:3128';
const said = 'go \u001b[2J away';

describe('why something could not be fetched', () => {
  it.each<[IoProblem, string]>([
    [{ kind: 'proxyUnreachable', proxy, cause: { kind: 'refused' } }, `${proxy} cannot be reached: connection refused`],
    [{ kind: 'proxyRefused', proxy, said, status: 407 }, `${proxy} refused: go`],
    [{ kind: 'proxyNotSpoken', proxy, said }, 'is no proxy of that kind'],
    [{ kind: 'proxyEnded', proxy, how: 'silence', at: 'CONNECT', said, afterMs: 1 }, 'fell silent at CONNECT'],
    [{ kind: 'aborted' }, 'interrupted'],
  ])('is told in words where it is %o', (problem, words) => {
    expect(fetchEn(problem)).toContain(words);
    expect(fetchZh(problem)).toMatch(/\p{Script=Han}/u);
    for (const text of [fetchEn(problem), fetchZh(problem)]) {
      expect(text).not.toContain(problem.kind);
      expect(text).not.toContain('\u001b');
    }
  });
});
