import type { Signal } from '../../base/signal.ts';
import { failed, ok } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import type { Milliseconds } from '../../base/time.ts';
import type { IoProblem } from '../../net/io-problem.ts';
import type { Ports } from '../../net/ports.ts';
import type { PythonSeen } from '../observation.ts';
import type { Environment } from '../trust/openssl-store.ts';
import { findProgram } from './find-program.ts';
import { programVariables } from './program-variables.ts';
import { pythonQuestion } from './python-question.ts';
import { readPythonSeen } from './read-answers.ts';

/** Where the Python on PATH looks for trust anchors. Paths are as it says them. */
export interface PythonTrust {
  /** The file and the folder that its OpenSSL takes by default, before any variable. */
  readonly file: string | null;
  readonly folder: string | null;
  /** The file of certifi; null: it is not installed. */
  readonly certifi: string | null;
}

/** Everything that Python said. */
export interface PythonAnswer {
  readonly seen: PythonSeen;
  readonly trust: PythonTrust;
}

/**
 * Asks the Python on PATH for its TLS library, its packages, and where it looks for trust anchors; null: there is no Python.
 * Problems: what a program can give, and `other` where the answer makes no sense.
 */
export async function askPython(
  ports: Pick<Ports, 'files' | 'platform' | 'programs'>,
  env: Environment,
  options: { readonly timeoutMs: Milliseconds; readonly signal?: Signal },
): Promise<Result<PythonAnswer, IoProblem> | null> {
  const program = findProgram(ports, env, ['python3', 'python']);
  if (program === null) return null;
  const programs = await ports.programs();
  const ended = await programs.run(program, ['-c', pythonQuestion], {
    ...options,
    maxOctets: 65_536,
    env: programVariables(env),
  });
  if (!ended.ok) return ended;
  const { exitCode, stdout } = ended.value;
  const answer = exitCode === 0 ? readPythonSeen(program, stdout) : null;
  return answer === null ? failed({ kind: 'other', code: `exit ${exitCode}` }) : ok(answer);
}
