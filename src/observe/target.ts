import type { Configuration } from '../mongodb/conflicts.ts';
import type { StarttlsProtocol } from '../net/starttls/protocols.ts';

/** What the user asked about, parsed. Of several hosts the first stands here, and all of them in `hosts`. */
export interface Target extends HostTarget {
  /** As typed, secrets removed. */
  readonly input: string;
  /** URL scheme without `:`, or null for a bare `host:port`. */
  readonly scheme: string | null;
  /** The plain-text dialogue that comes before TLS; null: TLS begins with the first octet. */
  readonly starttls: StarttlsProtocol | null;
  /** Every host of a connection string, in its order; absent: there is one. */
  readonly hosts?: readonly [HostTarget, ...HostTarget[]];
  /** The name behind `mongodb+srv://`, whose records name the hosts. Until they are known the target's host is this name. */
  readonly srv?: SeedName;
  /** What a connection string and flags say, in the words of drivers; absent: there is no string, and no such flag. */
  readonly options?: Configuration;
}

/** One host, and who it must be. */
export interface HostTarget {
  /** Host name in A-label form without trailing dot, or an IP address without brackets. */
  readonly host: string;
  readonly port: number;
  /** What goes into server_name: the host, `--sni`'s name, or null (IP address, `--sni none`). */
  readonly sni: string | null;
  /** The name that the certificate must hold: the host. */
  readonly referenceIdentity: ReferenceIdentity;
  /** Nobody typed this host: a server of the deployment named it in its answer to hello. Absent: it was asked for. */
  readonly advertised?: { readonly by: string; readonly isPrimary: boolean };
}

/** What SRV and TXT records are asked for. */
export interface SeedName {
  readonly host: string;
  /** `srvServiceName`; null: mongodb. */
  readonly service: string | null;
  /** What `--sni` says of every host. */
  readonly sni: string | null;
}

/** The target as one of its hosts sees it. */
export function targetAt(target: Target, { host, port }: Pick<HostTarget, 'host' | 'port'>): Target {
  const one = target.hosts?.find((known) => known.host === host && known.port === port);
  return one === undefined ? target : { ...target, ...one };
}

/** RFC 9525 section 6.1.2: what the certificate is compared with. */
export type ReferenceIdentity =
  { readonly kind: 'dns'; readonly name: string } | { readonly kind: 'ip'; readonly address: string };
