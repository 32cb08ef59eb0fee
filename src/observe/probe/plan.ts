import { importPublicKey } from '../../tls/crypto/public-key.ts';
import type { Plan } from '../../tls/handshake/plan.ts';
import type { Random } from '../../tls/handshake/random.ts';
import { cipherSuites, suiteFacts } from '../../tls/wire/registries/cipher-suite.ts';
import { namedGroups } from '../../tls/wire/registries/named-group.ts';
import { protocolVersions } from '../../tls/wire/registries/protocol-version.ts';
import { signatureSchemes } from '../../tls/wire/registries/signature-scheme.ts';
import { readCertificate } from '../../x509/pki/certificate.ts';
import type { Target } from '../target.ts';
import type { ProbeOptions } from './options.ts';

const versions = protocolVersions.codes;

/** The client's own ClientHello: what the driver at hand would send to this target. */
export function clientPlan(target: Target, options: ProbeOptions, random: Random): Plan {
  const { offer } = options.client;
  const offered = offer.versions.filter(
    (version) => version >= (options.minVersion ?? 0) && version <= (options.maxVersion ?? 0xffff),
  );
  const tls13 = offered.includes(versions['TLSv1.3']);
  const older = offered.some((version) => version < versions['TLSv1.3']);
  return {
    ...common(target, random),
    versions: offered,
    cipherSuites: offer.cipherSuites.filter((suite) => (suiteFacts(suite)?.tls13 === true ? tls13 : older)),
    groups: offer.groups,
    keyShares: tls13 ? offer.keyShares : [],
    signatureSchemes: offer.signatureSchemes,
    alpn: options.alpn,
    statusRequest: true,
    until: 'finished',
  };
}

/**
 * A ClientHello of one version with everything that we know how to name: whoever speaks that version at all finds something
 * in it. Only the server's choice is wanted. TLS 1.3 goes without key shares: the HelloRetryRequest costs the server little and
 * names version, suite and group alike.
 */
export function everythingPlan(target: Target, version: number, without: readonly number[], random: Random): Plan {
  return {
    ...common(target, random),
    versions: [version],
    cipherSuites: suitesOf(version).filter((suite) => !without.includes(suite)),
    groups: version === versions.SSLv3 ? [] : allGroups,
    keyShares: [],
    signatureSchemes: allSchemes,
    alpn: [],
    statusRequest: false,
    until: 'serverHello',
  };
}

const common = (target: Target, random: Random): Common => ({
  clientCredential: null,
  afterwards: { kind: 'close' },
  serverName: target.sni,
  random,
  publicKeyOf,
});

type Common = Pick<Plan, 'serverName' | 'random' | 'publicKeyOf' | 'clientCredential' | 'afterwards'>;

function publicKeyOf(certificate: Uint8Array): ReturnType<Plan['publicKeyOf']> {
  const decoded = readCertificate(certificate);
  return decoded.ok ? importPublicKey(decoded.value.spki) : null;
}

/** Suites of certificates and anonymous ones, strongest kind first; PSK, SRP, Kerberos and GOST have no part in a stranger's hello. */
function suitesOf(version: number): readonly number[] {
  const tls13 = version === versions['TLSv1.3'];
  return Object.values(cipherSuites.codes).filter((code) => {
    const facts = suiteFacts(code);
    return facts !== null && facts.tls13 === tls13 && (tls13 || certificateExchanges.has(facts.keyExchange));
  });
}

const certificateExchanges: ReadonlySet<string> = new Set(['RSA', 'DHE', 'ECDHE', 'DH', 'ECDH']);

const allGroups: readonly number[] = Object.values(namedGroups.codes);

const allSchemes: readonly number[] = Object.values(signatureSchemes.codes);
