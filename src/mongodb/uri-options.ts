/** The options of a connection string or of the command line, one by one as given and all together as the specification reads them. */
import { failed, ok } from '../base/result.ts';
import type { Result } from '../base/result.ts';
import type { OptionSource, UriProblem, UriWarning } from './mongodb-problem.ts';
import { optionKind } from './option-names.ts';
import type { BooleanOption, IntegerOption, ReadOption, TextOption } from './option-names.ts';

/** One option that was given, as far as it may be kept: of a password not even the length. */
export interface GivenOption {
  /** Canonical spelling; null: whytls does not read it. */
  readonly name: ReadOption | null;
  readonly typed: string;
  readonly from: OptionSource;
  /** Percent-decoded, for options that are read and hold no secret; else empty. */
  readonly value: string;
  /** The same as most drivers decode it, a plus sign being a space to them. */
  readonly asForm: string;
  readonly isEmpty: boolean;
}

/** The values that count, by the specification: what is not there was not given, or not valid. */
export type OptionValues = Readonly<
  Partial<Record<BooleanOption, boolean> & Record<TextOption, string> & Record<IntegerOption, number>>
>;

/** What stands after the question mark. */
export interface ReadQuery {
  readonly given: readonly GivenOption[];
  readonly values: OptionValues;
  readonly warnings: readonly UriWarning[];
  /** Some option is empty, or has a second equals sign. */
  readonly oddPairs: boolean;
  /** The query as it may be shown: the values of secrets, and of what is not known, taken out. */
  readonly shown: string;
  /** `tlsCertificateKeyFilePassword`; to be handed on and forgotten. */
  readonly keyFilePassword: string | null;
}

/** Reads a query (`tls=true&…`, without `?`). Problems: optionWithoutValue, mixedSeparators. */
export function readQuery(query: string): Result<ReadQuery, UriProblem> {
  if (query === '')
    return ok({ given: [], values: {}, warnings: [], oddPairs: false, shown: '', keyFilePassword: null });
  const separator = separatorOf(query);
  if (separator === null) return failed({ kind: 'mixedSeparators' });
  const warnings: UriWarning[] = separator === ';' ? [{ kind: 'semicolon' }] : [];
  const given: GivenOption[] = [];
  const shown: string[] = [];
  let keyFilePassword: string | null = null;
  const pairs = query.split(separator);
  for (const pair of pairs) {
    // PyMongo refuses an empty one; every other driver, and a user who left an & at the end, does not mind.
    if (pair === '') continue;
    const equals = pair.indexOf('=');
    const typed = nameOr(decoded(equals === -1 ? pair : pair.slice(0, equals)).text);
    if (equals === -1) return failed({ kind: 'optionWithoutValue', option: typed });
    const raw = pair.slice(equals + 1);
    const one = readOption(typed, raw, 'uri');
    given.push(one);
    warnings.push(...warningsOf(one, raw));
    shown.push(`${typed}=${mayBeShown(typed) ? raw : hidden}`);
    if (one.name === 'tlsCertificateKeyFilePassword' && raw !== '') keyFilePassword = decoded(raw).text;
  }
  warnings.push(...repetitions(given));
  const values = valuesOf(given);
  const oddPairs = pairs.some((pair) => pair.split('=').length !== 2);
  return ok({ given, values, warnings, oddPairs, shown: shown.join(separator), keyFilePassword });
}

/** An option of the command line. `value` is empty for a password: that one goes another way. */
export function flagOption(name: ReadOption, value: string): GivenOption {
  return { name, typed: name, from: 'flag', value, asForm: value, isEmpty: false };
}

/** All options together. Of several with one name the last valid one counts, as in PyMongo. */
export function valuesOf(given: readonly GivenOption[]): OptionValues {
  const values: Record<string, boolean | string | number> = {};
  for (const one of given) {
    if (one.isEmpty || one.name === null) continue;
    const kind = optionKind(one.name);
    if (kind.kind === 'boolean') {
      const value = readBoolean(one.value);
      if (value !== null) values[kind.name] = value.is;
    } else if (kind.kind === 'integer') {
      if (isCount(one.value)) values[kind.name] = Number(one.value);
    } else if (kind.kind === 'text' && (one.name !== 'srvServiceName' || isServiceName(one.value))) {
      values[kind.name] = one.value;
    }
  }
  return values;
}

/** A boolean as the specification reads it; `legacy`: in one of the spellings that it warns of. Null: none. */
export function readBoolean(text: string): { readonly is: boolean; readonly legacy: boolean } | null {
  if (text === 'true' || text === 'false') return { is: text === 'true', legacy: false };
  if (['1', 'yes', 'y', 't'].includes(text)) return { is: true, legacy: true };
  return ['0', '-1', 'no', 'n', 'f'].includes(text) ? { is: false, legacy: true } : null;
}

/** What is known of an option, so that its value may be kept and shown. */
function readOption(typed: string, raw: string, from: OptionSource): GivenOption {
  const kind = optionKind(typed);
  const isRead = kind.kind === 'boolean' || kind.kind === 'integer' || kind.kind === 'text';
  return {
    name: isRead || kind.kind === 'secret' ? kind.name : null,
    typed,
    from,
    value: isRead ? decoded(raw).text : '',
    asForm: isRead ? decoded(raw.replaceAll('+', ' ')).text : '',
    isEmpty: raw === '',
  };
}

function warningsOf({ name, typed, value, isEmpty }: GivenOption, raw: string): readonly UriWarning[] {
  const kind = optionKind(typed);
  if (kind.kind === 'removed') return [{ kind: 'removedOption', option: typed, now: kind.now }];
  if (kind.kind === 'unknown') return [{ kind: 'unknownOption', option: typed }];
  if (kind.kind === 'unread') return [];
  if (isEmpty) return [{ kind: 'emptyValue', option: typed }];
  const warnings: UriWarning[] = [];
  if (decoded(raw).broken) warnings.push({ kind: 'badPercent', option: typed });
  if (raw.includes('+')) warnings.push({ kind: 'plusSign', option: typed });
  if (kind.kind === 'boolean') {
    const read = readBoolean(value);
    if (read === null) warnings.push({ kind: 'badValue', option: typed, expected: 'boolean' });
    else if (read.legacy) warnings.push({ kind: 'legacyBoolean', option: typed });
  } else if (kind.kind === 'integer' && !isCount(value)) {
    warnings.push({ kind: 'badValue', option: typed, expected: 'integer' });
  } else if (name === 'srvServiceName' && !isServiceName(value)) {
    warnings.push({ kind: 'badValue', option: typed, expected: 'serviceName' });
  }
  return warnings;
}

/** The same option twice. `tls` and `ssl` may be: whether they agree is another question. */
function repetitions(given: readonly GivenOption[]): readonly UriWarning[] {
  const names = given.filter(({ name }) => name !== null && name !== 'tls').map(({ name, typed }) => name ?? typed);
  return [...new Set(names.filter((name, at) => names.indexOf(name) !== at))].map((option) => ({
    kind: 'repeatedOption',
    option,
  }));
}

/** `&`, or `;` for legacy reasons; null: both, which PyMongo refuses and others read in ways of their own. */
function separatorOf(query: string): '&' | ';' | null {
  if (!query.includes(';')) return '&';
  if (!query.includes('&')) return ';';
  // A semicolon inside a value (a path, an appname) is no separator: what follows it is then no option.
  return query.split(/[&;]/).every((pair) => pair.includes('=')) ? null : '&';
}

/** Names and values of the specification's options say nothing secret, but for those that are passwords or may hold tokens. */
function mayBeShown(typed: string): boolean {
  const { kind } = optionKind(typed);
  return kind !== 'secret' && kind !== 'unknown' && kind !== 'removed' && !/password|properties/i.test(typed);
}

/** Stands in the place of what may be a secret. */
export const hidden = '***';

/** The name of an option, unless it is none: then it may be the rest of a password that was not encoded. */
const nameOr = (typed: string): string =>
  optionKind(typed).kind !== 'unknown' || /^[a-z][a-z0-9_.-]{0,63}$/i.test(typed) ? typed : hidden;

/** A non-negative integer of 32 bits. */
const isCount = (text: string): boolean => /^\d{1,10}$/.test(text) && Number(text) < 2 ** 31;

/** RFC 6335 section 5.1, but of up to 62 characters; MongoDB allows underscores as DNS does. */
const isServiceName = (text: string): boolean => /^[a-z0-9](?:[a-z0-9_-]{0,60}[a-z0-9])?$/i.test(text);

/** Percent-decoding as UTF-8. What cannot be decoded stays as it is, as in PyMongo and the Node driver. */
export function decoded(text: string): { readonly text: string; readonly broken: boolean } {
  try {
    return { text: decodeURIComponent(text), broken: false };
  } catch {
    return { text, broken: true };
  }
}
