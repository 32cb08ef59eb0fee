import { caseOf, exampleCase, type Case } from '../src/diagnose/case.ts';
import { defineDiagnosis, type Words } from '../src/diagnose/define.ts';
import type { HandshakeProblem, Waiting } from '../src/diagnose/fact-types.ts';
import { found, ruledOut } from '../src/diagnose/judgement.ts';
import { handshakeEnd } from '../src/diagnose/reading/handshake-end.ts';
import { rfc } from '../src/diagnose/sources.ts';
import { messageNames } from '../src/diagnose/words/act-names.ts';
import { suiteName, versionName } from '../src/diagnose/words/names.ts';

/** Not the server's fault: whytls went no further. */
export interface ProbeStopped {
  readonly at: Case;
  readonly why: 'interrupted' | 'protocol' | 'keyExchange' | 'cipher' | 'clientKey' | 'early';
  /** The version or cipher suite that we cannot carry through; null where it is neither. */
  readonly chosen: string | null;
  readonly waitingFor: Waiting | null;
}

const en: Words<ProbeStopped> = {
  title: 'Probe did not reach the end',
  summary: ({ why, chosen }) =>
    why === 'interrupted'
      ? 'The probe was interrupted: what follows is what was measured until then, and no verdict.'
      : `The probe could not be carried to its end${chosen === null ? '' : `: the server chose ${chosen}, which whytls offers but cannot complete`}; the server may be in order.`,
  evidence: ({ why, chosen, waitingFor }) => [
    ...(chosen === null ? [] : [{ what: 'The server chose', value: chosen }]),
    ...(waitingFor === null ? [] : [{ what: 'Stopped before', value: messageNames[waitingFor] }]),
    {
      what: 'Not seen',
      value:
        why === 'interrupted' ? 'everything after the interruption' : 'whether the handshake would have ended well',
    },
  ],
  remedies: ({ at, why }) => [
    {
      side: 'client',
      text:
        why === 'interrupted'
          ? 'Probe again and let it come to its end.'
          : 'Probe again as another client, or look with openssl s_client; what was captured up to here stands below.',
      commands: why === 'interrupted' ? [at.check] : [`${at.check.replace(/ --client \S+/, '')} --client openssl`],
      references: [],
    },
  ],
  explanation:
    'whytls stopped for a reason of its own: somebody interrupted it, or the server made a lawful choice from the offer (a key exchange, a cipher) that whytls cannot carry through. Nothing is claimed about what was not seen.',
  howToCheck: 'A probe that reaches the end has no such finding.',
};

export default defineDiagnosis<ProbeStopped>({
  id: 'probe-stopped',
  family: 'negotiation',
  severity: 'warning',
  sources: [rfc(8446, '4.1.1'), rfc(5246, '7.4.3')],
  clientErrors: [],
  consequenceOf: [],
  judge: (facts) => {
    const at = caseOf(facts);
    const isAborted =
      (facts.resolution.kind === 'failed' && facts.resolution.problem.kind === 'aborted') ||
      (facts.tcp.kind === 'failed' && facts.tcp.problem.kind === 'aborted');
    if (isAborted) return found({ at, why: 'interrupted', chosen: null, waitingFor: null });
    const end = handshakeEnd(facts);
    if (end.kind !== 'stopped') return ruledOut;
    const { problem, waitingFor } = end;
    if (problem === null) return found({ at, why: 'early', chosen: null, waitingFor });
    if (problem.kind === 'aborted') return found({ at, why: 'interrupted', chosen: null, waitingFor });
    return found({ at, why: problem.what, chosen: choiceOf(problem), waitingFor });
  },
  clientMessage: () => null,
  example: {
    at: exampleCase,
    why: 'keyExchange',
    chosen: 'TLS_DHE_RSA_WITH_AES_128_GCM_SHA256',
    waitingFor: 'serverKeyExchange',
  },
  en,
});

/** By name, where it is a version or a cipher suite. */
function choiceOf(problem: Extract<HandshakeProblem, { readonly kind: 'cannotComplete' }>): string | null {
  if (problem.what === 'clientKey') return null;
  return problem.what === 'protocol' ? versionName(problem.value) : suiteName(problem.value);
}
