/**
 * The members of one MongoDB deployment as their servers show themselves to a client: hosts of one connection string, and those
 * that they advertise. Their certificates are judged by the same rules as files; but what is seen is certificateKeyFile alone,
 * and whether members know each other by certificates at all is not seen.
 */
import { equal } from '../../base/octets.ts';
import { defaultClientFor } from '../../clients/index.ts';
import { membershipOf } from '../../mongodb/member-name.ts';
import { x509Problems } from '../../mongodb/x509-rules.ts';
import type { X509Certificate, X509Problem } from '../../mongodb/x509-rules.ts';
import { matchMongodbHost } from '../../x509/verify/mongodb-host-name.ts';
import type { MongodbVersion } from '../../x509/verify/mongodb-host-name.ts';
import { chosenWords } from '../chosen.ts';
import type { Deployment, PresentedMember } from '../deployment.ts';
import type { Facts } from '../facts.ts';

/** Members side by side, and what they break together. */
export interface PresentedMembers {
  readonly members: readonly PresentedMember[];
  readonly deployment: Deployment;
}

/** The members that can be compared; null where there are fewer than two. */
export function presentedMembers(facts: readonly Facts[]): PresentedMembers | null {
  const [first] = facts;
  const members = named(onePerServer(facts.flatMap(readMember)), facts);
  if (first === undefined || members.length < 2) return null;
  const apart = members.filter((member) => !isTakenIn(member)).map(({ label }) => label);
  const together = apart.length < members.length && members.every((one) => one.hello === null || isTakenIn(one));
  const certificates = mostAlikeFirst(members).map(({ label, certificate, root }): X509Certificate => {
    // Without files nobody sees whether there is a clusterFile.
    return { label, role: 'member', certificate, root };
  });
  const problems = [
    ...x509Problems({ certificates, override: null }).filter((problem) => matters(problem, certificates, apart)),
    ...members.flatMap((member) => hostProblem(member, facts[member.endpoint], oldestOf(members))),
  ];
  return {
    members,
    deployment: { at: first.at, certificates, problems, check: checkOf(first), presented: { together } },
  };
}

type Seen = Omit<PresentedMember, 'label'> & { readonly address: string };

function readMember({ endpoint, chain, mongodb, target, verification }: Facts, place: number): Seen[] {
  const isMongodb = mongodb.kind === 'completed' || target.options !== undefined;
  if (endpoint === null || chain.kind !== 'completed' || !isMongodb) return [];
  const answer = mongodb.kind === 'completed' ? mongodb.value.hello : null;
  const hello = answer?.kind === 'answered' ? answer.value : null;
  // A server that is no member of anything needs not be like others.
  if (hello?.role === 'standalone' || answer?.kind === 'notMongodb') return [];
  const path = verification.kind === 'completed' ? verification.value.path : [];
  const top = path.at(-1)?.certificate;
  const isRoot = top !== undefined && equal(top.issuer.der, top.subject.der);
  const [certificate] = chain.value;
  const attributes = membershipOf(certificate.subject);
  return [{ ...endpoint, endpoint: place, certificate, attributes, root: isRoot ? top : null, hello }];
}

/** A server that was reached by several names, or at several addresses of one, counts once: by the name that it gives itself. */
function onePerServer(seen: readonly Seen[]): readonly Seen[] {
  const servers: Seen[] = [];
  for (const one of seen) {
    const at = servers.findIndex((known) => isSameServer(known, one));
    const known = servers[at];
    if (known === undefined) servers.push(one);
    else if (placeOf(one) === one.hello?.me && placeOf(known) !== one.hello.me) servers[at] = one;
  }
  return servers;
}

function isSameServer(a: Seen, b: Seen): boolean {
  if (!equal(a.certificate.der, b.certificate.der)) return false;
  const sameName = a.hello?.me !== null && a.hello?.me !== undefined && a.hello.me === b.hello?.me;
  return placeOf(a) === placeOf(b) || sameName;
}

const placeOf = ({ host, port }: { readonly host: string; readonly port: number }): string =>
  host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`;

function named(seen: readonly Seen[], facts: readonly Facts[]): readonly PresentedMember[] {
  const isOneOf = new Map<string, number>();
  for (const one of seen) isOneOf.set(placeOf(one), (isOneOf.get(placeOf(one)) ?? 0) + 1);
  return seen.map(({ address, ...member }) => {
    const place = placeOf(member);
    const isShared = (isOneOf.get(place) ?? 0) > 1 && facts.length > 1;
    return { ...member, label: isShared ? `${place} (${address})` : place };
  });
}

/**
 * It answered that it stands in a set that has a primary, or that it is a router: so the others accept it as things are, whatever
 * its certificate says.
 */
const isTakenIn = ({ hello }: PresentedMember): boolean =>
  hello?.role === 'mongos' ||
  (hello != null && hello.primary !== null && ['primary', 'secondary', 'arbiter'].includes(hello.role));

/** The rules measure everybody by the first: which should be one of the many, and not the odd one out. */
function mostAlikeFirst(members: readonly PresentedMember[]): readonly PresentedMember[] {
  const nameOf = ({ attributes }: PresentedMember): string =>
    attributes.map(({ type, value }) => `${type}=${value}`).join('\n');
  const alike = (one: PresentedMember): number => members.filter((other) => nameOf(other) === nameOf(one)).length;
  return members.toSorted((a, b) => alike(b) - alike(a));
}

/** What can be known from outside. */
function matters(problem: X509Problem, all: readonly X509Certificate[], apart: readonly string[]): boolean {
  switch (problem.kind) {
    case 'memberWithoutName':
      // Where nobody has such a name, members know each other by something else.
      return all.some(({ certificate }) => membershipOf(certificate.subject).length > 0);
    case 'memberUsage':
      // What clients ask of it is told for each; and a member that was taken in has no need of it, or a clusterFile.
      return apart.includes(problem.label) && problem.lacks.includes('clientAuth');
    default:
      return true;
  }
}

/** Only what this client would accept and other members would not: the rest is told as `hostname-mismatch`. */
function hostProblem(
  { label, host, certificate, hello }: PresentedMember,
  facts: Facts | undefined,
  oldest: MongodbVersion | null,
): X509Problem[] {
  // A name that only clients use needs not be one that members compare.
  if (facts?.verification.kind !== 'completed' || hello?.hosts.includes(label) !== true) return [];
  const match = matchMongodbHost(certificate, host, oldest === null ? {} : { serverVersion: oldest });
  const isRefusedHere = facts.verification.value.problems.some(({ kind }) => kind === 'nameMismatch');
  if (match.matches || isRefusedHere) return [];
  const { presented, commonNameWouldMatch: overridden, addressesNotRead } = match;
  return [{ kind: 'memberHost', label, host, presented, overridden, addressNotRead: addressesNotRead.length > 0 }];
}

function oldestOf(members: readonly PresentedMember[]): MongodbVersion | null {
  const versions = members.flatMap(({ hello }): MongodbVersion[] => {
    const [, major, minor] = /^(\d+)\.(\d+)$/.exec(hello?.release ?? '') ?? [];
    return major === undefined || minor === undefined ? [] : [[Number(major), Number(minor)]];
  });
  return versions.toSorted(([a, b], [c, d]) => a - c || b - d)[0] ?? null;
}

/** The probe itself, with the options that were given beside the target. */
function checkOf({ target, client, stores, chosen = { words: [] } }: Facts): readonly string[] {
  const given = target.options?.given ?? [];
  const isInString = (option: string): boolean => given.some(({ name, from }) => from === 'uri' && name === option);
  const flags = given.filter(({ name, from }) => from === 'flag' && name !== null && !toldApart.has(name));
  const anchors = stores.find(({ decides, name }) => decides && name === 'tlsCAFile');
  const { tlsCertificateKeyFile, ...others } = chosen;
  return [
    'whytls',
    target.input,
    ...chosenWords(isInString('tlsCertificateKeyFile') || tlsCertificateKeyFile === undefined ? others : chosen),
    ...(client.id === defaultClientFor(target).id ? [] : ['--client', client.id]),
    ...flags.flatMap(({ typed, value }) =>
      value === 'true' ? [`--${typed}`] : value === 'false' ? [`--no-${typed}`] : [`--${typed}`, value],
    ),
    ...(anchors?.path == null || isInString('tlsCAFile') ? [] : ['--tlsCAFile', anchors.path]),
  ];
}

/** Flags that have a place of their own in the command, or must not be in it. */
const toldApart: ReadonlySet<string> = new Set(['tlsCAFile', 'tlsCertificateKeyFile', 'tlsCertificateKeyFilePassword']);
