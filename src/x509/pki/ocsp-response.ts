/**
 * OCSP responses (RFC 6960 section 4.2) as plain values, read by our own DER reader instead of pkijs: that one takes lengths that do
 * not fit their content, which OpenSSL refuses, and costs tens of milliseconds to load in the middle of a probe. Strictly DER, as
 * cryptography reads it for PyMongo; OpenSSL would take BER, in which no responder writes.
 */
import { noOctets } from '../../base/octets.ts';
import { failed, ok } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import type { UnixMs } from '../../base/time.ts';
import { readAlgorithm, readCertificate, serialText } from './certificate.ts';
import type { Certificate, DistinguishedName } from './certificate.ts';
import { crlReasonName } from './crl/crl-reason.ts';
import { context, decodeDer, primitive, tags } from './der.ts';
import type { DerReader } from './der.ts';
import { readExtensionList } from './extensions.ts';
import { readName } from './name.ts';
import { ocspNonce } from './oid.ts';
import type { PkiProblem } from './pki-problem.ts';

/** What a responder answers about one certificate. */
export interface SingleOcspResponse {
  /** Which certificate: digests (algorithm by OID) of the issuer's name and key, and the serial number as in `Certificate`. */
  readonly certId: {
    readonly digestOid: string;
    readonly issuerNameHash: Uint8Array;
    readonly issuerKeyHash: Uint8Array;
    readonly serial: string;
  };
  readonly status: 'good' | 'revoked' | 'unknown';
  readonly revokedAt: UnixMs | null;
  /** CRLReason name or number, when given. */
  readonly reason: string | null;
  readonly thisUpdate: UnixMs;
  readonly nextUpdate: UnixMs | null;
}

/** A signed answer: BasicOCSPResponse. */
export interface BasicOcsp {
  /** `tbsResponseData`, the octets that are signed. */
  readonly tbs: Uint8Array;
  /** Who signed, by name or by the SHA-1 of the key. */
  readonly responder:
    { readonly kind: 'name'; readonly name: DistinguishedName } | { readonly kind: 'key'; readonly hash: Uint8Array };
  readonly producedAt: UnixMs;
  readonly responses: readonly SingleOcspResponse[];
  readonly signatureAlgorithm: Certificate['signatureAlgorithm'];
  readonly signature: Uint8Array;
  /** What the responder repeats of the request's nonce (RFC 9654); null: none. */
  readonly nonce: Uint8Array | null;
  /** Certificates sent along. */
  readonly certificates: readonly Certificate[];
}

/** An OCSP response: its status (`successful`, `tryLater`, …), and with `successful` the answer. */
export interface OcspResponse {
  readonly status: string;
  readonly basic: BasicOcsp | null;
}

/** Reads an OCSP response of at most 256 KiB. A status other than successful is data. */
export function readOcspResponse(octets: Uint8Array): Result<OcspResponse, PkiProblem> {
  if (octets.length > longestResponse) return failed({ kind: 'lengthOutOfRange', path: 'OCSPResponse', offset: 0 });
  const outer = decodeDer('OCSPResponse', octets, (file) => {
    const response = file.enter(tags.sequence, 'ocspResponse');
    const code = response.number('responseStatus', enumerated);
    const bytes = response.next === context(0) ? readBytes(response.enter(context(0), 'responseBytes')) : null;
    response.end();
    const status = responseStatuses.get(code) ?? String(code);
    if (status === 'successful' && bytes === null) response.fail('truncated', 'responseBytes');
    return { status, bytes };
  });
  if (!outer.ok) return outer;
  const { status, bytes } = outer.value;
  if (status !== 'successful' || bytes === null) return ok({ status, basic: null });
  const basic = decodeDer('BasicOCSPResponse', bytes, readBasic);
  return basic.ok ? ok({ status, basic: basic.value }) : basic;
}

/** The content of ResponseBytes; there is one type of it. */
function readBytes(explicit: DerReader): Uint8Array {
  const bytes = explicit.enter(tags.sequence, 'responseBytes');
  if (bytes.oid('responseType') !== idPkixOcspBasic) bytes.fail('illegalValue', 'responseType');
  const response = bytes.content(tags.octetString, 'response');
  bytes.end();
  explicit.end();
  return response;
}

function readBasic(file: DerReader): BasicOcsp {
  const basic = file.enter(tags.sequence, 'basicOCSPResponse');
  const data = basic.enter(tags.sequence, 'tbsResponseData');
  const signatureAlgorithm = readAlgorithm(basic, 'signatureAlgorithm');
  const { octets: signature, unusedBits } = basic.bits('signature');
  const certificates = basic.next === context(0) ? readCertificates(basic.enter(context(0), 'certs')) : [];
  basic.end();

  if (data.next === context(0)) tagged(data, 0, 'version', (inner) => inner.integer('version'));
  const responder = readResponder(data);
  const producedAt = generalizedTime(data, 'producedAt');
  const responses: SingleOcspResponse[] = [];
  const list = data.enter(tags.sequence, 'responses');
  while (!list.isEmpty) responses.push(readSingle(list.enter(tags.sequence, `responses[${responses.length}]`)));
  const nonce = data.next === context(1) ? tagged(data, 1, 'responseExtensions', readNonce) : null;
  data.end();
  return {
    tbs: data.whole,
    responder,
    producedAt,
    responses,
    signatureAlgorithm,
    // As in a certificate: a signature is whole octets.
    signature: unusedBits === 0 ? signature : noOctets,
    nonce,
    certificates,
  };
}

/** `certs [0]`: one that cannot be read spoils the whole, as it does for OpenSSL. */
function readCertificates(explicit: DerReader): Certificate[] {
  const certificates: Certificate[] = [];
  const list = explicit.enter(tags.sequence, 'certs');
  while (!list.isEmpty) {
    const field = `certs[${certificates.length}]`;
    const certificate = readCertificate(list.value(field, tags.sequence));
    if (!certificate.ok) return list.fail(certificate.problem.kind, field);
    certificates.push(certificate.value);
  }
  explicit.end();
  return certificates;
}

/** ResponderID: `[1]` a name, `[2]` a key hash. */
function readResponder(data: DerReader): BasicOcsp['responder'] {
  if (data.next === context(1))
    return { kind: 'name', name: tagged(data, 1, 'byName', (inner) => readName(inner, 'byName')) };
  return { kind: 'key', hash: tagged(data, 2, 'byKey', (inner) => inner.content(tags.octetString, 'byKey')) };
}

function readSingle(single: DerReader): SingleOcspResponse {
  const id = single.enter(tags.sequence, 'certID');
  const certId = {
    digestOid: readAlgorithm(id, 'hashAlgorithm').oid,
    issuerNameHash: id.content(tags.octetString, 'issuerNameHash'),
    issuerKeyHash: id.content(tags.octetString, 'issuerKeyHash'),
    serial: serialText(id.integer('serialNumber')),
  };
  id.end();
  const status = readStatus(single);
  const thisUpdate = generalizedTime(single, 'thisUpdate');
  const nextUpdate =
    single.next === context(0)
      ? tagged(single, 0, 'nextUpdate', (inner) => generalizedTime(inner, 'nextUpdate'))
      : null;
  if (single.next === context(1)) single.value('singleExtensions');
  single.end();
  return { certId, ...status, thisUpdate, nextUpdate };
}

/** CertStatus: `[0]` and `[2]` are NULL, `[1]` is RevokedInfo. */
function readStatus(single: DerReader): Pick<SingleOcspResponse, 'status' | 'revokedAt' | 'reason'> {
  if (single.next !== context(1)) {
    const status = single.next === primitive(0) ? 'good' : 'unknown';
    const content = single.content(status === 'good' ? primitive(0) : primitive(2), 'certStatus');
    if (content.length > 0) single.fail('lengthOutOfRange', 'certStatus');
    return { status, revokedAt: null, reason: null };
  }
  const info = single.enter(context(1), 'revoked');
  const revokedAt = generalizedTime(info, 'revocationTime');
  const code =
    info.next === context(0)
      ? tagged(info, 0, 'revocationReason', (inner) => inner.number('revocationReason', enumerated))
      : null;
  info.end();
  return { status: 'revoked', revokedAt, reason: code === null ? null : crlReasonName(code) };
}

/** RFC 9654 section 2.1: an OCTET STRING in the extension's own. Some responders leave the inner one out. */
function readNonce(inner: DerReader): Uint8Array | null {
  const value = readExtensionList(inner, 'responseExtensions').find(({ oid }) => oid === ocspNonce)?.value;
  if (value === undefined) return null;
  const nonce = decodeDer('Nonce', value, (r) => r.content(tags.octetString, 'nonce'));
  return nonce.ok ? nonce.value : value;
}

/** `[number]` around one value, which is all that there is in it. */
function tagged<T>(r: DerReader, number: number, field: string, read: (inner: DerReader) => T): T {
  const inner = r.enter(context(number), field);
  const value = read(inner);
  inner.end();
  return value;
}

function generalizedTime(r: DerReader, field: string): UnixMs {
  return r.next === tags.generalizedTime ? r.time(field) : r.fail('unexpectedTag', field);
}

const enumerated = 0x0a;

const idPkixOcspBasic = '1.3.6.1.5.5.7.48.1.1';

/** Far beyond any response in use: with its certificates, one takes some 2 KiB. */
const longestResponse = 256 * 1024;

const responseStatuses: ReadonlyMap<number, string> = new Map([
  [0, 'successful'],
  [1, 'malformedRequest'],
  [2, 'internalError'],
  [3, 'tryLater'],
  [5, 'sigRequired'],
  [6, 'unauthorized'],
]);
