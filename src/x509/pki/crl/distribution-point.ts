import type { Result } from '../../../base/result.ts';
import { context, decodeDer, primitive, tags } from '../der.ts';
import type { DerReader } from '../der.ts';
import { readEncodedName } from '../name-constraints.ts';
import type { EncodedName } from '../name-constraints.ts';
import type { PkiProblem } from '../pki-problem.ts';

/** DistributionPointName (RFC 5280 4.2.1.13): names, or what is added to the name of the CRL's issuer (content of the SET). */
export type DistributionPointName =
  | { readonly kind: 'fullName'; readonly names: readonly EncodedName[] }
  | { readonly kind: 'relativeName'; readonly rdn: Uint8Array };

/** One place where a certificate says that its CRL is (RFC 5280 4.2.1.13). */
export interface DistributionPoint {
  readonly name: DistributionPointName | null;
  /** ReasonFlags as {@link allReasons} has them; absent in the certificate: all. */
  readonly reasons: number;
  /** cRLIssuer; empty: the certificate's issuer. */
  readonly crlIssuers: readonly EncodedName[];
}

/** The reasons that ReasonFlags can name: bits 1 to 8, counted from the highest bit of the first octet on, the ninth in bit 15. */
export const allReasons = 0x807f;

/** Reads CRLDistributionPoints. */
export function readDistributionPoints(value: Uint8Array): Result<DistributionPoint[], PkiProblem> {
  return decodeDer('CRLDistributionPoints', value, (r) => {
    const list = r.enter(tags.sequence, 'cRLDistributionPoints');
    const points: DistributionPoint[] = [];
    while (!list.isEmpty) {
      if (points.length === mostNames) list.fail('lengthOutOfRange', 'distributionPoint');
      const point = list.enter(tags.sequence, 'distributionPoint');
      const name = point.next === context(0) ? readDistributionPointName(point.enter(context(0), 'name')) : null;
      const reasons = point.next === primitive(1) ? readReasonFlags(point, primitive(1)) : allReasons;
      const crlIssuers = point.next === context(2) ? readNames(point.enter(context(2), 'cRLIssuer')) : [];
      point.end();
      points.push({ name, reasons, crlIssuers });
    }
    return points;
  });
}

/** Reads the choice inside of a `distributionPoint [0]`. */
export function readDistributionPointName(r: DerReader): DistributionPointName {
  const name: DistributionPointName =
    r.next === context(0)
      ? { kind: 'fullName', names: readNames(r.enter(context(0), 'fullName')) }
      : { kind: 'relativeName', rdn: r.content(context(1), 'nameRelativeToCRLIssuer') };
  r.end();
  return name;
}

/** Reads ReasonFlags into the bits of {@link allReasons}. */
export function readReasonFlags(r: DerReader, tag: number): number {
  const [first = 0, second = 0] = r.bits('reasons', tag).octets;
  return (first | (second << 8)) & allReasons;
}

/** The names of a GeneralNames that `list` is inside of, not looked into. */
export function readNames(list: DerReader, most = mostNames): EncodedName[] {
  const names: EncodedName[] = [];
  while (!list.isEmpty) {
    if (names.length === most) list.fail('lengthOutOfRange', 'name');
    names.push(readEncodedName(list));
  }
  return names;
}

/** Names and points beyond any use: a CRL may have 32 MiB of them. */
const mostNames = 1024;
