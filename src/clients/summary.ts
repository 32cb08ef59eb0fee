/** What a profile says, as data that can be shown: names instead of code points. */
import { cipherSuites } from '../tls/wire/registries/cipher-suite.ts';
import { namedGroups } from '../tls/wire/registries/named-group.ts';
import { protocolVersions } from '../tls/wire/registries/protocol-version.ts';
import { signatureSchemes } from '../tls/wire/registries/signature-scheme.ts';
import { nameOf } from '../tls/wire/registry.ts';
import type { Registry } from '../tls/wire/registry.ts';
import { defaultClientFor } from './index.ts';
import type { ClientProfile, Trusts } from './profile.ts';

/** One client in a list of clients. */
export interface ClientSummary {
  readonly id: string;
  readonly name: string;
  /** For which targets it is taken where nobody chooses; null: for none. */
  readonly defaultFor: 'mongodb' | 'others' | null;
  /** Whether it is a driver, which says hello once the handshake is done. */
  readonly speaks: 'mongodb' | null;
  readonly offers: {
    readonly versions: readonly string[];
    readonly cipherSuites: readonly string[];
    readonly groups: readonly string[];
    readonly keyShares: readonly string[];
    readonly signatureSchemes: readonly string[];
  };
  readonly verifies: {
    readonly engine: 'openssl' | 'go' | 'java';
    /** Of OpenSSL; for other engines the level that comes nearest. */
    readonly securityLevel: number;
    readonly commonName: boolean;
    readonly partialWildcards: boolean;
    readonly strict: boolean;
    readonly partialChain: boolean;
    readonly secureRenegotiation: boolean;
    readonly ocsp: ClientProfile['verifies']['ocsp'];
    readonly crl: ClientProfile['verifies']['crlCheck'];
  };
  readonly trusts: Trusts;
}

export function summaryOf(client: ClientProfile): ClientSummary {
  const { id, name, speaks, offer, verifies, trusts } = client;
  return {
    id,
    name,
    defaultFor:
      client === defaultClientFor({ scheme: 'mongodb', port: 27017 })
        ? 'mongodb'
        : client === defaultClientFor({ scheme: null, port: 443 })
          ? 'others'
          : null,
    speaks,
    offers: {
      versions: named(protocolVersions, offer.versions),
      cipherSuites: named(cipherSuites, offer.cipherSuites),
      groups: named(namedGroups, offer.groups),
      keyShares: named(namedGroups, offer.keyShares),
      signatureSchemes: named(signatureSchemes, offer.signatureSchemes),
    },
    verifies: {
      engine: verifies.engine ?? 'openssl',
      securityLevel: verifies.securityLevel,
      commonName: verifies.usesCommonName,
      partialWildcards: verifies.partialWildcards,
      strict: verifies.strict ?? false,
      partialChain: verifies.partialChain ?? false,
      secureRenegotiation: verifies.requiresSecureRenegotiation,
      ocsp: verifies.ocsp,
      crl: verifies.crlCheck,
    },
    trusts,
  };
}

const named = (registry: Registry, codes: readonly number[]): readonly string[] =>
  codes.map((code) => nameOf(registry, code));
