/**
 * Connection strings: `mongodb://` and `mongodb+srv://`, parsed by the library that the Node driver and mongosh use, and read into
 * plain values by the Connection String and URI Options specifications. A password is dropped at once; what is kept of it is that
 * there was one. What the library lets through and the specification does not is refused here.
 */
import { ConnectionString as ParsedUri } from 'mongodb-connection-string-url';
import { failed, ok } from '../base/result.ts';
import type { Result } from '../base/result.ts';
import type { UriProblem, UriWarning } from './mongodb-problem.ts';
import { decoded, hidden, readQuery } from './uri-options.ts';
import type { GivenOption, OptionValues } from './uri-options.ts';

/** One host identifier. The port is null where none was given. */
export type SeedHost =
  | { readonly kind: 'hostname' | 'ipv4'; readonly host: string; readonly port: number | null }
  /** IPv6, without its brackets; the zone after `%`. */
  | { readonly kind: 'ipLiteral'; readonly host: string; readonly port: number | null }
  | { readonly kind: 'unix'; readonly host: string; readonly port: null };

/** A connection string that can be read, without any secret. Whether its options go together is `conflictsOf`'s to say. */
export interface ConnectionString {
  readonly srv: boolean;
  readonly hosts: readonly [SeedHost, ...SeedHost[]];
  readonly username: string | null;
  readonly hasPassword: boolean;
  /** Auth database; null: none. */
  readonly database: string | null;
  readonly given: readonly GivenOption[];
  readonly values: OptionValues;
  readonly warnings: readonly UriWarning[];
  /** What the specification allows and PyMongo does not: an `&` with nothing behind it, a second `=` in an option. */
  readonly oddPairs: boolean;
  /** The string as it may be shown. */
  readonly shown: string;
}

/** What parsing yields: the string, and apart from it the one secret that is of use, to open the client's private key with. */
export interface ParsedConnectionString {
  readonly string: ConnectionString;
  readonly keyFilePassword: string | null;
}

/** Parses a connection string. Problems: {@link UriProblem}; none of them holds user name or password. */
export function parseConnectionString(typed: string): Result<ParsedConnectionString, UriProblem> {
  const [, scheme, rest] = /^(mongodb(?:\+srv)?):\/\/(.*)$/is.exec(typed) ?? [];
  // In lower case: PyMongo, Node, Go and Java take no other.
  if (scheme === undefined || rest === undefined || scheme !== scheme.toLowerCase()) {
    return failed({ kind: 'badScheme' });
  }
  if (/\p{Cc}/u.test(typed)) return failed({ kind: 'controlCharacter' });
  const srv = scheme === 'mongodb+srv';
  const { authority, path, query } = split(rest);
  const problem = authorityProblem(authority, path, rest);
  if (problem !== null) return failed(problem);
  const hosts = readHosts(hostList(authority));
  if (!hosts.ok) return hosts;
  const library = parseByLibrary(authority, path);
  if (!library.ok) return library;
  const { username, password, pathname } = library.value;
  const database = decoded(pathname.slice(1));
  if (database.broken || /[/\\ "$]/.test(database.text)) return failed({ kind: 'badDatabase' });
  const options = readQuery(query);
  if (!options.ok) return options;
  const { given, values, warnings, oddPairs, shown, keyFilePassword } = options.value;
  return ok({
    string: {
      srv,
      hosts: hosts.value,
      username: username === '' ? null : decoded(username).text,
      hasPassword: password !== '',
      database: database.text === '' ? null : database.text,
      given,
      values,
      warnings,
      oddPairs,
      shown: shownForm(scheme, authority, path, shown),
    },
    keyFilePassword,
  });
}

interface Parts {
  readonly authority: string;
  /** From the slash on, or empty. */
  readonly path: string;
  /** What stands after the question mark. */
  readonly query: string;
}

/** By the first unescaped `/` or `?`, as the specification has it. */
function split(rest: string): Parts {
  const end = rest.search(/[/?]/);
  if (end === -1) return { authority: rest, path: '', query: '' };
  const question = rest.indexOf('?', end);
  return {
    authority: rest.slice(0, end),
    path: question === -1 ? rest.slice(end) : rest.slice(end, question),
    query: question === -1 ? '' : rest.slice(question + 1),
  };
}

const hostList = (authority: string): string => authority.slice(authority.lastIndexOf('@') + 1);

/** What is wrong before the slash, in the order in which a person would see it; null where the library may have a look. */
function authorityProblem(authority: string, path: string, rest: string): UriProblem | null {
  const at = authority.lastIndexOf('@');
  if (at === -1) {
    if (authority === '') return { kind: rest.includes('.sock') ? 'unescapedPath' : 'noHost' };
    // `user:pass/word@host`: the password holds what ends the hosts.
    const isPassword = /^[^:,[\]]*:/.test(authority) && (!/:\d*(?:,|$)/.test(authority) || path.includes('@'));
    return isPassword && rest.includes('@') ? { kind: 'unescapedUserInfo' } : null;
  }
  const userInfo = authority.slice(0, at);
  const [user = '', ...password] = userInfo.split(':');
  if (user === '') return { kind: 'noUserName' };
  const isSound = password.length < 2 && !/[@#[\]]/.test(userInfo) && !decoded(userInfo).broken;
  return isSound ? null : { kind: 'unescapedUserInfo' };
}

/**
 * The library's part. It is given a sound string without options: it takes an `@` in an option for the end of a password, and its
 * URL would read a plus sign as a space and a `#` as the beginning of a fragment. SRV's own rules (one host, no port) are rules
 * about options for us, and have a finding of their own.
 */
function parseByLibrary(authority: string, path: string): Result<ParsedUri, UriProblem> {
  const escaped = path.replaceAll('@', '%40').replaceAll('#', '%23');
  try {
    return ok(new ParsedUri(`mongodb://${authority}${escaped}`, { looseValidation: false }));
  } catch {
    return failed(authority.includes('@') ? { kind: 'unescapedUserInfo' } : { kind: 'badHost', host: hidden });
  }
}

function readHosts(list: string): Result<ConnectionString['hosts'], UriProblem> {
  const hosts: SeedHost[] = [];
  for (const entry of list.split(',')) {
    const host = readHost(entry);
    if (!host.ok) return host;
    hosts.push(host.value);
  }
  const [first, ...others] = hosts;
  return first === undefined ? failed({ kind: 'noHost' }) : ok([first, ...others]);
}

function readHost(entry: string): Result<SeedHost, UriProblem> {
  if (entry === '') return failed({ kind: 'noHost' });
  if (entry.startsWith('[')) return readLiteral(entry);
  const [host = '', port, ...more] = entry.split(':');
  if (more.length > 0) {
    return failed(
      /^[0-9a-f:.%]+$/i.test(entry) ? { kind: 'bareIpv6', host: entry } : { kind: 'badPort', port: hidden },
    );
  }
  const { text: name, broken } = decoded(host);
  if (name === '') return failed({ kind: 'noHost' });
  if (broken) return failed({ kind: 'badHost', host });
  if (name.endsWith('.sock') && port === undefined) return ok({ kind: 'unix', host: name, port: null });
  if (/[\s/\\?#@:[\]%]/.test(name)) return failed({ kind: 'badHost', host: name });
  const kind = /^\d+(?:\.\d+){3}$/.test(name) ? 'ipv4' : 'hostname';
  return withPort(kind, name, port);
}

/** `[::1]`, `[fe80::1%25eth0]:27017`. */
function readLiteral(entry: string): Result<SeedHost, UriProblem> {
  const [, address = '', after = ''] = /^\[([^\]]*)\](.*)$/.exec(entry) ?? [];
  if (!entry.includes(']')) return failed({ kind: 'unclosedBracket' });
  if (!/^[0-9a-f:.]+(?:%.+)?$/i.test(address) || !address.includes(':')) {
    return failed({ kind: 'badHost', host: entry });
  }
  if (after !== '' && !after.startsWith(':')) return failed({ kind: 'badHost', host: entry });
  return withPort('ipLiteral', address.replace('%25', '%'), after === '' ? undefined : after.slice(1));
}

function withPort(
  kind: Exclude<SeedHost['kind'], 'unix'>,
  host: string,
  port: string | undefined,
): Result<SeedHost, UriProblem> {
  if (port === undefined) return ok({ kind, host: host.toLowerCase(), port: null });
  const number = /^\d{1,5}$/.test(port) ? Number(port) : 0;
  return number >= 1 && number <= 65_535
    ? ok({ kind, host: host.toLowerCase(), port: number })
    : // What stands after the colon may be a password whose `@` got lost.
      failed({ kind: 'badPort', port: /^\d*$/.test(port) ? port : hidden });
}

function shownForm(scheme: string, authority: string, path: string, query: string): string {
  const at = authority.lastIndexOf('@');
  const user = at === -1 ? '' : authority.slice(0, at).replace(/:.+$/s, `:${hidden}`);
  return `${scheme}://${user}${at === -1 ? '' : '@'}${hostList(authority)}${path}${query === '' ? '' : `?${query}`}`;
}
