/**
 * Certificate revocation lists (RFC 5280 section 5), read by our own DER reader instead of pkijs: a CRL of a large CA has
 * hundreds of thousands of entries, of which a verification wants one or two. pkijs makes some ten objects of each entry;
 * here the entries stay octets, are walked through once to see that they are sound, and once more for each serial number
 * that is asked for. A CRL of 32 MiB so costs its own octets and nothing else.
 */
import { noOctets } from '../../../base/octets.ts';
import { failed } from '../../../base/result.ts';
import type { Result } from '../../../base/result.ts';
import type { UnixMs } from '../../../base/time.ts';
import { readAlgorithm, serialText } from '../certificate.ts';
import type { Certificate, DistinguishedName, Extension } from '../certificate.ts';
import { context, decodeDer, primitive, tags } from '../der.ts';
import type { DerReader } from '../der.ts';
import { readAuthorityKeyIdentifier, readExtensionList } from '../extensions.ts';
import type { AuthorityKeyIdentifier } from '../extensions.ts';
import { readName } from '../name.ts';
import { extensionOids as ids } from '../oid.ts';
import type { PkiProblem } from '../pki-problem.ts';
import { noEntries, readCrlEntries } from './crl-entries.ts';
import type { CrlEntries } from './crl-entries.ts';
import { readDistributionPointName, readReasonFlags } from './distribution-point.ts';
import type { DistributionPointName } from './distribution-point.ts';

/** The longest CRL that is read, in octets: the largest public ones have some 20 MiB. */
export const longestCrl = 32 * 1024 * 1024;

/** A CRL (RFC 5280 section 5.1) as far as verification and reports look at it. The octets are views into `der`. */
export interface Crl {
  readonly der: Uint8Array;
  /** `tbsCertList`, the octets that are signed. */
  readonly tbs: Uint8Array;
  readonly issuer: DistinguishedName;
  /** Null: written in a form that RFC 5280 forbids, which OpenSSL finds out only when it compares. */
  readonly thisUpdate: UnixMs | null;
  /** `absent`: the CRL does not say when the next one comes, and never ends. Null: malformed. */
  readonly nextUpdate: UnixMs | 'absent' | null;
  readonly signatureAlgorithm: Certificate['signatureAlgorithm'];
  readonly signature: Uint8Array;
  readonly authorityKeyIdentifier: AuthorityKeyIdentifier | null;
  /** cRLNumber, hexadecimal as a serial number; null: absent. */
  readonly number: string | null;
  /** BaseCRLNumber of a delta CRL (RFC 5280 5.2.4); null: it is a complete one. */
  readonly baseNumber: string | null;
  readonly issuingDistributionPoint: IssuingDistributionPoint | null;
  /** cRLExtensions, in order. */
  readonly extensions: readonly Extension[];
  /** OIDs of the extensions above whose content is malformed, or that stand there twice; their fields are null. */
  readonly malformedExtensions: readonly string[];
  readonly entries: CrlEntries;
  /**
   * Set where `der` is no more the CRL that was signed, but holds of its entries only those that concern a chain: whose keys
   * were seen to have made the signature when it was whole (SHA-256 of subjectPublicKeyInfo, hexadecimal).
   */
  readonly excerpt?: { readonly signedBy: readonly string[] };
}

/** IssuingDistributionPoint (RFC 5280 5.2.5): which certificates a CRL is about. */
export interface IssuingDistributionPoint {
  readonly name: DistributionPointName | null;
  readonly onlyContainsUserCerts: boolean;
  readonly onlyContainsCACerts: boolean;
  readonly onlyContainsAttributeCerts: boolean;
  /** Entries may be of certificates that other CAs issued. */
  readonly indirect: boolean;
  /** ReasonFlags of onlySomeReasons; null: all. */
  readonly onlySomeReasons: number | null;
}

/** Reads a CRL of at most {@link longestCrl} octets, strictly in its DER and as leniently as OpenSSL in what it says. */
export function readCrl(der: Uint8Array): Result<Crl, PkiProblem> {
  if (der.length > longestCrl) return failed({ kind: 'lengthOutOfRange', path: 'CertificateList', offset: 0 });
  return decodeDer('CertificateList', der, (file) => {
    const outer = file.enter(tags.sequence, 'certificateList');
    const tbs = outer.enter(tags.sequence, 'tbsCertList');
    const signatureAlgorithm = readAlgorithm(outer, 'signatureAlgorithm');
    const signed = outer.bits('signatureValue');
    outer.end();

    if (tbs.next === tags.integer) tbs.integer('version');
    tbs.value('signature', tags.sequence);
    const issuer = readIssuer(tbs);
    const thisUpdate = lenientTime(tbs, 'thisUpdate');
    const nextUpdate = isTime(tbs.next) ? lenientTime(tbs, 'nextUpdate') : 'absent';
    const entries =
      tbs.next === tags.sequence ? readCrlEntries(tbs.enter(tags.sequence, 'revokedCertificates')) : noEntries;
    const extensions = tbs.next === context(0) ? readCrlExtensions(tbs) : { extensions: [], ...noFields };
    tbs.end();
    return {
      der,
      tbs: tbs.whole,
      issuer,
      thisUpdate,
      nextUpdate,
      signatureAlgorithm,
      // As in a certificate: a signature is whole octets.
      signature: signed.unusedBits === 0 ? signed.octets : noOctets,
      ...extensions,
      entries,
    };
  });
}

type Fields = Pick<
  Crl,
  'authorityKeyIdentifier' | 'number' | 'baseNumber' | 'issuingDistributionPoint' | 'malformedExtensions'
>;

const noFields: Fields = {
  authorityKeyIdentifier: null,
  number: null,
  baseNumber: null,
  issuingDistributionPoint: null,
  malformedExtensions: [],
};

function readCrlExtensions(tbs: DerReader): Fields & Pick<Crl, 'extensions'> {
  const explicit = tbs.enter(context(0), 'crlExtensions');
  const extensions = readExtensionList(explicit, 'extensions');
  explicit.end();
  const malformed: string[] = [];
  const field = <T>(oid: string, read: (value: Uint8Array) => Result<T, PkiProblem>): T | null => {
    const [first, second] = extensions.filter((extension) => extension.oid === oid);
    if (first === undefined) return null;
    const value = read(first.value);
    if (value.ok && second === undefined) return value.value;
    malformed.push(oid);
    return null;
  };
  return {
    extensions,
    authorityKeyIdentifier: field(ids.authorityKeyIdentifier, readAuthorityKeyIdentifier),
    number: field(ids.cRLNumber, readNumber),
    baseNumber: field(ids.deltaCRLIndicator, readNumber),
    issuingDistributionPoint: field(ids.issuingDistributionPoint, readIssuingDistributionPoint),
    malformedExtensions: malformed,
  };
}

const readNumber = (value: Uint8Array): Result<string, PkiProblem> =>
  decodeDer('CRLNumber', value, (r) => serialText(r.integer('crlNumber')));

function readIssuingDistributionPoint(value: Uint8Array): Result<IssuingDistributionPoint, PkiProblem> {
  return decodeDer('IssuingDistributionPoint', value, (r) => {
    const inner = r.enter(tags.sequence, 'issuingDistributionPoint');
    const isSet = (number: number, field: string): boolean =>
      inner.next === primitive(number) && inner.boolean(field, primitive(number));
    const point: IssuingDistributionPoint = {
      name: inner.next === context(0) ? readDistributionPointName(inner.enter(context(0), 'distributionPoint')) : null,
      onlyContainsUserCerts: isSet(1, 'onlyContainsUserCerts'),
      onlyContainsCACerts: isSet(2, 'onlyContainsCACerts'),
      onlySomeReasons: inner.next === primitive(3) ? readReasonFlags(inner, primitive(3)) : null,
      indirect: isSet(4, 'indirectCRL'),
      onlyContainsAttributeCerts: isSet(5, 'onlyContainsAttributeCerts'),
    };
    inner.end();
    return point;
  });
}

/** A name that is longer than any in use would cost much more memory than it has octets. */
function readIssuer(tbs: DerReader): DistinguishedName {
  const encoded = tbs.value('issuer', tags.sequence);
  if (encoded.length > longestName) tbs.fail('lengthOutOfRange', 'issuer');
  const read = decodeDer('issuer', encoded, (r) => readName(r, 'issuer'));
  return read.ok ? read.value : tbs.fail(read.problem.kind, 'issuer');
}

const isTime = (tag: number): boolean => tag === tags.utcTime || tag === tags.generalizedTime;

/** A time; null where its type is right and its text is not. */
function lenientTime(r: DerReader, field: string): UnixMs | null {
  if (!isTime(r.next)) r.fail('unexpectedTag', field);
  const read = decodeDer(field, r.value(field), (inner) => inner.time(field));
  return read.ok ? read.value : null;
}

const longestName = 16 * 1024;
