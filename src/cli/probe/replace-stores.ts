/** `--tlsCAFile`, `--tlsCRLFile` and `--crl` of `replay`: files of now in the place of what was seen then. */
import { failed, ok } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import { decodeAll } from '../../observe/interpret/decode-chain.ts';
import type { Observation } from '../../observe/observation.ts';
import { certificatesSeen } from '../../observe/trust/certificates-seen.ts';
import { observeStore, readPemStore } from '../../observe/trust/trust-source.ts';
import type { Ports } from '../../net/ports.ts';
import type { Arguments } from '../usage/args.ts';
import { unreadCrls, unreadStore } from './unread-files.ts';
import type { UsageProblem } from '../usage/usage-problem.ts';

/** The observation with these files. Problems: a file cannot be read, or is none of its kind. */
export async function readReplacements(
  seen: Observation,
  { values }: Arguments,
  { files, http, clock }: Ports,
): Promise<Result<Observation, UsageProblem>> {
  const [tlsCAFile, tlsCRLFile, crlFile] = ['tlsCAFile', 'tlsCRLFile', 'crl'].map((name) => {
    const value = values.get(name);
    return typeof value === 'string' ? value : null;
  });
  const certificates = certificatesSeen(seen.endpoints);
  let observation = seen;
  if (tlsCAFile !== null && tlsCAFile !== undefined) {
    const store = readPemStore(files, tlsCAFile);
    const source = { name: 'tlsCAFile', path: tlsCAFile, folders: [], store } as const;
    observation = { ...observation, trustStores: [observeStore(source, certificates, true)] };
  }
  if ((tlsCRLFile ?? crlFile ?? null) !== null) {
    const { observeCrls } = await import('../../observe/probe/observe-crls.ts');
    const anchors = observation.trustStores.flatMap(({ content }) =>
      content.kind === 'completed' ? content.value.relevant : [],
    );
    const crls = await observeCrls({
      options: { tlsCRLFile: tlsCRLFile ?? null, crlFile: crlFile ?? null, distributionPoints: false },
      networkLookups: false,
      chain: certificates,
      certificates: [...certificates, ...decodeAll(anchors)],
      files,
      http,
      clock,
      deadlineMs: Number.MAX_SAFE_INTEGER,
      progress: () => undefined,
    });
    observation = { ...observation, crls };
  }
  const unread = unreadStore(observation) ?? unreadCrls(observation);
  return unread === null || observation === seen ? ok(observation) : failed(unread);
}
