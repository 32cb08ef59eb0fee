import { decode } from '../../wire/codec.ts';
import { certificateAuthorities } from '../../wire/extensions/certificate-authorities.ts';
import { signatureSchemeList } from '../../wire/extensions/code-points.ts';
import { findExtension } from '../../wire/extensions/extension.ts';
import type { Extension } from '../../wire/extensions/extension.ts';
import { certificateStatus } from '../../wire/extensions/status-request.ts';
import { certificateRequest13 } from '../../wire/messages/certificate-request.ts';
import { certificate13 } from '../../wire/messages/certificate.ts';
import type { Certificate13, CertificateEntry } from '../../wire/messages/certificate.ts';
import type { HandshakeMessage } from '../../wire/messages/handshake-message.ts';
import { extensionTypes } from '../../wire/registries/extension-type.ts';
import { handshakeTypes } from '../../wire/registries/handshake-type.ts';
import { unreachable } from '../../../base/never.ts';
import type { DecodeProblem } from '../../wire/decode-problem.ts';
import { compressedCertificate, decompressedCertificate } from '../../wire/messages/compressed-certificate.ts';
import type { DecompressProblem } from '../../wire/messages/compressed-certificate.ts';
import { noteTimestamps } from '../note-extras.ts';
import { toHex } from '../../../base/octets.ts';
import type { Machine } from '../machine.ts';
import type { ExpectCertificate13, State } from '../state.ts';

const { certificate, certificate_request, compressed_certificate } = handshakeTypes.codes;
const types = extensionTypes.codes;

/** CertificateRequest (optional) and Certificate, RFC 8446 sections 4.3.2 and 4.4.2, with the staple of each entry. */
export function onCertificate13(m: Machine, state: ExpectCertificate13, message: HandshakeMessage): State | null {
  const compression = m.plan.extras.certificateCompression;
  m.transcript.add(message.raw);
  switch (message.type) {
    case certificate:
      return m.decoded(certificate13, message.body, (chain) => takeChain(m, state, chain));
    case compressed_certificate:
      return compression === null
        ? m.unexpected(message)
        : m.decoded(compressedCertificate, message.body, (compressed): State | null => {
            const chain = decompressedCertificate(compressed, compression.decompress);
            if (!chain.ok) return m.undecodable(inCompressed(chain.problem));
            const { algorithm, uncompressedLength } = compressed;
            m.recorder.values.certificateCompression = {
              algorithm,
              compressedOctets: compressed.compressed.length,
              octets: uncompressedLength,
            };
            return takeChain(m, state, chain.value);
          });
    case certificate_request:
      if (state.requestContext !== null) return m.unexpected(message);
      return m.decoded(certificateRequest13, message.body, ({ requestContext, extensions }): State => {
        m.noteExtensions('certificate_request', extensions);
        m.recorder.certificateRequest(requestSeen(extensions));
        return { ...state, requestContext };
      });
    default:
      return m.unexpected(message);
  }
}

function takeChain(m: Machine, state: ExpectCertificate13, { entries }: Certificate13): State | null {
  if (m.noteCertificates(entries.map((entry) => entry.certificate)) === null) return null;
  for (const [index, entry] of entries.entries()) noteEntry(m, index, entry);
  const leaf = entries[0];
  const leafKey = leaf === undefined ? null : m.plan.publicKeyOf(leaf.certificate);
  return leafKey === null ? m.checkFailed('leafKey') : { ...state, kind: 'expectCertificateVerify', leafKey };
}

/** What is wrong with a compressed message, as a place in it. */
function inCompressed(problem: DecompressProblem | DecodeProblem): DecodeProblem {
  if ('path' in problem) return problem;
  const path = `CompressedCertificate.${problem.kind === 'unknownAlgorithm' ? 'algorithm' : 'compressed_certificate_message'}`;
  switch (problem.kind) {
    case 'unknownAlgorithm':
      return {
        kind: 'illegalValue',
        path,
        offset: 0,
        actual: problem.algorithm,
        expected: 'an algorithm that was offered',
      };
    case 'tooLong':
      return {
        kind: 'lengthOutOfRange',
        path,
        offset: 2,
        actual: problem.claimed,
        expected: `at most ${problem.limit} octets`,
      };
    case 'lengthMismatch':
      return {
        kind: 'lengthOutOfRange',
        path,
        offset: 2,
        actual: problem.actual ?? 0,
        expected: `${problem.claimed} octets, as claimed`,
      };
    case 'corrupt':
      return { kind: 'illegalValue', path, offset: 5, actual: problem.algorithm, expected: 'compressed octets' };
    default:
      return unreachable(problem);
  }
}

function noteEntry(m: Machine, index: number, entry: CertificateEntry): void {
  noteTimestamps(m, index, entry.extensions);
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
