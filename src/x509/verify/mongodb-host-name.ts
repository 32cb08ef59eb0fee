import type { Certificate } from '../pki/certificate.ts';
import { ipOctets, ipText } from '../pki/general-name.ts';
import { commonNames } from './host-name.ts';

/** How mongod, mongos and the mongo shell compare the certificate of their peer with the name that they connect to. */
export interface MongodbHostMatch {
  readonly matches: boolean;
  /** Names of subjectAltName that take part, in its order: DNS names, and since MongoDB 4.2 IP addresses. */
  readonly presented: readonly string[];
  /** The common name that is compared where there is no subjectAltName; null: the subject has none. */
  readonly commonName: string | null;
  /** The certificate has a subjectAltName of whatever content, so that its common name does not count. */
  readonly commonNameOverridden: boolean;
  /** The common name is the host asked for, but does not count: the server's log says "overridden by SAN". */
  readonly commonNameWouldMatch: boolean;
  /** DNS names that are IP addresses: they match such a host, and the log warns of them (id 23237, since 4.2). */
  readonly addressesAsDnsNames: readonly string[];
  /** IP addresses of subjectAltName that would match, but that a server before 4.2 does not read. */
  readonly addressesNotRead: readonly string[];
}

/**
 * MongoDB's own rule for host names, which its servers apply to each other (and the mongo shell to servers) in place of
 * OpenSSL's: any subjectAltName overrides the common name; `*.` stands for exactly one label, whatever it holds; one trailing
 * dot is dropped. `host` is the name of the replica set configuration, or the address. Source: MongoDB's
 * ssl_manager_openssl.cpp of 4.0 to 8.0, read 2026-11-21. `serverVersion`: of the one that checks; default: a current one.
 */
export function matchMongodbHost(
  certificate: Certificate,
  host: string,
  { serverVersion }: { readonly serverVersion?: MongodbVersion } = {},
): MongodbHostMatch {
  const readsAddresses = serverVersion === undefined || !isBefore(serverVersion, [4, 2]);
  const names = certificate.subjectAltName ?? [];
  const asked = addressOf(host);
  const dnsNames = names.filter(({ kind }) => kind === 'dns').map(({ value }) => value);
  const addresses = names.filter(({ kind }) => kind === 'ip').map(({ value }) => value);
  const matchesDns = (name: string): boolean => {
    const address = readsAddresses ? addressOf(name) : null;
    // Compared as addresses, not as text: an IPv6 address has many spellings.
    return (address !== null && address === asked) || isSameHost(host, name);
  };
  // The most specific one counts, which a subject names last.
  const commonName = commonNames(certificate).at(-1) ?? null;
  const commonNameMatches = commonName !== null && isSameHost(host, commonName);
  const commonNameOverridden = certificate.subjectAltName !== null;
  const sameAddresses = addresses.filter((address) => address === asked);
  return {
    matches: commonNameOverridden
      ? dnsNames.some(matchesDns) || (readsAddresses && sameAddresses.length > 0)
      : commonNameMatches,
    presented: readsAddresses ? [...dnsNames, ...addresses] : dnsNames,
    commonName,
    commonNameOverridden,
    commonNameWouldMatch: commonNameOverridden && commonNameMatches,
    addressesAsDnsNames: dnsNames.filter((name) => addressOf(name) !== null),
    addressesNotRead: readsAddresses ? [] : sameAddresses,
  };
}

/** Major and minor version of a server. */
export type MongodbVersion = readonly [major: number, minor: number];

const isBefore = ([major, minor]: MongodbVersion, [thenMajor, thenMinor]: MongodbVersion): boolean =>
  major < thenMajor || (major === thenMajor && minor < thenMinor);

function isSameHost(host: string, presented: string): boolean {
  const asked = asciiLower(withoutRoot(host));
  const pattern = asciiLower(withoutRoot(presented));
  if (pattern.length < 2) return false;
  if (!pattern.startsWith('*.')) return asked === pattern;
  const dot = asked.indexOf('.');
  return dot >= 0 && asked.slice(dot) === pattern.slice(1);
}

const withoutRoot = (name: string): string => (name.endsWith('.') ? name.slice(0, -1) : name);

const asciiLower = (text: string): string => text.replaceAll(/[A-Z]+/g, (letters) => letters.toLowerCase());

/** Canonical text of an address; null for a name. */
function addressOf(text: string): string | null {
  const octets = ipOctets(text);
  return octets === null ? null : ipText(octets);
}
