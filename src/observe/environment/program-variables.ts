import type { Environment } from '../trust/openssl-store.ts';

/** What a program that we ask needs of the environment to find itself, and nothing else. */
export function programVariables(env: Environment): Readonly<Record<string, string>> {
  return Object.fromEntries(
    passedOn.flatMap((name) => {
      const value = env[name];
      return value === undefined ? [] : [[name, value] as const];
    }),
  );
}

const passedOn: readonly string[] = [
  'PATH',
  'Path',
  'HOME',
  'USERPROFILE',
  'SystemRoot',
  'VIRTUAL_ENV',
  // Version managers put a script on PATH that looks here for the program itself.
  'PYENV_ROOT',
  'PYENV_VERSION',
  'ASDF_DIR',
  'ASDF_DATA_DIR',
  'MISE_DATA_DIR',
];
