import { describe, expect, it } from 'vitest';
import { conflictsOf } from '../../src/mongodb/conflicts.ts';
import { parseConnectionString } from '../../src/mongodb/connection-string.ts';
import { judgeSeeds, seedQuestions } from '../../src/mongodb/srv.ts';
import type { SeedList, SeedProblem, SrvTarget } from '../../src/mongodb/srv.ts';
import { lookupMessage, seedMessage } from '../../src/mongodb/srv-messages.ts';
import { problem, value } from '../support/result.ts';
import type { Result } from '../../src/base/result.ts';
import { jsonFiles, vectorsFolder } from '../support/vectors.ts';

const target = (text: string): SrvTarget => {
  const [name = '', port] = text.split(':');
  return { name, port: Number(port ?? 27017) };
};

/** Judges as a driver would, with SRV targets as `host:port` and one TXT record or more. */
function judge(
  uri: string,
  srv: readonly string[],
  txt: readonly (readonly string[])[] = [],
  below: (limit: number) => number = () => 0,
): Result<SeedList, SeedProblem> {
  const { hosts, values } = value(parseConnectionString(uri)).string;
  return judgeSeeds({ host: hosts[0].host, values }, { srv: srv.map(target), txt }, below);
}

const hostsOf = (list: SeedList): readonly string[] => list.hosts.map(({ name, port }) => `${name}:${port}`);

describe('the names to ask for', () => {
  it('are the service before the host, and the host itself', () => {
    expect(seedQuestions('c0.example.net')).toEqual({ srv: '_mongodb._tcp.c0.example.net', txt: 'c0.example.net' });
    expect(seedQuestions('c0.example.net.', 'customname').srv).toBe('_customname._tcp.c0.example.net');
  });
});

describe('hosts from SRV records', () => {
  const under = (uri: string, ...srv: readonly string[]) => judge(uri, srv);

  it.each([
    ['mongodb+srv://a.example.net/', 'b.example.net'],
    ['mongodb+srv://a.example.net/', 'a.example.net'],
    ['mongodb+srv://a.example.net/', 'B.C.Example.NET.'],
    ['mongodb+srv://example.net/', 'a.example.net'],
    ['mongodb+srv://localhost/', 'a.localhost'],
    ['mongodb+srv://A.Example.net/', 'b.example.net'],
  ])('may be: %s says %s', (uri, host) => expect(under(uri, host)).toMatchObject({ ok: true }));

  it.each([
    ['mongodb+srv://a.example.net/', 'b.example.org', 'foreignHost'],
    ['mongodb+srv://a.example.net/', 'example.net', 'foreignHost'],
    ['mongodb+srv://a.example.net/', 'b.evilexample.net', 'foreignHost'],
    ['mongodb+srv://a.example.net/', '.', 'foreignHost'],
    ['mongodb+srv://example.net/', 'example.net', 'tooFewLabels'],
    ['mongodb+srv://example.net/', 'other.net', 'foreignHost'],
    ['mongodb+srv://localhost/', 'localhost', 'tooFewLabels'],
  ])('may not be: %s says %s', (uri, host, kind) => expect(problem(under(uri, host))).toMatchObject({ kind }));

  it('are refused all together for one of them', () => {
    expect(problem(judge('mongodb+srv://a.example.net/', ['b.example.net', 'b.example.org']))).toEqual({
      kind: 'foreignHost',
      host: 'b.example.org',
      domain: 'example.net',
    });
  });

  it('must be there', () => {
    expect(problem(judge('mongodb+srv://a.example.net/?srvServiceName=s', []))).toEqual({
      kind: 'noRecords',
      name: '_s._tcp.a.example.net',
    });
  });

  it('are drawn at random where srvMaxHosts is smaller, each once', () => {
    const all = ['a', 'b', 'c', 'd'].map((name) => `${name}.x.example.net:1`);
    const draw = (count: number, below: (limit: number) => number) =>
      hostsOf(value(judge(`mongodb+srv://x.example.net/?srvMaxHosts=${count}`, all, [], below)));
    expect(draw(2, () => 0)).toEqual(['a.x.example.net:1', 'b.x.example.net:1']);
    expect(draw(3, (limit) => limit - 1)).toEqual(['d.x.example.net:1', 'c.x.example.net:1', 'b.x.example.net:1']);
    expect(draw(9, () => 0)).toEqual(all);
    expect(draw(0, () => 0)).toEqual(all);
  });
});

describe('the TXT record', () => {
  const uri = 'mongodb+srv://a.example.net/';
  const srv = ['b.example.net'];

  it('adds options, joined from its strings, and the string goes first', () => {
    const txt = [['replicaSet=re', 'pl0&authSource=x']];
    expect(value(judge(uri, srv, txt)).values).toEqual({ replicaSet: 'repl0', authSource: 'x' });
    expect(value(judge(`${uri}?authSource=y`, srv, txt))).toMatchObject({
      values: { replicaSet: 'repl0', authSource: 'y' },
      fromTxt: { authSource: 'x' },
    });
    expect(value(judge(uri, srv, [['LOADBALANCED=true']])).values).toEqual({ loadBalanced: true });
    expect(value(judge(uri, srv, [['loadBalanced=perhaps']])).values).toEqual({});
  });

  it.each([
    [[['authSource=x'], ['authSource=x']], { kind: 'severalTxt', count: 2 }],
    [[['ssl=false']], { kind: 'txtOptions', options: ['ssl'] }],
    [[['replicaSet=x&w=1']], { kind: 'txtOptions', options: ['w'] }],
    [[['nonsense=x']], { kind: 'txtOptions', options: ['nonsense'] }],
    [[['authSource']], { kind: 'txtUnreadable' }],
    [[['authSource=']], { kind: 'txtWithoutValue', option: 'authSource' }],
  ])('may not be %j', (txt, expected) => expect(problem(judge(uri, srv, txt))).toEqual(expected));

  it.each([
    ['?srvMaxHosts=1', srv, 'replicaSet=x', 'srvMaxHostsReplicaSet'],
    ['?srvMaxHosts=1', srv, 'loadBalanced=true', 'srvMaxHostsLoadBalanced'],
    ['?loadBalanced=true', srv, 'replicaSet=x', 'loadBalancedReplicaSet'],
    ['', ['b.example.net', 'c.example.net'], 'loadBalanced=true', 'loadBalancedHosts'],
  ])('may not go against the string: %s', (query, hosts, txt, kind) => {
    expect(problem(judge(uri + query, hosts, [[txt]]))).toMatchObject({ kind: 'conflict', conflicts: [{ kind }] });
  });
});

it('problems are worded as PyMongo and the Node driver did against a DNS server of ours', () => {
  const words = (seed: SeedProblem) => [seedMessage(seed, 'pymongo'), seedMessage(seed, 'node')];
  expect(words({ kind: 'foreignHost', host: 'db1.other.test', domain: 'whytls.test' })).toEqual([
    'Invalid SRV host: db1.other.test',
    'Server record does not share hostname with parent URI',
  ]);
  expect(words({ kind: 'tooFewLabels', host: 'short.test', asked: 'short.test' })).toEqual([
    'Invalid SRV host: return address is identical to SRV hostname',
    'Server record does not have at least one more domain level than parent URI',
  ]);
  expect(words({ kind: 'severalTxt', count: 2 })).toEqual([
    'Only one TXT record is supported',
    'Multiple text records not allowed',
  ]);
  expect(words({ kind: 'conflict', conflicts: [{ kind: 'loadBalancedHosts', hosts: 2 }] })).toEqual([
    'Cannot specify multiple hosts with loadBalanced=true',
    'loadBalanced option only supported with a single host in the URI',
  ]);
  expect(lookupMessage('_mongodb._tcp.none.whytls.test', 'ENOTFOUND', 'pymongo')).toBe(
    'The DNS query name does not exist: _mongodb._tcp.none.whytls.test.',
  );
  expect(lookupMessage('_mongodb._tcp.none.whytls.test', 'ENOTFOUND', 'node')).toBe(
    'querySrv ENOTFOUND _mongodb._tcp.none.whytls.test',
  );
});

/** The public cases ask a zone on the Internet. This is what they need of it, as their seeds and comments tell. */
const here = (...names: readonly string[]): readonly string[] => names.map((name) => `${name}.build.10gen.cc`);
const zone: Readonly<
  Record<string, { readonly srv: readonly string[]; readonly txt?: readonly (readonly string[])[] }>
> = {
  test1: { srv: ['localhost.test.build.10gen.cc:27017', 'localhost.test.build.10gen.cc:27018'] },
  test2: { srv: ['localhost.test.build.10gen.cc:27018', 'localhost.test.build.10gen.cc:27019'] },
  test3: { srv: ['localhost.test.build.10gen.cc:27017'] },
  test5: { srv: ['localhost.test.build.10gen.cc:27017'], txt: [['replicaSet=repl0&authSource=thisDB']] },
  test8: { srv: ['localhost.test.build.10gen.cc:27017'], txt: [['authSource']] },
  test10: { srv: ['localhost.test.build.10gen.cc:27017'], txt: [['socketTimeoutMS=500']] },
  test11: { srv: ['localhost.test.build.10gen.cc:27017'], txt: [['replicaS', 'et=rep', 'l0']] },
  test12: { srv: ['localhost.build.10gen.cc:27017'] },
  test14: { srv: here('localhost.not-test') },
  test16: { srv: ['localhost.test.build.not-10gen.cc:27017'] },
  test19: { srv: ['localhost.evil.build.10gen.cc:27017', 'localhost.test.build.10gen.cc:27017'] },
  test21: { srv: ['localhost.test.build.10gen.cc:27017'], txt: [['loadBalanced=false']] },
  test23: { srv: ['localhost.test.build.10gen.cc:8000'], txt: [['loadBalanced=true']] },
  test24: { srv: ['localhost.test.build.10gen.cc:8000'], txt: [['loadBalanced=true']] },
};

interface SeedCase {
  readonly uri: string;
  readonly seeds?: readonly string[];
  readonly numSeeds?: number;
  readonly options?: Readonly<Record<string, unknown>>;
  readonly error?: boolean;
  readonly parsed_options?: { readonly defaultDatabase?: string; readonly auth_database?: string };
}

describe('mongodb/srv-seedlist', () => {
  const folder = vectorsFolder('mongodb/srv-seedlist');
  const cases =
    folder === null ? [] : jsonFiles(folder).map(({ path, content }) => [path, content as SeedCase] as const);

  it.skipIf(cases.length === 0)('has cases', () => expect(cases.length).toBeGreaterThan(10));

  it.each(cases)('%s', (_, { uri, seeds, numSeeds, options = {}, error = false, parsed_options: told = {} }) => {
    const found = resolve(uri);
    expect(found === null).toBe(error);
    if (found === null) return;
    if (numSeeds !== undefined) expect(found.hosts).toHaveLength(numSeeds);
    if (seeds !== undefined) expect(hostsOf(found).toSorted()).toEqual(seeds.toSorted());
    const { ssl = true, ...others } = options;
    expect(ssl).toBe(true);
    expect(found.values).toMatchObject(others);
    const string = parseConnectionString(uri);
    for (const database of Object.values(told)) expect(string.ok && string.value.string.database).toBe(database);
  });

  function resolve(uri: string): SeedList | null {
    const parsed = parseConnectionString(uri);
    if (!parsed.ok || conflictsOf({ ...parsed.value.string, uri: true }, 'specification').length > 0) return null;
    const { hosts, values } = parsed.value.string;
    const [label = '', ...rest] = hosts[0].host.split('.');
    const records = rest.join('.') === 'test.build.10gen.cc' ? zone[label] : undefined;
    if (records === undefined && rest.join('.') === 'test.build.10gen.cc')
      throw new Error(`${label} is not in the zone`);
    const answers = { srv: (records?.srv ?? []).map(target), txt: records?.txt ?? [] };
    const judged = judgeSeeds({ host: hosts[0].host, values }, answers, () => 0);
    return judged.ok ? judged.value : null;
  }
});
