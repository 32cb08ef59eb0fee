/**
 * Issues certificates and OCSP responses for the lab and the tests. Every default is sound, so that a call shows only what
 * it breaks. Reach it by `await import()`: asn1js comes with it.
 *
 *     const root = await issueCertificate({ subject: [['CN', 'Root']], ca: true, ...times });
 *     const leaf = await issueCertificate({ subject: [['CN', 'a.test']], san: [{ dns: 'a.test' }], issuer: root, ...times });
 *     const staple = await issueOcspResponse({ certificate: leaf.certificate, issuer: root, status: 'good', thisUpdate });
 */
import { createHash, createPublicKey, generateKeyPairSync, randomBytes } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import type { UnixMs } from '../../base/time.ts';
import {
  bitString,
  boolean,
  derOf,
  encoded,
  implicit,
  integer,
  octetString,
  oid,
  sequence,
  setOf,
  tagged,
  text,
  time,
} from './asn1-write.ts';
import type { Node, StringKind } from './asn1-write.ts';
import type { KeyUsage } from './certificate.ts';
import { decodeDer } from './der.ts';
import { ipOctets } from './general-name.ts';
import { algorithmFor, issued } from './issued.ts';
import type { Issued } from './issued.ts';
import { attributeNames, extendedKeyUsages, extensionOids as ids } from './oid.ts';
import type { Digest } from './oid.ts';
import { readPublicKey } from './public-key.ts';

export { issued } from './issued.ts';
export type { Issued } from './issued.ts';
export { issueOcspResponse } from './issue-ocsp.ts';
export type { OcspPlan } from './issue-ocsp.ts';

/** The kinds of key that {@link createKey} makes. EC takes well under a millisecond, RSA up to a second. */
export type KeyKind =
  | 'ec-p192'
  | 'ec-p224'
  | 'ec-p256'
  | 'ec-p384'
  | 'ec-p521'
  | 'rsa-1024'
  | 'rsa-2048'
  | 'rsa-3072'
  | 'rsa-4096'
  | 'rsa-pss-2048'
  | 'ed25519'
  | 'ed448';

/** A key pair. */
export interface KeyMaterial {
  readonly privateKey: KeyObject;
  readonly publicKey: KeyObject;
}

/** One attribute of a name to write: short name (`CN`) or dotted OID, value, and how to encode it (UTF8String by default). */
export type AttributePlan = readonly [type: string, value: string, kind?: StringKind];

/** A name to write: relative names in the order of the encoding; one of several attributes is a list of them. */
export type NamePlan = readonly (AttributePlan | readonly AttributePlan[])[];

/** A GeneralName to write. An `ip` of constraints may carry a mask: `192.0.2.0/24`. */
export type GeneralNamePlan =
  | { readonly dns: string }
  | { readonly ip: string }
  | { readonly email: string }
  | { readonly uri: string }
  | { readonly directory: NamePlan }
  | { readonly registeredId: string };

/** An extension to write as it is. `value`: the content of extnValue. */
export interface ExtensionPlan {
  readonly oid: string;
  readonly critical?: boolean;
  readonly value: Uint8Array;
}

/** A certificate to issue. `null` leaves out an extension that is written by default. */
export interface CertificatePlan {
  readonly subject: NamePlan;
  /** Absent: signed by its own key. */
  readonly issuer?: Issued;
  /** Issuer name where it shall not be the issuer's subject. */
  readonly issuerName?: NamePlan;
  /** Default: a fresh EC P-256 key. A kind makes a fresh one of that kind. */
  readonly key?: KeyMaterial | KeyKind;
  readonly notBefore: UnixMs;
  readonly notAfter: UnixMs;
  readonly san?: readonly GeneralNamePlan[];
  readonly sanCritical?: boolean;
  /** Default false. A CA gets basicConstraints and the usages keyCertSign and cRLSign, others what a TLS server needs. */
  readonly ca?: boolean;
  readonly pathLength?: number;
  /** `null`: no basicConstraints. */
  readonly basicConstraints?: null;
  readonly keyUsage?: readonly KeyUsage[] | null;
  /** Names (`serverAuth`) or dotted OIDs. */
  readonly extendedKeyUsage?: readonly string[] | null;
  readonly subjectKeyIdentifier?: Uint8Array | null;
  readonly authorityKeyIdentifier?: Uint8Array | null;
  readonly ocspUrl?: string;
  readonly caIssuersUrl?: string;
  readonly crlUrl?: string;
  readonly mustStaple?: boolean;
  readonly nameConstraints?: {
    readonly permitted?: readonly GeneralNamePlan[];
    readonly excluded?: readonly GeneralNamePlan[];
  };
  /** Default sha256 (ignored by Ed25519 and Ed448). */
  readonly digest?: Digest;
  /** Sign with RSASSA-PSS; default only for keys that are bound to it. */
  readonly pss?: boolean;
  /** Default: 16 random octets. */
  readonly serial?: bigint;
  /** 1, 2 or 3 (default). Below 3 no extension is written. */
  readonly version?: 1 | 2 | 3;
  /** Written after the others. */
  readonly extensions?: readonly ExtensionPlan[];
  /** Flips one bit of the signature. */
  readonly corruptSignature?: boolean;
}

/** Makes a key pair of a kind. */
export function createKey(kind: KeyKind = 'ec-p256'): KeyMaterial {
  const curve = namedCurves.get(kind);
  if (curve !== undefined) return generateKeyPairSync('ec', { namedCurve: curve });
  if (kind === 'ed25519') return generateKeyPairSync('ed25519');
  if (kind === 'ed448') return generateKeyPairSync('ed448');
  if (kind === 'rsa-pss-2048') return generateKeyPairSync('rsa-pss', { modulusLength: 2048 });
  return generateKeyPairSync('rsa', { modulusLength: Number(kind.slice('rsa-'.length)) });
}

/** Issues a certificate. Throws where the plan cannot be encoded: it is the caller's own. */
export async function issueCertificate(plan: CertificatePlan): Promise<Issued> {
  const key = keyOf(plan.key);
  const spki = new Uint8Array(key.publicKey.export({ type: 'spki', format: 'der' }));
  const signer = plan.issuer?.key ?? key.privateKey;
  const algorithm = algorithmFor(signer, plan.digest, plan.pss);
  const subject = nameNode(plan.subject);
  const version = plan.version ?? 3;
  const tbs = sequence(
    ...(version === 1 ? [] : [tagged(0, integer(version - 1))]),
    integer(plan.serial ?? randomSerial()),
    algorithm.node(),
    plan.issuerName ? nameNode(plan.issuerName) : plan.issuer ? encoded(plan.issuer.certificate.subject.der) : subject,
    sequence(time(plan.notBefore), time(plan.notAfter)),
    subject,
    encoded(spki),
    ...(version === 3 ? extensionNodes(plan, spki) : []),
  );
  const signature = algorithm.sign(derOf(tbs), plan.corruptSignature);
  const der = derOf(sequence(tbs, algorithm.node(), bitString(signature)));
  return issued(der, key.privateKey);
}

/** The node of a name. */
export const nameNode = (plan: NamePlan): Node =>
  sequence(...plan.map((part) => (isAttribute(part) ? setOf(attribute(part)) : setOf(...part.map(attribute)))));

/** The SHA-1 of the subjectPublicKey bits: the usual key identifier (RFC 5280 4.2.1.2, method 1). */
export function keyIdentifier(publicKeyBits: Uint8Array): Uint8Array {
  return new Uint8Array(createHash('sha1').update(publicKeyBits).digest());
}

function extensionNodes(plan: CertificatePlan, spki: Uint8Array): Node[] {
  const ca = plan.ca ?? false;
  const isRsa = keyTypeOf(spki) === 'rsa';
  const usage =
    plan.keyUsage === undefined
      ? ca
        ? caUsages
        : isRsa
          ? (['digitalSignature', 'keyEncipherment'] as const)
          : serverUsages
      : plan.keyUsage;
  const extended = plan.extendedKeyUsage === undefined ? (ca ? null : ['serverAuth']) : plan.extendedKeyUsage;
  const ski = plan.subjectKeyIdentifier === undefined ? keyIdentifier(bitsOf(spki)) : plan.subjectKeyIdentifier;
  const aki =
    plan.authorityKeyIdentifier === undefined
      ? (plan.issuer?.certificate.subjectKeyIdentifier ?? null)
      : plan.authorityKeyIdentifier;
  const access: Node[] = [];
  if (plan.ocspUrl !== undefined) access.push(accessNode('1.3.6.1.5.5.7.48.1', plan.ocspUrl));
  if (plan.caIssuersUrl !== undefined) access.push(accessNode('1.3.6.1.5.5.7.48.2', plan.caIssuersUrl));

  const list: Node[] = [];
  const add = (id: string, critical: boolean, value: Node): void => {
    list.push(extension({ oid: id, critical, value: derOf(value) }));
  };
  if (plan.basicConstraints !== null) {
    const fields = ca ? [boolean(true)] : [];
    if (plan.pathLength !== undefined) fields.push(integer(plan.pathLength));
    add(ids.basicConstraints, true, sequence(...fields));
  }
  if (usage !== null) add(ids.keyUsage, true, keyUsageNode(usage));
  if (extended !== null) add(ids.extKeyUsage, false, sequence(...extended.map((name) => oid(usageOid(name)))));
  if (ski !== null) add(ids.subjectKeyIdentifier, false, octetString(ski));
  if (aki !== null) add(ids.authorityKeyIdentifier, false, sequence(implicit(0, aki)));
  if (plan.san) add(ids.subjectAltName, plan.sanCritical ?? false, sequence(...plan.san.map(generalName)));
  if (access.length > 0) add(ids.authorityInfoAccess, false, sequence(...access));
  if (plan.crlUrl !== undefined) {
    const fullName = tagged(0, tagged(0, generalName({ uri: plan.crlUrl })));
    add(ids.cRLDistributionPoints, false, sequence(sequence(fullName)));
  }
  if (plan.mustStaple) add(ids.tlsFeature, false, sequence(integer(5)));
  if (plan.nameConstraints) {
    const { permitted, excluded } = plan.nameConstraints;
    const subtrees = (names: readonly GeneralNamePlan[]): Node[] => names.map((name) => sequence(generalName(name)));
    add(
      ids.nameConstraints,
      true,
      sequence(
        ...(permitted ? [tagged(0, ...subtrees(permitted))] : []),
        ...(excluded ? [tagged(1, ...subtrees(excluded))] : []),
      ),
    );
  }
  list.push(...(plan.extensions ?? []).map(extension));
  return list.length === 0 ? [] : [tagged(3, sequence(...list))];
}

const extension = (plan: ExtensionPlan): Node =>
  sequence(oid(plan.oid), ...(plan.critical ? [boolean(true)] : []), octetString(plan.value));

const accessNode = (method: string, uri: string): Node => sequence(oid(method), generalName({ uri }));

function generalName(name: GeneralNamePlan): Node {
  if ('dns' in name) return implicit(2, Buffer.from(name.dns, 'latin1'));
  if ('email' in name) return implicit(1, Buffer.from(name.email, 'latin1'));
  if ('uri' in name) return implicit(6, Buffer.from(name.uri, 'latin1'));
  if ('directory' in name) return tagged(4, nameNode(name.directory));
  if ('registeredId' in name) return implicit(8, derOf(oid(name.registeredId)).subarray(2));
  return implicit(7, addressOctets(name.ip));
}

/** An address, or an address and a mask (RFC 5280 4.2.1.10). */
function addressOctets(written: string): Uint8Array {
  const [address = '', prefix] = written.split('/');
  const octets = ipOctets(address);
  if (octets === null) throw new Error(`no IP address: ${written}`);
  if (prefix === undefined) return octets;
  const mask = octets.map((_, index) => 0xff & ~(0xff >> Math.max(0, Math.min(8, Number(prefix) - index * 8))));
  return Buffer.concat([octets, mask]);
}

function keyUsageNode(usages: readonly KeyUsage[]): Node {
  const places = usages.map((usage) => keyUsageOrder.indexOf(usage));
  const highest = Math.max(-1, ...places);
  const octets = new Uint8Array(Math.ceil((highest + 1) / 8));
  for (const place of places) octets[place >> 3] = (octets[place >> 3] ?? 0) | (0x80 >> (place & 7));
  return bitString(octets, octets.length * 8 - (highest + 1));
}

function attribute([type, value, kind]: AttributePlan): Node {
  const id = oidOfAttribute.get(type) ?? type;
  return sequence(oid(id), text(kind ?? usualStrings.get(type) ?? 'utf8', value));
}

const isAttribute = (part: NamePlan[number]): part is AttributePlan => typeof part[0] === 'string';

function keyOf(key: KeyMaterial | KeyKind | undefined): KeyMaterial {
  return key === undefined || typeof key === 'string' ? createKey(key) : key;
}

function randomSerial(): bigint {
  const octets = randomBytes(16);
  octets[0] = ((octets[0] ?? 0) & 0x3f) | 0x40;
  return BigInt(`0x${octets.toString('hex')}`);
}

const keyTypeOf = (spki: Uint8Array): string | undefined =>
  createPublicKey({ key: Buffer.from(spki), format: 'der', type: 'spki' }).asymmetricKeyType;

/** The octets of the BIT STRING that ends a subjectPublicKeyInfo of ours. */
function bitsOf(spki: Uint8Array): Uint8Array {
  const read = decodeDer('subjectPublicKeyInfo', spki, (r) => readPublicKey(r, 'subjectPublicKeyInfo'));
  if (!read.ok) throw new Error(`cannot read our own key: ${read.problem.path}`);
  return read.value.publicKeyBits;
}

const usageOid = (name: string): string => new Map(Object.entries(extendedKeyUsages)).get(name) ?? name;

const namedCurves: ReadonlyMap<KeyKind, string> = new Map([
  ['ec-p192', 'prime192v1'],
  ['ec-p224', 'secp224r1'],
  ['ec-p256', 'prime256v1'],
  ['ec-p384', 'secp384r1'],
  ['ec-p521', 'secp521r1'],
]);

const oidOfAttribute: ReadonlyMap<string, string> = new Map([...attributeNames].map(([id, name]) => [name, id]));

const usualStrings: ReadonlyMap<string, StringKind> = new Map([
  ['C', 'printable'],
  ['serialNumber', 'printable'],
  ['DC', 'ia5'],
  ['emailAddress', 'ia5'],
]);

const caUsages = ['keyCertSign', 'cRLSign'] as const;
const serverUsages = ['digitalSignature'] as const;

const keyUsageOrder: readonly KeyUsage[] = [
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
