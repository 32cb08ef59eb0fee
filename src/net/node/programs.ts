import { spawn } from 'node:child_process';
import { concat, fromUtf8 } from '../../base/octets.ts';
import { failed, ok } from '../../base/result.ts';
import type { IoProblem } from '../io-problem.ts';
import type { Programs } from '../ports.ts';
import { fileProblem } from './io-error.ts';

/**
 * Programs of this machine, started without a shell and without standard input, in a folder where nobody leaves files for
 * them to find. What has not ended in time is killed with all that it started, and not waited for.
 */
export const nodePrograms: Programs = {
  run: (file, args, { timeoutMs, maxOctets, env, signal }) =>
    new Promise((resolve) => {
      const isWindows = process.platform === 'win32';
      const child = spawn(file, [...args], {
        cwd: isWindows ? (env['SystemRoot'] ?? 'C:\\') : '/',
        env: { ...env },
        stdio: ['ignore', 'pipe', 'pipe'],
        // A process group of its own, so that a wrapper script dies together with what it runs.
        detached: !isWindows,
        windowsHide: true,
      });
      const said = { stdout: [] as Uint8Array[], stderr: [] as Uint8Array[] };
      let octets = 0;
      const finish = (result: Awaited<ReturnType<Programs['run']>>): void => {
        clearTimeout(timer);
        signal?.removeEventListener('abort', abort);
        child.removeAllListeners('close');
        child.stdout.destroy();
        child.stderr.destroy();
        resolve(result);
      };
      const giveUp = (problem: IoProblem): void => {
        try {
          if (isWindows || child.pid === undefined) child.kill('SIGKILL');
          else process.kill(-child.pid, 'SIGKILL');
        } catch {
          // It has just ended by itself.
        }
        child.unref();
        finish(failed(problem));
      };
      const abort = (): void => giveUp({ kind: 'aborted' });
      const timer = setTimeout(() => giveUp({ kind: 'timedOut', afterMs: timeoutMs }), timeoutMs);
      for (const name of ['stdout', 'stderr'] as const)
        child[name].on('data', (chunk: Buffer) => {
          octets += chunk.length;
          if (octets > maxOctets) giveUp({ kind: 'tooLarge', limit: maxOctets });
          else said[name].push(chunk);
        });
      child.once('error', (error) => finish(failed(fileProblem(file, error))));
      child.once('close', (code) =>
        finish(
          ok({ exitCode: code ?? -1, stdout: fromUtf8(concat(said.stdout)), stderr: fromUtf8(concat(said.stderr)) }),
        ),
      );
      if (signal?.aborted === true) abort();
      else signal?.addEventListener('abort', abort, { once: true });
    }),
};
