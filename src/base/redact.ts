/**
 * A text as typed by the user with its secrets taken out: passwords in the user part of a URL, and options whose value is a
 * password or a token. Everything that is stored or shown goes through it first, error messages included. In doubt it takes
 * out too much.
 */
export function withoutSecrets(text: string): string {
  return text
    .replaceAll(url, (_, scheme: string, rest: string) => scheme + withoutUserPassword(rest))
    .replaceAll(bareUser, (_, before: string, user: string) => `${before}${user}:${removed}@`)
    .replaceAll(secretOption, (_, name: string) => `${name}${removed}`);
}

/** What stands in the place of a secret. */
const removed = '***';

const url = /\b([a-z][a-z0-9+.-]*:\/\/)([^\s"']+)/gi;

const bareUser = /(^|[\s"'])([^\s"':/@]+):[^\s"'/]*@/g;

const secretOption =
  /((?:[?&;,=\s"']|^)[a-z_.-]*(?:password|passphrase|passwd|pwd|secret|token)[a-z_]*(?:[=:]|(?<=--[a-z-]+) )\s*)[^&\s"',;]+/gi;

/**
 * What follows `scheme://`. Passwords with an unescaped `@`, `/` or `?`, which no URL may hold, are the very ones that people
 * paste: where the authority looks like `user:word` rather than `host:port`, the last `@` of all ends it, even one that stands in
 * a query. Elsewhere the user part reaches to the last `@` before the query.
 */
function withoutUserPassword(rest: string): string {
  const query = rest.indexOf('?');
  const beginsWithHost = /^[^:/?@]*(?::\d*)?(?:[/?,]|$)/.test(rest);
  const end = rest.lastIndexOf('@', beginsWithHost && query !== -1 ? query : rest.length);
  const colon = rest.indexOf(':');
  return end === -1 || colon === -1 || colon > end ? rest : `${rest.slice(0, colon)}:${removed}${rest.slice(end)}`;
}
