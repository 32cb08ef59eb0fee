import type { UnixMs } from '../../../base/time.ts';
import { crlReasonCode } from '../crl/crl-reason.ts';
import type { CrlReason } from '../crl/crl-reason.ts';
import { extensionOids as ids } from '../oid.ts';
import type { Digest } from '../oid.ts';
import {
  bitString,
  boolean,
  derOf,
  encoded,
  enumerated,
  implicit,
  integer,
  octetString,
  oid,
  sequence,
  tagged,
  time,
} from './asn1-write.ts';
import type { Node } from './asn1-write.ts';
import { generalNameNode, nameNode } from './issue-names.ts';
import type { ExtensionPlan, GeneralNamePlan, NamePlan } from './issue-plan.ts';
import { algorithmFor } from './issued.ts';
import type { Issued } from './issued.ts';

/** A CRL to issue (RFC 5280 section 5). */
export interface CrlPlan {
  /** Whose name stands on it, and whose key signs. */
  readonly issuer: Issued;
  readonly entries?: readonly CrlEntryPlan[];
  readonly thisUpdate: UnixMs;
  /** Absent: the CRL does not end. */
  readonly nextUpdate?: UnixMs;
  /** Issuer name where it shall not be the issuer's subject. */
  readonly issuerName?: NamePlan;
  /** Default 1; `null`: no cRLNumber. */
  readonly number?: number | null;
  /** The CRL is a delta to the one of this number. */
  readonly baseNumber?: number;
  /** Default: the issuer's subjectKeyIdentifier. */
  readonly authorityKeyIdentifier?: Uint8Array | null;
  readonly scope?: CrlScopePlan;
  readonly digest?: Digest;
  /** 1: written without a version and without extensions. Default 2. */
  readonly version?: 1 | 2;
  /** Written after the others. */
  readonly extensions?: readonly ExtensionPlan[];
  readonly corruptSignature?: boolean;
}

/** One certificate on a CRL. */
export interface CrlEntryPlan {
  readonly serial: bigint;
  readonly revokedAt: UnixMs;
  readonly reason?: CrlReason;
  readonly certificateIssuer?: NamePlan;
  readonly extensions?: readonly ExtensionPlan[];
}

/** IssuingDistributionPoint to write (RFC 5280 5.2.5). */
export interface CrlScopePlan {
  readonly fullName?: readonly GeneralNamePlan[];
  readonly onlyContainsUserCerts?: boolean;
  readonly onlyContainsCACerts?: boolean;
  readonly onlyContainsAttributeCerts?: boolean;
  /** ReasonFlags: the octets of the BIT STRING. */
  readonly onlySomeReasons?: Uint8Array;
  readonly indirect?: boolean;
}

/** Issues a CRL, DER. Throws where the plan cannot be encoded: it is the caller's own. */
export function issueCrl(plan: CrlPlan): Uint8Array {
  const { issuer, version = 2 } = plan;
  const algorithm = algorithmFor(issuer.key, plan.digest);
  const extensions = version === 1 ? [] : extensionNodes(plan);
  const entries = (plan.entries ?? []).map(entryNode);
  const tbs = sequence(
    ...(version === 1 ? [] : [integer(1)]),
    algorithm.node(),
    plan.issuerName ? nameNode(plan.issuerName) : encoded(issuer.certificate.subject.der),
    time(plan.thisUpdate),
    ...(plan.nextUpdate === undefined ? [] : [time(plan.nextUpdate)]),
    ...(entries.length === 0 ? [] : [sequence(...entries)]),
    ...(extensions.length === 0 ? [] : [tagged(0, sequence(...extensions))]),
  );
  const signature = algorithm.sign(derOf(tbs), plan.corruptSignature);
  return derOf(sequence(tbs, algorithm.node(), bitString(signature)));
}

function extensionNodes(plan: CrlPlan): Node[] {
  const { number = 1, baseNumber, scope } = plan;
  const aki =
    plan.authorityKeyIdentifier === undefined
      ? plan.issuer.certificate.subjectKeyIdentifier
      : plan.authorityKeyIdentifier;
  const list: Node[] = [];
  const add = (id: string, critical: boolean, value: Node): void => {
    list.push(extension({ oid: id, critical, value: derOf(value) }));
  };
  if (aki !== null) add(ids.authorityKeyIdentifier, false, sequence(implicit(0, aki)));
  if (number !== null) add(ids.cRLNumber, false, integer(number));
  if (baseNumber !== undefined) add(ids.deltaCRLIndicator, true, integer(baseNumber));
  if (scope) add(ids.issuingDistributionPoint, true, scopeNode(scope));
  return [...list, ...(plan.extensions ?? []).map(extension)];
}

function scopeNode(scope: CrlScopePlan): Node {
  const yes = (number: number, isSet: boolean | undefined): Node[] =>
    isSet === true ? [implicit(number, new Uint8Array([0xff]))] : [];
  return sequence(
    ...(scope.fullName === undefined ? [] : [tagged(0, tagged(0, ...scope.fullName.map(generalNameNode)))]),
    ...yes(1, scope.onlyContainsUserCerts),
    ...yes(2, scope.onlyContainsCACerts),
    ...(scope.onlySomeReasons === undefined ? [] : [implicit(3, new Uint8Array([0, ...scope.onlySomeReasons]))]),
    ...yes(4, scope.indirect),
    ...yes(5, scope.onlyContainsAttributeCerts),
  );
}

function entryNode({ serial, revokedAt, reason, certificateIssuer, extensions = [] }: CrlEntryPlan): Node {
  const list = [...extensions];
  if (reason !== undefined) list.push({ oid: ids.cRLReason, value: derOf(enumerated(crlReasonCode(reason))) });
  if (certificateIssuer !== undefined) {
    const names = sequence(generalNameNode({ directory: certificateIssuer }));
    list.push({ oid: ids.certificateIssuer, critical: true, value: derOf(names) });
  }
  return sequence(integer(serial), time(revokedAt), ...(list.length === 0 ? [] : [sequence(...list.map(extension))]));
}

const extension = (plan: ExtensionPlan): Node =>
  sequence(oid(plan.oid), ...(plan.critical ? [boolean(true)] : []), octetString(plan.value));
