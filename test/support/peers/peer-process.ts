/** Server programs as peers: started on loopback on a port of their own, ready when they accept, ended by the test. */
import { spawn, spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { createConnection, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { listening } from '../listening.ts';

export interface PeerServer {
  readonly port: number;
  /** What it has written since this was called last, both streams; the last 64 KiB. */
  readonly takeLog: () => string;
  stop(): Promise<void>;
}

export interface PeerCommand {
  readonly program: string;
  readonly options: readonly string[];
  /** Ports that must accept before the peer is ready; the first is the one that is told. */
  readonly ports: readonly [number, ...number[]];
  readonly env?: Readonly<Record<string, string>>;
  /** The system user to run as where we are root. */
  readonly user?: string;
  /** How to ask it to end; most take SIGTERM. */
  readonly signal?: 'SIGTERM' | 'SIGINT' | 'SIGKILL' | 'SIGQUIT';
  /** Ends together with it. */
  readonly folder?: string;
  /** It reads its standard input, and ends with it: that stays open. */
  readonly keepsInput?: true;
}

/** Starts a program in a process group of its own, so that its children end with it. */
export async function startPeer(command: PeerCommand): Promise<PeerServer> {
  const { program, options, ports, env = {}, user, signal = 'SIGTERM', folder, keepsInput } = command;
  const child = spawn(program, options, {
    stdio: [keepsInput === true ? 'pipe' : 'ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...env },
    detached: true,
    ...(user === undefined ? {} : systemUser(user)),
  });
  let said = '';
  let gone = false;
  const keep = (chunk: Buffer): void => {
    said = (said + chunk.toString()).slice(-(1 << 16));
  };
  child.stdout?.on('data', keep);
  child.stderr?.on('data', keep);
  const exited = new Promise<void>((resolve) => {
    const leave = (): void => {
      gone = true;
      resolve();
    };
    child.once('exit', leave);
    child.once('error', leave);
  });
  const end = async (how: NodeJS.Signals): Promise<void> => {
    if (child.pid !== undefined) signalGroup(child.pid, gone ? 'SIGKILL' : how);
    await exited;
    if (child.pid !== undefined) signalGroup(child.pid, 'SIGKILL');
    if (folder !== undefined) rmSync(folder, { recursive: true, force: true });
  };
  for (const port of ports) {
    while (!(await accepts(port))) {
      if (!gone) continue;
      await end('SIGKILL');
      throw new Error(`${program} ended: ${said}`);
    }
  }
  const takeLog = (): string => {
    const taken = said;
    said = '';
    return taken;
  };
  return { port: ports[0], takeLog, stop: () => end(signal) };
}

/** A folder that a peer of any user can enter. */
export function peerFolder(name: string): string {
  const folder = mkdtempSync(join(tmpdir(), `whytls-${name}-`));
  chmodSync(folder, 0o755);
  return folder;
}

/** Ports that were free a moment ago, all different. */
export async function freePorts(count: number): Promise<number[]> {
  const servers = Array.from({ length: count }, () => createServer());
  const ports = await Promise.all(servers.map((server) => listening(server)));
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
  return ports;
}

export async function freePort(): Promise<number> {
  const [port = 0] = await freePorts(1);
  return port;
}

export const isRoot = process.getuid?.() === 0;

/** User and group ids of a system user, for `spawn` and `chown`; nothing where we could not become it anyway. */
export function systemUser(name: string): { readonly uid?: number; readonly gid?: number } {
  if (!isRoot) return {};
  const id = (flag: string): number => Number(spawnSync('id', [flag, name], { encoding: 'utf8' }).stdout);
  return { uid: id('-u'), gid: id('-g') };
}

/** What of a group is left, if anything. */
function signalGroup(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(-pid, signal);
  } catch {
    // Nobody is left.
  }
}

const accepts = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = createConnection({ port, host: '127.0.0.1' });
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => setImmediate(resolve, false));
  });
