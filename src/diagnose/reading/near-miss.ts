/**
 * Why a name that is nearly right is not: the misunderstandings behind most names that do not match. Facts only; what each client
 * makes of them was measured with OpenSSL 3.0, curl 7.88, Python 3.11, PyMongo with PyOpenSSL, Node 20, Go 1.26, Java 17 and
 * GnuTLS 3.7.
 */
import { fromLatin1, fromUtf8 } from '../../base/octets.ts';
import type { Asked, LeafNames } from './leaf-names.ts';

/** A name that nearly fits, and why it does not. */
export type NearMiss =
  /** `db1.example.net.`: the root's dot is no part of the name, but OpenSSL compares it. */
  | { readonly kind: 'trailingDot'; readonly name: string }
  /** `*.example.net` for `a.b.example.net`: `*` stands for one label. `labels`: how many it would have to stand for. */
  | { readonly kind: 'wildcardDepth'; readonly name: string; readonly labels: number }
  /** `*.example.net` for `example.net`: `*` stands for one label, not for none. */
  | { readonly kind: 'wildcardParent'; readonly name: string }
  /** `*.net`: a wildcard right below a top-level name. Go and Java take it, the others do not. */
  | { readonly kind: 'wildcardTop'; readonly name: string }
  /** `db*.example.net`: the openssl program and Node take a wildcard in a part of a label, Python does not. */
  | { readonly kind: 'wildcardPart'; readonly name: string }
  /** `www.example.net` for `example.net`, or the reverse. */
  | { readonly kind: 'www'; readonly name: string }
  /** `db1.example.net` for `db1`: asked for by the short name. */
  | { readonly kind: 'shortAsked'; readonly name: string }
  /** `db1` for `db1.example.net`. */
  | { readonly kind: 'shortPresented'; readonly name: string }
  /** As many labels, and all the same but one. */
  | { readonly kind: 'oneLabel'; readonly name: string; readonly asked: string; readonly presented: string }
  /** An address in a DNS entry: only an IP entry counts. */
  | { readonly kind: 'addressAsName'; readonly name: string }
  /** The name in its Unicode form: certificates hold A-labels. */
  | { readonly kind: 'unicodeName'; readonly name: string }
  /** The CN is right, but a DNS entry is there, so that it does not count. */
  | { readonly kind: 'commonNameOverridden'; readonly name: string }
  /** The certificate holds the address that was reached, but not the name. */
  | { readonly kind: 'addressReached'; readonly name: string };

/** The nearest misses of a leaf that does not match, most telling first; at most three. `reached`: the address connected to. */
export function nearMisses(asked: Asked, names: LeafNames, reached: string | null): readonly NearMiss[] {
  const compared = names.dns.length === 0 && asked.kind === 'dns' ? names.commonNames : names.dns;
  const found = compared.slice(0, mostCompared).flatMap((name) => {
    const miss = asked.kind === 'ip' ? addressMiss(asked.value, name) : nameMiss(asked.value, name);
    return miss === null ? [] : [miss];
  });
  const [commonName] = names.commonNames.filter((name) => lower(name) === lower(asked.value));
  if (commonName !== undefined && names.dns.length > 0) found.push({ kind: 'commonNameOverridden', name: commonName });
  if (asked.kind === 'dns' && reached !== null && names.ip.includes(reached))
    found.push({ kind: 'addressReached', name: reached });
  return found.toSorted((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind)).slice(0, mostTold);
}

const addressMiss = (address: string, name: string): NearMiss | null =>
  name === address || (name.includes(':') && urlHost(`[${name}]`) === `[${address}]`)
    ? { kind: 'addressAsName', name }
    : null;

function nameMiss(host: string, name: string): NearMiss | null {
  const asked = lower(host);
  const presented = lower(name);
  if (presented.endsWith('.') && presented.slice(0, -1) === asked) return { kind: 'trailingDot', name };
  // Entries are read octet by octet, so that UTF-8 shows as one character for each octet; a CN is text already.
  const unicode = isNotAscii(name)
    ? [name, fromUtf8(fromLatin1(name))].find((text) => urlHost(text) === asked)
    : undefined;
  if (unicode !== undefined) return { kind: 'unicodeName', name: unicode };
  if (presented.includes('*')) return wildcardMiss(asked, presented, name);
  if (presented === `www.${asked}` || asked === `www.${presented}`) return { kind: 'www', name };
  if (!asked.includes('.') && presented.startsWith(`${asked}.`)) return { kind: 'shortAsked', name };
  if (!presented.includes('.') && asked.startsWith(`${presented}.`)) return { kind: 'shortPresented', name };
  return labelMiss(asked.split('.'), presented.split('.'), name);
}

function wildcardMiss(asked: string, presented: string, name: string): NearMiss | null {
  const [first = '', ...others] = presented.split('.');
  const suffix = `.${others.join('.')}`;
  if (first === '*' && asked === suffix.slice(1)) return { kind: 'wildcardParent', name };
  if (!asked.endsWith(suffix)) return null;
  const covered = asked.slice(0, -suffix.length).split('.');
  if (first === '*' && covered.length > 1) return { kind: 'wildcardDepth', name, labels: covered.length };
  if (first === '*' && others.length === 1) return { kind: 'wildcardTop', name };
  const [before = '', after = ''] = first.split('*');
  const [label = ''] = covered;
  const fits =
    covered.length === 1 && label.length >= first.length - 1 && label.startsWith(before) && label.endsWith(after);
  return first !== '*' && fits ? { kind: 'wildcardPart', name } : null;
}

/** All labels but one are the same; at least two are, so that it is no stranger of the same top-level name. */
function labelMiss(asked: readonly string[], presented: readonly string[], name: string): NearMiss | null {
  if (asked.length !== presented.length || asked.length < 3) return null;
  const different = asked.flatMap((label, place) => (label === presented[place] ? [] : [place]));
  const [place] = different;
  if (place === undefined || different.length > 1) return null;
  return { kind: 'oneLabel', name, asked: asked[place] ?? '', presented: presented[place] ?? '' };
}

const lower = (text: string): string => text.replaceAll(/[A-Z]+/g, (letters) => letters.toLowerCase());

const isNotAscii = (text: string): boolean => /[^\0-\x7f]/.test(text);

/** The host as a URL reads it: A-labels, shortest form of an address. */
const urlHost = (text: string): string | null =>
  URL.canParse(`http://${text}/`) ? new URL(`http://${text}/`).hostname : null;

const order: readonly NearMiss['kind'][] = [
  'trailingDot',
  'unicodeName',
  'addressAsName',
  'wildcardDepth',
  'wildcardParent',
  'wildcardTop',
  'wildcardPart',
  'www',
  'shortAsked',
  'shortPresented',
  'commonNameOverridden',
  'addressReached',
  'oneLabel',
];

const mostTold = 3;
/** A certificate may hold thousands of names; one like another. */
const mostCompared = 1000;
