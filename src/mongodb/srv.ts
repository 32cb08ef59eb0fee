/**
 * From `mongodb+srv://` to a list of hosts (Initial DNS Seedlist Discovery specification), without asking anybody: which names to
 * ask for, and what the answers come to. Priority and weight of SRV records count for nothing.
 */
import { failed, ok } from '../base/result.ts';
import type { Result } from '../base/result.ts';
import { conflictsAfterDns } from './conflicts.ts';
import type { OptionsConflict } from './mongodb-problem.ts';
import { readQuery } from './uri-options.ts';
import type { OptionValues } from './uri-options.ts';

/** A name and a port, as an SRV record (RFC 2782) has them. */
export interface SrvTarget {
  readonly name: string;
  readonly port: number;
}

/** What to ask DNS for. */
export interface SeedQuestions {
  /** Name of the SRV records: `_mongodb._tcp.cluster0.example.net`. */
  readonly srv: string;
  /** Name of the TXT record: the host of the string. */
  readonly txt: string;
}

/** The names behind a host and a service (`srvServiceName`, `mongodb` by default). */
export function seedQuestions(host: string, service: string = 'mongodb'): SeedQuestions {
  const name = withoutDot(host);
  return { srv: `_${service}._tcp.${name}`, txt: name };
}

/** Why answers cannot be used. Names are the DNS's: to be shown escaped. */
export type SeedProblem =
  /** The name is there, and has no SRV record. */
  | { readonly kind: 'noRecords'; readonly name: string }
  /** A host that does not lie in the domain of the one that was asked for. */
  | { readonly kind: 'foreignHost'; readonly host: string; readonly domain: string }
  /** The host that was asked for has one or two labels, and this one not one more. */
  | { readonly kind: 'tooFewLabels'; readonly host: string; readonly asked: string }
  | { readonly kind: 'severalTxt'; readonly count: number }
  /** TXT may set authSource, replicaSet and loadBalanced, and nothing else. */
  | { readonly kind: 'txtOptions'; readonly options: readonly string[] }
  | { readonly kind: 'txtUnreadable' }
  | { readonly kind: 'txtWithoutValue'; readonly option: string }
  /** What TXT sets does not go with what the string says. */
  | { readonly kind: 'conflict'; readonly conflicts: readonly [OptionsConflict, ...OptionsConflict[]] };

/** The hosts to connect to, and what they are to be connected to with. */
export interface SeedList {
  readonly hosts: readonly [SrvTarget, ...SrvTarget[]];
  /** How many hosts the records name; more than `hosts` where srvMaxHosts limits them. */
  readonly found: number;
  /** What the TXT record says; the string's own options come first. */
  readonly fromTxt: OptionValues;
  /** The string's options and those of the TXT record. */
  readonly values: OptionValues;
}

/**
 * Judges the answers. `values`: the string's options. `below`: a random whole number from 0 up to, and without, the given one.
 * All problems of DNS itself are the caller's.
 */
export function judgeSeeds(
  asked: { readonly host: string; readonly values: OptionValues },
  answers: { readonly srv: readonly SrvTarget[]; readonly txt: readonly (readonly string[])[] },
  below: (limit: number) => number,
): Result<SeedList, SeedProblem> {
  const { host, values } = asked;
  // Servers rotate their answers; a report looks the same each time.
  const targets = sorted(answers.srv.map(({ name, port }) => ({ name: withoutDot(name).toLowerCase(), port })));
  const [first] = targets;
  if (first === undefined) return failed({ kind: 'noRecords', name: seedQuestions(host, values.srvServiceName).srv });
  for (const { name } of targets) {
    const problem = hostProblem(withoutDot(host).toLowerCase(), name);
    if (problem !== null) return failed(problem);
  }
  const txt = readTxt(answers.txt);
  if (!txt.ok) return txt;
  const all: OptionValues = { ...txt.value, ...values };
  const { srvMaxHosts = 0 } = values;
  const hosts = srvMaxHosts === 0 || srvMaxHosts >= targets.length ? targets : drawn(targets, srvMaxHosts, below);
  const [conflict, ...more] = conflictsAfterDns(all, hosts.length);
  if (conflict !== undefined) return failed({ kind: 'conflict', conflicts: [conflict, ...more] });
  const [one = first, ...others] = hosts;
  return ok({ hosts: [one, ...others], found: targets.length, fromTxt: txt.value, values: all });
}

/** The domain that every host must lie in: all but the first label, or all of a name with fewer than three. */
function hostProblem(asked: string, host: string): SeedProblem | null {
  const labels = asked.split('.');
  const isShort = labels.length < 3;
  const domain = isShort ? asked : labels.slice(1).join('.');
  if (!host.endsWith(`.${domain}`)) {
    return isShort && host === asked ? { kind: 'tooFewLabels', host, asked } : { kind: 'foreignHost', host, domain };
  }
  return isShort && host.split('.').length <= labels.length ? { kind: 'tooFewLabels', host, asked } : null;
}

/** One record at most; its strings are one text, cut where 255 octets were full. */
function readTxt(records: readonly (readonly string[])[]): Result<OptionValues, SeedProblem> {
  if (records.length > 1) return failed({ kind: 'severalTxt', count: records.length });
  const query = readQuery(records[0]?.join('') ?? '');
  if (!query.ok) return failed({ kind: 'txtUnreadable' });
  const { given, values } = query.value;
  const options = given.filter(({ name }) => name === null || !allowedInTxt.includes(name)).map(({ typed }) => typed);
  if (options.length > 0) return failed({ kind: 'txtOptions', options });
  const empty = given.find(({ isEmpty }) => isEmpty);
  return empty === undefined ? ok(values) : failed({ kind: 'txtWithoutValue', option: empty.typed });
}

const allowedInTxt: readonly string[] = ['authSource', 'replicaSet', 'loadBalanced'];

/** The first places of a Fisher-Yates shuffle. */
function drawn(targets: readonly SrvTarget[], count: number, below: (limit: number) => number): readonly SrvTarget[] {
  const left = [...targets];
  return Array.from({ length: count }, () => left.splice(below(left.length), 1)).flat();
}

/** By name and port, each once. */
function sorted(targets: readonly SrvTarget[]): readonly SrvTarget[] {
  const distinct = new Map(targets.map((target) => [`${target.name}:${target.port}`, target]));
  return [...distinct.values()].toSorted((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : a.port - b.port));
}

const withoutDot = (name: string): string => name.replace(/\.$/, '');
