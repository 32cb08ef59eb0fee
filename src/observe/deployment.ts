/** Certificates that belong to one MongoDB deployment, and what they break together: what a diagnosis of a deployment sees. */
import type { UnixMs } from '../base/time.ts';
import type { X509Certificate, X509Problem } from '../mongodb/x509-rules.ts';

export interface Deployment {
  /** The time that everything is judged at. */
  readonly at: UnixMs;
  readonly certificates: readonly X509Certificate[];
  readonly problems: readonly X509Problem[];
  /** A command that judges the same again, word by word. */
  readonly check: readonly string[];
}
