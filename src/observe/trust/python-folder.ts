import type { Ports } from '../../net/ports.ts';
import { findProgram } from '../environment/find-program.ts';
import type { Environment } from './openssl-store.ts';

/**
 * Where the OpenSSL of the Python on PATH looks by default, if its place tells without asking it: Python of python.org on macOS and
 * that of conda bring an OpenSSL of their own. Null: it takes the system's, or nobody knows.
 */
export function pythonFolder(
  ports: Pick<Ports, 'files' | 'platform'>,
  env: Environment,
): { readonly file: string; readonly folder: string } | null {
  // Everywhere else PATH need not be searched.
  const isPossible = ports.platform === 'darwin' || env['CONDA_PREFIX'] !== undefined || conda.test(env['PATH'] ?? '');
  const program = isPossible ? findProgram(ports, env, ['python3', 'python']) : null;
  const real = program === null ? null : ports.files.realPath(program);
  if (real?.ok !== true) return null;
  const framework = /^(\/Library\/Frameworks\/Python\.framework\/Versions\/[^/]+)\//.exec(real.value)?.[1];
  if (framework !== undefined) return inFolder(`${framework}/etc/openssl`);
  const prefix = real.value.replace(/\/bin\/[^/]*$/, '');
  return ports.files.realPath(`${prefix}/conda-meta`).ok ? inFolder(`${prefix}/ssl`) : null;
}

const inFolder = (path: string) => ({ file: `${path}/cert.pem`, folder: `${path}/certs` });

const conda = /conda|mamba|miniforge/i;
