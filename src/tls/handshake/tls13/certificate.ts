import { decode } from '../../wire/codec.ts';
import { certificateAuthorities } from '../../wire/extensions/certificate-authorities.ts';
import { signatureSchemeList } from '../../wire/extensions/code-points.ts';
import { findExtension } from '../../wire/extensions/extension.ts';
import type { Extension } from '../../wire/extensions/extension.ts';
import { certificateStatus } from '../../wire/extensions/status-request.ts';
import { certificateRequest13 } from '../../wire/messages/certificate-request.ts';
import { certificate13 } from '../../wire/messages/certificate.ts';
import type { CertificateEntry } from '../../wire/messages/certificate.ts';
import type { HandshakeMessage } from '../../wire/messages/handshake-message.ts';
import { extensionTypes } from '../../wire/registries/extension-type.ts';
import { handshakeTypes } from '../../wire/registries/handshake-type.ts';
import { toHex } from '../../../base/octets.ts';
import type { Machine } from '../machine.ts';
import type { ExpectCertificate13, State } from '../state.ts';

const { certificate, certificate_request } = handshakeTypes.codes;
const types = extensionTypes.codes;

/** CertificateRequest (optional) and Certificate, RFC 8446 sections 4.3.2 and 4.4.2, with the staple of each entry. */
export function onCertificate13(m: Machine, state: ExpectCertificate13, message: HandshakeMessage): State | null {
  const requested = message.type === certificate_request && state.requestContext === null;
  if (message.type !== certificate && !requested) return m.unexpected(message);
  m.transcript.add(message.raw);
  if (requested) {
    return m.decoded(certificateRequest13, message.body, ({ requestContext, extensions }): State => {
      m.noteExtensions('certificate_request', extensions);
      m.recorder.certificateRequest(requestSeen(extensions));
      return { ...state, requestContext };
    });
  }
  return m.decoded(certificate13, message.body, ({ entries }): State | null => {
    m.recorder.certificates(entries.map((entry) => entry.certificate));
    for (const [index, entry] of entries.entries()) noteEntry(m, index, entry);
    const leaf = entries[0];
    const leafKey = leaf === undefined ? null : m.plan.publicKeyOf(leaf.certificate);
    return leafKey === null ? m.checkFailed('leafKey') : { ...state, kind: 'expectCertificateVerify', leafKey };
  });
}

function noteEntry(m: Machine, index: number, entry: CertificateEntry): void {
  if (index < maxEntriesNoted) m.noteExtensions('certificate', entry.extensions);
  const status = findExtension(entry.extensions, types.status_request);
  if (status === undefined) return;
  const response = decode(certificateStatus, status.data);
  if (response.ok) m.recorder.staple(index, response.value);
  else m.recorder.violation({ kind: 'undecodablePart', part: 'certificateStatus', path: response.problem.path });
}

/** What the request asks for; a list that cannot be decoded counts as empty and is noted as an extension all the same. */
function requestSeen(extensions: readonly Extension[]): {
  certificateAuthorities: string[];
  signatureSchemes: readonly number[];
  certificateTypes: readonly number[];
} {
  const authorities = findExtension(extensions, types.certificate_authorities);
  const schemes = findExtension(extensions, types.signature_algorithms);
  const names = authorities === undefined ? null : decode(certificateAuthorities, authorities.data);
  const algorithms = schemes === undefined ? null : decode(signatureSchemeList, schemes.data);
  return {
    certificateAuthorities: names?.ok === true ? names.value.map(toHex) : [],
    signatureSchemes: algorithms?.ok === true ? algorithms.value : [],
    certificateTypes: [],
  };
}

const maxEntriesNoted = 16;
