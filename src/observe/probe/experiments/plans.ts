/**
 * Plans for experiments: the client's own offer, changed in one point, so that what the server makes of it speaks of that
 * point alone.
 */
import { noExtras } from '../../../tls/handshake/extras.ts';
import type { Plan } from '../../../tls/handshake/plan.ts';
import { cipherSuites, suiteFacts } from '../../../tls/wire/registries/cipher-suite.ts';
import type { SuiteFacts } from '../../../tls/wire/registries/cipher-suite.ts';
import { namedGroups } from '../../../tls/wire/registries/named-group.ts';
import { protocolVersions } from '../../../tls/wire/registries/protocol-version.ts';
import { signatureSchemes } from '../../../tls/wire/registries/signature-scheme.ts';
import type { SignatureFamily } from '../../observation.ts';

const { 'TLSv1.2': tls12, 'TLSv1.3': tls13 } = protocolVersions.codes;

/** Without TLS 1.3: neither supported_versions nor key_share nor its suites. Null where nothing else is offered. */
export function withoutTls13(plan: Plan): Plan | null {
  const versions = plan.versions.filter((version) => version < tls13);
  if (versions.length === 0 || versions.length === plan.versions.length) return null;
  const suites = plan.cipherSuites.filter((suite) => !isTls13Suite(suite));
  return { ...plan, versions, cipherSuites: suites, keyShares: [], resume: null };
}

/** With every cipher suite of certificates that we can name for the plan's versions, the client's own first. */
export function withEveryCipherSuite(plan: Plan): Plan {
  const newest = plan.versions.includes(tls13);
  const older = plan.versions.some((version) => version < tls13);
  const more = everySuite().filter((suite) => (isTls13Suite(suite) ? newest : older));
  return { ...plan, cipherSuites: [...new Set([...plan.cipherSuites, ...more])] };
}

/** With every group that we can name, the client's own first, but for some. */
export function withEveryGroup(plan: Plan, without: readonly number[]): Plan {
  const groups = [...new Set([...plan.groups, ...everyGroup()])].filter((group) => !without.includes(group));
  return { ...plan, groups, keyShares: plan.keyShares.filter((group) => groups.includes(group)) };
}

/** With every signature scheme that we can name, the client's own first, but for some. */
export function withEverySignatureScheme(plan: Plan, without: readonly number[]): Plan {
  const schemes = [...new Set([...plan.signatureSchemes, ...everyScheme()])];
  return { ...plan, signatureSchemes: schemes.filter((scheme) => !without.includes(scheme)) };
}

/** One group alone, with its share where TLS 1.3 is offered. */
export const withSingleGroup = (plan: Plan, group: number): Plan => ({
  ...plan,
  groups: [group],
  keyShares: plan.versions.includes(tls13) ? [group] : [],
});

/** The client's signature schemes of one family; null where it has none, or no others. */
export function withSignatureFamily(plan: Plan, family: SignatureFamily): Plan | null {
  const schemes = plan.signatureSchemes.filter((scheme) => familyOf(scheme) === family);
  return schemes.length === 0 || schemes.length === plan.signatureSchemes.length
    ? null
    : { ...plan, signatureSchemes: schemes };
}

/** The family of a signature scheme; those of DSA and others belong to none. */
export function familyOf(scheme: number): SignatureFamily | null {
  const name = signatureSchemes.names.get(scheme) ?? '';
  if (/^(?:ecdsa|ed25519|ed448)/.test(name)) return 'ecdsa';
  if (name.startsWith('rsa_pss')) return 'rsaPss';
  return name.startsWith('rsa_pkcs1') ? 'rsaPkcs1' : null;
}

/** Without ephemeral finite-field Diffie-Hellman; null where nothing else is offered for TLS 1.2, or none is. */
export function withoutDhe(plan: Plan): Plan | null {
  const rest = plan.cipherSuites.filter((suite) => suiteFacts(suite)?.keyExchange !== 'DHE');
  const others = rest.filter((suite) => !isTls13Suite(suite));
  return others.length === 0 || rest.length === plan.cipherSuites.length ? null : { ...plan, cipherSuites: rest };
}

/**
 * The shortest hello that still asks for what the client wants: TLS 1.2, its AEAD suites, three groups, six signature schemes,
 * its server_name. Some 150 octets.
 */
export function minimalHello(plan: Plan): Plan {
  const older = plan.cipherSuites.filter((suite) => !isTls13Suite(suite));
  const aead = older.filter((suite) => suiteFacts(suite)?.mode === 'aead');
  const suites = aead.length > 0 ? aead : older;
  return {
    ...plan,
    versions: [tls12],
    cipherSuites: suites.length > 0 ? suites : commonSuites,
    groups: preferring(plan.groups, commonGroups),
    keyShares: [],
    signatureSchemes: preferring(plan.signatureSchemes, commonSchemes),
    alpn: [],
    statusRequest: false,
    extras: noExtras,
    resume: null,
  };
}

/** The minimal hello, brought to so many octets by padding, which means nothing (RFC 7685). */
export const largeHello = (plan: Plan, octets: number): Plan => ({
  ...minimalHello(plan),
  extras: { ...noExtras, padTo: octets },
});

/** Suites of one key exchange and mode among those of a plan. */
export const suitesLike = (plan: Plan, fits: (facts: SuiteFacts) => boolean): Plan => ({
  ...plan,
  cipherSuites: plan.cipherSuites.filter((suite) => {
    const facts = suiteFacts(suite);
    return facts !== null && fits(facts);
  }),
});

/** Application protocols that servers speak over TLS (IANA's ALPN registry), for a server that refuses ours to choose from. */
export const commonAlpn: readonly string[] = [
  'h2',
  'http/1.1',
  'http/1.0',
  'postgresql',
  'imap',
  'pop3',
  'managesieve',
  'ftp',
  'xmpp-client',
  'xmpp-server',
  'irc',
  'nntp',
  'mqtt',
  'mqtt/3.1.1',
  'mqtt/5',
  'dot',
  'coap',
  'sip/2',
  'tds/8.0',
  'acme-tls/1',
];

const isTls13Suite = (suite: number): boolean => suiteFacts(suite)?.tls13 === true;

/** Those of a list that are common, in their order; the whole list where none is. */
function preferring(list: readonly number[], common: readonly number[]): readonly number[] {
  const chosen = common.filter((one) => list.includes(one));
  return chosen.length > 0 ? chosen : list;
}

const { x25519, secp256r1, secp384r1 } = namedGroups.codes;
const commonGroups = [x25519, secp256r1, secp384r1];

const schemes = signatureSchemes.codes;
const commonSchemes = [
  schemes.ecdsa_secp256r1_sha256,
  schemes.ecdsa_secp384r1_sha384,
  schemes.rsa_pss_rsae_sha256,
  schemes.rsa_pss_rsae_sha384,
  schemes.rsa_pkcs1_sha256,
  schemes.rsa_pkcs1_sha384,
];

const suites = cipherSuites.codes;
const commonSuites = [
  suites.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256,
  suites.TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256,
  suites.TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384,
  suites.TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384,
];

// Made when asked for: a probe that needs no experiment shall not pay for reading the names of all suites.
const everyGroup = (): readonly number[] => Object.values(namedGroups.codes);
const everyScheme = (): readonly number[] => Object.values(signatureSchemes.codes);

/** PSK, SRP, Kerberos and GOST have no part in a stranger's hello. */
const everySuite = (): readonly number[] =>
  Object.values(cipherSuites.codes).filter((code) => {
    const facts = suiteFacts(code);
    return facts !== null && (facts.tls13 || ['RSA', 'DHE', 'ECDHE', 'DH', 'ECDH'].includes(facts.keyExchange));
  });
