import { beforeAll, describe, expect, it } from 'vitest';
import { membershipOf } from '../../src/mongodb/member-name.ts';
import { readNameString } from '../../src/mongodb/name-string.ts';
import { x509Problems } from '../../src/mongodb/x509-rules.ts';
import type { X509Certificate, X509Problem, X509Role } from '../../src/mongodb/x509-rules.ts';
import { createKey, issueCertificate } from '../../src/x509/pki/issue/issue.ts';
import type { CertificatePlan, Issued } from '../../src/x509/pki/issue/issue.ts';
import { value } from '../support/result.ts';

const key = createKey();
const dates = { notBefore: 0, notAfter: 4_000_000_000_000 };
let root: Issued;
let otherRoot: Issued;

beforeAll(async () => {
  root = await issueCertificate({ subject: [['CN', 'Root']], ca: true, key, ...dates });
  otherRoot = await issueCertificate({ subject: [['CN', 'Other root']], ca: true, ...dates });
});

/** `name`: RFC 4514, most specific first, as the guide writes it. */
async function named(role: X509Role, name: string, plan: Partial<CertificatePlan> = {}): Promise<X509Certificate> {
  const subject = value(readNameString(name)).map((rdn) =>
    rdn.map(({ type, value: text }): readonly [string, string] => [type, text]),
  );
  const both = ['serverAuth', 'clientAuth'];
  const usages = { client: ['clientAuth'], clusterFile: ['clientAuth'], server: ['serverAuth'], member: both };
  const { certificate } = await issueCertificate({
    subject,
    key,
    issuer: root,
    ...dates,
    keyUsage: ['digitalSignature'],
    extendedKeyUsage: usages[role],
    ...plan,
  });
  return { label: `${role}.pem`, role, certificate, root: (plan.issuer ?? root).certificate };
}

const problemsOf = (...certificates: readonly X509Certificate[]): readonly X509Problem[] =>
  x509Problems({ certificates, override: null });
const override = (name: string) => membershipOf({ rdns: value(readNameString(name)) });

describe('members', () => {
  it('S2.30 S2.34 S2.38 S2.43: of one CA with equal O, OU and DC are in order', async () => {
    const members = await Promise.all([
      named('member', 'CN=host1,OU=Dept1,O=MongoDB,ST=NY,C=US'),
      named('member', 'C=US, ST=CA, O=MongoDB, OU=Dept1, CN=host2'),
      named('clusterFile', 'CN=host3,OU=Dept1,O=MongoDB'),
      named('server', 'CN=host3,OU=Dept1,O=MongoDB'),
    ]);
    expect(problemsOf(...members)).toStrictEqual([]);
  });

  it('S2.39: that differ in one OU do not match, and the extra value is named', async () => {
    const first = await named('member', 'CN=host1,OU=Dept1,OU=Sales,O=MongoDB');
    const second = { ...(await named('member', 'CN=host2,OU=Dept1,O=MongoDB')), label: 'second.pem' };
    expect(problemsOf(first, second)).toMatchObject([
      {
        kind: 'memberMismatch',
        first: 'member.pem',
        second: 'second.pem',
        onlyFirst: [{ type: 'OU', shown: 'Sales' }],
        onlySecond: [],
      },
    ]);
  });

  it('S2.34: cluster file and key file are compared with each other', async () => {
    const problems = problemsOf(
      await named('clusterFile', 'CN=host1,OU=Dept1,O=MongoDB'),
      await named('server', 'CN=host1,OU=Dept2,O=MongoDB'),
    );
    expect(problems).toMatchObject([{ kind: 'memberMismatch', first: 'clusterFile.pem', second: 'server.pem' }]);
  });

  it('S2.33: need one of O, OU and DC', async () => {
    expect(problemsOf(await named('member', 'CN=host1,C=US'))).toMatchObject([{ kind: 'memberWithoutName' }]);
    expect(problemsOf(await named('member', 'CN=host1,DC=example'))).toStrictEqual([]);
  });

  it('S2.35: match the override as well as each other while it is set', async () => {
    const first = await named('member', 'CN=host1,O=Old');
    const second = { ...(await named('member', 'CN=host2,O=New')), label: 'second.pem' };
    expect(x509Problems({ certificates: [first, second], override: override('O=New') })).toStrictEqual([]);
    expect(x509Problems({ certificates: [first], override: override('O=Else') })).toMatchObject([
      { kind: 'memberMismatch', second: null, onlyFirst: [{ shown: 'Old' }], onlySecond: [{ shown: 'Else' }] },
    ]);
  });

  it('S2.06 S2.30: come from a single CA', async () => {
    const foreign = { ...(await named('member', 'CN=host2,O=MongoDB', { issuer: otherRoot })), label: 'second.pem' };
    expect(problemsOf(await named('member', 'CN=host1,O=MongoDB'), foreign)).toStrictEqual([
      {
        kind: 'severalRoots',
        roots: [
          { subject: 'CN=Root', labels: ['member.pem'] },
          { subject: 'CN=Other root', labels: ['second.pem'] },
        ],
      },
    ]);
  });

  it.each([
    ['S2.44: clusterFile without clientAuth', 'clusterFile', ['serverAuth'], ['clientAuth']],
    ['S2.50: member with serverAuth alone', 'member', ['serverAuth'], ['clientAuth']],
    ['S2.50: member with clientAuth alone', 'member', ['clientAuth'], ['serverAuth']],
    ['S2.50: server with clientAuth alone', 'server', ['clientAuth'], ['serverAuth']],
  ] as const)('%s', async (_, role, extendedKeyUsage, lacks) => {
    const problems = problemsOf(await named(role, 'CN=host1,O=MongoDB', { extendedKeyUsage }));
    expect(problems).toMatchObject([{ kind: 'memberUsage', role, lacks }]);
  });

  it('S2.45 S2.50 S2.51: without extendedKeyUsage, with both, or divided between two files are in order', async () => {
    expect(problemsOf(await named('member', 'CN=host1,O=MongoDB', { extendedKeyUsage: null }))).toStrictEqual([]);
    const divided = [await named('clusterFile', 'CN=host1,O=MongoDB'), await named('server', 'CN=host1,O=MongoDB')];
    expect(problemsOf(...divided)).toStrictEqual([]);
  });
});

describe('clients', () => {
  it('S2.10 S2.11: with digitalSignature and clientAuth are in order', async () => {
    expect(problemsOf(await named('client', 'CN=app,OU=Apps,O=MongoDB'))).toStrictEqual([]);
  });

  it('S2.10 S2.11: lack what the guide asks for, contradicted or only absent', async () => {
    const silent = await named('client', 'CN=app', { keyUsage: null, extendedKeyUsage: null });
    expect(problemsOf(silent)).toMatchObject([{ lacks: ['digitalSignature', 'clientAuth'], contradicted: false }]);
    const server = await named('client', 'CN=app', { extendedKeyUsage: ['serverAuth'] });
    expect(problemsOf(server)).toMatchObject([{ lacks: ['clientAuth'], contradicted: true }]);
    const agreeing = await named('client', 'CN=app', { keyUsage: ['keyAgreement'] });
    expect(problemsOf(agreeing)).toMatchObject([{ lacks: ['digitalSignature'], contradicted: false }]);
    const enciphering = await named('client', 'CN=app', { keyUsage: ['keyEncipherment'] });
    expect(problemsOf(enciphering)).toMatchObject([{ lacks: ['digitalSignature'], contradicted: true }]);
  });

  it('S2.12 S2.14 S2.16: must not share O, OU and DC with clusterFile or certificateKeyFile', async () => {
    const client = await named('client', 'CN=app,OU=Dept1,O=MongoDB');
    const cluster = await named('clusterFile', 'CN=host1,OU=Dept1,O=MongoDB');
    const server = await named('server', 'CN=host1,OU=Dept1,O=MongoDB');
    expect(problemsOf(client, cluster, server)).toMatchObject([
      { kind: 'clientLooksLikeMember', label: 'client.pem', with: 'clusterFile.pem', isSameSubject: false },
      { kind: 'clientLooksLikeMember', label: 'client.pem', with: 'server.pem' },
    ]);
    const other = await named('client', 'CN=app,OU=Dept2,O=MongoDB');
    expect(problemsOf(other, cluster, server)).toStrictEqual([]);
  });

  it('S2.13: must not have the subject of a member', async () => {
    const problems = problemsOf(await named('client', 'CN=x,C=US'), await named('member', 'CN=x,C=US'));
    expect(problems.find(({ kind }) => kind === 'clientLooksLikeMember')).toMatchObject({ isSameSubject: true });
  });

  it('S2.15 S2.17: must not match the override', async () => {
    const client = await named('client', 'CN=app,O=New');
    expect(x509Problems({ certificates: [client], override: override('O=New') })).toMatchObject([
      { kind: 'clientLooksLikeMember', with: null },
    ]);
  });

  it('are no members where no member is given: a server that only serves clients shares what it likes', async () => {
    const client = await named('client', 'CN=app,O=MongoDB');
    expect(problemsOf(client, await named('server', 'CN=host1,O=MongoDB'))).toStrictEqual([]);
  });

  it('S2.07 S2.20 S2.21: with one subject are one user; the same file twice is no second one', async () => {
    const first = await named('client', 'CN=app');
    const second = { ...(await named('client', 'CN=app')), label: 'second.pem' };
    expect(problemsOf(first, second)).toStrictEqual([
      { kind: 'sharedSubject', subject: 'CN=app', labels: ['client.pem', 'second.pem'] },
    ]);
    expect(problemsOf(first, { ...first, label: 'again.pem' })).toStrictEqual([]);
  });

  it('S2.22: have a name that leaves room for sessions', async () => {
    const long = await named('client', `CN=${'x'.repeat(9_990)}`);
    expect(problemsOf(long)).toMatchObject([{ kind: 'userNameTooLong', octets: 9_993 }]);
  });

  it('S2.06: and servers come from a single CA', async () => {
    const client = await named('client', 'CN=app', { issuer: otherRoot });
    expect(problemsOf(client, await named('server', 'CN=host1'))).toMatchObject([{ kind: 'severalRoots' }]);
    expect(problemsOf({ ...client, root: null }, await named('server', 'CN=host1'))).toStrictEqual([]);
  });
});
