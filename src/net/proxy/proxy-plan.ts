import { fromUtf8, toBase64, utf8 } from '../../base/octets.ts';
import { failed, ok } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';

/** How to reach servers by a proxy. Holds secrets: show {@link ProxyPlan.shown} and nothing else of it. */
export interface ProxyPlan {
  readonly scheme: ProxyScheme;
  /** A name, or an IP address without brackets. */
  readonly host: string;
  readonly port: number;
  readonly credentials: Credentials | null;
  /** Whether the proxy is told names and looks them up itself; otherwise it is told numeric addresses. */
  readonly resolvesNames: boolean;
  /** `scheme://host:port`, without credentials. */
  readonly shown: string;
}

export interface Credentials {
  readonly user: string;
  readonly password: string;
}

/** `https`: an HTTP proxy that is itself spoken to over TLS. `socks5h` and `socks5` differ in who looks up names, as with curl. */
export type ProxyScheme = 'http' | 'https' | 'socks5' | 'socks5h';

/** Why a text names no proxy. Nothing of what may be a secret is in it. */
export type ProxyUrlProblem =
  | { readonly kind: 'empty' }
  | { readonly kind: 'tooLong'; readonly limit: number }
  | { readonly kind: 'unknownScheme'; readonly scheme: string }
  | { readonly kind: 'badHost' }
  | { readonly kind: 'badPort' }
  /** SOCKS has one octet for the length of a user name or password (RFC 1929 section 2). */
  | { readonly kind: 'credentialsTooLong'; readonly limit: number };

/**
 * Reads a proxy's URL as users and HTTPS_PROXY have it: `http://user:password@host:port`; without scheme it is `http`.
 * Credentials are percent-decoded where they are well-formed; a password with an unescaped `@` or `/` is taken for what it is.
 */
export function parseProxyUrl(text: string): Result<ProxyPlan, ProxyUrlProblem> {
  const typed = text.trim();
  if (typed === '') return failed({ kind: 'empty' });
  if (typed.length > maxLength) return failed({ kind: 'tooLong', limit: maxLength });
  const [, schemeTyped = 'http', rest = ''] = /^(?:([a-z][a-z0-9+.-]*):\/\/)?(.*)$/is.exec(typed) ?? [];
  const scheme = schemeTyped.toLowerCase();
  if (!isProxyScheme(scheme)) return failed({ kind: 'unknownScheme', scheme });
  const at = rest.lastIndexOf('@');
  const place = rest.slice(at + 1).replace(/[/?#].*$/s, '');
  const [, hostTyped = '', portTyped = null] = /^(\[[^\]]*\]|[^:]*)(?::(.*))?$/s.exec(place) ?? [];
  const host = hostOf(hostTyped);
  if (host === null) return failed({ kind: 'badHost' });
  const port = portTyped === null || portTyped === '' ? defaultPorts[scheme] : Number(portTyped);
  if (!/^\d{0,5}$/.test(portTyped ?? '') || port < 1 || port > 65_535) return failed({ kind: 'badPort' });
  const credentials = at === -1 ? null : credentialsOf(rest.slice(0, at));
  const isSocks = scheme === 'socks5' || scheme === 'socks5h';
  if (isSocks && credentials !== null && Object.values(credentials).some((one) => utf8(one).length > 255)) {
    return failed({ kind: 'credentialsTooLong', limit: 255 });
  }
  const shown = `${scheme}://${host.includes(':') ? `[${host}]` : host}:${port}`;
  return ok({ scheme, host, port, credentials, resolvesNames: scheme !== 'socks5', shown });
}

/** What an HTTP proxy is shown (RFC 7617). */
export const basicToken = ({ user, password }: Credentials): string => toBase64(utf8(`${user}:${password}`));

/** Takes secrets out of the words of a proxy, which may repeat what it was sent: in an error page, in a header. */
export function withoutCredentials(said: string, credentials: Credentials | null): string {
  if (credentials === null) return said;
  const { password } = credentials;
  const secrets = [basicToken(credentials), password, encodeURIComponent(password)].filter((one) => one !== '');
  return secrets.reduce((text, secret) => text.replaceAll(secret, '***'), said);
}

function credentialsOf(text: string): Credentials {
  const colon = text.indexOf(':');
  if (colon === -1) return { user: percentDecoded(text), password: '' };
  return { user: percentDecoded(text.slice(0, colon)), password: percentDecoded(text.slice(colon + 1)) };
}

/** A `%` that begins no escape stands for itself. */
const percentDecoded = (text: string): string =>
  text.replaceAll(/(?:%[0-9a-f]{2})+/gi, (escapes) =>
    fromUtf8(new Uint8Array(Buffer.from(escapes.replaceAll('%', ''), 'hex'))),
  );

/** The host as the URL standard normalises it, without brackets and trailing dot; null if it is none. */
function hostOf(text: string): string | null {
  if (text === '' || /[\0-\x20%\\^|<>"'`{}/?#@\x7f]/.test(text) || !URL.canParse(`http://${text}/`)) return null;
  return new URL(`http://${text}/`).hostname.replace(/^\[|\]$|\.$/g, '');
}

const isProxyScheme = (scheme: string): scheme is ProxyScheme => Object.hasOwn(defaultPorts, scheme);

const defaultPorts: Readonly<Record<ProxyScheme, number>> = { http: 80, https: 443, socks5: 1080, socks5h: 1080 };

const maxLength = 4096;
