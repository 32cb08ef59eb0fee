import type { UnixMs } from '../base/time.ts';
import { notTried } from './attempt.ts';
import type { ClientFileProblem, Observation } from './observation.ts';
import type { Target } from './target.ts';

/** The observation where a client would not begin: options that go against each other, or a certificate file of no use. */
export function unprobed(
  target: Target,
  { chosen }: Pick<Observation, 'chosen'>,
  observedAt: UnixMs,
  clientFile: ClientFileProblem | null,
): Observation {
  return {
    schema: 'whytls.observation/1',
    observedAt,
    durationMs: 0,
    target,
    resolution: notTried('notAsked'),
    endpoints: [],
    otherAddresses: [],
    ...(chosen === undefined ? {} : { chosen }),
    ...(clientFile === null ? {} : { clientFile }),
    trustStores: [],
  };
}
