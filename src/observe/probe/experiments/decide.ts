import { unreachable } from '../../../base/never.ts';
import type { Capture } from '../../../tls/handshake/capture.ts';
import type { Plan } from '../../../tls/handshake/plan.ts';
import { alertDescriptions } from '../../../tls/wire/registries/alert.ts';
import type { Bench } from './bench.ts';
import { exploreNegotiation } from './negotiation.ts';
import { explorePlaintext } from './plaintext.ts';

/** Which experiments tell the possible causes of a failure apart. */
export type Exploration = 'negotiation' | 'plaintext' | 'again';

/** What to find out after a handshake that ended so. A completed one raises no question. */
export function explorationsFor(capture: Capture): readonly Exploration[] {
  const { problem } = capture;
  if (problem === null) return [];
  switch (problem.kind) {
    case 'alertReceived':
      // A server that asked for a certificate and then sends an alert refuses us for that, not for what we offered.
      if (capture.certificateRequest !== null) return [];
      return negotiationAlerts.has(problem.description) ? ['negotiation', 'again'] : ['again'];
    case 'closed':
      if (problem.waitingFor === 'applicationData') return [];
      return problem.waitingFor === 'serverHello' ? ['negotiation', 'plaintext', 'again'] : ['again'];
    case 'timedOut':
      return problem.waitingFor === 'serverHello' ? ['plaintext', 'again'] : ['again'];
    case 'notTls':
      return ['plaintext'];
    case 'undecodable':
    case 'unexpected':
    case 'checkFailed':
    case 'tooMuch':
      return ['again'];
    case 'illegalChoice':
      // A server that answers with an older version than the hello allows has nothing newer (RFC 5246 appendix E.1).
      return problem.what === 'protocol' ? ['negotiation'] : ['again'];
    case 'cannotComplete':
    case 'aborted':
      return [];
    default:
      return unreachable(problem);
  }
}

/** Makes the experiments that a failure calls for. */
export async function explore(bench: Bench, plan: Plan, capture: Capture): Promise<void> {
  const wanted = explorationsFor(capture);
  // The same hello once more, first: whether the failure is steady is asked of every failure.
  const again = wanted.includes('again') ? bench.handshake({ kind: 'answersAgain' }, plan) : null;
  await Promise.all([
    again,
    wanted.includes('plaintext') ? explorePlaintext(bench, capture.problem?.kind === 'timedOut') : null,
    wanted.includes('negotiation') ? exploreNegotiation(bench, plan.versions) : null,
  ]);
}

const {
  handshake_failure,
  protocol_version,
  insufficient_security,
  inappropriate_fallback,
  internal_error,
  illegal_parameter,
} = alertDescriptions.codes;

const negotiationAlerts: ReadonlySet<number> = new Set([
  handshake_failure,
  protocol_version,
  insufficient_security,
  inappropriate_fallback,
  internal_error,
  illegal_parameter,
]);
