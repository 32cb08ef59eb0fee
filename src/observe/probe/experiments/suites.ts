import { suiteFacts } from '../../../tls/wire/registries/cipher-suite.ts';
import { protocolVersions } from '../../../tls/wire/registries/protocol-version.ts';
import type { Experiment } from '../../observation.ts';
import { everythingPlan } from '../plan.ts';
import { suitesLike } from './plans.ts';
import type { Situation, Trial } from './trial.ts';

const tls13 = protocolVersions.codes['TLSv1.3'];

/**
 * Which cipher suites does the server take in a version that it shares with the client, where it chose one that the client does
 * not offer? First, side by side: everything without that one, everything without its kind of key exchange, and the rest of its
 * kind. Then everything without all that was seen: where that is refused, the list is complete. The versions are given newest
 * first; the newest up to TLS 1.2 says most of suites.
 */
export function suiteTrials(
  { target, plan, capture }: Situation,
  answers: readonly Experiment[],
  versions: readonly { readonly version: number }[],
): readonly Trial[] {
  const version = (versions.find((one) => one.version < tls13) ?? versions[0])?.version;
  if (version === undefined) return [];
  const seen = suitesSeen(answers, version);
  const [first] = seen;
  if (first === undefined || seen.some((suite) => capture.offered.cipherSuites.includes(suite))) return [];
  const rounds = answers.filter(({ question }) => question.kind === 'acceptsAnotherCipherSuite').length;
  const withoutSeen: Trial = {
    question: { kind: 'acceptsAnotherCipherSuite', version, without: seen },
    says: { kind: 'handshake', plan: everythingPlan(target, version, seen, plan.random) },
  };
  const facts = suiteFacts(first);
  if (rounds > 0) return isComplete(answers, version) || rounds > 1 ? [] : [withoutSeen];
  if (facts === null || facts.tls13) return [withoutSeen];
  const { keyExchange } = facts;
  const everything = everythingPlan(target, version, seen, plan.random);
  const mode = facts.mode === 'aead' ? 'cbc' : 'aead';
  return [
    withoutSeen,
    {
      question: { kind: 'withoutKeyExchange', version, keyExchange },
      says: { kind: 'handshake', plan: suitesLike(everything, (one) => one.keyExchange !== keyExchange) },
    },
    {
      question: { kind: 'acceptsSuitesOf', version, keyExchange, mode, without: seen },
      says: {
        kind: 'handshake',
        plan: suitesLike(everything, (one) => one.keyExchange === keyExchange && one.mode === mode),
      },
    },
  ];
}

/** Suites that the server chose in this version, in the order of the answers. */
function suitesSeen(answers: readonly Experiment[], version: number): readonly number[] {
  const seen = answers.flatMap(({ result }) => {
    if (result.kind !== 'handshake') return [];
    const { protocol, cipherSuite, problem } = result.capture;
    const isChosen = protocol === version && cipherSuite !== null && problem?.kind !== 'illegalChoice';
    return isChosen ? [cipherSuite] : [];
  });
  return [...new Set(seen)];
}

/** Whether everything but what was seen had been offered, and was refused. */
const isComplete = (answers: readonly Experiment[], version: number): boolean =>
  answers.some(
    ({ question, result }) =>
      question.kind === 'acceptsAnotherCipherSuite' &&
      question.version === version &&
      result.kind === 'handshake' &&
      result.capture.protocol === null,
  );
