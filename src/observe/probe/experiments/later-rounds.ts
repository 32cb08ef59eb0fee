import type { Capture } from '../../../tls/handshake/capture.ts';
import type { Experiment, Question } from '../../observation.ts';
import { suiteTrials } from './suites.ts';
import {
  otherGroupsTrial,
  otherNameTrial,
  otherSchemesTrial,
  sizeTrials,
  ssl2Trial,
  versionTrials,
  whichAlpnTrial,
  withoutTls13Trial,
} from './trial.ts';
import type { Situation, Trial } from './trial.ts';

/**
 * What to try next, given all answers so far; nothing where they tell enough. A server that answered the same offer a second
 * time is not steady: then no answer to another offer proves anything, and none is asked for.
 */
export function nextRound(situation: Situation, answers: readonly Experiment[]): readonly Trial[] {
  const { capture } = situation;
  if (capture.problem === null || answers.length === 0 || answeredIn(answers, 'answersAgain')) return [];
  const asked = new Set(answers.map(({ question }) => JSON.stringify(question)));
  return follow(situation, answers).filter(({ question }) => !asked.has(JSON.stringify(question)));
}

function follow(situation: Situation, answers: readonly Experiment[]): readonly Trial[] {
  const { capture } = situation;
  if (waitingOf(capture) !== 'serverHello') return [];
  if (answeredIn(answers, 'withoutAlpn')) return whichAlpnTrial(situation);
  const wider = followWider(situation, answers);
  if (wider !== null) return wider;
  const accepted = acceptedVersions(answers);
  const common = accepted.filter(({ version }) => capture.offered.versions.includes(version));
  if (common.length > 0) {
    // Where more suites were offered beside the client's own and refused all the same, suites are not the reason.
    const suites = wasAsked(answers, 'withEveryCipherSuite') ? [] : suiteTrials(situation, answers, common);
    return suites.length > 0 ? suites : [...withoutTls13Trial(situation), ...sizeTrials(situation)];
  }
  if (answeredIn(answers, 'withoutServerName') || answeredIn(answers, 'withServerName')) {
    return otherNameTrial(situation);
  }
  if (accepted.length > 0 || heardPlaintext(answers)) return [];
  // Nothing at all was answered. A server of SSL 2.0 alone closes on every hello but its own.
  const isOfVersions = wasAsked(answers, 'acceptsVersion');
  return isOfVersions && capture.problem?.kind !== 'timedOut'
    ? [...versionTrials(situation, ['SSLv3']), ...ssl2Trial(situation), ...sizeTrials(situation)]
    : [];
}

/** One of the wider offers was answered: is what the server took then all that it takes? Null: none was answered. */
function followWider(situation: Situation, answers: readonly Experiment[]): readonly Trial[] | null {
  const groups = capturesOf(answers, 'withEveryGroup');
  if (groups.length > 0) {
    const taken = groups.flatMap(({ group }) => (group === null ? [] : [group]));
    return groups.length > 1 || taken.length === 0 ? [] : otherGroupsTrial(situation, taken);
  }
  const schemes = capturesOf(answers, 'withEverySignatureScheme');
  if (schemes.length > 0) {
    const taken = schemes.flatMap(({ signatureScheme }) => (signatureScheme === null ? [] : [signatureScheme]));
    return schemes.length > 1 || taken.length === 0 ? [] : otherSchemesTrial(situation, taken);
  }
  const [suites] = capturesOf(answers, 'withEveryCipherSuite');
  return suites === undefined || suites.protocol === null
    ? null
    : suiteTrials(situation, answers, [{ version: suites.protocol }]);
}

/** Versions that the server took alone, with the suite that it chose, newest first. */
function acceptedVersions(answers: readonly Experiment[]): readonly { readonly version: number }[] {
  const accepted = answers.flatMap(({ question, result }) => {
    if (question.kind !== 'acceptsVersion' || result.kind !== 'handshake') return [];
    const { protocol, problem } = result.capture;
    if (problem?.kind === 'illegalChoice' && problem.what === 'protocol') return [{ version: problem.value }];
    return protocol === null ? [] : [{ version: protocol }];
  });
  return accepted.toSorted((a, b) => b.version - a.version);
}

/** Captures in which a ServerHello came in answer to a question of this kind. */
const capturesOf = (answers: readonly Experiment[], kind: Question['kind']): readonly Capture[] =>
  answers.flatMap(({ question, result }) =>
    question.kind === kind && result.kind === 'handshake' && gotServerHello(result.capture) ? [result.capture] : [],
  );

/** Whether the server answered the hello with a ServerHello; a HelloRetryRequest counts unless it led nowhere. */
const gotServerHello = (capture: Capture): boolean =>
  capture.protocol !== null && (waitingOf(capture) !== 'serverHello' || capture.problem?.kind === 'cannotComplete');

const answeredIn = (answers: readonly Experiment[], kind: Question['kind']): boolean =>
  capturesOf(answers, kind).length > 0;

const wasAsked = (answers: readonly Experiment[], kind: Question['kind']): boolean =>
  answers.some(({ question }) => question.kind === kind);

const heardPlaintext = (answers: readonly Experiment[]): boolean =>
  answers.some(({ question, result }) => {
    return question.kind !== 'acceptsSsl2' && result.kind === 'octets' && result.octets !== '';
  });

/** What was due when it ended; null where it went through, or no TLS was spoken. */
const waitingOf = ({ problem }: Capture): string | null =>
  problem === null || problem.kind === 'notTls' ? null : problem.waitingFor;
