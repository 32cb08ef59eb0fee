/** The requirements of MongoDB's x.509 guide (seed S2) that no test of one module shows: what a user reads. */
import { describe, expect, it } from 'vitest';
import { deploymentDiagnoses } from '../../diagnostics/deployment-index.ts';
import { diagnoses } from '../../diagnostics/index.ts';
import { commands } from '../../src/cli/declare/commands.ts';
import { x509Problems } from '../../src/mongodb/x509-rules.ts';
import { deployment } from '../support/deployment.ts';

const words = (id: string): string => {
  const found = [...diagnoses, ...deploymentDiagnoses].find((one) => one.id === id);
  if (found === undefined) throw new Error(`no ${id}`);
  const { en, example } = found;
  return JSON.stringify([en.summary(example), en.evidence(example), en.remedies(example), en.explanation]);
};

describe("MongoDB's x.509 guide", () => {
  it('S2.01 S2.28 S2.29: clients and members are told apart, members by both of their files', () => {
    const x509 = commands.find(({ name }) => name === 'x509');
    expect(x509?.options.map(({ name }) => name)).toStrictEqual(
      expect.arrayContaining(['client', 'member', 'cluster-file', 'server']),
    );
  });

  it("S2.04: a CA of one's own is as good as another", () => {
    const { certificates } = deployment('member');
    expect(x509Problems({ certificates, override: null }).map(({ kind }) => kind)).not.toContain('severalRoots');
  });

  it('S2.24 S2.25 S2.26: clients that do not look at the CN are named', () => {
    const text = words('san-missing');
    for (const client of ['iOS', 'macOS', 'Go']) expect(text).toContain(client);
  });

  it('S2.32: mongod warns of members, too, thirty days before', () => {
    const found = diagnoses.find(({ id }) => id === 'cert-expiring-soon');
    expect(found?.clientErrors.map(({ text }) => text)).toContain('Peer certificate expiration information');
  });

  it('S2.47 S2.48 S2.49: the settings of members are named', () => {
    expect(words('x509-member-mismatch')).toMatch(/security\.clusterAuthMode[\s\S]*net\.tls\.clusterFile/);
    expect(words('x509-member-usage')).toMatch(
      /net\.tls\.certificateKeyFile is used both ways unless net\.tls\.clusterFile is set/,
    );
  });

  it('S2.52: the pages beside it are referred to', () => {
    expect(words('x509-client-dn-clash')).toContain('/tutorial/configure-x509-client-authentication/');
  });
});
