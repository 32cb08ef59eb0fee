import { hasMessages, helloAndAuthenticate, helloRequest } from '../../mongodb/wire-message.ts';
import { importPublicKey } from '../../tls/crypto/public-key.ts';
import { noExtras } from '../../tls/handshake/extras.ts';
import type { Extras } from '../../tls/handshake/extras.ts';
import type { Plan } from '../../tls/handshake/plan.ts';
import type { Random } from '../../tls/handshake/random.ts';
import { cipherSuites, suiteFacts } from '../../tls/wire/registries/cipher-suite.ts';
import { namedGroups } from '../../tls/wire/registries/named-group.ts';
import { protocolVersions } from '../../tls/wire/registries/protocol-version.ts';
import { signatureSchemes } from '../../tls/wire/registries/signature-scheme.ts';
import { decodeCertificate } from '../interpret/decode-chain.ts';
import type { Target } from '../target.ts';
import type { ProbeOptions } from './options.ts';

const versions = protocolVersions.codes;

/** The client's own ClientHello: what the driver at hand would send to this target. */
export function clientPlan(target: Target, options: ProbeOptions, random: Random, extras: Extras = noExtras): Plan {
  const { offer } = options.client;
  const offered = versionsOf(options);
  const tls13 = offered.includes(versions['TLSv1.3']);
  const older = offered.some((version) => version < versions['TLSv1.3']);
  // Asked for by --min-version or --max-version: no client of today has suites for it.
  const ancient = offered.some((version) => version < versions['TLSv1.2']) && !offer.versions.includes(versions.TLSv1);
  return {
    ...common(target, random),
    clientCredential: options.clientCredential,
    extras,
    afterwards: afterwardsOf(target, options, tls13),
    versions: offered,
    cipherSuites: [...offer.cipherSuites, ...(ancient ? ancientSuites : [])].filter((suite) =>
      suiteFacts(suite)?.tls13 === true ? tls13 : older,
    ),
    groups: offer.groups,
    keyShares: tls13 ? offer.keyShares : [],
    signatureSchemes: offer.signatureSchemes,
    alpn: options.alpn,
    statusRequest: true,
    until: 'finished',
  };
}

/**
 * A driver says hello, and only then hears that its certificate is missing or refused: a mongod sends no alert about it, but
 * completes the handshake and closes.
 */
function afterwardsOf(
  target: Target,
  { client, resume, alpn, clientCredential }: ProbeOptions,
  tls13: boolean,
): Plan['afterwards'] {
  if (resume && tls13) return { kind: 'awaitTicket' };
  if (client.speaks !== 'mongodb' || alpn.length > 0) return { kind: 'close' };
  return logsInByCertificate(target, clientCredential)
    ? { kind: 'exchange', send: helloAndAuthenticate, isEnough: (received) => hasMessages(received, 2) }
    : { kind: 'exchange', send: helloRequest, isEnough: (received) => hasMessages(received, 1) };
}

/** MONGODB-X509 was asked for, and there is a certificate to log in with. */
export const logsInByCertificate = (
  { options }: Pick<Target, 'options'>,
  credential: ProbeOptions['clientCredential'],
): boolean => options?.values.authMechanism === 'MONGODB-X509' && credential !== null;

/** The client's own versions, or all between the bounds that the user gave, newest first. */
function versionsOf({ client, minVersion, maxVersion }: ProbeOptions): readonly number[] {
  const own = client.offer.versions;
  if (minVersion === null && maxVersion === null) return own;
  const newest = maxVersion ?? Math.max(...own, minVersion ?? 0);
  const oldest = minVersion ?? Math.min(...own, newest);
  return [versions['TLSv1.3'], versions['TLSv1.2'], versions['TLSv1.1'], versions.TLSv1].filter(
    (version) => version >= oldest && version <= newest,
  );
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
    // The rest of the flight costs no round trip, and shows the certificate of a server that refuses the client's own hello.
    until: 'serverHelloDone',
  };
}

const common = (target: Target, random: Random): Common => ({
  clientCredential: null,
  extras: noExtras,
  resume: null,
  afterwards: { kind: 'close' },
  serverName: target.sni,
  random,
  publicKeyOf,
});

type Common = Pick<
  Plan,
  'serverName' | 'random' | 'publicKeyOf' | 'clientCredential' | 'afterwards' | 'extras' | 'resume'
>;

function publicKeyOf(certificate: Uint8Array): ReturnType<Plan['publicKeyOf']> {
  const decoded = decodeCertificate(certificate);
  return decoded === null ? null : importPublicKey(decoded.spki);
}

/** Suites of certificates and anonymous ones, strongest kind first; PSK, SRP, Kerberos and GOST have no part in a stranger's hello. */
function suitesOf(version: number): readonly number[] {
  const tls13 = version === versions['TLSv1.3'];
  return Object.values(cipherSuites.codes).filter((code) => {
    const facts = suiteFacts(code);
    return facts !== null && facts.tls13 === tls13 && (tls13 || certificateExchanges.has(facts.keyExchange));
  });
}

/** What TLS 1.0 and 1.1 were mostly spoken with: ECDHE, DHE and RSA with AES-CBC and SHA-1, and 3DES last. */
const ancientSuites: readonly number[] = [
  0xc00a, 0xc014, 0xc009, 0xc013, 0x0039, 0x0033, 0x0035, 0x002f, 0xc008, 0xc012, 0x0016, 0x000a,
];

const certificateExchanges: ReadonlySet<string> = new Set(['RSA', 'DHE', 'ECDHE', 'DH', 'ECDH']);

const allGroups: readonly number[] = Object.values(namedGroups.codes);

const allSchemes: readonly number[] = Object.values(signatureSchemes.codes);
