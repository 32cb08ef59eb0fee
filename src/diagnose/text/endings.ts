/**
 * A connection that just ends, without a word of why: what else ends so. These stand behind what the text itself speaks for, so that
 * nobody takes the ending for the cause.
 */
import type { Hit } from './weigh.ts';

/** The reasons behind the ending that a text speaks of, as weak hits at the same place. */
export function reasonsOfEnding(hits: readonly Hit[]): readonly Hit[] {
  const strongest = hits.reduce<Hit | null>(
    (best, hit) => (best === null || hit.weight > best.weight ? hit : best),
    null,
  );
  const reasons = strongest === null ? undefined : reasonsOf[strongest.means[0] ?? ''];
  if (strongest === null || reasons === undefined) return [];
  return reasons.map((id) => ({ ...strongest, means: [id], weight: 0.1, isClaim: true as const }));
}

const reasonsOf: Readonly<Record<string, readonly string[]>> = {
  'unexpected-eof': [
    'client-cert-required',
    'plaintext-server',
    'no-shared-cipher',
    'protocol-version',
    'server-protocol-error',
    'connection-reset',
  ],
  'connection-reset': [
    'unexpected-eof',
    'middlebox-interference',
    'client-cert-rejected',
    'plaintext-server',
    'client-cert-required',
  ],
  'connect-timeout': ['handshake-timeout', 'ip-not-allowed'],
  'handshake-timeout': ['connect-timeout', 'plaintext-server', 'middlebox-interference'],
};
