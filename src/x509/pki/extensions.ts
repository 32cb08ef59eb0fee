/** The extensions of RFC 5280 section 4.2 that something here looks at, read from what the extnValue holds. */
import type { Result } from '../../base/result.ts';
import type { Certificate, Extension, KeyUsage } from './certificate.ts';
import { DerReader, context, decodeDer, primitive, tags } from './der.ts';
import { readGeneralName, readGeneralNames } from './general-name.ts';
import { nameConstraints, readEncodedName } from './name-constraints.ts';
import { extensionOids as ids } from './oid.ts';
import type { PkiProblem } from './pki-problem.ts';

/** The part of a certificate that its extensions say. */
export type ExtensionFields = Pick<
  Certificate,
  | 'subjectAltName'
  | 'basicConstraints'
  | 'keyUsage'
  | 'extendedKeyUsage'
  | 'subjectKeyIdentifier'
  | 'authorityKeyIdentifier'
  | 'ocspUrls'
  | 'caIssuersUrls'
  | 'crlUrls'
  | 'mustStaple'
  | 'extensions'
  | 'malformedExtensions'
>;

/** Reads `extensions [3]` of a tbsCertificate, or nothing where there are none. */
export function readExtensions(tbs: DerReader): ExtensionFields {
  const fields: Writable<ExtensionFields> = {
    subjectAltName: null,
    basicConstraints: null,
    keyUsage: null,
    extendedKeyUsage: null,
    subjectKeyIdentifier: null,
    authorityKeyIdentifier: null,
    ocspUrls: [],
    caIssuersUrls: [],
    crlUrls: [],
    mustStaple: false,
    extensions: [],
  };
  if (tbs.next !== context(3)) return fields;
  const explicit = tbs.enter(context(3), 'extensions');
  const extensions = readExtensionList(explicit, 'extensions');
  explicit.end();
  const malformed: string[] = [];
  const seen = new Set<string>();
  for (const { oid, critical, value } of extensions) {
    const readable = readers.has(oid);
    if (readable && (seen.has(oid) || !readInto(fields, oid, critical, value))) malformed.push(oid);
    seen.add(oid);
  }
  fields.extensions = extensions;
  if (malformed.length > 0) fields.malformedExtensions = malformed;
  return fields;
}

/** Extensions (RFC 5280 4.1): a SEQUENCE of them, not looked into. More than anybody has use for are refused. */
export function readExtensionList(r: DerReader, field: string): Extension[] {
  const list = r.enter(tags.sequence, field);
  const extensions: Extension[] = [];
  while (!list.isEmpty) {
    if (extensions.length === mostExtensions) list.fail('lengthOutOfRange', 'extension');
    const item = list.enter(tags.sequence, 'extension');
    const oid = item.oid('extnID');
    const critical = item.next === tags.boolean && item.boolean('critical');
    const value = item.content(tags.octetString, 'extnValue');
    item.end();
    extensions.push({ oid, critical, value });
  }
  return extensions;
}

const mostExtensions = 4096;

/** AuthorityKeyIdentifier (RFC 5280 4.2.1.1), all of it. `issuer`: the first directory name, encoded. */
export interface AuthorityKeyIdentifier {
  readonly keyIdentifier: Uint8Array | null;
  readonly issuer: Uint8Array | null;
  /** Content of the INTEGER. */
  readonly serial: Uint8Array | null;
}

/** Reads an AuthorityKeyIdentifier. */
export function readAuthorityKeyIdentifier(value: Uint8Array): Result<AuthorityKeyIdentifier, PkiProblem> {
  return decodeDer('AuthorityKeyIdentifier', value, authorityKeyIdentifier);
}

type Writable<T> = { -readonly [K in keyof T]: T[K] };

function readInto(fields: Writable<ExtensionFields>, oid: string, critical: boolean, value: Uint8Array): boolean {
  const read = readers.get(oid);
  return read === undefined || decodeDer(oid, value, (r) => read(r, fields, critical)).ok;
}

type Read = (r: DerReader, fields: Writable<ExtensionFields>, critical: boolean) => void;

const readers: ReadonlyMap<string, Read> = new Map<string, Read>([
  [
    ids.subjectAltName,
    (r, fields) => {
      fields.subjectAltName = readGeneralNames(r, 'generalNames');
    },
  ],
  [
    ids.basicConstraints,
    (r, fields, critical) => {
      const inner = r.enter(tags.sequence, 'basicConstraints');
      const ca = inner.next === tags.boolean && inner.boolean('cA');
      const written = inner.isEmpty ? null : inner.value('pathLenConstraint', tags.integer);
      inner.end();
      const length = written === null ? null : new DerReader(written, 'pathLenConstraint').number('value');
      if (length !== null && length < 0) r.fail('illegalValue', 'pathLenConstraint');
      // What is beyond 64 bits limits nothing, to OpenSSL.
      const pathLength = written !== null && written.length > 10 ? null : length;
      fields.basicConstraints = { ca, pathLength, critical };
    },
  ],
  [
    ids.keyUsage,
    (r, fields) => {
      const { octets, unusedBits } = r.bits('keyUsage');
      const count = Math.min(keyUsages.length, octets.length * 8 - unusedBits);
      const usages: KeyUsage[] = [];
      for (let i = 0; i < count; i++) {
        const usage = keyUsages[i];
        if (usage !== undefined && (octets[i >> 3] ?? 0) & (0x80 >> (i & 7))) usages.push(usage);
      }
      // RFC 5280 4.2.1.3: at least one bit must be set, and OpenSSL holds certificates to it.
      if (usages.length === 0) r.fail('illegalValue', 'keyUsage');
      fields.keyUsage = usages;
    },
  ],
  [
    ids.extKeyUsage,
    (r, fields) => {
      const list = r.enter(tags.sequence, 'extKeyUsage');
      const usages: string[] = [];
      while (!list.isEmpty) usages.push(list.oid('keyPurposeId'));
      fields.extendedKeyUsage = usages;
    },
  ],
  [
    ids.subjectKeyIdentifier,
    (r, fields) => {
      fields.subjectKeyIdentifier = r.content(tags.octetString, 'keyIdentifier');
    },
  ],
  [
    ids.authorityKeyIdentifier,
    (r, fields) => {
      fields.authorityKeyIdentifier = authorityKeyIdentifier(r).keyIdentifier;
    },
  ],
  [
    ids.authorityInfoAccess,
    (r, fields) => {
      const ocsp: string[] = [];
      const issuers: string[] = [];
      const list = r.enter(tags.sequence, 'authorityInfoAccess');
      while (!list.isEmpty) {
        const item = list.enter(tags.sequence, 'accessDescription');
        const method = item.oid('accessMethod');
        const location = readGeneralName(item);
        item.end();
        if (location.kind !== 'uri') continue;
        if (method === '1.3.6.1.5.5.7.48.1') ocsp.push(location.value);
        else if (method === '1.3.6.1.5.5.7.48.2') issuers.push(location.value);
      }
      fields.ocspUrls = ocsp;
      fields.caIssuersUrls = issuers;
    },
  ],
  [
    ids.cRLDistributionPoints,
    (r, fields) => {
      const urls: string[] = [];
      const list = r.enter(tags.sequence, 'cRLDistributionPoints');
      while (!list.isEmpty) {
        const point = list.enter(tags.sequence, 'distributionPoint');
        const isNamed = point.next === context(0);
        if (isNamed) {
          const name = point.enter(context(0), 'distributionPoint');
          if (name.next === context(0)) {
            for (const full of readGeneralNames(name, 'fullName', context(0)))
              if (full.kind === 'uri') urls.push(full.value);
          } else name.value('nameRelativeToCRLIssuer', context(1));
          name.end();
        }
        if (point.next === primitive(1)) point.bits('reasons', primitive(1));
        const issuers = point.next === context(2) ? readGeneralNames(point, 'cRLIssuer', context(2)) : [];
        point.end();
        // RFC 5280 4.2.1.13: reasons alone are no distribution point.
        if (!isNamed && issuers.length === 0) r.fail('illegalValue', 'distributionPoint');
      }
      fields.crlUrls = urls;
    },
  ],
  [
    ids.tlsFeature,
    (r, fields) => {
      const list = r.enter(tags.sequence, 'features');
      // 5 is status_request (RFC 7633 section 4).
      while (!list.isEmpty) if (list.number('feature') === 5) fields.mustStaple = true;
    },
  ],
  [
    ids.proxyCertInfo,
    (r) => {
      const inner = r.enter(tags.sequence, 'proxyCertInfo');
      if (inner.next === tags.integer) inner.integer('pCPathLenConstraint');
      const policy = inner.enter(tags.sequence, 'proxyPolicy');
      inner.end();
      policy.oid('policyLanguage');
      if (!policy.isEmpty) policy.content(tags.octetString, 'policy');
      policy.end();
    },
  ],
  [ids.netscapeCertType, (r) => void r.bits('netscapeCertType')],
  [ids.nameConstraints, (r) => void nameConstraints(r)],
]);

function authorityKeyIdentifier(r: DerReader): AuthorityKeyIdentifier {
  const inner = r.enter(tags.sequence, 'authorityKeyIdentifier');
  const keyIdentifier = inner.next === primitive(0) ? inner.content(primitive(0), 'keyIdentifier') : null;
  let issuer: Uint8Array | null = null;
  if (inner.next === context(1)) {
    const names = inner.enter(context(1), 'authorityCertIssuer');
    while (!names.isEmpty) {
      const name = readEncodedName(names);
      if (name.tag === context(4)) issuer ??= name.content;
    }
  }
  const serial = inner.next === primitive(2) ? inner.integer('authorityCertSerialNumber', primitive(2)) : null;
  inner.end();
  return { keyIdentifier, issuer, serial };
}

/** The bits of KeyUsage in order, RFC 5280 4.2.1.3. */
export const keyUsages: readonly KeyUsage[] = [
  'digitalSignature',
  'nonRepudiation',
  'keyEncipherment',
  'dataEncipherment',
  'keyAgreement',
  'keyCertSign',
  'cRLSign',
  'encipherOnly',
  'decipherOnly',
];
