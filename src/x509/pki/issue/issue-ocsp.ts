import { createHash } from 'node:crypto';
import type { UnixMs } from '../../../base/time.ts';
import type { Certificate } from '../certificate.ts';
import { crlReasonCode } from '../crl/crl-reason.ts';
import type { CrlReason } from '../crl/crl-reason.ts';
import { digestAlgorithms } from '../oid.ts';
import type { Digest } from '../oid.ts';
import {
  bitString,
  derOf,
  encoded,
  enumerated,
  implicit,
  integer,
  nothing,
  octetString,
  oid,
  sequence,
  tagged,
  time,
} from './asn1-write.ts';
import type { Node } from './asn1-write.ts';
import { algorithmFor } from './issued.ts';
import type { Issued } from './issued.ts';

/** What is said of one certificate: a SingleResponse (RFC 6960 section 4.2.1). */
export interface SinglePlan {
  /** The certificate that it is about. */
  readonly certificate: Certificate;
  /** The issuer of that certificate: named in certID. */
  readonly issuer: Issued;
  readonly status: 'good' | 'revoked' | 'unknown';
  /** CRLReason, with `revoked`. */
  readonly reason?: CrlReason;
  /** With `revoked`; default: `thisUpdate`. */
  readonly revokedAt?: UnixMs;
  readonly thisUpdate: UnixMs;
  /** Absent: newer information is always available. */
  readonly nextUpdate?: UnixMs;
  /** Serial number where it shall not be the certificate's. */
  readonly serial?: bigint;
  /** Digest of certID; default sha1, as responders do. */
  readonly certIdDigest?: Digest;
}

/** An OCSP response to issue (RFC 6960 section 4.2). `issuer` signs it unless `responder` does. */
export interface OcspPlan extends SinglePlan {
  /** A delegate: signs, and its certificate is sent along. */
  readonly responder?: Issued;
  /** What else is said, before it; what an entry leaves open is as in the plan. */
  readonly others?: readonly Partial<SinglePlan>[];
  /** Default: `thisUpdate`. */
  readonly producedAt?: UnixMs;
  /** Other than `successful`: the response carries nothing else. */
  readonly responseStatus?: OcspResponseStatus;
  /** How the responder names itself; default by the hash of its key. */
  readonly responderId?: 'key' | 'name';
  /** Whether the delegate's certificate is sent along; default true. */
  readonly sendResponder?: boolean;
  readonly digest?: Digest;
  readonly corruptSignature?: boolean;
}

/** OCSPResponseStatus (RFC 6960 4.2.1). */
export type OcspResponseStatus =
  'successful' | 'malformedRequest' | 'internalError' | 'tryLater' | 'sigRequired' | 'unauthorized';

/** Issues an OCSP response. Throws where the plan cannot be encoded: it is the caller's own. */
export async function issueOcspResponse(plan: OcspPlan): Promise<Uint8Array> {
  const responseStatus = plan.responseStatus ?? 'successful';
  if (responseStatus !== 'successful') return derOf(sequence(enumerated(responseStatuses[responseStatus])));
  const signer = plan.responder ?? plan.issuer;
  const algorithm = algorithmFor(signer.key, plan.digest);
  const data = sequence(
    plan.responderId === 'name'
      ? tagged(1, encoded(signer.certificate.subject.der))
      : tagged(2, octetString(hash('sha1', signer.certificate.publicKeyBits))),
    time(plan.producedAt ?? plan.thisUpdate, true),
    sequence(...(plan.others ?? []).map((other) => single({ ...plan, ...other })), single(plan)),
  );
  const sendsResponder = plan.responder !== undefined && (plan.sendResponder ?? true);
  const basic = sequence(
    data,
    algorithm.node(),
    bitString(algorithm.sign(derOf(data), plan.corruptSignature)),
    ...(sendsResponder ? [tagged(0, sequence(encoded(signer.der)))] : []),
  );
  return derOf(sequence(enumerated(0), tagged(0, sequence(oid('1.3.6.1.5.5.7.48.1.1'), octetString(derOf(basic))))));
}

const single = (plan: SinglePlan): Node =>
  sequence(
    certId(plan),
    certStatus(plan),
    time(plan.thisUpdate, true),
    ...(plan.nextUpdate === undefined ? [] : [tagged(0, time(plan.nextUpdate, true))]),
  );

function certId({ certificate, issuer, serial, certIdDigest = 'sha1' }: SinglePlan): Node {
  const id = [...digestAlgorithms].find(([, name]) => name === certIdDigest)?.[0] ?? '';
  return sequence(
    sequence(oid(id), nothing()),
    octetString(hash(certIdDigest, issuer.certificate.subject.der)),
    octetString(hash(certIdDigest, issuer.certificate.publicKeyBits)),
    integer(serial ?? serialOf(certificate)),
  );
}

function certStatus(plan: SinglePlan): Node {
  if (plan.status === 'good') return implicit(0, new Uint8Array(0));
  if (plan.status === 'unknown') return implicit(2, new Uint8Array(0));
  const reason = plan.reason === undefined ? [] : [tagged(0, enumerated(crlReasonCode(plan.reason)))];
  return tagged(1, time(plan.revokedAt ?? plan.thisUpdate, true), ...reason);
}

const serialOf = ({ serial }: Certificate): bigint =>
  serial.startsWith('-') ? -BigInt(`0x${serial.slice(1)}`) : BigInt(`0x${serial}`);

const hash = (digest: Digest, octets: Uint8Array): Uint8Array =>
  new Uint8Array(createHash(digest).update(octets).digest());

const responseStatuses: Readonly<Record<OcspResponseStatus, number>> = {
  successful: 0,
  malformedRequest: 1,
  internalError: 2,
  tryLater: 3,
  sigRequired: 5,
  unauthorized: 6,
};
