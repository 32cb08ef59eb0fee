/** What a connection string adds to a report: its hosts, where they come from, and what its options come to. */
import type { Facts } from '../../observe/facts.ts';
import type { Observation } from '../../observe/observation.ts';
import type { Report } from '../report.ts';
import type { ReportWords } from '../words/words.ts';
import { ioProblem, rounded } from './values.ts';

/** Every host with its addresses; a single one where no string names more. */
export function reportHosts(observation: Observation, words: ReportWords): Report['target']['hosts'] {
  const { target, resolution, hosts = [{ host: target.host, port: target.port, resolution }] } = observation;
  return hosts.map(({ host, port, resolution: own }) => ({
    host,
    port,
    addresses: own.kind === 'completed' ? own.value.addresses : [],
    problem: own.kind === 'failed' ? ioProblem(own.problem, words) : null,
    probed: own.kind !== 'notTried',
  }));
}

/** What DNS said of a mongodb+srv:// name. */
export function reportSrv({ target, seeds }: Observation, words: ReportWords): Report['target']['srv'] {
  if (target.srv === undefined || seeds === undefined) return null;
  const { asked, durationMs, list } = seeds;
  return {
    name: target.srv.host,
    records: asked.srv,
    durationMs: rounded(durationMs),
    found: list.kind === 'completed' ? list.value.found : null,
    txt: list.kind === 'completed' ? { ...list.value.fromTxt } : {},
    problem: list.kind === 'failed' ? { kind: list.problem.kind, text: words.seeds(list.problem) } : null,
  };
}

/** The options as the client at hand takes them. */
export function reportOptions(
  { target }: Observation,
  facts: Facts | undefined,
  words: ReportWords,
): Report['options'] {
  const { options: configuration } = target;
  const read = facts?.options;
  if (configuration === undefined || read === undefined) return null;
  const { certificates, hostNames, ocspEndpoint } = read.checks;
  return {
    given: configuration.given.flatMap(({ name, typed, value, from }) =>
      name === null ? [] : [{ name: typed, value: name === 'tlsCertificateKeyFilePassword' ? '***' : value, from }],
    ),
    tls: read.tls.tls,
    because: { kind: read.tls.because.kind, text: words.tlsReason(read.tls.because, facts?.client.shortName ?? '') },
    checks: { certificates, hostNames, ocspEndpoint },
    conflicts: read.conflicts.map((conflict) => ({ kind: conflict.kind, text: words.conflict(conflict) })),
    warnings: configuration.warnings.map((warning) => ({ kind: warning.kind, text: words.uriWarning(warning) })),
  };
}
