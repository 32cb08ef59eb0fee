/** Programs that meet the faults of the lab, and what they print. */
import { spawn, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import type { Meeting } from './meeting.ts';

/** What one client printed about one fault. */
export interface Printed {
  /** Kebab-case: names the file of its recordings. */
  readonly client: string;
  readonly version: string;
  readonly fault: string;
  /** What it prints; empty: it is content. Null: this client does not meet this fault, or says nothing of it. */
  readonly text: string | null;
}

/** A program, or several that one process can be. */
export interface Runner {
  readonly clients: readonly string[];
  /** Whether it must be there where WHYTLS_REQUIRE_PEERS=1; the others are only there to be recorded. */
  readonly isExtra?: true;
  readonly isHere: () => boolean;
  readonly run: (meetings: readonly Meeting[]) => Promise<readonly Printed[]>;
}

/** A program of ours in another language. */
export const peer = (file: string): string => join(import.meta.dirname, 'peers', file);

/** Whether a program is here that nobody has to have. */
export const canFind = (program: string): boolean => spawnSync('which', [program], { stdio: 'ignore' }).status === 0;

/** The first line that a program prints that is not empty. */
export function firstLine(program: string, ...argv: string[]): string {
  const { stdout, stderr } = spawnSync(program, argv, { encoding: 'utf8' });
  return `${stdout}${stderr}`.split('\n').find((line) => line.trim() !== '') ?? '';
}

interface Output {
  readonly out: string;
  /** Both streams. */
  readonly all: string;
  readonly status: number | null;
}

/** The environment without what would change whom clients trust, or through whom they go. */
export const plainEnvironment: Readonly<Record<string, string | undefined>> = {
  ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !/ssl|cert|ca_bundle|cainfo|proxy/i.test(name))),
  LC_ALL: 'C.UTF-8',
};

/** Runs a program, in English. `input`: what it reads. It is ended after 120 seconds. */
export function output(
  program: string,
  argv: readonly string[],
  { input = '', env = {} }: { readonly input?: string; readonly env?: Readonly<Record<string, string>> } = {},
): Promise<Output> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, argv, { stdio: 'pipe', env: { ...plainEnvironment, ...env }, timeout: 120_000 });
    let out = '';
    let all = '';
    child.stdout.on('data', (octets: Buffer) => {
      out += octets.toString();
      all += octets.toString();
    });
    child.stderr.on('data', (octets: Buffer) => void (all += octets.toString()));
    child.on('error', reject);
    child.on('close', (status) => resolve({ out, all, status }));
    child.stdin.on('error', () => undefined);
    child.stdin.end(input);
  });
}

/** A program that connects once and ends: several side by side. `argv`: null where it cannot be told of a fault. */
export function eachAlone(
  client: string,
  program: string,
  version: () => string,
  argv: (meeting: Meeting) => readonly string[] | null,
  isContent: (status: number | null, text: string) => boolean = (status) => status === 0,
): Runner['run'] {
  return async (meetings) => {
    const named = version();
    const queue = [...meetings];
    const all: Printed[] = [];
    const worker = async (): Promise<void> => {
      for (let meeting = queue.shift(); meeting !== undefined; meeting = queue.shift()) {
        const options = argv(meeting);
        if (options === null) continue;
        const { all: text, status } = await output('timeout', ['4', program, ...options], { env: meeting.env });
        // Who hangs until somebody ends it prints nothing that anybody could paste.
        const said = status === hangs ? null : isContent(status, text) ? '' : text;
        all.push({ client, version: named, fault: meeting.id, text: said });
      }
    };
    // They mostly wait.
    await Promise.all(Array.from({ length: 6 }, worker));
    return all;
  };
}

/** What `timeout` answers for a program that it ended. */
const hangs = 124;

/** A program of ours that reads the meetings as lines of JSON and answers so. */
export async function asJson(
  program: string,
  argv: readonly string[],
  meetings: readonly Meeting[],
  env: Readonly<Record<string, string>> = {},
): Promise<readonly Printed[]> {
  const input = meetings.map((meeting) => `${JSON.stringify(meeting)}\n`).join('');
  const { out, all } = await output(program, argv, { input, env });
  const versions = new Map<string, string>();
  const printed = out
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line) as Answer)
    .flatMap(({ client, version, id, text }): Printed[] => {
      if (version !== undefined) versions.set(client, version);
      return id === undefined ? [] : [{ client, version: versions.get(client) ?? '', fault: id, text: text ?? null }];
    });
  if (printed.length === 0) throw new Error(`${program} said: ${all}`);
  return printed;
}

interface Answer {
  readonly client: string;
  readonly version?: string;
  readonly id?: string;
  readonly text?: string | null;
}

/** A program of ours that reads plain lines, and heads each answer `== client id`. */
export async function asLines(
  program: string,
  argv: readonly string[],
  version: string,
  meetings: readonly Meeting[],
): Promise<readonly Printed[]> {
  const input = meetings.map(({ id, host, port, ip, trust, ca }) =>
    [id, host, port, ip ?? '-', trust === 'none' ? 'none' : (ca ?? '-')].join(' '),
  );
  const { out, all } = await output(program, argv, { input: `${input.join('\n')}\n` });
  const [, ...parts] = out.split(/^== (\S+) (\S+)\n/m);
  if (parts.length === 0) throw new Error(`${program} said: ${all}`);
  return Array.from({ length: parts.length / 3 }, (_, index) => ({
    client: parts[3 * index] ?? '',
    version,
    fault: parts[3 * index + 1] ?? '',
    text: parts[3 * index + 2] ?? '',
  }));
}
