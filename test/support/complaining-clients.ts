/** Real clients on this machine, asked to connect to servers that are broken, and what they print. */
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A server, and the file with the certificates to trust. */
export interface Target {
  readonly id: string;
  readonly host: string;
  readonly port: number;
  readonly ca: string | null;
}

export interface Client {
  readonly name: string;
  /** The program that must be there. */
  readonly program: string;
  readonly version: () => string;
  /** What it prints for each target; nothing where it is content. */
  readonly complaints: (targets: readonly Target[]) => Promise<ReadonlyMap<string, string>>;
}

const peer = (file: string): string => join(import.meta.dirname, 'peers', file);

const firstLine = (program: string, ...argv: string[]): string => {
  const { stdout, stderr } = spawnSync(program, argv, { encoding: 'utf8' });
  return `${stdout}${stderr}`.split('\n').find((line) => line.trim() !== '') ?? '';
};

/** Runs a program; its output, both streams. `input`: what it reads. */
const output = (program: string, argv: readonly string[], input = ''): Promise<{ out: string; all: string }> =>
  new Promise((resolve) => {
    const child = spawn(program, argv, { stdio: 'pipe', env: { ...process.env, LC_ALL: 'C.UTF-8' } });
    let out = '';
    let all = '';
    child.stdout.on('data', (octets: Buffer) => {
      out += octets.toString();
      all += octets.toString();
    });
    child.stderr.on('data', (octets: Buffer) => void (all += octets.toString()));
    child.on('close', () => resolve({ out, all }));
    child.stdin.on('error', () => undefined);
    child.stdin.end(input);
  });

/** Programs that connect once: several side by side. */
const eachAlone =
  (run: (target: Target) => Promise<string>) =>
  async (targets: readonly Target[]): Promise<ReadonlyMap<string, string>> => {
    const texts = new Map<string, string>();
    const queue = [...targets];
    const worker = async (): Promise<void> => {
      for (let target = queue.shift(); target !== undefined; target = queue.shift())
        texts.set(target.id, await run(target));
    };
    await Promise.all(Array.from({ length: 4 }, worker));
    return texts;
  };

/** Programs of ours that connect to all. */
const together =
  (command: () => readonly [string, ...string[]]) =>
  async (targets: readonly Target[]): Promise<ReadonlyMap<string, string>> => {
    const [program, ...argv] = command();
    const input = targets.map((target) => JSON.stringify(target)).join('\n');
    const { out } = await output(program, argv, `${input}\n`);
    const lines = out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { id: string; text: string });
    return new Map(lines.map(({ id, text }) => [id, text]));
  };

const ifIt = (fails: boolean, text: string): string => (fails ? text : '');

export const clients: readonly Client[] = [
  {
    name: 'Python ssl',
    program: 'python3',
    version: () => firstLine('python3', '-c', 'import ssl, sys; print(sys.version.split()[0], ssl.OPENSSL_VERSION)'),
    complaints: together(() => ['python3', peer('complain.py')]),
  },
  {
    name: 'Node',
    program: 'node',
    version: () => firstLine('node', '--version'),
    complaints: together(() => ['node', peer('complain.cjs')]),
  },
  {
    name: 'Go',
    program: 'go',
    version: () => firstLine('go', 'version'),
    complaints: together(() => {
      const folder = mkdtempSync(join(tmpdir(), 'whytls-go-'));
      const program = join(folder, 'complain');
      execFileSync('go', ['build', '-o', program, peer('complain.go')], {
        cwd: folder,
        env: { ...process.env, GO111MODULE: 'off' },
      });
      return [program];
    }),
  },
  {
    name: 'Java',
    program: 'java',
    version: () => firstLine('java', '-version'),
    complaints: async (targets) => {
      const input = targets.map(({ id, host, port, ca }) => `${id} ${host} ${port} ${ca ?? '-'}`).join('\n');
      const { out } = await output('java', ['-XX:TieredStopAtLevel=1', peer('Complain.java')], `${input}\n`);
      const parts = out.split(/^== (.+)\n/m).slice(1);
      return new Map(targets.map(({ id }) => [id, parts[parts.indexOf(id) + 1] ?? '']));
    },
  },
  {
    name: 'openssl s_client',
    program: 'openssl',
    version: () => firstLine('openssl', 'version'),
    complaints: eachAlone(async ({ host, port, ca }) => {
      const { all } = await output('timeout', [
        '10',
        'openssl',
        's_client',
        '-connect',
        `${host}:${port}`,
        '-servername',
        host,
        '-verify_hostname',
        host,
        '-verify_return_error',
        '-brief',
        ...(ca === null ? [] : ['-CAfile', ca]),
      ]);
      return ifIt(!all.includes('CONNECTION ESTABLISHED'), all);
    }),
  },
  {
    name: 'curl',
    program: 'curl',
    version: () => firstLine('curl', '--version'),
    complaints: eachAlone(async ({ host, port, ca }) => {
      const { all } = await output('curl', [
        '-sS',
        '--noproxy',
        '*',
        '--max-time',
        '10',
        '-o',
        '/dev/null',
        ...(ca === null ? [] : ['--cacert', ca]),
        `https://${host}:${port}/`,
      ]);
      return ifIt(all.includes('curl: ('), all);
    }),
  },
  {
    name: 'wget (GnuTLS)',
    program: 'wget',
    version: () => firstLine('wget', '--version'),
    complaints: eachAlone(async ({ host, port, ca }) => {
      const { all } = await output('wget', [
        '--no-proxy',
        '--timeout=10',
        '--tries=1',
        '-O',
        '/dev/null',
        ...(ca === null ? [] : [`--ca-certificate=${ca}`]),
        `https://${host}:${port}/`,
      ]);
      return ifIt(!all.includes('HTTP request sent'), all);
    }),
  },
  {
    name: 'gnutls-cli',
    program: 'gnutls-cli',
    version: () => firstLine('gnutls-cli', '--version'),
    complaints: eachAlone(async ({ host, port, ca }) => {
      const { all } = await output('timeout', [
        '10',
        'gnutls-cli',
        ...(ca === null ? [] : ['--x509cafile', ca]),
        '-p',
        String(port),
        host,
      ]);
      return ifIt(!all.includes('Handshake was completed'), all);
    }),
  },
];
