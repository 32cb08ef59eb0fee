/**
 * How MongoDB tells members of a cluster by their certificates: the attributes O, OU and DC of the subject, compared as a
 * multiset. Read in the manual ("Use x.509 Certificate for Membership Authentication") and from the server's behaviour: order,
 * grouping into relative names and the ASN.1 string type do not matter; the number of values does, and so does case.
 */
import type { DistinguishedName } from '../x509/pki/certificate.ts';

export type MembershipType = 'O' | 'OU' | 'DC';

/** One attribute that takes part. `value`: prepared for comparison (RFC 4518); `shown`: as it stands, raw. */
export interface MembershipAttribute {
  readonly type: MembershipType;
  readonly value: string;
  readonly shown: string;
}

/** The attributes of a name that take part, sorted; empty values are left out, since they identify nobody. */
export const membershipOf = ({ rdns }: Pick<DistinguishedName, 'rdns'>): readonly MembershipAttribute[] =>
  rdns
    .flat()
    .flatMap(({ type, value }): MembershipAttribute[] => {
      const known = membershipTypes.get(type);
      const comparable = prepared(value);
      return known === undefined || comparable === '' ? [] : [{ type: known, value: comparable, shown: value }];
    })
    .toSorted((a, b) => order(a.type, b.type) || order(a.value, b.value));

/** What two names have apart: attributes of the one that the other lacks, by number too. Both empty: they match. */
export interface MembershipDifference {
  readonly onlyFirst: readonly MembershipAttribute[];
  readonly onlySecond: readonly MembershipAttribute[];
}

/** Compares two multisets of attributes. */
export function compareMembership(
  first: readonly MembershipAttribute[],
  second: readonly MembershipAttribute[],
): MembershipDifference {
  return { onlyFirst: without(first, second), onlySecond: without(second, first) };
}

/** Whether two names are members of the same cluster: both have attributes, and the same ones. */
export function isSameMembership(
  first: readonly MembershipAttribute[],
  second: readonly MembershipAttribute[],
): boolean {
  const { onlyFirst, onlySecond } = compareMembership(first, second);
  return first.length > 0 && onlyFirst.length === 0 && onlySecond.length === 0;
}

function without(
  all: readonly MembershipAttribute[],
  taken: readonly MembershipAttribute[],
): readonly MembershipAttribute[] {
  const left = taken.map(keyOf);
  return all.filter((attribute) => {
    const at = left.indexOf(keyOf(attribute));
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
}

const keyOf = ({ type, value }: MembershipAttribute): string => `${type}=${value}`;

const order = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/**
 * String preparation of RFC 4518 sections 2.2 to 2.4, keeping case: what maps to nothing is dropped, every kind of space becomes
 * a space, and the rest is NFKC. Leading, trailing and doubled spaces (section 2.6) are kept: whether the server folds them was
 * never verified, so names that differ only in them are told apart.
 */
function prepared(value: string): string {
  return value
    .replaceAll(/[\t\n\v\f\r\u0085]/g, ' ')
    .replaceAll(/[\p{Cc}\p{Cf}\p{Variation_Selector}\u{34f}\u{1806}\u{fffc}]/gu, '')
    .replaceAll(/[\p{Zs}\p{Zl}\p{Zp}]/gu, ' ')
    .normalize('NFKC');
}

const membershipTypes: ReadonlyMap<string, MembershipType> = new Map([
  ['2.5.4.10', 'O'],
  ['2.5.4.11', 'OU'],
  ['0.9.2342.19200300.100.1.25', 'DC'],
]);
