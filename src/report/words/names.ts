/** Names of what is on the wire, the same in every language: RFC and IANA spelling. */
import { fromHex, fromUtf8 } from '../../base/octets.ts';
import { visible } from '../../base/escape.ts';
import { alertDescriptions } from '../../tls/wire/registries/alert.ts';
import { suiteFacts } from '../../tls/wire/registries/cipher-suite.ts';
import { protocolVersions } from '../../tls/wire/registries/protocol-version.ts';
import { suiteName } from '../../diagnose/words/names.ts';
import { nameOf } from '../../tls/wire/registry.ts';
import type { Capture, HandshakeProblem } from './words.ts';

/** `TLSv1.2`. */
export const versionName = (version: number): string => nameOf(protocolVersions, version);

/** `handshake_failure (40)`; the number alone where it has no name. */
export function alertName(description: number): string {
  const name = alertDescriptions.names.get(description);
  return name === undefined ? String(description) : `${name} (${description})`;
}

/** `ServerHello`: the message that was waited for, as the RFC spells it. */
export const waitingName = (waiting: WaitingFor): string =>
  waiting === 'applicationData' ? 'application data' : waiting.charAt(0).toUpperCase() + waiting.slice(1);

type WaitingFor = Extract<HandshakeProblem, { kind: 'aborted' }>['waitingFor'];

/** `TLSv1.2, TLS_RSA_WITH_AES_128_CBC_SHA`: what a handshake settled on. */
export function agreed(capture: Capture): string {
  const parts: string[] = [];
  if (capture.protocol !== null) parts.push(versionName(capture.protocol));
  if (capture.cipherSuite !== null) parts.push(suiteName(capture.cipherSuite));
  return parts.join(', ');
}

/** Whether what a server chose is beyond us, so that an experiment could not have gone on. */
export function isBeyondUs({ cipherSuite }: Capture): boolean {
  const facts = cipherSuite === null ? null : suiteFacts(cipherSuite);
  if (facts === null || facts.tls13) return false;
  const { mode, authentication, keyExchange } = facts;
  return (
    mode === 'stream' ||
    mode === 'null' ||
    authentication === 'anon' ||
    facts.export ||
    !['RSA', 'DHE', 'ECDHE'].includes(keyExchange)
  );
}

/** The first line of an answer that is not TLS: at most 60 characters, escaped, quoted; hexadecimal where it is no text. */
export function preview(hex: string): string {
  const text = fromUtf8(fromHex(hex)).replace(/\s+$/, '');
  // oxlint-disable-next-line no-control-regex -- what no protocol of text sends tells that it is none
  if (/[\u0000-\u0008\u000e-\u001a]/.test(text.slice(0, 24)))
    return `0x${hex.slice(0, 48)}${hex.length > 48 ? '…' : ''}`;
  const [first = ''] = text.split(/\r?\n/, 1);
  const line = first === '' ? text : first;
  return `"${visible(line.slice(0, 60))}"${line.length < text.length || line.length > 60 ? '…' : ''}`;
}

/** A list of names that stays readable: three and how many more. */
export const shortList = (names: readonly string[], more: (count: number) => string): string =>
  names.length <= 4 ? names.join(', ') : `${names.slice(0, 3).join(', ')} ${more(names.length - 3)}`;
