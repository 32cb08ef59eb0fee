/** Certificates of one MongoDB deployment from files: each judged on its own, and all of them together. */
import type { UnixMs } from '../../base/time.ts';
import { offlineClient } from '../../clients/index.ts';
import { mongod } from '../../clients/profiles/mongod.ts';
import type { MembershipAttribute } from '../../mongodb/member-name.ts';
import { x509Problems } from '../../mongodb/x509-rules.ts';
import type { X509Certificate, X509Problem, X509Role } from '../../mongodb/x509-rules.ts';
import { matchMongodbHost } from '../../x509/verify/mongodb-host-name.ts';
import type { MongodbVersion } from '../../x509/verify/mongodb-host-name.ts';
import { readReference } from '../../x509/verify/reference.ts';
import type { Deployment } from '../deployment.ts';
import type { Facts } from '../facts.ts';
import type { TrustSource } from '../trust/trust-source.ts';
import { decodeDerChain } from './decode-chain.ts';
import { defaultMaxDepth, interpretGiven } from './given-chain.ts';

/** A file, and what it is for. */
export interface DeploymentFile {
  readonly label: string;
  readonly role: X509Role;
  /** DER, the leaf first. */
  readonly chain: readonly Uint8Array[];
}

/** Files of a deployment, and how to judge them. */
export interface GivenDeployment {
  readonly files: readonly DeploymentFile[];
  readonly store: TrustSource;
  readonly hosts: readonly string[];
  readonly override: readonly MembershipAttribute[] | null;
  readonly serverVersion: MongodbVersion | null;
  readonly at: UnixMs;
  /** The command that judges the same again, word by word, but for the trust anchors. */
  readonly check: readonly string[];
}

/** A file as it was read. */
export interface FileFacts {
  readonly label: string;
  readonly role: X509Role;
  readonly facts: Facts;
}

/** Reads every file as whoever is shown it would, and all of them by MongoDB's rules. */
export async function interpretDeployment(
  given: GivenDeployment,
): Promise<{ readonly files: readonly FileFacts[]; readonly deployment: Deployment }> {
  const hosts = hostsOf(given);
  const files = await Promise.all(
    given.files.map(async (file, index) => ({
      label: file.label,
      role: file.role,
      facts: await interpretFile(file, hosts[index] ?? null, given),
    })),
  );
  const certificates = files.flatMap(named);
  const problems: readonly X509Problem[] = [
    ...x509Problems({ certificates, override: given.override }),
    ...files.flatMap((file, index) => hostProblem(file, hosts[index] ?? null, given.serverVersion)),
  ];
  return {
    files,
    deployment: { at: given.at, certificates, problems, check: checkOf(given) },
  };
}

function interpretFile(
  { label, role, chain }: DeploymentFile,
  host: string | null,
  { store, at, check }: GivenDeployment,
): Promise<Facts> {
  // A clusterFile is shown by a member that connects to others, as a client shows its own.
  const purpose = role === 'client' || role === 'clusterFile' ? 'client' : 'server';
  const client = purpose === 'client' ? mongod : offlineClient;
  return interpretGiven({
    given: { chainFile: label, purpose, host, byMongod: true, check },
    chain,
    extra: [],
    store,
    client,
    at,
    reference: host === null ? null : readReference(host),
    rules: {
      purpose,
      securityLevel: client.verifies.securityLevel,
      strict: false,
      partialChain: false,
      maxDepth: defaultMaxDepth,
      crlCheck: 'none',
    },
    crls: [],
    staple: null,
  });
}

function named({ label, role, facts }: FileFacts): X509Certificate[] {
  if (facts.chain.kind !== 'completed') return [];
  const [certificate] = facts.chain.value;
  const path = facts.verification.kind === 'completed' ? facts.verification.value.path : [];
  // Only what the store holds is a root that somebody trusts.
  const top = path.at(-1);
  return [{ label, role, certificate, root: top?.from === 'trustStore' ? top.certificate : null }];
}

/**
 * The host that each file should be for: the first one that its names hold, else one that no other file holds. Files that are
 * shown by clients have none.
 */
function hostsOf({ files, hosts, serverVersion }: GivenDeployment): readonly (string | null)[] {
  const held = files.map(({ role, chain }) =>
    isServers(role) ? hosts.filter((host) => holds(chain, host, serverVersion)) : [],
  );
  const left = hosts.filter((host) => !held.some((some) => some.includes(host)));
  return files.map(({ role }, index) => {
    if (!isServers(role) || hosts.length === 0) return null;
    return held[index]?.[0] ?? left.shift() ?? hosts[0] ?? null;
  });
}

const checkOf = ({ check, store }: GivenDeployment): readonly string[] =>
  store.name === 'tlsCAFile' && store.path !== null ? [...check, '--ca', store.path] : check;

const isServers = (role: X509Role): boolean => role === 'server' || role === 'member';

function holds(chain: readonly Uint8Array[], host: string, serverVersion: MongodbVersion | null): boolean {
  const decoded = decodeDerChain(chain.slice(0, 1));
  return decoded.kind === 'completed' && matchMongodbHost(decoded.value[0], host, versionOf(serverVersion)).matches;
}

const versionOf = (serverVersion: MongodbVersion | null) => (serverVersion === null ? {} : { serverVersion });

/** Only what clients would accept and servers would not: the rest is told once, as `hostname-mismatch`. */
function hostProblem(
  { label, facts }: FileFacts,
  host: string | null,
  serverVersion: MongodbVersion | null,
): X509Problem[] {
  if (host === null || facts.chain.kind !== 'completed') return [];
  const match = matchMongodbHost(facts.chain.value[0], host, versionOf(serverVersion));
  const refusedAnyway =
    facts.verification.kind === 'completed' &&
    facts.verification.value.problems.some(({ kind }) => kind === 'nameMismatch');
  if (match.matches || refusedAnyway) return [];
  return [
    {
      kind: 'memberHost',
      label,
      host,
      presented: match.presented,
      overridden: match.commonNameWouldMatch,
      addressNotRead: match.addressesNotRead.length > 0,
    },
  ];
}
