import type { Ports } from '../../net/ports.ts';
import type { Environment } from '../trust/openssl-store.ts';

/**
 * Where a shell would find one of these programs, the first folder of PATH first; null: nowhere. Only looked for, not run, and
 * relative folders of PATH are passed over: whatever lies in the current folder is not ours to start.
 */
export function findProgram(
  { files, platform }: Pick<Ports, 'files' | 'platform'>,
  env: Environment,
  names: readonly string[],
): string | null {
  const isWindows = platform === 'win32';
  const folders = (env['PATH'] ?? env['Path'] ?? '').split(isWindows ? ';' : ':');
  for (const name of names)
    for (const folder of folders) {
      if (!(isWindows ? /^[A-Za-z]:[\\/]/ : /^\//).test(folder)) continue;
      const path = isWindows ? `${folder}\\${name}.exe` : `${folder.replace(/\/+$/, '')}/${name}`;
      if (!files.realPath(path).ok) continue;
      // On macOS this is a stub that opens a window offering to install the real one.
      if (platform === 'darwin' && folder === '/usr/bin' && !files.realPath(`${commandLineTools}/${name}`).ok) continue;
      return path;
    }
  return null;
}

const commandLineTools = '/Library/Developer/CommandLineTools/usr/bin';
