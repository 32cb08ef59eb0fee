/** From the arguments of `verify` to values that can be used. Files are still to be read. */
import { failed, ok } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import type { UnixMs } from '../../base/time.ts';
import { clientFor, clients, offlineClient } from '../../clients/index.ts';
import type { ClientProfile } from '../../clients/profile.ts';
import { mongod } from '../../clients/profiles/mongod.ts';
import { defaultMaxDepth } from '../../observe/interpret/given-chain.ts';
import type { ChainRules } from '../../observe/interpret/given-chain.ts';
import type { Reference } from '../../x509/verify/host-name.ts';
import type { Purpose } from '../../x509/verify/purpose.ts';
import { readReference } from '../../x509/verify/reference.ts';
import type { SecurityLevel } from '../../x509/verify/strength.ts';
import { badValue, flagOf, readTime, textOf } from '../usage/option-values.ts';
import { formatClash, outputSettings } from '../render.ts';
import type { OutputSettings } from '../render.ts';
import type { Arguments } from '../usage/args.ts';
import type { UsageProblem } from '../usage/usage-problem.ts';

/** What holds for one chain and for every line of a batch that does not say otherwise. */
export interface VerifySettings {
  readonly client: ClientProfile;
  /** `--client` was given: its rules hold for clients' certificates, too. */
  readonly isClientChosen: boolean;
  readonly rules: ChainRules;
  /** Null: now. */
  readonly at: UnixMs | null;
  readonly shown: OutputSettings;
  /** Where stores are compared, the Python of this machine is asked for its own. */
  readonly asksPython: boolean;
  readonly source: BatchSource | SingleSource;
}

/** Many chains, a line each. */
export interface BatchSource {
  readonly kind: 'batch';
  /** `-`: standard input. */
  readonly path: string;
}

/** One chain, in files. */
export interface SingleSource {
  readonly kind: 'single';
  /** `-`: standard input. */
  readonly chain: string;
  /** Null: the store of the system. */
  readonly ca: string | null;
  readonly extra: string | null;
  readonly crl: string | null;
  readonly staple: string | null;
  readonly host: { readonly text: string; readonly reference: Reference } | null;
  /** The options that the same judgement needs again, as typed, but for host, client and `--ca`. */
  readonly words: readonly string[];
}

/** Reads the settings of `verify`. */
export function readVerifySettings({ values }: Arguments): Result<VerifySettings, UsageProblem> {
  const [chain, batch] = [textOf(values, 'chain'), textOf(values, 'batch')];
  if (chain === null && batch === null) return failed({ kind: 'noChain' });
  const clash = formatClash(values) ?? clashOf(values);
  if (clash !== null) return failed(clash);

  const purpose: Purpose = textOf(values, 'purpose') === 'client' ? 'client' : 'server';
  const id = textOf(values, 'client');
  const chosen = id === null ? undefined : clientFor(id);
  if (id !== null && chosen === undefined) return badValue('--client', id, clients.map((known) => known.id).join(', '));
  const client = chosen ?? (purpose === 'client' ? mongod : offlineClient);
  const level = readNumber('--auth-level', textOf(values, 'auth-level'), 5);
  if (!level.ok) return level;
  const maxDepth = readNumber('--max-depth', textOf(values, 'max-depth'), longestDepth);
  if (!maxDepth.ok) return maxDepth;
  const at = readTime(textOf(values, 'at'));
  if (!at.ok) return at;
  const host = readHost(textOf(values, 'host'));
  if (!host.ok) return host;
  const { verifies } = client;
  return ok({
    client,
    isClientChosen: chosen !== undefined,
    rules: {
      purpose,
      securityLevel: securityLevels[level.value ?? -1] ?? verifies.securityLevel,
      strict: flagOf(values, 'strict') ?? verifies.strict ?? false,
      partialChain: flagOf(values, 'partial-chain') ?? verifies.partialChain ?? false,
      maxDepth: maxDepth.value ?? defaultMaxDepth,
      crlCheck:
        crlChecks.find((one) => one === textOf(values, 'crl-check')) ??
        (textOf(values, 'crl') === null ? 'none' : 'leaf'),
    },
    at: at.value,
    shown: outputSettings(values),
    asksPython: flagOf(values, 'local-python') !== false,
    source:
      batch === null
        ? {
            kind: 'single',
            chain: chain ?? '',
            ca: textOf(values, 'ca'),
            extra: textOf(values, 'extra'),
            crl: textOf(values, 'crl'),
            staple: textOf(values, 'staple'),
            host: host.value,
            words: wordsAgain(values),
          }
        : { kind: 'batch', path: batch },
  });
}

/** Options of one chain, which a line of a batch says for itself. */
const singleOnly = ['chain', 'ca', 'extra', 'crl', 'staple', 'host', 'output', 'quiet', 'verbose'] as const;

function clashOf(values: Arguments['values']): UsageProblem | null {
  const exclude = (one: string, other: string): UsageProblem => ({ kind: 'exclude', options: [one, other] });
  // mongod alone judges the certificates of clients.
  if (values.has('client') && values.get('purpose') === 'client') return exclude('--client', '--purpose client');
  if (!values.has('batch')) return null;
  const format = textOf(values, 'format') ?? 'json';
  if (format !== 'json') return exclude('--batch', `--format ${format}`);
  const single = singleOnly.find((name) => values.has(name));
  return single === undefined ? null : exclude('--batch', `--${single}`);
}

function readNumber(option: string, value: string | null, most: number): Result<number | null, UsageProblem> {
  if (value === null) return ok(null);
  const number = /^\d{1,4}$/.test(value) ? Number(value) : Infinity;
  return number <= most ? ok(number) : badValue(option, value, `a number from 0 to ${most}`);
}

function readHost(value: string | null): Result<SingleSource['host'], UsageProblem> {
  if (value === null) return ok(null);
  const reference = readReference(value.trim());
  return reference === null
    ? badValue('--host', value, 'a host name or an IP address, without port')
    : ok({ text: value.trim(), reference });
}

/** The words of the same judgement, in the order in which they are best read. */
function wordsAgain(values: Arguments['values']): readonly string[] {
  const words: string[] = [];
  for (const name of [
    'chain',
    'extra',
    'host',
    'crl',
    'crl-check',
    'staple',
    'purpose',
    'auth-level',
    'max-depth',
  ] as const) {
    const value = values.get(name);
    if (typeof value === 'string') words.push(`--${name}`, value);
  }
  for (const name of ['strict', 'partial-chain'] as const) {
    const value = values.get(name);
    if (typeof value === 'boolean') words.push(value ? `--${name}` : `--no-${name}`);
  }
  return words;
}

/** What `--crl-check` takes. */
export const crlChecks = ['leaf', 'chain'] as const;

/** The index is the level's number. */
export const securityLevels: readonly SecurityLevel[] = [0, 1, 2, 3, 4, 5];

/** Nothing honest comes near; it bounds the work that a path can make. */
export const longestDepth = 1000;
