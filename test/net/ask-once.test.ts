import { describe, expect, it } from 'vitest';
import { ok } from '../../src/base/result.ts';
import { askOnce } from '../../src/net/ask-once.ts';
import { nodePorts } from '../../src/net/node/index.ts';

describe('a machine whose programs are asked once', () => {
  it('runs a program once for all who ask the same of it, and again for another question', async () => {
    const ran: string[] = [];
    const run = async (file: string, args: readonly string[]) => {
      ran.push([file, ...args].join(' '));
      return ok({ exitCode: 0, stdout: `${ran.length}`, stderr: '' });
    };
    const machine = askOnce({ ...nodePorts(), programs: async () => ({ run }) });
    const ask = async (word: string, env: Record<string, string> = {}): Promise<string | null> => {
      const said = await (await machine.programs()).run('/bin/say', [word], { timeoutMs: 1, maxOctets: 1, env });
      return said.ok ? said.value.stdout : null;
    };
    expect(await Promise.all([ask('a'), ask('a')])).toEqual(['1', '1']);
    expect(await ask('a')).toBe('1');
    expect(await ask('b')).toBe('2');
    expect(await ask('a', { HOME: '/' })).toBe('3');
    expect(ran).toEqual(['/bin/say a', '/bin/say b', '/bin/say a']);
  });
});
