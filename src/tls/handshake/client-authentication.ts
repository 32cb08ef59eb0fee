import { certificateVerifyInput } from '../crypto/signature.ts';
import { schemesOf, signUnnamed, signWith } from '../crypto/sign.ts';
import { encode } from '../wire/codec.ts';
import { certificateVerify } from '../wire/messages/certificate-verify.ts';
import { certificate12, certificate13 } from '../wire/messages/certificate.ts';
import { handshakeMessage } from '../wire/messages/handshake-message.ts';
import { handshakeTypes } from '../wire/registries/handshake-type.ts';
import { protocolVersions } from '../wire/registries/protocol-version.ts';
import type { HashName } from '../wire/registries/cipher-suite.ts';
import { Writer } from '../wire/writer.ts';
import type { Machine } from './machine.ts';
import type { ClientCredential } from './plan.ts';

const { certificate, certificate_verify } = handshakeTypes.codes;

/** What a request for a certificate is answered with. */
type Answer =
  | { readonly kind: 'empty' }
  /** `scheme`: null up to TLS 1.1. */
  | { readonly kind: 'credential'; readonly credential: ClientCredential; readonly scheme: number | null };

/**
 * Chooses the answer to a CertificateRequest, as OpenSSL does: our certificate, whatever CAs the server named, if its key can
 * sign under a scheme that the server takes; none otherwise (RFC 8446 section 4.4.2.3). The choice is captured.
 */
function chooseAnswer(m: Machine, protocol: number): Answer {
  const { values } = m.recorder;
  const credential = m.plan.clientCredential;
  if (credential === null) {
    values.clientCertificate = { kind: 'none' };
    return { kind: 'empty' };
  }
  const schemes = schemesOf(credential.key, protocol);
  const taken = values.certificateRequest?.signatureSchemes ?? [];
  const named = protocol >= protocolVersions.codes['TLSv1.2'];
  const scheme = named ? schemes.find((one) => taken.includes(one)) : null;
  if (scheme === undefined) {
    values.clientCertificate = { kind: 'noCommonScheme', schemes };
    return { kind: 'empty' };
  }
  values.clientCertificate = { kind: 'sent', certificates: credential.chain.length, signatureScheme: scheme };
  return { kind: 'credential', credential, scheme };
}

/** Certificate and, if there is one, CertificateVerify of TLS 1.3 (RFC 8446 sections 4.4.2 and 4.4.3). Null: the key failed us. */
export function authenticateClient13(m: Machine, requestContext: Uint8Array, hash: HashName): true | null {
  const answer = chooseAnswer(m, protocolVersions.codes['TLSv1.3']);
  const chain = answer.kind === 'credential' ? answer.credential.chain : [];
  const entries = chain.map((one) => ({ certificate: one, extensions: [] }));
  m.sendHandshake(handshakeMessage(certificate, encode(certificate13, { requestContext, entries })));
  if (answer.kind === 'empty' || answer.scheme === null) return true;
  const signed = certificateVerifyInput('client', m.transcript.hash(hash));
  const signature = signWith(answer.credential.key, answer.scheme, signed);
  if (signature === null) return m.cannotComplete('clientKey', answer.scheme);
  const body = encode(certificateVerify, { algorithm: answer.scheme, signature });
  m.sendHandshake(handshakeMessage(certificate_verify, body));
  return true;
}

/**
 * The Certificate message of TLS 1.0 to 1.2. What it returns sends the CertificateVerify, which comes after ClientKeyExchange and
 * signs everything up to it (RFC 5246 section 7.4.8).
 */
export function sendClientCertificate12(m: Machine, protocol: number): () => true | null {
  const answer = chooseAnswer(m, protocol);
  const chain = answer.kind === 'credential' ? answer.credential.chain : [];
  m.sendHandshake(handshakeMessage(certificate, encode(certificate12, chain)));
  if (answer.kind === 'empty') return () => true;
  const { credential, scheme } = answer;
  return () => {
    const signed = m.transcript.octets();
    const signature = scheme === null ? signUnnamed(credential.key, signed) : signWith(credential.key, scheme, signed);
    if (signature === null) return m.cannotComplete('clientKey', scheme ?? 0);
    const body = scheme === null ? unnamed(signature) : encode(certificateVerify, { algorithm: scheme, signature });
    m.sendHandshake(handshakeMessage(certificate_verify, body));
    return true;
  };
}

function unnamed(signature: Uint8Array): Uint8Array {
  const w = new Writer();
  w.opaque(2, signature);
  return w.finish();
}
