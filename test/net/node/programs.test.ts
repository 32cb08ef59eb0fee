import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { nodePrograms } from '../../../src/net/node/programs.ts';

const limits = { timeoutMs: 20_000, maxOctets: 10_000, env: {} };
const node = (script: string, more: Partial<Parameters<typeof nodePrograms.run>[2]> = {}) =>
  nodePrograms.run(process.execPath, ['-e', script], { ...limits, ...more });

describe('a program that is asked', () => {
  it('answers with what it says and how it ends', async () => {
    const ended = await node('console.log("a"); console.error("b"); process.exitCode = 3');
    expect(ended).toEqual({ ok: true, value: { exitCode: 3, stdout: 'a\n', stderr: 'b\n' } });
  });

  it('has the variables that it is given and no others, and nothing of this folder', async () => {
    const ended = await node('console.log(JSON.stringify([Object.keys(process.env), process.cwd()]))', {
      env: { ONLY: '1' },
    });
    expect(ended.ok && JSON.parse(ended.value.stdout)).toEqual([['ONLY'], '/']);
  });

  it('is not given to a shell', async () => {
    const ended = await nodePrograms.run(process.execPath, ['-p', 'process.argv[1]', '$(id); `id` "'], limits);
    expect(ended.ok && ended.value.stdout).toBe('$(id); `id` "\n');
  });

  it('has no standard input to wait for', async () => {
    const ended = await node('process.stdin.on("end", () => console.log("end")).resume()');
    expect(ended.ok && ended.value.stdout).toBe('end\n');
  });

  it('is killed when it says too much', async () => {
    const ended = await node('setInterval(() => console.log("x".repeat(5000)), 1)');
    expect(ended).toEqual({ ok: false, problem: { kind: 'tooLarge', limit: 10_000 } });
  });

  it('is killed with all that it started when its time is over', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'whytls-programs-'));
    const pid = join(folder, 'pid');
    try {
      const wrapper = 'sleep 1000 & echo $! > "$0"; wait';
      const ended = await nodePrograms.run('/bin/sh', ['-c', wrapper, pid], {
        ...limits,
        timeoutMs: 1000,
        env: { PATH: process.env['PATH'] ?? '' },
      });
      expect(ended).toEqual({ ok: false, problem: { kind: 'timedOut', afterMs: 1000 } });
      const started = Number(readFileSync(pid, 'utf8'));
      await expect.poll(() => isAlive(started)).toBe(false);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('is given up when the user is', async () => {
    const user = new AbortController();
    const ended = node('setInterval(() => {}, 1000)', { signal: user.signal });
    user.abort();
    expect(await ended).toEqual({ ok: false, problem: { kind: 'aborted' } });
  });

  it('is said to be missing', async () => {
    const ended = await nodePrograms.run('/nowhere/at-all', [], limits);
    expect(ended).toEqual({ ok: false, problem: { kind: 'fileNotFound', path: '/nowhere/at-all' } });
  });
});

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    // A zombie is dead already; nobody has asked for it yet.
    return !/^\d+ \(.*\) Z/.test(readFileSync(`/proc/${pid}/stat`, 'latin1'));
  } catch {
    return false;
  }
}
