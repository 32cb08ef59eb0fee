import { noOctets, toHex } from '../../base/octets.ts';
import type { Result } from '../../base/result.ts';
import type { UnixMs } from '../../base/time.ts';
import { context, decodeDer, primitive, tags } from './der.ts';
import type { DerReader } from './der.ts';
import { readExtensions } from './extensions.ts';
import { readName } from './name.ts';
import { otherSignatureNames, signatureAlgorithms } from './oid.ts';
import type { PkiProblem } from './pki-problem.ts';
import { readPublicKey } from './public-key.ts';

/** One attribute of a distinguished name. */
export interface NameAttribute {
  /** Dotted OID. */
  readonly type: string;
  /** OpenSSL's short name (`CN`, `O`, `DC`, …) or the dotted OID. */
  readonly shortName: string;
  /** Decoded text. May hold anything: show it escaped. */
  readonly value: string;
}

/** A distinguished name: relative names in the order of the encoding, each with one attribute or more. */
export interface DistinguishedName {
  readonly rdns: readonly (readonly NameAttribute[])[];
  /** RFC 4514 string, most specific first, as `openssl x509 -nameopt RFC2253` prints it: `CN=db1.example.net,O=Example`. */
  readonly rfc4514: string;
  /** The encoding, for comparison. */
  readonly der: Uint8Array;
}

/** A subjectAltName entry (RFC 5280 4.2.1.6). IP addresses in text form; kinds that nothing compares are `other`. */
export interface GeneralName {
  readonly kind: 'dns' | 'ip' | 'email' | 'uri' | 'directory' | 'registeredId' | 'other';
  /** Decoded text, unescaped. */
  readonly value: string;
}

export type PublicKeyFacts =
  | { readonly kind: 'rsa'; readonly bits: number }
  | { readonly kind: 'rsa-pss'; readonly bits: number }
  | { readonly kind: 'ec'; readonly curve: string; readonly bits: number } // curve: RFC name (secp256r1) or dotted OID
  | { readonly kind: 'ed25519' | 'ed448'; readonly bits: number }
  | { readonly kind: 'dsa'; readonly bits: number }
  | { readonly kind: 'other'; readonly oid: string; readonly bits: number };

/**
 * An X.509 certificate (RFC 5280 section 4.1) as far as verification and reports look at it. Absent extensions are null.
 * The octets are views into `der`.
 */
export interface Certificate {
  readonly der: Uint8Array;
  /** `tbsCertificate`, the octets that are signed. */
  readonly tbs: Uint8Array;
  /** 1, 2 or 3. */
  readonly version: number;
  /** Serial number as lower-case hexadecimal without leading zero octets; negative numbers begin with `-`. */
  readonly serial: string;
  readonly issuer: DistinguishedName;
  readonly subject: DistinguishedName;
  readonly notBefore: UnixMs;
  /** The last moment of validity; OpenSSL counts a certificate as expired from this very second. */
  readonly notAfter: UnixMs;
  /** Which of these two is not written as RFC 5280 4.1.2.5 wants it; its value is 0 then. Absent: none. */
  readonly malformedTimes?: readonly ('notBefore' | 'notAfter')[];
  /** `subjectPublicKeyInfo`, DER. */
  readonly spki: Uint8Array;
  /** Content of the subjectPublicKey BIT STRING: what key identifiers and OCSP hash. */
  readonly publicKeyBits: Uint8Array;
  readonly publicKey: PublicKeyFacts;
  /** Signature algorithm: dotted OID, RFC-like name (`sha256WithRSAEncryption`), parameters as DER (null: absent). */
  readonly signatureAlgorithm: { readonly oid: string; readonly name: string; readonly parameters: Uint8Array | null };
  readonly signature: Uint8Array;
  readonly subjectAltName: readonly GeneralName[] | null;
  readonly basicConstraints: {
    readonly ca: boolean;
    readonly pathLength: number | null;
    readonly critical: boolean;
  } | null;
  /** Names of RFC 5280 4.2.1.3: `digitalSignature`, `keyCertSign`, … */
  readonly keyUsage: readonly KeyUsage[] | null;
  /** Dotted OIDs. */
  readonly extendedKeyUsage: readonly string[] | null;
  readonly subjectKeyIdentifier: Uint8Array | null;
  readonly authorityKeyIdentifier: Uint8Array | null;
  /** AIA: where the responder and the issuer's certificate are said to be. */
  readonly ocspUrls: readonly string[];
  readonly caIssuersUrls: readonly string[];
  readonly crlUrls: readonly string[];
  /** RFC 7633 TLS Feature status_request: a staple must be sent. */
  readonly mustStaple: boolean;
  /** Every extension, in order, known or not. */
  readonly extensions: readonly Extension[];
  /**
   * OIDs of the extensions above whose content is not what RFC 5280 says, or that stand there more than once; their fields
   * are null or empty. OpenSSL links no path over such a certificate. Absent: none.
   */
  readonly malformedExtensions?: readonly string[];
}

/** One extension; `value` is what the extnValue holds. */
export interface Extension {
  readonly oid: string;
  readonly critical: boolean;
  readonly value: Uint8Array;
}

export type KeyUsage =
  | 'digitalSignature'
  | 'nonRepudiation'
  | 'keyEncipherment'
  | 'dataEncipherment'
  | 'keyAgreement'
  | 'keyCertSign'
  | 'cRLSign'
  | 'encipherOnly'
  | 'decipherOnly';

/**
 * Reads a certificate (RFC 5280 section 4.1), strictly in its DER and as leniently as OpenSSL in what it says: a version,
 * serial number or key that nothing allows is data, an extension that cannot be read is named in `malformedExtensions`.
 */
export function readCertificate(der: Uint8Array): Result<Certificate, PkiProblem> {
  return decodeDer('Certificate', der, (file) => {
    const outer = file.enter(tags.sequence, 'certificate');
    const tbs = outer.enter(tags.sequence, 'tbsCertificate');
    const signatureAlgorithm = readAlgorithm(outer, 'signatureAlgorithm');
    const signed = outer.bits('signatureValue');
    // OpenSSL takes a signature for bad whose last octet is not a whole one.
    const signature = signed.unusedBits === 0 ? signed.octets : noOctets;
    outer.end();

    const version = tbs.next === context(0) ? explicitVersion(tbs) + 1 : 1;
    const serial = serialText(tbs.integer('serialNumber'));
    tbs.value('signature', tags.sequence);
    const issuer = readName(tbs, 'issuer');
    const validity = tbs.enter(tags.sequence, 'validity');
    const notBefore = validity.looseTime('notBefore');
    const notAfter = validity.looseTime('notAfter');
    validity.end();
    const malformedTimes = (['notBefore', 'notAfter'] as const).filter(
      (field) => (field === 'notBefore' ? notBefore : notAfter) === null,
    );
    const subject = readName(tbs, 'subject');
    const { spki, publicKeyBits, publicKey } = readPublicKey(tbs, 'subjectPublicKeyInfo');
    if (tbs.next === primitive(1)) tbs.content(primitive(1), 'issuerUniqueID');
    if (tbs.next === primitive(2)) tbs.content(primitive(2), 'subjectUniqueID');
    const extensions = readExtensions(tbs);
    tbs.end();
    return {
      der,
      tbs: tbs.whole,
      version,
      serial,
      issuer,
      subject,
      notBefore: notBefore ?? 0,
      notAfter: notAfter ?? 0,
      ...(malformedTimes.length === 0 ? {} : { malformedTimes }),
      spki,
      publicKeyBits,
      publicKey,
      signatureAlgorithm,
      signature,
      ...extensions,
    };
  });
}

/** An AlgorithmIdentifier (RFC 5280 4.1.1.2), with the name of the signature algorithm where it is one. */
export function readAlgorithm(r: DerReader, field: string): Certificate['signatureAlgorithm'] {
  const inner = r.enter(tags.sequence, field);
  const oid = inner.oid('algorithm');
  const parameters = inner.isEmpty ? null : inner.value('parameters');
  inner.end();
  const name = signatureAlgorithms.get(oid)?.name ?? otherSignatureNames.get(oid) ?? oid;
  return { oid, name, parameters };
}

/** An INTEGER's content as hexadecimal, `-` before the magnitude of a negative one. */
export function serialText(content: Uint8Array): string {
  if ((content[0] ?? 0) < 0x80) return magnitudeText(content);
  const magnitude = Uint8Array.from(content);
  let carry = 1;
  for (let i = magnitude.length - 1; i >= 0; i--) {
    const sum = (~(magnitude[i] ?? 0) & 0xff) + carry;
    magnitude[i] = sum & 0xff;
    carry = sum >> 8;
  }
  return `-${magnitudeText(magnitude)}`;
}

const magnitudeText = (octets: Uint8Array): string =>
  toHex(octets[0] === 0 && octets.length > 1 ? octets.subarray(1) : octets);

function explicitVersion(tbs: DerReader): number {
  const inner = tbs.enter(context(0), 'version');
  const version = inner.number('version');
  inner.end();
  return version;
}
