/** Faults of the lab, up, as any program can be told of them: where to connect to, and what to trust. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { hostAndPort } from '../../../src/diagnose/remedies/commands.ts';
import type { RunningFault } from '../../../src/lab/fault.ts';
import { faults, startFaults, stopFaults } from '../../../src/lab/lab.ts';
import { nodeClock } from '../../../src/net/node/clock.ts';
import { nodeLoopback } from '../../../src/net/node/loopback.ts';

/** One fault that is up. It is given to our own client programs as a line of JSON. */
export interface Meeting {
  /** The fault's id. */
  readonly id: string;
  /** What the client is told to connect to. */
  readonly host: string;
  readonly port: number;
  /** Where the host's name leads, where nobody resolves it. */
  readonly ip: string | null;
  /** `given`: the file `ca`; `default`: what the client trusts by itself; `none`: a store without anything in it. */
  readonly trust: 'given' | 'default' | 'none';
  readonly ca: string | null;
  /** A file of revocation lists. */
  readonly crl: string | null;
  /** The same for drivers. */
  readonly uri: string;
  /** Variables that belong to it. */
  readonly env: Readonly<Record<string, string>>;
}

export interface Lab {
  readonly meetings: readonly Meeting[];
  /** Where its files lie. */
  readonly folder: string;
  readonly stop: () => Promise<void>;
}

/** Starts every fault that this machine can play. */
export async function wholeLab(): Promise<Lab> {
  const folder = mkdtempSync(join(tmpdir(), 'whytls-meet-'));
  const started = await startFaults(faults, { loopback: nodeLoopback, clock: nodeClock });
  const meetings = started.flatMap(({ fault, running }, index) =>
    // Programs print the names of files: these say nothing of the fault.
    running.ok ? [meetingOf(fault.id, running.value, join(folder, String(index)))] : [],
  );
  const stop = async (): Promise<void> => {
    await stopFaults(started);
    rmSync(folder, { recursive: true, force: true });
  };
  return { meetings, folder, stop };
}

function meetingOf(id: string, { host, port, caFile, probeArguments }: RunningFault, folder: string): Meeting {
  const { trustStore, crlFile, ip = null, options } = probeArguments;
  mkdirSync(folder);
  const file = (name: string, content: string | Uint8Array | null | undefined): string | null => {
    if (content === null || content === undefined) return null;
    writeFileSync(join(folder, name), content);
    return join(folder, name);
  };
  const extra = file('ca.pem', trustStore === 'empty' ? null : caFile);
  const ca = trustStore === undefined ? extra : null;
  const crl = file(typeof crlFile === 'string' ? 'crl.pem' : 'crl.der', crlFile);
  const files = [ca === null ? '' : `&tlsCAFile=${ca}`, crl === null ? '' : `&tlsCRLFile=${crl}`].join('');
  return {
    id,
    host,
    port,
    ip,
    trust: trustStore === 'empty' ? 'none' : ca === null ? 'default' : 'given',
    ca,
    crl,
    uri: `mongodb://${hostAndPort(host, port)}/?${options ?? 'tls=true'}${files}`,
    env:
      trustStore === 'empty'
        ? { SSL_CERT_FILE: join(folder, 'none.pem'), SSL_CERT_DIR: join(folder, 'none') }
        : trustStore === 'onlyInNode' && extra !== null
          ? { NODE_EXTRA_CA_CERTS: extra }
          : {},
  };
}
