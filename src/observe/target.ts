import type { StarttlsProtocol } from '../net/starttls/protocols.ts';

/** What the user asked about, parsed. */
export interface Target {
  /** As typed, secrets removed. */
  readonly input: string;
  /** URL scheme without `:`, or null for a bare `host:port`. */
  readonly scheme: string | null;
  /** Host name in A-label form without trailing dot, or an IP address without brackets. */
  readonly host: string;
  readonly port: number;
  /** The plain-text dialogue that comes before TLS; null: TLS begins with the first octet. */
  readonly starttls: StarttlsProtocol | null;
  /** What goes into server_name: the host, `--sni`'s name, or null (IP address, `--sni none`). */
  readonly sni: string | null;
  /** The name that the certificate must hold: the host. */
  readonly referenceIdentity: ReferenceIdentity;
}

/** RFC 9525 section 6.1.2: what the certificate is compared with. */
export type ReferenceIdentity =
  { readonly kind: 'dns'; readonly name: string } | { readonly kind: 'ip'; readonly address: string };
