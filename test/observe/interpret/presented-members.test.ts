/** Members by what their servers show: made-up answers to hello, and real certificates. */
import { beforeAll, describe, expect, it } from 'vitest';
import type { Hello } from '../../../src/mongodb/hello.ts';
import { readNameString } from '../../../src/mongodb/name-string.ts';
import { completed } from '../../../src/observe/attempt.ts';
import type { Facts } from '../../../src/observe/facts.ts';
import { presentedMembers } from '../../../src/observe/interpret/presented-members.ts';
import { createKey, issueCertificate } from '../../../src/x509/pki/issue/issue.ts';
import type { CertificatePlan, Issued } from '../../../src/x509/pki/issue/issue.ts';
import { judgeMembers } from '../../../src/cli/probe/judge-members.ts';
import { wordingFor } from '../../../src/cli/compose.ts';
import { healthy, verification } from '../../support/facts.ts';
import { value } from '../../support/result.ts';

const key = createKey();
const dates = { notBefore: 0, notAfter: 4_000_000_000_000 };
const both = ['serverAuth', 'clientAuth'];
let root: Issued;
let otherRoot: Issued;

beforeAll(async () => {
  root = await issueCertificate({ subject: [['CN', 'Root']], ca: true, key, ...dates });
  otherRoot = await issueCertificate({ subject: [['CN', 'Other root']], ca: true, ...dates });
});

interface MemberPlan {
  readonly host: string;
  /** RFC 4514. */
  readonly name: string;
  readonly plan?: Partial<CertificatePlan>;
  readonly hello?: Partial<Hello> | null;
}

const inSet = (host: string): Hello => ({
  maxWireVersion: 21,
  minWireVersion: 0,
  release: '7.0',
  role: 'secondary',
  setName: 'rs0',
  me: `${host}:27017`,
  primary: 'db1:27017',
  hosts: ['db1:27017', 'db2:27017', 'db3:27017'],
  hostCount: 3,
  localTime: null,
});
const apart: Partial<Hello> = { role: 'other', primary: null };

async function member({ host, name, plan = {}, hello = {} }: MemberPlan): Promise<Facts> {
  const subject = value(readNameString(name)).map((rdn) =>
    rdn.map(({ type, value: text }): readonly [string, string] => [type, text]),
  );
  const issuer = plan.issuer ?? root;
  const { certificate } = await issueCertificate({
    key,
    issuer,
    ...dates,
    san: [{ dns: host }],
    extendedKeyUsage: both,
    ...plan,
    subject,
  });
  const path = [
    { certificate, from: 'leaf' as const },
    { certificate: issuer.certificate, from: 'trustStore' as const },
  ];
  const answered =
    hello === null ? ({ kind: 'none' } as const) : ({ kind: 'answered', value: { ...inSet(host), ...hello } } as const);
  return healthy({
    endpoint: { host, address: '192.0.2.7', port: 27017 },
    chain: completed([certificate]),
    verification: completed(verification([], null, path)),
    mongodb: completed({ hello: answered, authentication: { kind: 'none' } }),
  });
}

const members = (...plans: readonly MemberPlan[]): Promise<readonly Facts[]> => Promise.all(plans.map(member));
const problems = (facts: readonly Facts[]) => presentedMembers(facts)?.deployment.problems;
async function findings(facts: readonly Facts[]): Promise<readonly (readonly [string, string])[]> {
  const judged = judgeMembers(facts, await wordingFor('en'));
  return (judged?.findings ?? []).map(({ id, severity }) => [id, severity]);
}

describe('members by what they show', () => {
  it('S2.30 S2.34 S2.38: of one CA with equal O, OU and DC are in order', async () => {
    const facts = await members(
      { host: 'db1', name: 'CN=db1,OU=Dept1,O=MongoDB,ST=NY,C=US' },
      { host: 'db2', name: 'C=US,ST=CA,O=MongoDB,OU=Dept1,CN=db2' },
    );
    expect(presentedMembers(facts)?.members.map(({ label, attributes }) => [label, attributes.length])).toStrictEqual([
      ['db1:27017', 2],
      ['db2:27017', 2],
    ]);
    expect(problems(facts)).toStrictEqual([]);
  });

  it('S2.39: one that differs is measured by the many, wherever it stands', async () => {
    const odd = { host: 'db1', name: 'CN=db1,OU=Dept1,OU=Sales,O=MongoDB', hello: apart };
    const [second, third] = ['db2', 'db3'].map((host) => ({ host, name: `CN=${host},OU=Dept1,O=MongoDB` }));
    if (second === undefined || third === undefined) throw new Error('two');
    const facts = await members(odd, second, third);
    expect(problems(facts)).toMatchObject([
      { kind: 'memberMismatch', first: 'db2:27017', second: 'db1:27017', onlySecond: [{ type: 'OU', shown: 'Sales' }] },
    ]);
    expect(await findings(facts)).toStrictEqual([['x509-member-mismatch', 'warning']]);
  });

  it('is a note where all of them are in a set with a primary, whatever their certificates say', async () => {
    const facts = await members(
      { host: 'db1', name: 'CN=db1,O=One', hello: { role: 'primary' } },
      { host: 'db2', name: 'CN=db2,O=Two', plan: { issuer: otherRoot } },
    );
    expect(await findings(facts)).toStrictEqual([
      ['x509-member-mismatch', 'info'],
      ['x509-single-ca', 'info'],
    ]);
  });

  it('is no more than a warning where nobody answers hello: what members show each other is not seen', async () => {
    const facts = await members(
      { host: 'db1', name: 'CN=db1,O=One', hello: null },
      { host: 'db2', name: 'CN=db2,O=Two', hello: null },
    );
    expect(await findings(facts)).toStrictEqual([['x509-member-mismatch', 'warning']]);
  });

  it('S2.33: minds a certificate without O, OU and DC only beside others that have some', async () => {
    const none = ['db1', 'db2'].map((host) => ({ host, name: `CN=${host}` }));
    expect(problems(await members(...none))).toStrictEqual([]);
    const mixed = await members({ host: 'db1', name: 'CN=db1' }, { host: 'db2', name: 'CN=db2,O=MongoDB' });
    expect(problems(mixed)).toMatchObject([{ kind: 'memberWithoutName', label: 'db1:27017' }]);
  });

  it('S2.44 S2.50: minds serverAuth alone at a member that the set does not take in', async () => {
    const plan = { extendedKeyUsage: ['serverAuth'] };
    const first = { host: 'db1', name: 'CN=db1,O=MongoDB', plan };
    const second = { host: 'db2', name: 'CN=db2,O=MongoDB', plan };
    expect(problems(await members(first, second))).toStrictEqual([]);
    const facts = await members(first, { ...second, hello: apart });
    expect(problems(facts)).toMatchObject([{ kind: 'memberUsage', label: 'db2:27017', lacks: ['clientAuth'] }]);
    expect(await findings(facts)).toStrictEqual([['x509-member-usage', 'warning']]);
  });

  it('S2.40: compares names as members do: any subjectAltName overrides the CN', async () => {
    const facts = await members(
      { host: 'db1', name: 'CN=db1,O=MongoDB', plan: { san: [{ ip: '192.0.2.7' }] } },
      { host: 'db2', name: 'CN=db2,O=MongoDB' },
    );
    expect(problems(facts)).toMatchObject([{ kind: 'memberHost', host: 'db1', overridden: true }]);
  });

  it('S2.42: a member before 4.2 does not read IP addresses', async () => {
    const hello = { hosts: ['192.0.2.7:27017', 'db2:27017'], release: '4.0' };
    const plan = { san: [{ ip: '192.0.2.7' }] };
    const [first, second] = [
      { host: '192.0.2.7', name: 'CN=db1,O=MongoDB', plan, hello },
      { host: 'db2', name: 'CN=db2,O=MongoDB', hello },
    ];
    expect(problems(await members(first, second))).toMatchObject([{ kind: 'memberHost', addressNotRead: true }]);
    const newer = { ...hello, release: '4.2' };
    expect(problems(await members({ ...first, hello: newer }, { ...second, hello: newer }))).toStrictEqual([]);
  });

  it('names the client in the command that checks again, where the port alone would have another look', async () => {
    const plans = [
      { host: 'db1', name: 'CN=db1,O=One' },
      { host: 'db2', name: 'CN=db2,O=Two' },
    ];
    const facts = await members(...plans);
    const at = (input: string, port: number): readonly string[] | undefined =>
      presentedMembers(facts.map((one) => ({ ...one, target: { ...one.target, input, port, scheme: null } })))
        ?.deployment.check;
    expect(at('db1:27017', 27017)).toStrictEqual(['whytls', 'db1:27017', '--tlsCAFile', 'ca.pem']);
    const elsewhere = ['whytls', 'db1:30001', '--client', 'pymongo', '--tlsCAFile', 'ca.pem'];
    expect(at('db1:30001', 30001)).toStrictEqual(elsewhere);
  });

  it('does not take one server under two names for two members', async () => {
    const facts = await members({ host: 'db1', name: 'CN=db1,O=MongoDB' });
    const [seed] = facts;
    if (seed?.endpoint == null) throw new Error('an endpoint');
    const alias = { ...seed, endpoint: { ...seed.endpoint, host: 'seed.example.net' } };
    expect(presentedMembers([alias, seed])).toBeNull();
  });

  it('does not compare servers that say they stand alone', async () => {
    const alone: Partial<Hello> = { role: 'standalone', setName: null, hosts: [], primary: null, me: null };
    const facts = await members(
      { host: 'db1', name: 'CN=db1,O=One', hello: alone },
      { host: 'db2', name: 'CN=db2,O=Two', hello: alone },
    );
    expect(presentedMembers(facts)).toBeNull();
  });

  it('says the same in Chinese, and what cannot be seen from outside', async () => {
    const facts = await members(
      { host: 'db1', name: 'CN=db1,O=One' },
      { host: 'db2', name: 'CN=db2,O=Two', hello: apart },
    );
    const [finding] = judgeMembers(facts, await wordingFor('zh'))?.findings ?? [];
    expect(finding?.summary).toMatch(/\p{Script=Han}/u);
    expect(JSON.stringify(finding?.evidence)).toContain('security.clusterAuthMode');
  });
});
