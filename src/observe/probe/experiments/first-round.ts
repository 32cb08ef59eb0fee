import { unreachable } from '../../../base/never.ts';
import type { HandshakeProblem, Waiting } from '../../../tls/handshake/handshake-problem.ts';
import { protocolVersions } from '../../../tls/wire/registries/protocol-version.ts';
import { alertDescriptions } from '../../../tls/wire/registries/alert.ts';
import {
  again,
  nameTrials,
  otherNameTrial,
  plaintextTrials,
  signatureFamilyTrials,
  singleGroupTrials,
  sizeTrials,
  versionTrials,
  whichAlpnTrial,
  widerTrials,
  withoutAlpnTrial,
  withoutClientCertificateTrial,
  withoutDheTrial,
  withoutTls13Trial,
} from './trial.ts';
import { timeTrials } from './time-trials.ts';
import type { Situation, Trial } from './trial.ts';

/**
 * What to try at once, side by side, after a handshake that ended so: the questions that tell the causes of this symptom apart.
 * Each answer costs one connection, and all of them together the time of one. A handshake that its client would have gone on
 * with raises no question.
 */
export function firstRound(situation: Situation): readonly Trial[] {
  const { capture } = situation;
  const { problem } = capture;
  if (problem === null) return ofCompleted(situation);
  switch (problem.kind) {
    case 'alertReceived':
      return ofAlert(situation, problem.description, problem.waitingFor);
    case 'closed':
      return ofClosing(situation, problem.waitingFor);
    case 'timedOut':
      return problem.waitingFor === 'serverHello'
        ? [
            ...again(situation),
            ...plaintextTrials(situation, true),
            ...sizeTrials(situation),
            ...nameTrials(situation),
            ...otherNameTrial(situation),
            ...withoutTls13Trial(situation),
          ]
        : [...again(situation), ...sizeTrials(situation)];
    case 'notTls':
      return plaintextTrials(situation, false);
    case 'undecodable':
    case 'unexpected':
    case 'tooMuch':
      return ofMisunderstanding(situation);
    case 'checkFailed':
      return problem.what === 'certificateVerify' || problem.what === 'serverKeyExchange'
        ? [...ofMisunderstanding(situation), ...signatureFamilyTrials(situation)]
        : ofMisunderstanding(situation);
    case 'illegalChoice':
      return ofIllegalChoice(situation, problem);
    case 'cannotComplete':
    case 'aborted':
      return [];
    default:
      return unreachable(problem);
  }
}

/**
 * A prime that current clients find too small: what does the server choose where DHE is not offered? A certificate out of its time:
 * is it, or is it a clock?
 */
const ofCompleted = (situation: Situation): readonly Trial[] => [
  ...(situation.capture.dhBits !== null && situation.capture.dhBits < smallPrimeBits ? withoutDheTrial(situation) : []),
  ...timeTrials(situation),
];

function ofAlert(situation: Situation, description: number, waitingFor: Waiting): readonly Trial[] {
  const { capture } = situation;
  const withoutOurs = withoutClientCertificateTrial(situation);
  if (withoutOurs.length > 0) return [...again(situation), ...withoutOurs];
  // A server that asked for a certificate and then sends an alert refuses us for that, not for what we offered.
  if (capture.certificateRequest !== null) return [];
  if (description === close_notify) return ofClosing(situation, waitingFor);
  if (waitingFor !== 'serverHello') {
    return [...ofMisunderstanding(situation), ...signatureFamilyTrials(situation)];
  }
  if (capture.helloRetryRequest !== null && !aboutTheOffer.has(description)) {
    return [...again(situation), ...withoutTls13Trial(situation), ...singleGroupTrials(situation, 6)];
  }
  switch (description) {
    case unrecognized_name:
      return [...again(situation), ...nameTrials(situation), ...otherNameTrial(situation)];
    case no_application_protocol:
      return [...again(situation), ...withoutAlpnTrial(situation), ...whichAlpnTrial(situation)];
    case protocol_version:
    case inappropriate_fallback:
      return [...again(situation), ...versionTrials(situation, everyVersion), ...withoutTls13Trial(situation)];
    case handshake_failure:
    case insufficient_security:
      return [
        ...again(situation),
        ...versionTrials(situation, threeVersions),
        ...widerTrials(situation),
        ...withoutAlpnTrial(situation),
        ...nameTrials(situation),
      ];
    case internal_error:
      return [
        ...again(situation),
        ...versionTrials(situation, ['TLSv1.3', 'TLSv1.2']),
        ...withoutAlpnTrial(situation),
        ...nameTrials(situation),
        ...otherNameTrial(situation),
        ...signatureFamilyTrials(situation),
      ];
    case illegal_parameter:
      return [
        ...ofMisunderstanding(situation),
        ...versionTrials(situation, threeVersions),
        ...withoutAlpnTrial(situation),
        ...nameTrials(situation),
        ...singleGroupTrials(situation, 3),
      ];
    default:
      return [
        ...ofMisunderstanding(situation),
        ...versionTrials(situation, ['TLSv1.2']),
        ...withoutAlpnTrial(situation),
        ...nameTrials(situation),
      ];
  }
}

function ofClosing(situation: Situation, waitingFor: Waiting): readonly Trial[] {
  const withoutOurs = withoutClientCertificateTrial(situation);
  // A mongod that wants a certificate completes the handshake and closes: that says enough.
  if (waitingFor === 'applicationData' || hasAnswered(situation, waitingFor))
    return withoutOurs.length > 0 ? [...again(situation), ...withoutOurs] : [];
  if (waitingFor !== 'serverHello') return [...ofMisunderstanding(situation), ...withoutOurs];
  return [
    ...again(situation),
    ...versionTrials(situation, threeVersions),
    ...plaintextTrials(situation, false),
    ...nameTrials(situation),
    ...otherNameTrial(situation),
    ...sizeTrials(situation),
  ];
}

/** Whether the server has our answer to its CertificateRequest, up to TLS 1.2: what it does then, it does about that. */
const hasAnswered = ({ capture: { certificateRequest, protocol } }: Situation, waitingFor: Waiting): boolean =>
  certificateRequest !== null &&
  protocol !== protocolVersions.codes['TLSv1.3'] &&
  (waitingFor === 'changeCipherSpec' || waitingFor === 'finished');

function ofIllegalChoice(
  situation: Situation,
  problem: Extract<HandshakeProblem, { readonly kind: 'illegalChoice' }>,
): readonly Trial[] {
  switch (problem.what) {
    case 'protocol':
      // A server that answers with an older version than the hello allows has nothing newer (RFC 5246 appendix E.1).
      return [...again(situation), ...versionTrials(situation, everyVersion)];
    case 'group':
    case 'retry':
      return [...again(situation), ...withoutTls13Trial(situation), ...singleGroupTrials(situation, 6)];
    case 'cipherSuite':
    case 'compression':
    case 'extension':
      return ofMisunderstanding(situation);
    default:
      return unreachable(problem.what);
  }
}

/** Somebody does not understand the other: the same in older and shorter words. */
const ofMisunderstanding = (situation: Situation): readonly Trial[] => [
  ...again(situation),
  ...withoutTls13Trial(situation),
  ...sizeTrials(situation),
];

/** Alerts that mean the same before and after a HelloRetryRequest; any other is trouble with the retry itself. */
const aboutTheOffer: ReadonlySet<number> = new Set([
  alertDescriptions.codes.handshake_failure,
  alertDescriptions.codes.insufficient_security,
  alertDescriptions.codes.unrecognized_name,
  alertDescriptions.codes.no_application_protocol,
  alertDescriptions.codes.internal_error,
]);

const everyVersion = ['TLSv1.3', 'TLSv1.2', 'TLSv1.1', 'TLSv1', 'SSLv3'] as const;

/** A server with nothing newer than TLS 1.0 answers 1.1 with what it has (RFC 5246 appendix E.1): two connections are spared. */
const threeVersions = ['TLSv1.3', 'TLSv1.2', 'TLSv1.1'] as const;

/** What OpenSSL's security level 2 wants of a Diffie-Hellman prime. */
const smallPrimeBits = 2048;

const {
  close_notify,
  handshake_failure,
  illegal_parameter,
  protocol_version,
  insufficient_security,
  internal_error,
  inappropriate_fallback,
  unrecognized_name,
  no_application_protocol,
} = alertDescriptions.codes;
