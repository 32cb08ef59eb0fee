import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Runs the `openssl` program beside us (the servers live in this process) and returns all that it prints. Groups are joined. */
export function openssl(args: readonly (string | readonly string[])[]): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn('openssl', args.flat(), {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, LC_ALL: 'C' },
    });
    let printed = '';
    child.stdout.on('data', (octets: Buffer) => (printed += octets.toString()));
    child.stderr.on('data', (octets: Buffer) => (printed += octets.toString()));
    child.on('error', reject);
    child.on('close', () => resolve(printed));
  });
}

/** A folder for the files of one test, gone with `remove`. */
export function folder(): { write: (name: string, content: string | Uint8Array) => string; remove: () => void } {
  const path = mkdtempSync(join(tmpdir(), 'whytls-test-'));
  return {
    write(name, content) {
      writeFileSync(join(path, name), content);
      return join(path, name);
    },
    remove: () => rmSync(path, { recursive: true }),
  };
}
