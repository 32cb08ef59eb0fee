import type { Capture } from '../../../tls/handshake/capture.ts';
import { protocolVersions } from '../../../tls/wire/registries/protocol-version.ts';
import type { Experiment } from '../../observation.ts';
import { everythingPlan } from '../plan.ts';
import type { Bench } from './bench.ts';

const { SSLv3, TLSv1, 'TLSv1.1': tls11, 'TLSv1.2': tls12, 'TLSv1.3': tls13 } = protocolVersions.codes;

/**
 * Which versions does the server take, and with which cipher suites? One connection a version, side by side, with every suite
 * that we can name; then, for the newest version up to TLS 1.2 that the client speaks too, the same without the suites already
 * seen, until the server refuses: what it took by then is everything it takes.
 */
export async function exploreNegotiation(bench: Bench, offered: readonly number[]): Promise<void> {
  const versions = [tls13, tls12, tls11, TLSv1, SSLv3];
  const answers = await Promise.all(
    versions.map((version) =>
      bench.handshake({ kind: 'acceptsVersion', version }, everythingPlan(bench.target, version, [], bench.random)),
    ),
  );
  const accepted = versions.filter((version, index) => chosenSuite(answers[index], version) !== null);
  const common = accepted.find((version) => offered.includes(version) && version !== tls13);
  if (common === undefined) return;
  const suites: number[] = [];
  let suite = chosenSuite(answers[versions.indexOf(common)], common);
  while (suite !== null && !suites.includes(suite)) {
    suites.push(suite);
    const question = { kind: 'acceptsAnotherCipherSuite', version: common, without: [...suites] } as const;
    const answer = await bench.handshake(question, everythingPlan(bench.target, common, suites, bench.random));
    suite = chosenSuite(answer, common);
  }
}

/** The cipher suite of an accepted hello; null where it was refused or another version answered. */
export function chosenSuite(experiment: Experiment | null | undefined, version: number): number | null {
  const capture = captureOf(experiment);
  return capture?.completed === true && capture.protocol === version ? capture.cipherSuite : null;
}

const captureOf = (experiment: Experiment | null | undefined): Capture | null =>
  experiment?.result.kind === 'handshake' ? experiment.result.capture : null;
