/**
 * The rules of MongoDB's x.509 guide over certificates that belong to one deployment: who may log in with which, who is taken
 * for a member, and who for both. Dates, chains and host names are judged elsewhere; here is what only MongoDB asks for.
 */
import { equal, utf8 } from '../base/octets.ts';
import type { Certificate, KeyUsage } from '../x509/pki/certificate.ts';
import { extendedKeyUsages } from '../x509/pki/oid.ts';
import { compareMembership, isSameMembership, membershipOf } from './member-name.ts';
import type { MembershipAttribute, MembershipType } from './member-name.ts';
import { isTooLongForSessions, userNameOf } from './user-name.ts';

/**
 * What a certificate is for: `client` logs in; `server` is `net.tls.certificateKeyFile`, shown to clients; `clusterFile` is
 * `net.tls.clusterFile`, shown to other members; `member` is a certificateKeyFile that serves as both.
 */
export type X509Role = 'client' | 'member' | 'clusterFile' | 'server';

/** A certificate of a deployment, and whose it is. */
export interface X509Certificate {
  /** File, or host and port, as the user knows it. */
  readonly label: string;
  readonly role: X509Role;
  readonly certificate: Certificate;
  /** The self-signed certificate at which its path ends; null where it was not seen. */
  readonly root: Certificate | null;
}

/** The certificates of one deployment. */
export interface X509Deployment {
  readonly certificates: readonly X509Certificate[];
  /** `tlsX509ClusterAuthDNOverride`; null: not set. */
  readonly override: readonly MembershipAttribute[] | null;
}

/** What breaks a rule. `label`s are those of the certificates; subjects and values are raw. */
export type X509Problem =
  /** S2.10, S2.11. `contradicted`: the extension is there and says otherwise; else it is absent, which only the guide minds. */
  | {
      readonly kind: 'clientUsage';
      readonly label: string;
      readonly lacks: readonly ('digitalSignature' | 'clientAuth')[];
      readonly contradicted: boolean;
      readonly keyUsage: readonly KeyUsage[] | null;
      readonly extendedKeyUsage: readonly string[] | null;
    }
  /** S2.12 to S2.17. `with`: a member's label, or null for the override. */
  | {
      readonly kind: 'clientLooksLikeMember';
      readonly label: string;
      readonly with: string | null;
      readonly attributes: readonly MembershipAttribute[];
      readonly isSameSubject: boolean;
    }
  /** S2.07, S2.20, S2.21: one subject in several client certificates. */
  | { readonly kind: 'sharedSubject'; readonly labels: readonly string[]; readonly subject: string }
  /** S2.22. */
  | { readonly kind: 'userNameTooLong'; readonly label: string; readonly octets: number }
  /** S2.33. */
  | { readonly kind: 'memberWithoutName'; readonly label: string; readonly subject: string }
  /** S2.34, S2.35, S2.39. `second` null: against the override. */
  | {
      readonly kind: 'memberMismatch';
      readonly first: string;
      readonly second: string | null;
      readonly onlyFirst: readonly MembershipAttribute[];
      readonly onlySecond: readonly MembershipAttribute[];
      /** Types of which the two have unequally many values. */
      readonly counts: readonly { readonly type: MembershipType; readonly first: number; readonly second: number }[];
    }
  /** S2.44, S2.50: extendedKeyUsage is there and lacks what the role needs. */
  | {
      readonly kind: 'memberUsage';
      readonly label: string;
      readonly role: X509Role;
      readonly lacks: readonly ('clientAuth' | 'serverAuth')[];
      readonly extendedKeyUsage: readonly string[];
    }
  /** S2.40 to S2.42: by MongoDB's own rule, which servers apply to each other, the host is not in the certificate. */
  | {
      readonly kind: 'memberHost';
      readonly label: string;
      readonly host: string;
      /** Names that take part. */
      readonly presented: readonly string[];
      /** The common name is the host, but any subjectAltName overrides it. */
      readonly overridden: boolean;
      /** An IP address in subjectAltName is the host, but servers before 4.2 do not read it. */
      readonly addressNotRead: boolean;
    }
  /** S2.06, S2.30: roots that are not one and the same. */
  | {
      readonly kind: 'severalRoots';
      readonly roots: readonly { readonly subject: string; readonly labels: readonly string[] }[];
    };

/** Judges a deployment's certificates; in the order of the guide. */
export function x509Problems({ certificates, override }: X509Deployment): readonly X509Problem[] {
  const clients = certificates.filter(({ role }) => role === 'client');
  const members = certificates.filter(({ role }) => role === 'member' || role === 'clusterFile');
  // A certificateKeyFile beside a clusterFile must carry the same name as it, since it answers incoming members.
  const named = certificates.filter(({ role }) => role !== 'client');
  const hasMembers = members.length > 0;
  return [
    ...severalRoots(certificates),
    ...clients.flatMap(clientUsage),
    ...clients.flatMap((client) => lookAlikes(client, hasMembers ? named : [], override)),
    ...sharedSubjects(clients),
    ...clients.flatMap(longName),
    ...(hasMembers ? named.flatMap(withoutName) : []),
    ...(hasMembers ? mismatches(named, override) : []),
    ...certificates.flatMap(memberUsage),
  ];
}

function severalRoots(certificates: readonly X509Certificate[]): X509Problem[] {
  const groups: { readonly root: Certificate; readonly labels: string[] }[] = [];
  for (const { root, label } of certificates) {
    if (root === null) continue;
    const group = groups.find((known) => equal(known.root.der, root.der));
    if (group === undefined) groups.push({ root, labels: [label] });
    else group.labels.push(label);
  }
  if (groups.length < 2) return [];
  return [
    { kind: 'severalRoots', roots: groups.map(({ root, labels }) => ({ subject: root.subject.rfc4514, labels })) },
  ];
}

function clientUsage({ label, certificate }: X509Certificate): X509Problem[] {
  const { keyUsage, extendedKeyUsage } = certificate;
  const signs = keyUsage?.includes('digitalSignature') ?? false;
  const authenticates = extendedKeyUsage?.includes(extendedKeyUsages.clientAuth) ?? false;
  if (signs && authenticates) return [];
  const lacks = [
    ...(signs ? [] : (['digitalSignature'] as const)),
    ...(authenticates ? [] : (['clientAuth'] as const)),
  ];
  // OpenSSL's purpose check, which the server asks: keyAgreement does as well as digitalSignature.
  const cannotSign = keyUsage !== null && !signs && !keyUsage.includes('keyAgreement');
  const contradicted = cannotSign || (extendedKeyUsage !== null && !authenticates);
  return [{ kind: 'clientUsage', label, lacks, contradicted, keyUsage, extendedKeyUsage }];
}

function lookAlikes(
  { label, certificate }: X509Certificate,
  members: readonly X509Certificate[],
  override: readonly MembershipAttribute[] | null,
): X509Problem[] {
  const attributes = membershipOf(certificate.subject);
  const like = members.filter(
    (member) =>
      isSameMembership(attributes, membershipOf(member.certificate.subject)) ||
      certificate.subject.rfc4514 === member.certificate.subject.rfc4514,
  );
  const problems = like.map((member): X509Problem => {
    const isSameSubject = certificate.subject.rfc4514 === member.certificate.subject.rfc4514;
    return { kind: 'clientLooksLikeMember', label, with: member.label, attributes, isSameSubject };
  });
  if (override !== null && isSameMembership(attributes, override)) {
    problems.push({ kind: 'clientLooksLikeMember', label, with: null, attributes, isSameSubject: false });
  }
  return problems;
}

function sharedSubjects(clients: readonly X509Certificate[]): X509Problem[] {
  const bySubject = new Map<string, X509Certificate[]>();
  for (const client of clients) {
    const subject = userNameOf(client.certificate);
    bySubject.set(subject, [...(bySubject.get(subject) ?? []), client]);
  }
  return [...bySubject].flatMap(([subject, same]): X509Problem[] => {
    // The same certificate given twice is one certificate.
    const isOne = same.every(({ certificate }) => equal(certificate.der, same[0]?.certificate.der ?? certificate.der));
    return isOne ? [] : [{ kind: 'sharedSubject', labels: same.map(({ label }) => label), subject }];
  });
}

function longName({ label, certificate }: X509Certificate): X509Problem[] {
  const name = userNameOf(certificate);
  return isTooLongForSessions(name) ? [{ kind: 'userNameTooLong', label, octets: utf8(name).length }] : [];
}

const withoutName = ({ label, certificate }: X509Certificate): X509Problem[] =>
  membershipOf(certificate.subject).length > 0
    ? []
    : [{ kind: 'memberWithoutName', label, subject: certificate.subject.rfc4514 }];

/** Every member against the first one that has a name at all: one problem a member, not one a pair. */
function mismatches(
  members: readonly X509Certificate[],
  override: readonly MembershipAttribute[] | null,
): X509Problem[] {
  const named = members.filter(({ certificate }) => membershipOf(certificate.subject).length > 0);
  const [first, ...others] = named;
  if (first === undefined) return [];
  const ofFirst = membershipOf(first.certificate.subject);
  const problems = others.flatMap((other): X509Problem[] => {
    const attributes = membershipOf(other.certificate.subject);
    if (isSameMembership(ofFirst, attributes)) return [];
    // While the override is set, peers that match either are members.
    if (override !== null && isSameMembership(attributes, override)) return [];
    return [{ kind: 'memberMismatch', first: first.label, second: other.label, ...difference(ofFirst, attributes) }];
  });
  const fitsOverride = (member: X509Certificate): boolean =>
    override === null || isSameMembership(membershipOf(member.certificate.subject), override);
  if (override !== null && !named.some(fitsOverride)) {
    problems.push({
      kind: 'memberMismatch',
      first: first.label,
      second: null,
      ...difference(ofFirst, override),
    });
  }
  return problems;
}

function difference(first: readonly MembershipAttribute[], second: readonly MembershipAttribute[]) {
  const many = (all: readonly MembershipAttribute[], type: MembershipType): number =>
    all.filter((one) => one.type === type).length;
  const counts = (['O', 'OU', 'DC'] as const)
    .map((type) => ({ type, first: many(first, type), second: many(second, type) }))
    .filter((count) => count.first !== count.second);
  return { ...compareMembership(first, second), counts };
}

function memberUsage({ label, role, certificate }: X509Certificate): X509Problem[] {
  const { extendedKeyUsage } = certificate;
  const needs = needsOf[role];
  if (extendedKeyUsage === null) return [];
  const lacks = needs.filter((usage) => !extendedKeyUsage.includes(extendedKeyUsages[usage]));
  return lacks.length === 0 ? [] : [{ kind: 'memberUsage', label, role, lacks, extendedKeyUsage }];
}

/** What extendedKeyUsage must hold where it is there. Clients have a rule of their own. */
const needsOf: Readonly<Record<X509Role, readonly ('clientAuth' | 'serverAuth')[]>> = {
  client: [],
  clusterFile: ['clientAuth'],
  server: ['serverAuth'],
  member: ['serverAuth', 'clientAuth'],
};
