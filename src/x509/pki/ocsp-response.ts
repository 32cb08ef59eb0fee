/**
 * OCSP responses (RFC 6960 section 4.2) as plain values. pkijs does the reading; with asn1js it costs tens of milliseconds
 * to load, so this file is reached by dynamic import where there is a response to read, and nowhere else.
 */
import * as asn1js from 'asn1js';
import { BasicOCSPResponse, OCSPResponse } from 'pkijs';
import type { Extension, SingleResponse } from 'pkijs';
import { failed, ok } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import { noOctets } from '../../base/octets.ts';
import type { UnixMs } from '../../base/time.ts';
import { readAlgorithm, readCertificate, serialText } from './certificate.ts';
import type { Certificate, DistinguishedName } from './certificate.ts';
import { crlReasonName } from './crl-reason.ts';
import { decodeDer, tags } from './der.ts';
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
  /** Certificates sent along, those that can be read. */
  readonly certificates: readonly Certificate[];
}

/** An OCSP response: its status (`successful`, `tryLater`, …), and with `successful` the answer. */
export interface OcspResponse {
  readonly status: string;
  readonly basic: BasicOcsp | null;
}

/** Reads an OCSP response. A status other than successful is data. */
export function readOcspResponse(octets: Uint8Array): Result<OcspResponse, PkiProblem> {
  const problem: PkiProblem = { kind: 'illegalValue', path: 'OCSPResponse', offset: 0 };
  if (octets.length > longestResponse) return failed({ ...problem, kind: 'lengthOutOfRange' });
  try {
    const response = new OCSPResponse({ schema: readWhole(exact(octets)) });
    const code = response.responseStatus.valueBlock.valueDec;
    const status = responseStatuses.get(code) ?? String(code);
    if (status !== 'successful') return ok({ status, basic: null });
    if (response.responseBytes?.responseType !== idPkixOcspBasic) return failed(problem);
    return ok({ status, basic: readBasic(response.responseBytes.response.getValue()) });
  } catch {
    // pkijs says only that something is wrong.
    return failed(problem);
  }
}

function readBasic(content: ArrayBuffer): BasicOcsp {
  const node = readWhole(content);
  const basic = new BasicOCSPResponse({ schema: node });
  const data = basic.tbsResponseData;
  const [, algorithm] = childrenOf(node);
  const signatureAlgorithm = decodeDer('AlgorithmIdentifier', rawOf(algorithm), (r) => readAlgorithm(r, 'signature'));
  if (!signatureAlgorithm.ok) throw new Error('signatureAlgorithm');
  const { unusedBits, valueHexView } = basic.signature.valueBlock;
  return {
    tbs: new Uint8Array(data.tbsView),
    responder: readResponder(data.responderID),
    producedAt: data.producedAt.getTime(),
    responses: data.responses.map(readSingle),
    signatureAlgorithm: signatureAlgorithm.value,
    // As in a certificate: a signature is whole octets.
    signature: unusedBits === 0 ? new Uint8Array(valueHexView) : noOctets,
    nonce: readNonce(data.responseExtensions ?? []),
    certificates: readCertificates(node),
  };
}

function readWhole(content: ArrayBuffer): asn1js.AsnType {
  const { offset, result } = asn1js.fromBER(content);
  if (offset !== content.byteLength) throw new Error('not one value');
  return result;
}

/** RFC 9654 section 2.1: an OCTET STRING in the extension's own. Some responders leave the inner one out. */
function readNonce(extensions: readonly Extension[]): Uint8Array | null {
  const value = extensions.find(({ extnID }) => extnID === ocspNonce)?.extnValue.valueBlock.valueHexView;
  if (value === undefined) return null;
  const octets = new Uint8Array(value);
  const inner = decodeDer('Nonce', octets, (r) => r.content(tags.octetString, 'nonce'));
  return inner.ok ? inner.value : octets;
}

/** `certs [0]`, each as it was sent: pkijs would encode them anew. */
function readCertificates(basic: unknown): Certificate[] {
  const [, , , certs] = childrenOf(basic);
  if (certs === undefined) return [];
  return childrenOf(childrenOf(certs)[0]).flatMap((node) => {
    const certificate = readCertificate(rawOf(node));
    return certificate.ok ? [certificate.value] : [];
  });
}

/** ResponderID: `[1]` a name, `[2]` a key hash; pkijs hands the latter out as its OCTET STRING. */
function readResponder(id: unknown): BasicOcsp['responder'] {
  if (id instanceof asn1js.OctetString) return { kind: 'key', hash: new Uint8Array(id.valueBlock.valueHexView) };
  if (!(id instanceof Object) || !('toSchema' in id) || typeof id.toSchema !== 'function')
    throw new Error('responderID');
  const schema: unknown = id.toSchema();
  if (!(schema instanceof asn1js.BaseBlock)) throw new Error('responderID');
  const name = decodeDer('ResponderID', new Uint8Array(schema.toBER()), (r) => readName(r, 'byName'));
  if (!name.ok) throw new Error('responderID');
  return { kind: 'name', name: name.value };
}

function readSingle({ certID, certStatus, thisUpdate, nextUpdate }: SingleResponse): SingleOcspResponse {
  const status: unknown = certStatus;
  if (!(status instanceof asn1js.BaseBlock)) throw new Error('certStatus');
  const word = certStatuses[status.idBlock.tagNumber];
  if (word === undefined) throw new Error('certStatus');
  const [revokedAt, reason] = word === 'revoked' ? childrenOf(status) : [];
  const code = childrenOf(reason)[0];
  return {
    certId: {
      digestOid: certID.hashAlgorithm.algorithmId,
      issuerNameHash: new Uint8Array(certID.issuerNameHash.valueBlock.valueHexView),
      issuerKeyHash: new Uint8Array(certID.issuerKeyHash.valueBlock.valueHexView),
      serial: serialText(new Uint8Array(certID.serialNumber.valueBlock.valueHexView)),
    },
    status: word,
    revokedAt: revokedAt instanceof asn1js.GeneralizedTime ? revokedAt.toDate().getTime() : null,
    reason: code instanceof asn1js.Enumerated ? crlReasonName(code.valueBlock.valueDec) : null,
    thisUpdate: thisUpdate.getTime(),
    nextUpdate: nextUpdate?.getTime() ?? null,
  };
}

function childrenOf(node: unknown): readonly unknown[] {
  if (!(node instanceof asn1js.BaseBlock)) return [];
  const block: unknown = node.valueBlock;
  return block instanceof Object && 'value' in block && Array.isArray(block.value) ? block.value : [];
}

function rawOf(node: unknown): Uint8Array {
  return node instanceof asn1js.BaseBlock ? new Uint8Array(node.valueBeforeDecodeView) : new Uint8Array(0);
}

/** pkijs reads from the start of an ArrayBuffer, and a view may stand in the middle of one. */
function exact(octets: Uint8Array): ArrayBuffer {
  const copy = new ArrayBuffer(octets.length);
  new Uint8Array(copy).set(octets);
  return copy;
}

const idPkixOcspBasic = '1.3.6.1.5.5.7.48.1.1';

/** Far beyond any response in use: with its certificates, one takes some 2 KiB. */
const longestResponse = 256 * 1024;

const certStatuses: readonly SingleOcspResponse['status'][] = ['good', 'revoked', 'unknown'];

const responseStatuses: ReadonlyMap<number, string> = new Map([
  [0, 'successful'],
  [1, 'malformedRequest'],
  [2, 'internalError'],
  [3, 'tryLater'],
  [5, 'sigRequired'],
  [6, 'unauthorized'],
]);
