/** The rules that options must keep among themselves: the URI Options specification's, and what single drivers add to them. */
import { isPymongo } from './driver.ts';
import type { Driver } from './driver.ts';
import type { ConnectionString } from './connection-string.ts';
import type { NamedOption, OptionsConflict } from './mongodb-problem.ts';
import { optionKind } from './option-names.ts';
import type { ReadOption } from './option-names.ts';
import { booleanFor, effectiveTls, implies } from './tls-options.ts';
import type { GivenOption, OptionValues } from './uri-options.ts';

/** What a connection string and flags say, without secrets; what it comes to is for each driver to say. */
export interface Configuration extends Pick<
  ConnectionString,
  'srv' | 'hosts' | 'username' | 'hasPassword' | 'database' | 'given' | 'values' | 'warnings' | 'oddPairs'
> {
  /** There is a connection string, flags perhaps added. False: flags beside `host:port`, which means TLS by itself. */
  readonly uri: boolean;
}

/**
 * Everything that is wrong, the specification's rules first; empty: nothing. A driver names the first that it comes upon.
 * Rules of the specification hold for every driver: what breaks them works only where nobody looked.
 */
export function conflictsOf(configuration: Configuration, driver: Driver): readonly OptionsConflict[] {
  const { given, values, hosts } = configuration;
  return [
    ...exclusions(given),
    ...differences(given),
    ...(isPymongo(driver) ? pymongoRules(configuration, driver) : []),
    ...(driver === 'node' || driver === 'go' ? strictRules(given, driver) : []),
    ...emptySource(given),
    ...topologyRules(values, hosts.length, configuration.srv),
    ...srvRules(configuration),
    ...x509Rules(configuration),
  ];
}

/** The rules that can be broken by what the TXT record of a mongodb+srv:// host adds. */
export function conflictsAfterDns(values: OptionValues, hosts: number): readonly OptionsConflict[] {
  return [...topologyRules(values, hosts, true), ...srvMaxHostsRules(values)];
}

/** Whatever they say and whatever their order. */
const excluding: readonly (readonly [ReadOption, ReadOption])[] = [
  ['tlsInsecure', 'tlsAllowInvalidCertificates'],
  ['tlsInsecure', 'tlsAllowInvalidHostnames'],
  ['tlsInsecure', 'tlsDisableOCSPEndpointCheck'],
  ['tlsInsecure', 'tlsDisableCertificateRevocationCheck'],
  ['tlsAllowInvalidCertificates', 'tlsDisableOCSPEndpointCheck'],
  ['tlsAllowInvalidCertificates', 'tlsDisableCertificateRevocationCheck'],
  ['tlsDisableOCSPEndpointCheck', 'tlsDisableCertificateRevocationCheck'],
];

function exclusions(given: readonly GivenOption[]): readonly OptionsConflict[] {
  return excluding.flatMap(([a, b]) => {
    const [first, second] = [named(given, a), named(given, b)];
    return first === null || second === null ? [] : [{ kind: 'exclude', options: [first, second] } as const];
  });
}

function named(given: readonly GivenOption[], name: ReadOption): NamedOption | null {
  const one = given.find((option) => option.name === name);
  return one === undefined ? null : { name, typed: one.typed };
}

function differences(given: readonly GivenOption[]): readonly OptionsConflict[] {
  const asked = given.filter(({ name, isEmpty }) => name === 'tls' && !isEmpty);
  const [first] = asked;
  const other = asked.find(({ value }) => value !== first?.value);
  const found: OptionsConflict[] = [];
  if (first !== undefined && other !== undefined) {
    found.push({ kind: 'tlsDiffers', options: [option(first), option(other)] });
  }
  const flags = given.filter(({ from, name }) => from === 'flag' && name !== 'tls');
  for (const flag of flags) {
    const inUri = given.filter(({ from, name }) => from === 'uri' && name === flag.name);
    // Two passwords are not compared: neither is kept.
    const differs = inUri.some(({ value }) => value !== flag.value) || (inUri.length > 0 && flag.value === '');
    if (flag.name !== null && differs) found.push({ kind: 'flagDiffers', option: flag.name });
  }
  return found;
}

const option = ({ name, typed }: GivenOption): NamedOption => ({ name: name ?? 'tls', typed });

function pymongoRules({ given, srv, uri, oddPairs }: Configuration, driver: Driver): readonly OptionsConflict[] {
  const found: OptionsConflict[] = oddPairs ? [{ kind: 'oddPairs' }] : [];
  const crl = given.find(({ name, isEmpty }) => name === 'tlsCRLFile' && !isEmpty);
  if (crl !== undefined) {
    const off = given.find(
      ({ name, value }) => name !== null && withoutCrl.includes(name) && booleanFor(value, driver) === true,
    );
    if (off !== undefined) found.push({ kind: 'crlWith', option: option(off) });
    else if (driver === 'pymongo-ocsp') found.push({ kind: 'crlWithPyopenssl' });
  }
  const { tls, because } = effectiveTls(given, srv, driver);
  const options = given.filter((one) => implies(one, driver)).map(option);
  if (uri && !tls && because.kind === 'option' && options.length > 0) {
    found.push({ kind: 'tlsOffWith', options });
  }
  return found;
}

const withoutCrl: readonly ReadOption[] = ['tlsInsecure', 'tlsAllowInvalidCertificates', 'tlsDisableOCSPEndpointCheck'];

/** Node and Go refuse what others warn of. */
function strictRules(given: readonly GivenOption[], driver: 'node' | 'go'): readonly OptionsConflict[] {
  const inUri = given.filter(({ from }) => from === 'uri');
  const found: OptionsConflict[] = [];
  if (driver === 'node') {
    const unsupported = inUri.filter(({ typed }) => !nodeKnows(typed)).map(({ typed }) => typed);
    if (unsupported.length > 0) found.push({ kind: 'unsupported', options: unsupported });
    const seen = new Set<string>();
    for (const { typed } of inUri) {
      const name = typed.toLowerCase();
      if (seen.has(name) && name !== 'readpreferencetags') found.push({ kind: 'repeated', option: typed });
      seen.add(name);
    }
    const empty = inUri.find(({ isEmpty, name }) => isEmpty && name !== 'authSource');
    if (empty !== undefined) found.push({ kind: 'emptyValue', option: empty.typed });
  }
  for (const { typed, value, isEmpty, name } of inUri) {
    const takes = driver === 'node' ? nodeBooleans : goBooleans;
    if (name === null || !takes.includes(name) || (isEmpty && driver === 'node')) continue;
    if (booleanFor(value, driver) === null) found.push({ kind: 'notBoolean', option: { name, typed }, value });
  }
  return found;
}

function nodeKnows(typed: string): boolean {
  const { kind } = optionKind(typed);
  return (
    kind !== 'unknown' &&
    kind !== 'removed' &&
    !['tlsdisableocspendpointcheck', 'tlsdisablecertificaterevocationcheck'].includes(typed.toLowerCase())
  );
}

const goBooleans: readonly ReadOption[] = [
  'tls',
  'tlsInsecure',
  'tlsDisableOCSPEndpointCheck',
  'tlsDisableCertificateRevocationCheck',
  'directConnection',
  'loadBalanced',
];

const nodeBooleans: readonly ReadOption[] = [
  'tls',
  'tlsInsecure',
  'tlsAllowInvalidCertificates',
  'tlsAllowInvalidHostnames',
  'directConnection',
  'loadBalanced',
];

function emptySource(given: readonly GivenOption[]): readonly OptionsConflict[] {
  const empty = given.find(({ name, isEmpty }) => name === 'authSource' && isEmpty);
  return empty === undefined ? [] : [{ kind: 'emptyValue', option: empty.typed }];
}

function topologyRules(values: OptionValues, hosts: number, srv: boolean): readonly OptionsConflict[] {
  const { directConnection, loadBalanced, replicaSet } = values;
  const found: OptionsConflict[] = [];
  if (directConnection === true) {
    if (srv) found.push({ kind: 'directConnectionSrv' });
    else if (hosts > 1) found.push({ kind: 'directConnectionHosts', hosts });
  }
  if (loadBalanced === true) {
    if (hosts > 1) found.push({ kind: 'loadBalancedHosts', hosts });
    if (replicaSet !== undefined) found.push({ kind: 'loadBalancedReplicaSet' });
    if (directConnection === true) found.push({ kind: 'loadBalancedDirectConnection' });
  }
  return found;
}

function srvRules({ srv, hosts, values }: Configuration): readonly OptionsConflict[] {
  if (!srv) {
    return (['srvServiceName', 'srvMaxHosts'] as const)
      .filter((name) => values[name] !== undefined)
      .map((name) => ({ kind: 'srvOptionWithoutSrv', option: name, value: String(values[name]) }));
  }
  const found: OptionsConflict[] = [];
  if (hosts.length > 1) found.push({ kind: 'srvHosts', hosts: hosts.length });
  if (hosts.some(({ port }) => port !== null)) found.push({ kind: 'srvPort' });
  if (hosts.some(({ kind }) => kind !== 'hostname')) found.push({ kind: 'srvAddress' });
  return [...found, ...srvMaxHostsRules(values)];
}

function srvMaxHostsRules({ srvMaxHosts = 0, replicaSet, loadBalanced }: OptionValues): readonly OptionsConflict[] {
  if (srvMaxHosts === 0) return [];
  const found: OptionsConflict[] = [];
  if (replicaSet !== undefined) found.push({ kind: 'srvMaxHostsReplicaSet' });
  if (loadBalanced === true) found.push({ kind: 'srvMaxHostsLoadBalanced' });
  return found;
}

/** Authentication specification, section MONGODB-X509. */
function x509Rules({ values, hasPassword }: Configuration): readonly OptionsConflict[] {
  if (values.authMechanism !== 'MONGODB-X509') return [];
  const found: OptionsConflict[] = [];
  if (hasPassword) found.push({ kind: 'x509Password' });
  if (values.authSource !== undefined && values.authSource !== '$external') {
    found.push({ kind: 'x509AuthSource', source: values.authSource });
  }
  return found;
}
