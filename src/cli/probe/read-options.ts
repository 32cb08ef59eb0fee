/** Options of `probe` that are numbers, versions, addresses and names: what they come to, or why a value cannot be used. */
import { failed, ok } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import type { NameServer } from '../../net/ports.ts';
import { parseProxyUrl } from '../../net/proxy/proxy-plan.ts';
import { parseTarget } from '../../observe/parse-target.ts';
import { offerNames } from '../../observe/probe/offers.ts';
import type { OfferName } from '../../observe/probe/offers.ts';
import type { ProbeOptions } from '../../observe/probe/options.ts';
import type { Target } from '../../observe/target.ts';
import { protocolVersions } from '../../tls/wire/registries/protocol-version.ts';
import type { Arguments } from '../usage/args.ts';
import { badValue, textOf } from '../usage/option-values.ts';
import type { UsageProblem } from '../usage/usage-problem.ts';

type Values = Arguments['values'];

/** What some options come to. */
type Read<K extends keyof ProbeOptions> = Result<Pick<ProbeOptions, K>, UsageProblem>;

/** How long it may take; a connection, unless that is said, no longer than the whole. */
export function readLimits(values: Values): Read<'timeoutMs' | 'connectTimeoutMs'> {
  const whole = readMilliseconds('timeout', textOf(values, 'timeout'), defaultTimeouts.timeoutMs);
  if (!whole.ok) return whole;
  const otherwise = Math.min(defaultTimeouts.connectTimeoutMs, whole.value);
  const connect = readMilliseconds('connect-timeout', textOf(values, 'connect-timeout'), otherwise);
  return connect.ok ? ok({ timeoutMs: whole.value, connectTimeoutMs: connect.value }) : connect;
}

/** How long a probe may take where nobody says otherwise: PyMongo's connectTimeoutMS is 20 s. */
const defaultTimeouts = { timeoutMs: 20_000, connectTimeoutMs: 10_000 } as const;

/** What its ClientHello differs in from the client's own. */
export function readHelloOptions(values: Values): Read<'minVersion' | 'maxVersion' | 'alpn' | 'offers' | 'resume'> {
  const min = readVersion('min-version', textOf(values, 'min-version'));
  if (!min.ok) return min;
  const max = readVersion('max-version', textOf(values, 'max-version'));
  if (!max.ok) return max;
  if (min.value !== null && max.value !== null && min.value > max.value) {
    return badValue('--max-version', textOf(values, 'max-version') ?? '', 'a version that is not below --min-version');
  }
  const alpn = readAlpn(textOf(values, 'alpn'));
  if (!alpn.ok) return alpn;
  const offers = readOffers(textOf(values, 'offer'));
  if (!offers.ok) return offers;
  const resume = values.get('resume') === true;
  return ok({ minVersion: min.value, maxVersion: max.value, alpn: alpn.value, offers: offers.value, resume });
}

/** By which address, name server and proxy it goes. */
export function readWay(values: Values, target: Target): Read<'ip' | 'family' | 'dns' | 'proxy'> {
  const ip = readAddress(textOf(values, 'ip'));
  if (!ip.ok) return ip;
  if (ip.value !== null && (target.hosts !== undefined || target.srv !== undefined)) {
    return badValue('--ip', ip.value, 'it with a single host alone');
  }
  const dns = readNameServer(textOf(values, 'dns'));
  if (!dns.ok) return dns;
  const url = textOf(values, 'proxy');
  const proxy = url === null ? ok(null) : parseProxyUrl(url);
  if (!proxy.ok) return failed({ kind: 'proxyUrl', problem: proxy.problem });
  const family = values.get('ipv4') === true ? 4 : values.get('ipv6') === true ? 6 : null;
  return ok({ ip: ip.value, family, dns: dns.value, proxy: proxy.value });
}

function readMilliseconds(name: string, value: string | null, otherwise: number): Result<number, UsageProblem> {
  if (value === null) return ok(otherwise);
  const number = /^\d{1,8}$/.test(value) ? Number(value) : 0;
  return number >= 1 && number <= 3_600_000
    ? ok(number)
    : badValue(`--${name}`, value, 'milliseconds from 1 to 3600000');
}

function readVersion(name: string, value: string | null): Result<number | null, UsageProblem> {
  if (value === null) return ok(null);
  const minor = /^(?:tls ?v?)?1(?:\.([0-3]))?$/i.exec(value);
  return minor === null
    ? badValue(`--${name}`, value, 'TLSv1, TLSv1.1, TLSv1.2 or TLSv1.3')
    : ok(protocolVersions.codes.TLSv1 + Number(minor[1] ?? 0));
}

/** RFC 7301 section 3.1: names of 1 to 255 octets. */
function readAlpn(value: string | null): Result<readonly string[], UsageProblem> {
  if (value === null) return ok([]);
  const names = value.split(',').map((name) => name.trim());
  const sound = names.length <= 32 && names.every((name) => /^[\x21-\x7e]{1,255}$/.test(name));
  return sound ? ok(names) : badValue('--alpn', value, 'names separated by commas, for example h2,http/1.1');
}

function readOffers(value: string | null): Result<readonly OfferName[], UsageProblem> {
  const given = value === null ? [] : value.split(',').map((name) => name.trim());
  const known = offerNames.filter((name) => given.includes(name));
  const stranger = given.find((name) => !known.some((one) => one === name));
  return stranger === undefined ? ok(known) : badValue('--offer', stranger, `some of ${offerNames.join(', ')}`);
}

/** An address, perhaps with a port; DNS has 53. */
function readNameServer(value: string | null): Result<NameServer | null, UsageProblem> {
  if (value === null) return ok(null);
  const server = parseTarget(value, { sni: 'none' });
  const isAddress = server.ok && server.value.scheme === null && server.value.referenceIdentity.kind === 'ip';
  if (!isAddress) return badValue('--dns', value, 'an address, perhaps with a port: 192.0.2.53 or [2001:db8::53]:5353');
  return ok({ address: server.value.host, port: hasPort(value) ? server.value.port : 53 });
}

function readAddress(value: string | null): Result<string | null, UsageProblem> {
  if (value === null) return ok(null);
  const target = parseTarget(value, { sni: 'none' });
  if (target.ok && target.value.referenceIdentity.kind === 'ip' && target.value.scheme === null && !hasPort(value)) {
    return ok(target.value.host);
  }
  return badValue('--ip', value, 'an IPv4 or IPv6 address without port');
}

const hasPort = (address: string): boolean => /^[^:]*:\d*$|\]:/.test(address);
