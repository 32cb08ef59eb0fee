/** Lab faults that are up, with what to type for each; CA files and revocation lists lie in a temporary folder until the end. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { hostAndPort, shellWord } from '../../diagnose/remedies/commands.ts';
import type { Fault, RunningFault } from '../../lab/fault.ts';
import { startFaults, stopFaults } from '../../lab/lab.ts';
import { nodeClock } from '../../net/node/clock.ts';
import { nodeLoopback } from '../../net/node/loopback.ts';
import type { IoProblem } from '../../net/io-problem.ts';

/** One fault that was asked for, and how to look at it. */
export interface LabEntry {
  readonly fault: Fault;
  readonly up: LabServer | null;
  /** Why it is not up. */
  readonly problem: IoProblem | null;
}

/** One fault that can be probed. */
export interface LabServer {
  readonly port: number;
  readonly caFile: string | null;
  /** The words after `whytls` with which a user would look at it. */
  readonly argv: readonly string[];
  /** Variables that belong to it. */
  readonly env: Readonly<Record<string, string>>;
}

/** The faults that are up, until they are stopped. */
export interface LabSession {
  readonly entries: readonly LabEntry[];
  /** Closes every port and removes the files. */
  readonly stop: () => Promise<void>;
}

/** Starts faults, side by side. */
export async function startLab(faults: readonly Fault[]): Promise<LabSession> {
  const folder = mkdtempSync(join(tmpdir(), 'whytls-lab-'));
  const started = await startFaults(faults, { loopback: nodeLoopback, clock: nodeClock });
  const entries = started.map(({ fault, running }): LabEntry => {
    if (!running.ok) return { fault, up: null, problem: running.problem };
    return { fault, up: server(fault, running.value, folder), problem: null };
  });
  return {
    entries,
    stop: async () => {
      await stopFaults(started);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** The command line that shows a fault, ready to paste. */
export const commandLine = ({ argv, env }: LabServer): string =>
  [...Object.entries(env).map(([name, value]) => `${name}=${shellWord(value)}`), 'whytls', ...argv.map(shellWord)].join(
    ' ',
  );

function server({ id }: Fault, { host, port, caFile, probeArguments }: RunningFault, folder: string): LabServer {
  const { client, ip, crlFile, crlDistributionPoints, connectTimeoutMs, timeoutMs, trustStore, options } =
    probeArguments;
  const path = (name: string): string => join(folder, name);
  const env: Record<string, string> = {};
  if (trustStore === 'empty') {
    env['SSL_CERT_FILE'] = path(`${id}.pem`);
    env['SSL_CERT_DIR'] = path(`${id}-certs`);
    writeFileSync(path(`${id}.pem`), '');
    mkdirSync(path(`${id}-certs`));
  } else if (caFile !== null) {
    writeFileSync(path(`${id}.pem`), caFile);
    if (trustStore === 'onlyInNode') env['NODE_EXTRA_CA_CERTS'] = path(`${id}.pem`);
  }
  const tlsCAFile = caFile === null || trustStore !== undefined ? null : path(`${id}.pem`);
  const at = hostAndPort(host, port);
  const argv = [options === undefined ? at : `mongodb://${at}/?${options}`];
  if (tlsCAFile !== null) argv.push('--tlsCAFile', tlsCAFile);
  if (ip !== undefined) argv.push('--ip', ip);
  if (client !== undefined) argv.push('--client', client);
  if (crlFile !== undefined) {
    const crlPath = join(folder, `${id}.crl${typeof crlFile === 'string' ? '.pem' : ''}`);
    writeFileSync(crlPath, crlFile);
    argv.push('--tlsCRLFile', crlPath);
  }
  if (crlDistributionPoints) argv.push('--crl-distribution-points');
  if (connectTimeoutMs !== undefined) argv.push('--connect-timeout', String(connectTimeoutMs));
  if (timeoutMs !== undefined) argv.push('--timeout', String(timeoutMs));
  return { port, caFile: tlsCAFile, argv, env };
}
