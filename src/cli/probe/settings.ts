/** From the arguments of `probe` to values that can be used: numbers, times, versions, a target. */
import { failed, ok } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import type { UnixMs } from '../../base/time.ts';
import { clientFor, clients, defaultClientFor } from '../../clients/index.ts';
import type { NameServer } from '../../net/ports.ts';
import { parseProxyUrl } from '../../net/proxy/proxy-plan.ts';
import { starttlsProtocolOf } from '../../net/starttls/protocols.ts';
import { parseTarget } from '../../observe/parse-target.ts';
import { offerNames } from '../../observe/probe/offers.ts';
import type { OfferName } from '../../observe/probe/offers.ts';
import type { ProbeOptions } from '../../observe/probe/options.ts';
import { readTarget } from '../../observe/read-target.ts';
import type { Target } from '../../observe/target.ts';
import { protocolVersions } from '../../tls/wire/registries/protocol-version.ts';
import { commandMeantBy } from '../declare/commands.ts';
import { formatClash, outputSettings } from '../render.ts';
import type { OutputSettings } from '../render.ts';
import type { Arguments } from '../usage/args.ts';
import type { UsageProblem } from '../usage/usage-problem.ts';
import { driverFlags, driverSettingsFor, refusalOf } from './driver-settings.ts';
import type { Refusal } from './driver-settings.ts';

export interface ProbeSettings {
  readonly target: Target;
  /** All but the credential, which is still in its file. */
  readonly options: Omit<ProbeOptions, 'clientCredential'>;
  readonly keyFile: string | null;
  readonly keyPassword: string | null;
  /** Rules that options break, so that the driver would not even begin; null: none. */
  readonly refusal: Refusal | null;
  /** The time that dates are judged at; null: when they are seen. */
  readonly at: UnixMs | null;
  readonly shown: OutputSettings;
  readonly save: string | null;
}

/** How long a probe may take where nobody says otherwise: PyMongo's connectTimeoutMS is 20 s. */
export const defaultTimeouts = { timeoutMs: 20_000, connectTimeoutMs: 10_000 } as const;

/** Several words and no command among them: the first may be meant for one. */
function severalTargets([first = '', ...more]: readonly string[]): UsageProblem {
  const meant = commandMeantBy(first);
  if (meant !== null) return { kind: 'unknownCommand', word: first, meant: meant.name };
  return { kind: 'severalTargets', count: more.length + 1 };
}

/** Reads the settings of `probe`. `env`: where OpenSSL's variables stand. */
export async function readSettings(
  { values, positionals }: Arguments,
  env: Readonly<Record<string, string | undefined>>,
): Promise<Result<ProbeSettings, UsageProblem>> {
  const [input, ...more] = positionals;
  if (input === undefined) return failed({ kind: 'noTarget' });
  if (more.length > 0) return failed(severalTargets(positionals));
  const textOf = (name: string): string | null => {
    const value = values.get(name);
    return typeof value === 'string' ? value : null;
  };
  const protocol = textOf('starttls');
  const starttls = protocol === null ? null : starttlsProtocolOf(protocol);
  const read = await readTarget(input, { sni: textOf('sni'), starttls, flags: driverFlags(values) });
  if (!read.ok) return failed({ kind: 'target', problem: read.problem });
  const { target, keyFilePassword } = read.value;
  const clash = clashes.find((pair) => pair.every((name) => values.get(name) === true));
  if (clash !== undefined) return failed({ kind: 'exclude', options: [typed(clash[0]), typed(clash[1])] });
  const excluded = formatClash(values);
  if (excluded !== null) return failed(excluded);

  const id = textOf('client');
  const client = id === null ? defaultClientFor(target) : clientFor(id);
  if (client === undefined) return bad('--client', id ?? '', clients.map((known) => known.id).join(', '));
  const timeoutMs = readMilliseconds('timeout', textOf('timeout'), defaultTimeouts.timeoutMs);
  if (!timeoutMs.ok) return timeoutMs;
  const connectTimeoutMs = readMilliseconds(
    'connect-timeout',
    textOf('connect-timeout'),
    Math.min(defaultTimeouts.connectTimeoutMs, timeoutMs.value),
  );
  if (!connectTimeoutMs.ok) return connectTimeoutMs;
  const minVersion = readVersion('min-version', textOf('min-version'));
  if (!minVersion.ok) return minVersion;
  const maxVersion = readVersion('max-version', textOf('max-version'));
  if (!maxVersion.ok) return maxVersion;
  if (minVersion.value !== null && maxVersion.value !== null && minVersion.value > maxVersion.value) {
    return bad('--max-version', textOf('max-version') ?? '', 'a version that is not below --min-version');
  }
  const alpn = readAlpn(textOf('alpn'));
  if (!alpn.ok) return alpn;
  const ip = readAddress(textOf('ip'));
  if (!ip.ok) return ip;
  if (ip.value !== null && (target.hosts !== undefined || target.srv !== undefined)) {
    return bad('--ip', ip.value, 'it with a single host alone');
  }
  const dns = readNameServer(textOf('dns'));
  if (!dns.ok) return dns;
  const offers = readOffers(textOf('offer'));
  if (!offers.ok) return offers;
  const proxyUrl = textOf('proxy');
  const proxy = proxyUrl === null ? ok(null) : parseProxyUrl(proxyUrl);
  if (!proxy.ok) return failed({ kind: 'proxyUrl', problem: proxy.problem });
  const at = readTime(textOf('at'));
  if (!at.ok) return at;

  const told = await driverSettingsFor(target, client);
  const keyFile = told?.tlsCertificateKeyFile ?? textOf('tlsCertificateKeyFile');
  return ok({
    target,
    options: {
      client,
      timeoutMs: timeoutMs.value,
      connectTimeoutMs: connectTimeoutMs.value,
      alpn: alpn.value,
      offers: offers.value,
      resume: values.get('resume') === true,
      minVersion: minVersion.value,
      maxVersion: maxVersion.value,
      tlsCAFile: told?.tlsCAFile ?? textOf('tlsCAFile'),
      clientFile: keyFile,
      proxy: proxy.value,
      proxyVariables: proxyVariablesOf(env),
      ip: ip.value,
      family: values.get('ipv4') === true ? 4 : values.get('ipv6') === true ? 6 : null,
      dns: dns.value,
      plaintext: told?.read.tls.tls === false,
      networkLookups: values.get('network-lookups') !== false,
      ocsp: {
        endpointCheck: told?.read.checks.ocspEndpoint ?? values.get('tlsDisableOCSPEndpointCheck') !== true,
        onRequest: values.get('ocsp') === true || values.get('ocsp-nonce') === true,
        nonce: values.get('ocsp-nonce') === true,
      },
      ...crlsOf(
        told?.tlsCRLFile ?? textOf('tlsCRLFile'),
        textOf('crl'),
        values.get('crl-distribution-points') === true,
      ),
      env,
      allStores: values.get('all-stores') === true || values.get('verbose') === true,
      localPython: values.get('local-python') !== false,
    },
    keyFile,
    keyPassword: textOf('tlsCertificateKeyFilePassword') ?? keyFilePassword ?? env['WHYTLS_KEY_PASSWORD'] ?? null,
    refusal: told === null ? null : refusalOf(told.read),
    at: at.value,
    shown: outputSettings(values),
    save: textOf('save'),
  });
}

/** Without any of these no revocation list is looked at. */
function crlsOf(
  tlsCRLFile: string | null,
  crlFile: string | null,
  distributionPoints: boolean,
): Pick<ProbeOptions, 'crls'> {
  const isWished = tlsCRLFile !== null || crlFile !== null || distributionPoints;
  return isWished ? { crls: { tlsCRLFile, crlFile, distributionPoints } } : {};
}

const clashes: readonly (readonly [string, string])[] = [
  ['ipv4', 'ipv6'],
  ['ocsp', 'tlsDisableOCSPEndpointCheck'],
  ['ocsp-nonce', 'tlsDisableOCSPEndpointCheck'],
];

const typed = (name: string): string => ({ ipv4: '-4', ipv6: '-6' })[name] ?? `--${name}`;

const bad = (option: string, value: string, expected: string) =>
  failed<UsageProblem>({ kind: 'badValue', option, value, expected });

function readMilliseconds(name: string, value: string | null, otherwise: number): Result<number, UsageProblem> {
  if (value === null) return ok(otherwise);
  const number = /^\d{1,8}$/.test(value) ? Number(value) : 0;
  return number >= 1 && number <= 3_600_000 ? ok(number) : bad(`--${name}`, value, 'milliseconds from 1 to 3600000');
}

function readVersion(name: string, value: string | null): Result<number | null, UsageProblem> {
  if (value === null) return ok(null);
  const minor = /^(?:tls ?v?)?1(?:\.([0-3]))?$/i.exec(value);
  return minor === null
    ? bad(`--${name}`, value, 'TLSv1, TLSv1.1, TLSv1.2 or TLSv1.3')
    : ok(protocolVersions.codes.TLSv1 + Number(minor[1] ?? 0));
}

/** RFC 7301 section 3.1: names of 1 to 255 octets. */
function readAlpn(value: string | null): Result<readonly string[], UsageProblem> {
  if (value === null) return ok([]);
  const names = value.split(',').map((name) => name.trim());
  const sound = names.length <= 32 && names.every((name) => /^[\x21-\x7e]{1,255}$/.test(name));
  return sound ? ok(names) : bad('--alpn', value, 'names separated by commas, for example h2,http/1.1');
}

/** Lower case comes first, as with curl. */
function proxyVariablesOf(env: Readonly<Record<string, string | undefined>>): ProbeOptions['proxyVariables'] {
  for (const name of ['https_proxy', 'HTTPS_PROXY']) {
    const value = env[name] ?? '';
    if (value !== '') return { name, value, noProxy: env['no_proxy'] ?? env['NO_PROXY'] ?? '' };
  }
  return null;
}

function readOffers(value: string | null): Result<readonly OfferName[], UsageProblem> {
  const given = value === null ? [] : value.split(',').map((name) => name.trim());
  const known = offerNames.filter((name) => given.includes(name));
  const stranger = given.find((name) => !known.some((one) => one === name));
  return stranger === undefined ? ok(known) : bad('--offer', stranger, `some of ${offerNames.join(', ')}`);
}

/** An address, perhaps with a port; DNS has 53. */
function readNameServer(value: string | null): Result<NameServer | null, UsageProblem> {
  if (value === null) return ok(null);
  const server = parseTarget(value, { sni: 'none' });
  const isAddress = server.ok && server.value.scheme === null && server.value.referenceIdentity.kind === 'ip';
  if (!isAddress) return bad('--dns', value, 'an address, perhaps with a port: 192.0.2.53 or [2001:db8::53]:5353');
  return ok({ address: server.value.host, port: hasPort(value) ? server.value.port : 53 });
}

function readAddress(value: string | null): Result<string | null, UsageProblem> {
  if (value === null) return ok(null);
  const target = parseTarget(value, { sni: 'none' });
  if (target.ok && target.value.referenceIdentity.kind === 'ip' && target.value.scheme === null && !hasPort(value)) {
    return ok(target.value.host);
  }
  return bad('--ip', value, 'an IPv4 or IPv6 address without port');
}

const hasPort = (address: string): boolean => /^[^:]*:\d*$|\]:/.test(address);

/** A time as `--at` takes it; null: none was given. */
export function readTime(value: string | null): Result<UnixMs | null, UsageProblem> {
  if (value === null) return ok(null);
  if (/^\d{1,12}$/.test(value)) return ok(Number(value) * 1000);
  const iso = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?)(Z|[+-]\d\d:?\d\d)?)?$/i.exec(value);
  const [, date = '', time = '00:00', zone = 'Z'] = iso ?? [];
  const at = iso === null ? Number.NaN : Date.parse(`${date}T${time}${zone.toUpperCase()}`);
  // Date.parse takes 31 February for 3 March; the calendar does not.
  const real = new Date(Date.parse(`${date}T00:00:00Z`));
  return Number.isFinite(at) && !Number.isNaN(real.getTime()) && real.toISOString().startsWith(date)
    ? ok(at)
    : bad('--at', value, 'a UTC time such as 2026-01-31T12:00:00Z, or seconds since 1970');
}
