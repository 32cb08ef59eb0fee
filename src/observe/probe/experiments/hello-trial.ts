import type { Capture } from '../../../tls/handshake/capture.ts';
import type { Plan } from '../../../tls/handshake/plan.ts';
import { protocolVersions } from '../../../tls/wire/registries/protocol-version.ts';
import type { Experiment } from '../../observation.ts';
import type { Target } from '../../target.ts';
import { everythingPlan } from '../plan.ts';
import type { Trial } from './trial.ts';

/**
 * Where client and server had no version or suite in common: hello once more, with the version that the server was seen to take.
 * By its release the remedies differ. TLS 1.3 has no such quarrel.
 */
export function helloTrial(
  { afterwards, clientCredential, random }: Plan,
  { problem }: Capture,
  target: Target,
  answers: readonly Experiment[],
): Trial | null {
  const isOfOffer = problem !== null && 'waitingFor' in problem && problem.waitingFor === 'serverHello';
  if (!isOfOffer || afterwards.kind !== 'exchange') return null;
  const taken = answers.flatMap(({ question, result }) =>
    (question.kind === 'acceptsVersion' || question.kind === 'withEveryCipherSuite') && result.kind === 'handshake'
      ? [result.capture.protocol ?? 0]
      : [],
  );
  const version = Math.max(0, ...taken);
  if (version < protocolVersions.codes.TLSv1 || version > protocolVersions.codes['TLSv1.2']) return null;
  const plan = everythingPlan(target, version, [], random);
  return {
    question: { kind: 'saysHello', version },
    says: { kind: 'handshake', plan: { ...plan, clientCredential, until: 'finished', afterwards } },
  };
}
