/** From what the user typed to a {@link Target}: host, `host:port`, `[v6]:port`, a URL. Connection strings are `readTarget`'s. */
import { withoutSecrets } from '../base/redact.ts';
import { failed, ok } from '../base/result.ts';
import type { Result } from '../base/result.ts';
import { starttlsProtocolOf, starttlsProtocols } from '../net/starttls/protocols.ts';
import type { UriProblem } from '../mongodb/mongodb-problem.ts';
import type { StarttlsProtocol } from '../net/starttls/protocols.ts';
import { readIpv6, readReference } from '../x509/verify/reference.ts';
import type { Target } from './target.ts';

/** Why an input names nothing that can be probed. Texts of the user's have their secrets removed. */
export type TargetProblem =
  | { readonly kind: 'empty' }
  | { readonly kind: 'tooLong'; readonly limit: number }
  | { readonly kind: 'badHost'; readonly host: string }
  | { readonly kind: 'badPort'; readonly port: string }
  | { readonly kind: 'unclosedBracket'; readonly input: string }
  | { readonly kind: 'unknownScheme'; readonly scheme: string }
  | { readonly kind: 'connectionString'; readonly problem: UriProblem }
  /** A host that is a path: there is no TLS on a socket of one machine. */
  | { readonly kind: 'unixSocket'; readonly path: string }
  | { readonly kind: 'badServerName'; readonly name: string };

/**
 * Reads a target. `sni`: what `--sni` says, `none` included; null: it was not given. `starttls`: the protocol that `--starttls`
 * names, where it is given; a URL scheme that begins in plain text says it too.
 */
export function parseTarget(
  input: string,
  options: { readonly sni: string | null; readonly starttls?: StarttlsProtocol | null },
): Result<Target, TargetProblem> {
  const typed = input.trim();
  if (typed === '') return failed({ kind: 'empty' });
  if (typed.length > maxLength) return failed({ kind: 'tooLong', limit: maxLength });
  const [, schemeTyped, rest = ''] = /^(?:([a-z][a-z0-9+.-]*):\/\/)?(.*)$/is.exec(typed) ?? [];
  const scheme = schemeTyped?.toLowerCase() ?? null;
  if (scheme !== null) {
    const problem = schemeProblem(scheme);
    if (problem !== null) return failed(problem);
  }
  const authority = rest.slice(0, authorityEnd(rest));
  const place = readPlace(authority.slice(authority.lastIndexOf('@') + 1));
  if (!place.ok) return place;
  const { host, literal } = place.value;
  const starttls = options.starttls ?? (scheme === null ? null : starttlsProtocolOf(scheme));
  const implicit = scheme === null ? undefined : ports[scheme];
  const port = place.value.port ?? implicit ?? (starttls === null ? defaultPort : starttlsProtocols[starttls].ports[0]);
  const sni = readServerName(options.sni, literal ? null : host);
  if (!sni.ok) return sni;
  return ok({
    input: withoutSecrets(typed),
    scheme,
    host,
    port,
    starttls,
    sni: sni.value,
    referenceIdentity: literal ? { kind: 'ip', address: host } : { kind: 'dns', name: host },
  });
}

/** Nothing honest comes near this. */
const maxLength = 8192;
const defaultPort = 443;

/** Schemes that speak TLS from the first octet, and their ports (IANA). */
const ports: Readonly<Record<string, number>> = {
  https: 443,
  wss: 443,
  tls: 443,
  ssl: 443,
  ldaps: 636,
  smtps: 465,
  imaps: 993,
  pop3s: 995,
  nntps: 563,
  ftps: 990,
  amqps: 5671,
  mqtts: 8883,
  rediss: 6379,
};

function schemeProblem(scheme: string): TargetProblem | null {
  if (Object.hasOwn(ports, scheme)) return null;
  return starttlsProtocolOf(scheme) === null ? { kind: 'unknownScheme', scheme } : null;
}

/** A password may hold what ends the authority, though no URL may: where the last `@` comes later, it counts. */
function authorityEnd(rest: string): number {
  const end = rest.search(/[/?#]/);
  if (end === -1) return rest.length;
  const query = rest.indexOf('?');
  const at = rest.lastIndexOf('@', query === -1 ? rest.length : query);
  if (at < end || rest.indexOf(':') > end || !rest.slice(0, end).includes(':')) return end;
  const later = rest.slice(at).search(/[/?#]/);
  return later === -1 ? rest.length : at + later;
}

interface Place {
  readonly host: string;
  /** An IP address. */
  readonly literal: boolean;
  readonly port: number | null;
}

function readPlace(text: string): Result<Place, TargetProblem> {
  if (text.startsWith('[')) {
    const end = text.indexOf(']');
    if (end === -1) return failed({ kind: 'unclosedBracket', input: withoutSecrets(text) });
    const address = readIpv6(text.slice(1, end));
    if (address === null) return failed({ kind: 'badHost', host: text.slice(0, end + 1) });
    return withPort({ host: address, literal: true }, text.slice(end + 1));
  }
  const address = text.split(':').length > 2 ? readIpv6(text) : null;
  if (address !== null) return ok({ host: address, literal: true, port: null });
  const colon = text.indexOf(':');
  const name = colon === -1 ? text : text.slice(0, colon);
  const host = hostName(name);
  if (host === null) return failed({ kind: 'badHost', host: withoutSecrets(name) });
  return withPort(host, colon === -1 ? '' : text.slice(colon));
}

function withPort(host: Omit<Place, 'port'>, after: string): Result<Place, TargetProblem> {
  if (after === '') return ok({ ...host, port: null });
  const port = /^:(\d{1,5})$/.exec(after)?.[1];
  const number = Number(port);
  if (port === undefined || number < 1 || number > 65535) {
    // What stands after the colon may be a password whose `@` got lost.
    return failed({ kind: 'badPort', port: /^:\d*$/.test(after) ? after.slice(1) : '***' });
  }
  return ok({ ...host, port: number });
}

/** A-label form of a name without its trailing dot, or an IPv4 address; null if it is neither. */
function hostName(text: string): { readonly host: string; readonly literal: boolean } | null {
  const read = readReference(text);
  if (read === null) return null;
  return read.kind === 'ip' ? { host: read.address, literal: true } : { host: read.name, literal: false };
}

/** What goes into server_name: `asked` as `--sni` says it (null: it was not given), else the host, which is null for an address. */
export function readServerName(asked: string | null, host: string | null): Result<string | null, TargetProblem> {
  if (asked === null) return ok(host);
  if (asked.toLowerCase() === 'none') return ok(null);
  const name = hostName(asked);
  // RFC 6066 section 3: literal addresses are not permitted in server_name.
  if (name === null || name.literal) return failed({ kind: 'badServerName', name: withoutSecrets(asked) });
  return ok(name.host);
}
