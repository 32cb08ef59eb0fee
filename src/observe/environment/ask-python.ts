import { failed, ok } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import type { Milliseconds } from '../../base/time.ts';
import type { IoProblem } from '../../net/io-problem.ts';
import type { Ports } from '../../net/ports.ts';
import type { Environment } from '../trust/openssl-store.ts';
import { findProgram } from './find-program.ts';
import { programVariables } from './program-variables.ts';

/** Where the Python on PATH looks for trust anchors. Paths are as it says them. */
export interface PythonTrust {
  /** The program that was asked. */
  readonly program: string;
  /** The file and the folder that its OpenSSL takes by default, before any variable. */
  readonly file: string | null;
  readonly folder: string | null;
  /** The file of certifi; null: it is not installed. */
  readonly certifi: string | null;
}

/**
 * Asks the Python on PATH where it looks for trust anchors; null: there is no Python. Problems: what a program can give, and
 * `other` where the answer makes no sense.
 */
export async function askPythonTrust(
  ports: Pick<Ports, 'files' | 'platform' | 'programs'>,
  env: Environment,
  options: { readonly timeoutMs: Milliseconds; readonly signal?: AbortSignal },
): Promise<Result<PythonTrust, IoProblem> | null> {
  const program = findProgram(ports, env, ['python3', 'python']);
  if (program === null) return null;
  const programs = await ports.programs();
  const ended = await programs.run(program, ['-c', question], {
    ...options,
    maxOctets: 65_536,
    env: programVariables(env),
  });
  if (!ended.ok) return ended;
  const { exitCode, stdout } = ended.value;
  const [file, folder, certifi, ...more] = stdout.split(/\r?\n/);
  if (exitCode !== 0 || file === undefined || folder === undefined || certifi === undefined || more.join('') !== '')
    return failed({ kind: 'other', code: `exit ${exitCode}` });
  const path = (text: string): string | null => (text === '' ? null : text);
  return ok({ program, file: path(file), folder: path(folder), certifi: path(certifi) });
}

/** Three lines. The current folder is taken off the path first: what lies in it is not to be imported. */
const question = [
  'import sys',
  'sys.path[:] = [p for p in sys.path if p]',
  'import ssl',
  'paths = ssl.get_default_verify_paths()',
  'try:',
  '    import certifi',
  '    bundle = certifi.where()',
  'except Exception:',
  "    bundle = ''",
  "print(paths.openssl_cafile or '')",
  "print(paths.openssl_capath or '')",
  'print(bundle)',
].join('\n');
