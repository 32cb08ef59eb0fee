/**
 * What the client at hand does not mind: findings about checks that its options switch off, and everything about TLS where it
 * speaks plain text. They are told all the same, since they are there, but they are no reason why it fails.
 */
import type { Facts } from '../observe/facts.ts';
import type { Diagnosis, Severity } from './define.ts';
import { plaintextAnswer } from './reading/plaintext-answer.ts';

/** Why a client does not mind what was found. */
export interface Excuse {
  readonly because: 'notChecked' | 'plaintext';
  /** The options that do it, as typed; empty: none does, plain text is what there is without any. */
  readonly options: readonly string[];
}

/** Why a finding is no obstacle to the client here; null: it is one. */
export function excuseFor({ id, family }: Pick<Diagnosis, 'id' | 'family'>, facts: Facts): Excuse | null {
  const { options } = facts;
  if (options === undefined) return null;
  const { tls, checks } = options;
  if (!tls.tls) {
    return isOfTls(id, family) && knowsPlaintext(facts) ? { because: 'plaintext', options: [] } : null;
  }
  // What cannot be read ends the handshake, whoever may look at it then.
  const isOfCertificates = (family === 'certificate' || family === 'revocation') && facts.chain.kind !== 'failed';
  const isExcused = isOfCertificates && (!checks.certificates || (!checks.hostNames && ofNames.includes(id)));
  return isExcused ? { because: 'notChecked', options: checks.by } : null;
}

/** What an excused finding weighs. */
export const severityExcused = (severity: Severity, { because }: Excuse): Severity =>
  because === 'plaintext' ? 'info' : severity === 'error' ? 'warning' : severity;

/** Whether the client, as its options have it, gets what it wants here: nothing that it minds stands in its way. */
export function passes(facts: Facts): boolean {
  const { options, handshake, verification } = facts;
  if (options !== undefined && !options.tls.tls) return plaintextAnswer(facts) === 'answered';
  if (handshake.kind !== 'completed') return false;
  const { completed, problem, stoppedEarly } = handshake.value.capture;
  if (!completed || problem !== null || stoppedEarly) return false;
  if (options?.checks.certificates === false) return facts.chain.kind === 'completed';
  if (verification.kind !== 'completed') return false;
  const { accepted, problems } = verification.value;
  return accepted || (options?.checks.hostNames === false && problems.every(({ kind }) => kind === 'nameMismatch'));
}

/** Either it spoke plain text with us, or it is seen that it wants TLS: then TLS's own troubles come later. */
const knowsPlaintext = (facts: Facts): boolean => plaintextAnswer(facts) !== 'unknown';

const isOfTls = (id: string, family: Diagnosis['family']): boolean =>
  ['certificate', 'revocation', 'negotiation', 'client-certificate'].includes(family) || tlsTransport.includes(id);

/** Findings of transport that concern the handshake of TLS, and not the connection. */
const tlsTransport: readonly string[] = [
  'plaintext-server',
  'unexpected-eof',
  'connection-reset',
  'middlebox-interference',
  'handshake-timeout',
];

/** Findings that only the check of the host name minds. */
const ofNames: readonly string[] = ['hostname-mismatch', 'san-missing'];
