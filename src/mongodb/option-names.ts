/** The options of connection strings: how they are spelled, and what kind of value each takes. */

/** Options that whytls reads, by the kind of their value (URI options specification, "List of specified options"). */
const booleans = [
  'tls',
  'tlsInsecure',
  'tlsAllowInvalidCertificates',
  'tlsAllowInvalidHostnames',
  'tlsDisableOCSPEndpointCheck',
  'tlsDisableCertificateRevocationCheck',
  'directConnection',
  'loadBalanced',
] as const;

const texts = [
  'tlsCAFile',
  'tlsCertificateKeyFile',
  // Of PyMongo and the Node driver; the specification does not have it.
  'tlsCRLFile',
  'replicaSet',
  'srvServiceName',
  'authMechanism',
  'authSource',
] as const;

const integers = ['srvMaxHosts'] as const;

/** Options whose value is nobody's business: it is used, or not even that, and never kept. */
const secrets = ['tlsCertificateKeyFilePassword'] as const;

export type BooleanOption = (typeof booleans)[number];
export type TextOption = (typeof texts)[number];
export type IntegerOption = (typeof integers)[number];

/** Every option that whytls reads, in its canonical spelling. `ssl` is `tls`. */
export type ReadOption = BooleanOption | TextOption | IntegerOption | (typeof secrets)[number];

/** What is known of an option's name. */
export type OptionKind =
  | { readonly kind: 'boolean'; readonly name: BooleanOption }
  | { readonly kind: 'text'; readonly name: TextOption }
  | { readonly kind: 'integer'; readonly name: IntegerOption }
  | { readonly kind: 'secret'; readonly name: (typeof secrets)[number] }
  /** The specification has it, and it does not concern TLS. */
  | { readonly kind: 'unread'; readonly name: string }
  /** PyMongo 3 had it; `now`: what has taken its place. */
  | { readonly kind: 'removed'; readonly now: string }
  | { readonly kind: 'unknown' };

/** Looks a name up, whatever its case. */
export const optionKind = (typed: string): OptionKind => known.get(typed.toLowerCase()) ?? { kind: 'unknown' };

/** The rest of the specification's list. */
const unread: readonly string[] = [
  'appname',
  'authMechanismProperties',
  'compressors',
  'connectTimeoutMS',
  'heartbeatFrequencyMS',
  'journal',
  'localThresholdMS',
  'maxAdaptiveRetries',
  'maxConnecting',
  'maxIdleTimeMS',
  'maxPoolSize',
  'maxStalenessSeconds',
  'minPoolSize',
  'proxyHost',
  'proxyPassword',
  'proxyPort',
  'proxyUsername',
  'readConcernLevel',
  'readPreference',
  'readPreferenceTags',
  'retryReads',
  'retryWrites',
  'serverMonitoringMode',
  'serverSelectionTimeoutMS',
  'serverSelectionTryOnce',
  'socketTimeoutMS',
  'srvAllowedHostsSuffix',
  'timeoutMS',
  'w',
  'waitQueueTimeoutMS',
  'wTimeoutMS',
  'zlibCompressionLevel',
];

/** PyMongo's changes from version 3 to 4. */
const removed: Readonly<Record<string, string>> = {
  ssl_certfile: 'tlsCertificateKeyFile',
  ssl_keyfile: 'tlsCertificateKeyFile',
  ssl_ca_certs: 'tlsCAFile',
  ssl_crlfile: 'tlsCRLFile',
  ssl_pem_passphrase: 'tlsCertificateKeyFilePassword',
  ssl_cert_reqs: 'tlsAllowInvalidCertificates',
  ssl_match_hostname: 'tlsAllowInvalidHostnames',
};

const known: ReadonlyMap<string, OptionKind> = new Map<string, OptionKind>([
  ...booleans.map((name) => [name.toLowerCase(), { kind: 'boolean', name }] as const),
  ...texts.map((name) => [name.toLowerCase(), { kind: 'text', name }] as const),
  ...integers.map((name) => [name.toLowerCase(), { kind: 'integer', name }] as const),
  ...secrets.map((name) => [name.toLowerCase(), { kind: 'secret', name }] as const),
  ...unread.map((name) => [name.toLowerCase(), { kind: 'unread', name }] as const),
  ...Object.entries(removed).map(([name, now]) => [name, { kind: 'removed', now }] as const),
  ['ssl', { kind: 'boolean', name: 'tls' }],
]);
