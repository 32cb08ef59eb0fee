/** One line of a batch: what it asks, as plain values. The fields are those of contract.md; unknown ones are passed over. */
import { noOctets } from '../../base/octets.ts';
import { failed, ok } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import type { UnixMs } from '../../base/time.ts';
import type { ChainRules } from '../../observe/interpret/given-chain.ts';
import { readCrlFile } from '../../x509/pki/crl/crl-file.ts';
import type { Crl } from '../../x509/pki/crl/crl.ts';
import { isCertificateLabel, pemCertificate, readPemTexts } from '../../x509/pki/pem.ts';
import { ipOctets } from '../../x509/pki/general-name.ts';
import type { Reference } from '../../x509/verify/host-name.ts';
import { readReference } from '../../x509/verify/reference.ts';
import { readTime } from '../usage/option-values.ts';
import { crlChecks, longestDepth, securityLevels } from './settings.ts';

/** What a line of a batch asks. */
export interface BatchLine {
  readonly id: string | number | null;
  /** DER, the leaf first. A certificate whose PEM is damaged is empty. */
  readonly chain: readonly Uint8Array[];
  /** PEM; null: the store of the system. */
  readonly ca: readonly string[] | null;
  readonly host: { readonly text: string; readonly reference: Reference } | null;
  /** Null: as the command line says. */
  readonly at: UnixMs | null;
  readonly crls: readonly Crl[];
  /** What the line says of the rules; the command line says the others. */
  readonly rules: Partial<ChainRules>;
}

/** Why a line asks nothing: it is no JSON, no object, or a field of it is not what it should be. */
export type LineProblem =
  | { readonly kind: 'notJson' }
  | { readonly kind: 'notAnObject' }
  /** More lists and objects than are worth the memory that JSON.parse would take for them. */
  | { readonly kind: 'tooNested' }
  | { readonly kind: 'tooLong'; readonly limit: number }
  | { readonly kind: 'badField'; readonly field: string; readonly expected: FieldRule };

/** What a field should be. */
export type FieldRule =
  | 'id'
  | 'pemList'
  | 'certificate'
  | 'crl'
  | 'host'
  | 'time'
  | 'boolean'
  | { readonly oneOf: readonly string[] }
  | { readonly upTo: number };

/** Reads a line. The id is told even where the rest cannot be used. */
export function readBatchLine(text: string): Result<BatchLine, LineProblem & { readonly id: BatchLine['id'] }> {
  if (isTooNested(text)) return failed({ kind: 'tooNested', id: null });
  const value = parsed(text);
  if (value === undefined) return failed({ kind: 'notJson', id: null });
  if (!isRecord(value)) return failed({ kind: 'notAnObject', id: null });
  const fields = new Fields(value);
  const line: BatchLine = {
    id: fields.id(),
    chain: fields.certificates('chain'),
    ca: fields.texts('ca'),
    host: fields.host('host'),
    at: fields.time('at'),
    crls: fields.crls('crls'),
    rules: readRules(fields),
  };
  return fields.problem === null ? ok(line) : failed({ ...fields.problem, id: line.id });
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * Whether a long line opens more lists and objects than a chain ever needs. A short one cannot open enough to matter, so that
 * only long ones pay for looking.
 */
function isTooNested(text: string): boolean {
  if (text.length <= mostOpened) return false;
  let opened = 0;
  let isInString = false;
  for (let at = 0; at < text.length; at++) {
    const character = text.charCodeAt(at);
    if (character === quote) isInString = !isInString;
    else if (character === backslash && isInString) at++;
    else if ((character === brace || character === bracket) && !isInString && ++opened > mostOpened) return true;
  }
  return false;
}

/** Nobody's id or host comes near. */
const longestText = 1024;

const mostOpened = 65_536;
const [quote, backslash, brace, bracket] = [0x22, 0x5c, 0x7b, 0x5b];

/** Undefined: no JSON. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function readRules(fields: Fields): Partial<ChainRules> {
  const securityLevel = securityLevels[fields.number('authLevel', securityLevels.length - 1) ?? -1];
  const maxDepth = fields.number('maxDepth', longestDepth);
  const purpose = fields.choice('purpose', ['server', 'client'] as const);
  const crlCheck = fields.choice('crlCheck', crlChecks) ?? (fields.texts('crls') === null ? null : 'leaf');
  const strict = fields.boolean('strict');
  const partialChain = fields.boolean('partialChain');
  return {
    ...(securityLevel === undefined ? {} : { securityLevel }),
    ...(maxDepth === null ? {} : { maxDepth }),
    ...(purpose === null ? {} : { purpose }),
    ...(crlCheck === null ? {} : { crlCheck }),
    ...(strict === null ? {} : { strict }),
    ...(partialChain === null ? {} : { partialChain }),
  };
}

/** Reads fields by name; what is null counts as absent. The first one that is wrong is kept in `problem`. */
class Fields {
  readonly #values: Readonly<Record<string, unknown>>;
  problem: Extract<LineProblem, { kind: 'badField' }> | null = null;

  constructor(values: Readonly<Record<string, unknown>>) {
    this.#values = values;
  }

  id(): BatchLine['id'] {
    const id = this.#value('id');
    if (id === undefined || typeof id === 'number') return id ?? null;
    return typeof id === 'string' && id.length <= longestText ? id : this.#refuse('id', 'id');
  }

  /** A list of texts, or a single one. */
  texts(name: string): readonly string[] | null {
    const value = this.#value(name);
    if (value === undefined) return null;
    const list: readonly unknown[] = Array.isArray(value) ? value : [value];
    const texts = list.filter((item) => typeof item === 'string');
    return texts.length === list.length ? texts : this.#refuse(name, 'pemList');
  }

  certificates(name: string): readonly Uint8Array[] {
    const texts = this.texts(name) ?? [];
    if (texts.length === 0) this.#refuse(name, 'pemList');
    return texts.flatMap((pem, index) => {
      const blocks = readPemTexts(pem).filter(({ label }) => isCertificateLabel(label));
      if (blocks.length === 0) this.#refuse(`${name}[${index}]`, 'certificate');
      return blocks.map((block) => pemCertificate(block) ?? noOctets);
    });
  }

  crls(name: string): readonly Crl[] {
    return (this.texts(name) ?? []).flatMap((pem, index) => {
      const { crls } = readCrlFile(pem);
      if (crls.length === 0) this.#refuse(`${name}[${index}]`, 'crl');
      return crls;
    });
  }

  host(name: string): BatchLine['host'] {
    const text = this.#value(name);
    if (text === undefined) return null;
    const reference = typeof text === 'string' && text.length <= longestText ? referenceOf(text) : null;
    return typeof text === 'string' && reference !== null ? { text, reference } : this.#refuse(name, 'host');
  }

  time(name: string): UnixMs | null {
    const value = this.#value(name);
    if (value === undefined) return null;
    const time = typeof value === 'string' || typeof value === 'number' ? readTime(String(value)) : null;
    return time?.ok === true ? time.value : this.#refuse(name, 'time');
  }

  number(name: string, most: number): number | null {
    const value = this.#value(name);
    if (value === undefined) return null;
    const fits = typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= most;
    return fits ? value : this.#refuse(name, { upTo: most });
  }

  boolean(name: string): boolean | null {
    const value = this.#value(name);
    return value === undefined ? null : typeof value === 'boolean' ? value : this.#refuse(name, 'boolean');
  }

  choice<T extends string>(name: string, choices: readonly T[]): T | null {
    const value = this.#value(name);
    if (value === undefined) return null;
    return choices.find((one) => one === value) ?? this.#refuse(name, { oneOf: choices });
  }

  #value(name: string): unknown {
    return Object.hasOwn(this.#values, name) ? (this.#values[name] ?? undefined) : undefined;
  }

  #refuse(field: string, expected: FieldRule): null {
    this.problem ??= { kind: 'badField', field, expected };
    return null;
  }
}

/**
 * A name as it stands: like OpenSSL's, the comparison is by octet, so that a trailing dot or an odd character counts. Only what
 * is not ASCII is brought to A-labels first.
 */
function referenceOf(text: string): Reference | null {
  const bare = text.replace(/^\[(.*)\]$/, '$1');
  if (ipOctets(bare) !== null) return { kind: 'ip', address: bare };
  if (/^[\x20-\x7e]+$/.test(text)) return { kind: 'dns', name: text };
  return readReference(text);
}
