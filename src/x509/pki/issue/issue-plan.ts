/** What can be asked of `issue.ts`. Every default is sound, so that a plan shows only what it breaks. */
import type { KeyObject } from 'node:crypto';
import type { UnixMs } from '../../../base/time.ts';
import type { KeyUsage } from '../certificate.ts';
import type { Digest } from '../oid.ts';
import type { StringKind } from './asn1-write.ts';
import type { Issued } from './issued.ts';

/** The kinds of key that {@link createKey} makes; `explicit`: the curve in numbers (RFC 5480 2.1.1 forbids it). EC takes well under a millisecond, RSA up to a second. */
export type KeyKind =
  | 'ec-p192'
  | 'ec-p224'
  | 'ec-p256'
  | 'ec-p384'
  | 'ec-p521'
  | 'ec-p256-explicit'
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
  /** `null` as if absent: no subjectAltName. */
  readonly san?: readonly GeneralNamePlan[] | null;
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
