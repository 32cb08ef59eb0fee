/** Keys and certificates in files as the `openssl` program writes them, in a folder of their own. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export class OpensslFolder {
  readonly #folder = mkdtempSync(join(tmpdir(), 'whytls-keys-'));

  path(name: string): string {
    return join(this.#folder, name);
  }

  text(name: string): string {
    return readFileSync(this.path(name), 'utf8');
  }

  octets(name: string): Uint8Array {
    return new Uint8Array(readFileSync(this.path(name)));
  }

  write(name: string, content: string | Uint8Array): void {
    writeFileSync(this.path(name), content);
  }

  /** Runs `openssl` in the folder; throws with its words when it fails. The result is its standard output. */
  run(...args: readonly string[]): string {
    const ran = spawnSync('openssl', args, { cwd: this.#folder, encoding: 'utf8' });
    if (ran.status !== 0) throw new Error(`openssl ${args.join(' ')}: ${ran.stderr}`);
    return ran.stdout;
  }

  /** The same with the ciphers that OpenSSL 3 calls legacy. */
  runLegacy(command: string, ...args: readonly string[]): string {
    return this.run(command, '-provider', 'legacy', '-provider', 'default', ...args);
  }

  /** `<name>.key`, in PKCS #8, and `<name>.crt`, self-signed for CN=<name>. */
  make(name: string, ...algorithm: readonly string[]): void {
    this.run('genpkey', '-out', `${name}.key`, '-algorithm', ...algorithm);
    this.run(
      'req',
      '-x509',
      '-new',
      '-key',
      `${name}.key`,
      '-subj',
      `/CN=${name}`,
      '-days',
      '30',
      '-out',
      `${name}.crt`,
    );
  }

  remove(): void {
    rmSync(this.#folder, { recursive: true });
  }
}
