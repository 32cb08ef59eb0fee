import type { Facts } from '../../observe/facts.ts';
import { recognisePlaintext } from './recognise-plaintext.ts';

/**
 * What came of MongoDB's hello in plain text: an answer; a refusal of a server that does speak TLS; or nothing that tells, since
 * it was not asked, or neither language was understood.
 */
export function plaintextAnswer(facts: Facts): 'answered' | 'tlsOnly' | 'unknown' {
  const asked = facts.experiments.find(
    ({ question }) => question.kind === 'answersPlaintext' && question.protocol === 'mongodb',
  );
  if (asked === undefined || asked.result.kind !== 'octets') return 'unknown';
  if (recognisePlaintext(asked.result.octets)?.protocol === 'mongodb') return 'answered';
  const speaksTls = facts.handshake.kind === 'completed' && facts.handshake.value.capture.protocol !== null;
  return speaksTls ? 'tlsOnly' : 'unknown';
}

/** How the server took plain text that it did not answer: it closed, said nothing, or spoke TLS (an alert, mostly). */
export function plaintextRefusal(facts: Facts): 'fin' | 'rst' | 'silence' | 'tls' {
  for (const { question, result } of facts.experiments) {
    if (question.kind !== 'answersPlaintext' || question.protocol !== 'mongodb' || result.kind !== 'octets') continue;
    if (result.octets !== '') return 'tls';
    return result.ended === 'deadline' ? 'silence' : result.ended;
  }
  return 'silence';
}
