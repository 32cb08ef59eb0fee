/** Probes of a server a round trip away, on a clock that only the test moves. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openssl } from '../../src/clients/profiles/openssl.ts';
import type { ClientProfile } from '../../src/clients/profile.ts';
import type { Fault, LabContext } from '../../src/lab/fault.ts';
import { nodePorts } from '../../src/net/node/index.ts';
import type { Experiment, Observation } from '../../src/observe/observation.ts';
import { probe } from '../../src/observe/probe/run.ts';
import { distantServer } from './distant-server.ts';
import type { Circumstances } from './distant-server.ts';
import { probeOptions } from './probe-options.ts';

export interface Looked {
  readonly roundTrips: number;
  /** When connections were begun, in round trips, and how many at each time. */
  readonly begun: ReadonlyMap<number, number>;
  readonly observation: Observation;
  readonly experiments: readonly Experiment[];
  /** When it was told that something is amiss, in round trips, and how. */
  readonly amiss: readonly { readonly at: number; readonly how: string | undefined }[];
}

/** Probes what is started there. */
export async function lookFromAfar(
  start: Fault['start'],
  client: ClientProfile = openssl,
  circumstances: Partial<Circumstances> = {},
): Promise<Looked> {
  const far = distantServer(circumstances);
  const started = await start({ loopback: far.loopback, clock: far.clock } satisfies LabContext);
  if (!started.ok) throw new Error('it was not started');
  const { host, port, caFile } = started.value;
  const folder = mkdtempSync(join(tmpdir(), 'whytls-'));
  const tlsCAFile = caFile === null ? null : join(folder, 'ca.pem');
  if (tlsCAFile !== null) writeFileSync(tlsCAFile, caFile ?? '');
  const amiss: { at: number; how: string | undefined }[] = [];
  const probing = probe(
    {
      input: `${host}:${port}`,
      scheme: null,
      host,
      port,
      starttls: null,
      sni: host === '127.0.0.1' ? null : host,
      referenceIdentity: host === '127.0.0.1' ? { kind: 'ip', address: host } : { kind: 'dns', name: host },
    },
    probeOptions({ client, timeoutMs: 20_000, connectTimeoutMs: 10_000, tlsCAFile, ip: '192.0.2.7' }),
    { ...nodePorts(), tcp: far.tcp, clock: far.clock },
    { amiss: (how) => void amiss.push({ at: far.clock.monotonicMs() / 50, how }) },
  );
  const { value, roundTrips } = await far.run(probing.finally(() => rmSync(folder, { recursive: true })));
  const begun = new Map<number, number>();
  for (const at of far.begun) begun.set(at, (begun.get(at) ?? 0) + 1);
  return {
    observation: value,
    roundTrips,
    begun,
    experiments: value.endpoints.flatMap(({ experiments }) => experiments),
    amiss,
  };
}
