import { equal, toHex } from '../../base/octets.ts';
import type { UnixMs } from '../../base/time.ts';
import type { Certificate } from '../pki/certificate.ts';
import { readOcspResponse } from '../pki/ocsp-response.ts';
import type { BasicOcsp, OcspResponse, SingleOcspResponse } from '../pki/ocsp-response.ts';
import { digestAlgorithms, extendedKeyUsages } from '../pki/oid.ts';
import { checkCertificateSignature, checkSignature, digestOctets } from '../pki/signature.ts';
import { isLikelyIssuer, isSameName } from '../verify/traits.ts';
import { isWithinValidity } from '../verify/validity.ts';
import { pymongoReading } from './pymongo-reading.ts';
import type { NonceJudgement, OcspStatus, StapleJudgement, StapleProblem } from './staple-judgement.ts';

/** A response to judge: stapled, or a responder's answer. */
export interface StapleInput {
  /** Place of the certificate in the chain as sent. */
  readonly index: number;
  readonly certificate: Certificate;
  /** Certificates among which its issuer may be: those sent, and anchors. */
  readonly issuers: readonly Certificate[];
  readonly response: Uint8Array;
  readonly at: UnixMs;
  /** The chain as sent, among which a response for another certificate may find its own. */
  readonly chain?: readonly Certificate[];
}

/**
 * Judges an OCSP response (RFC 6960 section 3.2): is it about this certificate, signed by its issuer or by a delegate of
 * that issuer with id-kp-OCSPSigning, and current? Times have no tolerance, as drivers give none.
 *
 * `openssl ocsp` comes to the same, but for rules of its own: it refuses a response that speaks of certificates of several issuers
 * (`details.oneIssuer`), where RFC 6960 asks only who may speak of this one; it follows the signer up to a trusted root, which is
 * the business of path validation here; it reads BER; it reads a time that is none and refuses it afterwards, which is
 * `malformed` here; and it allows five minutes, unless `-validity_period 0` tells it not to.
 */
export function judgeStaple(input: StapleInput): StapleJudgement {
  const read = readOcspResponse(input.response);
  return read.ok ? judgeRead(input, read.value) : malformed(input);
}

/** The same of a responder's answer, and whether it repeats the nonce (RFC 9654) of the request; null: none was sent. */
export function judgeAnswer(
  input: StapleInput,
  nonce: Uint8Array | null,
): { readonly judgement: StapleJudgement; readonly nonce: NonceJudgement | null } {
  const read = readOcspResponse(input.response);
  if (!read.ok) return { judgement: malformed(input), nonce: null };
  const judgement = judgeRead(input, read.value);
  const { basic } = read.value;
  if (nonce === null || basic === null) return { judgement, nonce: null };
  if (basic.nonce === null) return { judgement, nonce: 'missing' };
  return { judgement, nonce: equal(basic.nonce, nonce) ? 'repeated' : 'different' };
}

const malformed = ({ index }: StapleInput): StapleJudgement => ({
  certificate: index,
  status: null,
  problems: [{ kind: 'malformed' }],
  details: { responses: 0, oneIssuer: true, own: null, pymongo: { kind: 'raises', what: 'malformed' } },
});

function judgeRead(input: StapleInput, { status, basic }: OcspResponse): StapleJudgement {
  const { index, certificate, issuers, at } = input;
  if (basic === null) {
    return {
      certificate: index,
      status: null,
      problems: [{ kind: 'responseStatus', status }],
      details: { responses: 0, oneIssuer: true, own: null, pymongo: { kind: 'refused' } },
    };
  }
  const issuer = issuers.find(
    (other) => isLikelyIssuer(other, certificate) && checkCertificateSignature(certificate, other) === 'valid',
  );
  const place = basic.responses.findIndex((one) => isAbout(one, certificate, issuer));
  const single = basic.responses[place];
  return {
    certificate: index,
    status: single === undefined ? null : statusOf(single, basic),
    problems: [
      ...(issuer === undefined ? [{ kind: 'issuerUnknown' } as const] : signerProblems(basic, issuer, at)),
      ...(single === undefined ? [otherCertificate(basic, input, issuer)] : timeProblems(single, at)),
    ],
    details: {
      responses: basic.responses.length,
      oneIssuer: basic.responses.every((one) => isSameIssuer(one, basic.responses[0])),
      own: single === undefined ? null : { place, digest: digestAlgorithms.get(single.certId.digestOid) ?? '' },
      pymongo: issuer === undefined ? { kind: 'refused' } : pymongoReading(basic, certificate, issuer, at),
    },
  };
}

const isSameIssuer = ({ certId: a }: SingleOcspResponse, other: SingleOcspResponse | undefined): boolean =>
  other !== undefined &&
  a.digestOid === other.certId.digestOid &&
  equal(a.issuerNameHash, other.certId.issuerNameHash) &&
  equal(a.issuerKeyHash, other.certId.issuerKeyHash);

/** Whose status it is instead. */
function otherCertificate(
  { responses }: BasicOcsp,
  { certificate, issuers, chain = [] }: StapleInput,
  issuer: Certificate | undefined,
): StapleProblem {
  const sameIssuer =
    issuer === undefined ? null : responses.some(({ certId }) => isIssuedBy(certId, certificate.issuer.der, issuer));
  const places = [...chain.entries()].flatMap(([place, other]) =>
    responses.some((one) =>
      isAbout(
        one,
        other,
        issuers.find((candidate) => isLikelyIssuer(candidate, other)),
      ),
    )
      ? [place]
      : [],
  );
  return { kind: 'otherCertificate', serials: responses.map(({ certId }) => certId.serial), sameIssuer, places };
}

/** By certID: the serial, and digests of the issuer's name and key, where the issuer is at hand. */
function isAbout({ certId }: SingleOcspResponse, certificate: Certificate, issuer: Certificate | undefined): boolean {
  return certId.serial === certificate.serial && isIssuedBy(certId, certificate.issuer.der, issuer);
}

function isIssuedBy(
  { digestOid, issuerNameHash, issuerKeyHash }: SingleOcspResponse['certId'],
  issuerName: Uint8Array,
  issuer: Certificate | undefined,
): boolean {
  const digest = digestAlgorithms.get(digestOid);
  if (digest === undefined) return false;
  const name = digestOctets(digest, issuerName);
  if (name === null || !equal(name, issuerNameHash)) return false;
  if (issuer === undefined) return true;
  const key = digestOctets(digest, issuer.publicKeyBits);
  return key !== null && equal(key, issuerKeyHash);
}

function statusOf(single: SingleOcspResponse, { producedAt }: BasicOcsp): OcspStatus {
  const { status, revokedAt, reason, thisUpdate, nextUpdate } = single;
  return { status, revokedAt, reason, producedAt, thisUpdate, nextUpdate };
}

/** RFC 6960 section 4.2.2.2: the issuer itself signed, or one whom it certified for this. */
function signerProblems(basic: BasicOcsp, issuer: Certificate, at: UnixMs): StapleProblem[] {
  if (isResponder(issuer, basic)) return signatureProblems(basic, issuer);
  const named = basic.certificates.filter((certificate) => isResponder(certificate, basic));
  const delegate = named.find(
    (certificate) => isLikelyIssuer(issuer, certificate) && checkCertificateSignature(certificate, issuer) === 'valid',
  );
  if (delegate === undefined) return [{ kind: 'foreignSigner', responder: responderText(basic, named[0]) }];
  const responder = delegate.subject.rfc4514;
  const mayAnswer = delegate.extendedKeyUsage?.includes(extendedKeyUsages.OCSPSigning) ?? false;
  return [
    ...signatureProblems(basic, delegate),
    ...(mayAnswer ? [] : [{ kind: 'signerWithoutUsage', responder } as const]),
    ...(isWithinValidity(delegate, at) ? [] : [{ kind: 'signerExpired', responder } as const]),
  ];
}

function signatureProblems({ signatureAlgorithm, tbs, signature }: BasicOcsp, signer: Certificate): StapleProblem[] {
  return checkSignature(signatureAlgorithm, tbs, signature, signer) === 'valid' ? [] : [{ kind: 'badSignature' }];
}

function isResponder({ subject, publicKeyBits }: Certificate, { responder }: BasicOcsp): boolean {
  if (responder.kind === 'name') return isSameName(subject, responder.name);
  const hash = digestOctets('sha1', publicKeyBits);
  return hash !== null && equal(hash, responder.hash);
}

function responderText({ responder }: BasicOcsp, certificate: Certificate | undefined): string {
  if (responder.kind === 'name') return responder.name.rfc4514;
  return certificate?.subject.rfc4514 ?? `key ${toHex(responder.hash)}`;
}

/** Valid from thisUpdate, up to but without nextUpdate; without a nextUpdate, from then on. */
function timeProblems({ thisUpdate, nextUpdate }: SingleOcspResponse, at: UnixMs): StapleProblem[] {
  return [
    ...(at < thisUpdate ? [{ kind: 'notYetValid', thisUpdate } as const] : []),
    ...(nextUpdate !== null && nextUpdate <= at ? [{ kind: 'stale', nextUpdate } as const] : []),
  ];
}
