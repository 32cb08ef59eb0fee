import { isHost } from './placeholders.ts';
import type { Placeholders } from './placeholders.ts';

/** Replaces names, then what looks like a host or an address that nobody named. */
export function replacer(swaps: ReadonlyMap<string, string>, by: Placeholders): (text: string) => string {
  const words = new Map<string, string>();
  const phrases = new Map<string, string>();
  for (const [name, placeholder] of swaps)
    (plainWord.test(name) ? words : phrases).set(name.toLowerCase(), placeholder);
  const patterns = patternsOf(phrases);
  // What is too long for a pattern stands as it is, or cut to a length for which there is another entry.
  const longOnes = [...swaps].filter(([name]) => name.length > longestPhrase).slice(0, mostLong);
  return (text) => {
    let told = text.replaceAll(account, (_, slashes: string, rest: string) => `${slashes}user${rest}`);
    for (const [name, placeholder] of longOnes)
      if (told.length >= name.length) told = told.replaceAll(name, placeholder);
    for (const pattern of patterns) told = told.replaceAll(pattern, (was) => phrases.get(was.toLowerCase()) ?? was);
    return told
      .replaceAll(wordLike, (word) => words.get(word.toLowerCase()) ?? part(word, words))
      .replaceAll(hostLike, (host) => (isOurs(host) || !isHost(host) || isPlaceholder(host) ? host : by.host(host)))
      .replaceAll(addressLike, (address) => (isPlaceholder(address) ? address : by.address(address)))
      .replaceAll(home, (_, folder: string) => `${folder}user`);
  };
}

/** A known name with more labels before or behind it: `db1.example.net.pem`. */
function part(word: string, words: ReadonlyMap<string, string>): string {
  const labels = word.split('.');
  if (labels.length < 3 || labels.length > 16) return word;
  for (let size = labels.length - 1; size > 1; size--) {
    for (let from = 0; from + size <= labels.length; from++) {
      const placeholder = words.get(
        labels
          .slice(from, from + size)
          .join('.')
          .toLowerCase(),
      );
      if (placeholder !== undefined)
        return [...labels.slice(0, from), placeholder, ...labels.slice(from + size)].join('.');
    }
  }
  return word;
}

/** Patterns for names of several words, the longest first. A certificate may bring thousands: not all of them are looked for. */
function patternsOf(phrases: ReadonlyMap<string, string>): readonly RegExp[] {
  const names = [...phrases.keys()]
    .filter((name) => name.length <= longestPhrase)
    .slice(0, mostPhrases)
    .toSorted((a, b) => b.length - a.length);
  return Array.from({ length: Math.ceil(names.length / inPattern) }, (_, at) => {
    const some = names.slice(at * inPattern, (at + 1) * inPattern).map(literal);
    return new RegExp(`(?<![A-Za-z0-9_-])(?:${some.join('|')})(?![A-Za-z0-9_-])`, 'gi');
  });
}

const longestPhrase = 300;
const mostPhrases = 1000;
const mostLong = 64;
const inPattern = 100;

/** A host, a fingerprint: what stands between spaces and punctuation. */
const wordLike = /[A-Za-z0-9_](?:[A-Za-z0-9_.-]*[A-Za-z0-9_])?/g;
const plainWord = /^[A-Za-z0-9_](?:[A-Za-z0-9_.-]*[A-Za-z0-9_])?$/;

/** `//user:***@` */
const account = /(\/\/)[^\s/@:]+((?::[^\s/@]*)?@)/g;

/** Three labels or more in lower case: with two, most are files. */
const hostLike = /(?<![\w.*-])[a-z0-9_-]+(?:\.[a-z0-9_-]+)+\.[a-z]{2,24}(?![\w-]|\.[a-z0-9])/g;

const addressLike =
  /(?<![\w.:])(?:\d{1,3}(?:\.\d{1,3}){3}|(?:[0-9a-f]{1,4}:){7}[0-9a-f]{1,4}|(?:[0-9a-f]{1,4}:)*[0-9a-f]{0,4}::(?:[0-9a-f]{1,4}:)*[0-9a-f]{0,4})(?![\w:]|\.\d)/gi;

const home = /(\/(?:home|Users)\/)[^/\s'"]+/g;

/** Of the placeholders, and of the examples in our own commands. */
const isPlaceholder = (text: string): boolean =>
  /(?:^|\.)(?:host|domain)-\d+(?:\.|$)|^(?:192\.0\.2|198\.51\.100|203\.0\.113)\.|^2001:db8::/i.test(text);

/** Sites that our own sentences name. */
export const isOurs = (host: string): boolean =>
  /(?:^|\.)(?:example\.(?:com|net|org)|mongodb\.com|python\.org|github\.com|howsmyssl\.com|rfc-editor\.org|whytls-lab\.example)$/i.test(
    host,
  );

const literal = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\/]/g, '\\$&');
