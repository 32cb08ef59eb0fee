import type { Milliseconds } from '../../base/time.ts';
import type { Ports } from '../../net/ports.ts';
import type { Experiment, FetchedIssuer, OcspLookup } from '../observation.ts';
import type { Target } from '../target.ts';
import type { TrustSource } from '../trust/trust-source.ts';
import type { ProbeHooks, ProbeOptions } from './options.ts';

/** What every address of one probe shares. */
export interface Errand {
  readonly target: Target;
  readonly options: ProbeOptions;
  readonly ports: Ports;
  /** The doors without the proxy. */
  readonly straight: Ports;
  readonly hooks: ProbeHooks;
  readonly deadlineMs: Milliseconds;
  readonly trust: TrustSource;
  /** Begins the keys of `explored`: hosts are explored each for itself, as long as they are not too many. */
  readonly scope: string;
  /** Explorations and fetches made so far, by what they were made for: addresses that fail alike are explored once. */
  readonly explored: Map<string, Promise<readonly Experiment[]>>;
  readonly fetched: Map<string, Promise<readonly FetchedIssuer[]>>;
  readonly asked: Map<string, Promise<OcspLookup | null>>;
}
