/**
 * How a handshake ended, and why: one answer for one handshake, so that the diagnoses of failed handshakes exclude each other.
 * What the server did (alert, FIN, RST, silence, octets) is read together with what the experiments showed; an explanation
 * counts only where an experiment or the protocol itself proves it, and the bare symptom stays where none does.
 */
import { unreachable } from '../../base/never.ts';
import type { Facts } from '../../observe/facts.ts';
import type { Capture, HandshakeProblem, Violation, Waiting } from '../fact-types.ts';
import { answeredTooSoon } from './answered-too-soon.ts';
import type { HandshakeEnd, ServerAct } from './end-kinds.ts';
import { alpnExperiments, byOffer, nameExperiments } from './offer-at-fault.ts';
import { answerToKind, plaintextHeard, secondTry, serverTakes } from './read-experiments.ts';
import { recognisePlaintext, type Plaintext } from './recognise-plaintext.ts';

/** Tells how the handshake of an endpoint ended. */
export function handshakeEnd(facts: Facts): HandshakeEnd {
  if (facts.handshake.kind !== 'completed') return { kind: 'notTried' };
  const { capture } = facts.handshake.value;
  const { problem } = capture;
  if (problem === null) return withoutProblem(facts, capture);
  switch (problem.kind) {
    case 'alertReceived':
      return byAlert(facts, capture, problem.description, problem.waitingFor);
    case 'closed':
      return byClosing(facts, capture, problem);
    case 'timedOut':
      return bySilence(facts, capture, problem);
    case 'notTls':
      return { kind: 'plaintext', heard: firstOrLater(facts, capture), firstOctets: true };
    case 'illegalChoice':
      if (problem.what === 'protocol') {
        const act = { kind: 'chose', version: problem.value } as const;
        return { kind: 'version', act, takes: serverTakes(facts.experiments), waitingFor: problem.waitingFor };
      }
      return { kind: 'protocolError', what: problem, waitingFor: problem.waitingFor };
    case 'undecodable':
    case 'unexpected':
    case 'checkFailed':
    case 'tooMuch':
      return { kind: 'protocolError', what: problem, waitingFor: problem.waitingFor };
    case 'cannotComplete':
    case 'aborted':
      return { kind: 'stopped', problem, waitingFor: problem.waitingFor };
    default:
      return unreachable(problem);
  }
}

/** Whether a certificate of the client's was sent; an empty Certificate message is none. */
export const clientCertificateSent = (capture: Capture): boolean =>
  capture.clientCertificate === null
    ? capture.messages.some(
        ({ from, name, bytes }) => from === 'client' && name === 'certificate' && bytes > emptyCertificateOctets,
      )
    : capture.clientCertificate.kind === 'sent';

/** Handshake header (4), request context (1) and list length (3) of TLS 1.3; TLS 1.2 has no context. */
const emptyCertificateOctets = 8;

function withoutProblem(facts: Facts, capture: Capture): HandshakeEnd {
  if (!capture.completed || capture.stoppedEarly) return { kind: 'stopped', problem: null, waitingFor: null };
  // TLS 1.3: what the server thinks of the client's certificate comes after our Finished.
  const alert = capture.alerts.find((seen) => seen.from === 'server' && seen.level === 2 && seen.description !== 0);
  if (alert !== undefined) return byAlert(facts, capture, alert.description, alert.waitingFor);
  const violation = capture.violations.find(mustAbort);
  if (violation !== undefined) {
    return { kind: 'protocolError', what: { kind: 'violation', violation }, waitingFor: null };
  }
  if (facts.chain.kind === 'failed' && facts.chain.problem.kind === 'noneSent') {
    return { kind: 'protocolError', what: { kind: 'noCertificate' }, waitingFor: null };
  }
  return { kind: 'completed' };
}

/** RFC 8446 4.1.3 (downgrade), 4.2 (extensions, twice or not asked for), 6.2 (octets left over): the client must end it. */
const mustAbort = (violation: Violation): boolean =>
  violation.kind === 'downgradeSentinel' ||
  violation.kind === 'unsolicitedExtension' ||
  violation.kind === 'duplicateExtension' ||
  violation.kind === 'leftOverInMessage';

function byAlert(facts: Facts, capture: Capture, description: number, waitingFor: Waiting): HandshakeEnd {
  const act = { kind: 'alert', description } as const;
  const offer = (): HandshakeEnd | null => byOffer(facts, capture, act, waitingFor);
  switch (description) {
    case 0: // close_notify
    case 90: // user_canceled
      return byClosing(facts, capture, { how: 'closeNotify', waitingFor, octets: capture.octetsReceived });
    case 86: // inappropriate_fallback: about the mark in the hello, which no experiment repeats
      return { kind: 'version', act, takes: serverTakes(facts.experiments), waitingFor };
    case 70: // protocol_version
      return offer() ?? { kind: 'version', act, takes: serverTakes(facts.experiments), waitingFor };
    case 116: // certificate_required
      return { kind: 'clientCertificateMissing', act, waitingFor };
    case 41: // no_certificate
    case 42: // bad_certificate
    case 43: // unsupported_certificate
    case 44: // certificate_revoked
    case 45: // certificate_expired
    case 46: // certificate_unknown
    case 48: // unknown_ca
    case 49: // access_denied
      // Some servers say access_denied to a name that they do not serve.
      return offer() ?? aboutClientCertificate(facts, capture, act, waitingFor);
    case 40: // handshake_failure
    case 71: // insufficient_security
      if (clientCertificateDue(capture, waitingFor)) return aboutClientCertificate(facts, capture, act, waitingFor);
      return offer() ?? refused(facts, description, waitingFor);
    case 112: // unrecognized_name
      return { kind: 'nameUnknown', act, waitingFor, ...nameExperiments(facts, capture, waitingFor) };
    case 120: // no_application_protocol
      return { kind: 'alpn', act, waitingFor, ...alpnExperiments(facts, waitingFor) };
    case 20: // bad_record_mac
    case 21: // decryption_failed
    case 51: // decrypt_error
      return byDecryption(facts, capture, description, waitingFor);
    case 80: // internal_error
      return offer() ?? { kind: 'internalError', description, waitingFor };
    default:
      return offer() ?? { kind: 'protocolError', what: act, waitingFor };
  }
}

function byDecryption(facts: Facts, capture: Capture, description: number, waitingFor: Waiting): HandshakeEnd {
  const end = byOffer(facts, capture, { kind: 'alert', description }, waitingFor);
  return end?.kind === 'unshared' ? end : { kind: 'decrypt', description, waitingFor };
}

const refused = (facts: Facts, description: number, waitingFor: Waiting): HandshakeEnd => ({
  kind: 'refused',
  description,
  takes: serverTakes(facts.experiments),
  again: secondTry(facts.experiments, waitingFor),
  waitingFor,
});

function aboutClientCertificate(facts: Facts, capture: Capture, act: ServerAct, waitingFor: Waiting): HandshakeEnd {
  const without = answerToKind(facts.experiments, waitingFor, 'withoutClientCertificate');
  const refusal = (sent: 'sent' | 'noCommonScheme' | 'notAsked'): HandshakeEnd => ({
    kind: 'clientCertificateRefused',
    act,
    sent,
    without: without === null ? null : without !== false,
    waitingFor,
  });
  if (capture.clientCertificate?.kind === 'noCommonScheme') return refusal('noCommonScheme');
  if (clientCertificateSent(capture)) return refusal('sent');
  return capture.certificateRequest === null
    ? refusal('notAsked')
    : { kind: 'clientCertificateMissing', act, waitingFor };
}

function byClosing(
  facts: Facts,
  capture: Capture,
  problem: { readonly how: 'fin' | 'rst' | 'closeNotify'; readonly waitingFor: Waiting; readonly octets: number },
): HandshakeEnd {
  const { waitingFor } = problem;
  const act = { kind: 'closed', how: problem.how === 'rst' ? 'rst' : 'fin' } as const;
  const tooSoon = problem.octets === 0 ? answeredTooSoon(facts) : null;
  if (tooSoon !== null) return { kind: 'interference', act, how: tooSoon, waitingFor };
  if (problem.octets === 0) {
    const heard = plaintextHeard(facts.experiments);
    if (heard !== null) return { kind: 'plaintext', heard, firstOctets: false };
  }
  if (clientCertificateDue(capture, waitingFor)) return aboutClientCertificate(facts, capture, act, waitingFor);
  return (
    byOffer(facts, capture, act, waitingFor) ?? {
      kind: 'closed',
      how: problem.how,
      octets: problem.octets,
      again: secondTry(facts.experiments, waitingFor),
      waitingFor,
    }
  );
}

function bySilence(
  facts: Facts,
  capture: Capture,
  problem: Extract<HandshakeProblem, { readonly kind: 'timedOut' }>,
): HandshakeEnd {
  const { waitingFor, octets, afterMs } = problem;
  const heard = octets === 0 ? plaintextHeard(facts.experiments) : null;
  if (heard !== null) return { kind: 'plaintext', heard, firstOctets: false };
  return byOffer(facts, capture, { kind: 'silent', afterMs }, waitingFor) ?? { ...problem, kind: 'silent' };
}

/** Whether the server had asked for a certificate and was in a position to judge the answer. */
function clientCertificateDue(capture: Capture, waitingFor: Waiting): boolean {
  if (capture.certificateRequest === null) return false;
  // In TLS 1.3 our Certificate goes out only after the server's Finished; in TLS 1.2 before it.
  if (capture.protocol === 0x0304) return waitingFor === 'applicationData';
  return waitingFor === 'changeCipherSpec' || waitingFor === 'finished' || waitingFor === 'applicationData';
}

function firstOrLater(facts: Facts, capture: Capture): Plaintext | null {
  const first = recognisePlaintext(capture.firstOctets);
  return first === null || first.protocol === 'unknown' ? (plaintextHeard(facts.experiments) ?? first) : first;
}
