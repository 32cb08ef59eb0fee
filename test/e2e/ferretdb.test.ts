/** A real server that speaks MongoDB's protocol. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { probe } from '../../src/index.ts';
import type { ProbeRequest, Report } from '../../src/index.ts';
import { buildChain, labName } from '../../src/lab/chain-builder.ts';
import { issueCertificate } from '../../src/x509/pki/issue/issue.ts';
import { main } from '../../src/cli/main.ts';
import { startDnsmasq } from '../support/peers/dnsmasq.ts';
import { fakeIo } from '../support/fake-io.ts';
import { startFerretdb } from '../support/peers/ferretdb.ts';
import type { PeerServer } from '../support/peers/peer-process.ts';
import { hasPeer } from '../support/peers.ts';

describe.skipIf(!hasPeer('ferretdb'))('FerretDB', () => {
  const folder = mkdtempSync(join(tmpdir(), 'whytls-'));
  const servers: PeerServer[] = [];
  let open: PeerServer;
  let demanding: PeerServer;

  const file = (name: string, content: string): string => {
    const path = join(folder, name);
    writeFileSync(path, content);
    return path;
  };
  const ask = (server: PeerServer, request: ProbeRequest = {}, target = `localhost:${server.port}`): Promise<Report> =>
    probe(target, {
      client: 'pymongo',
      tlsCAFile: join(folder, 'ca.pem'),
      ...(target.startsWith('mongodb') ? {} : { ip: '127.0.0.1' }),
      ...request,
    });
  const causes = (report: Report): readonly string[] =>
    report.findings.flatMap(({ rootCause, severity, id }) => (rootCause && severity === 'error' ? [id] : []));

  beforeAll(async () => {
    const now = Date.now();
    const chain = await buildChain(now);
    const stranger = await buildChain(now);
    const client = {
      subject: labName('app'),
      extendedKeyUsage: ['clientAuth'],
      notBefore: now - 1e6,
      notAfter: now + 1e10,
    };
    const clientCa = file('ca.pem', chain.root.pem + chain.intermediate.pem);
    const tls = {
      certificate: file('server.pem', chain.leaf.pem + chain.intermediate.pem),
      key: file('server.key', chain.leaf.keyPem),
    };
    const known = await issueCertificate({ ...client, issuer: chain.intermediate });
    const foreign = await issueCertificate({ ...client, issuer: stranger.intermediate });
    file('known.pem', known.pem + known.keyPem);
    file('foreign.pem', foreign.pem + foreign.keyPem);
    [open, demanding] = await Promise.all([startFerretdb(tls), startFerretdb({ ...tls, clientCa })]);
    servers.push(open, demanding);
  }, 60_000);
  afterAll(async () => {
    await Promise.all(servers.map((server) => server.stop()));
    rmSync(folder, { recursive: true, force: true });
  });

  it.each(['TLSv1.3', 'TLSv1.2'] as const)(
    'answers hello over %s, and says which MongoDB it is like',
    async (version) => {
      const report = await ask(open, { minVersion: version, maxVersion: version });
      expect(causes(report)).toStrictEqual([]);
      expect(report.endpoints[0]?.handshake).toMatchObject({ completed: true, protocol: version });
      // FerretDB 1.24 takes itself for MongoDB 7.0.
      const server = { maxWireVersion: 21, release: '7.0', setName: null, hosts: [] };
      expect(report.endpoints[0]?.mongodb).toMatchObject({ answer: 'answered', server });
    },
  );

  it('S2.30 S2.34: compares what several servers of a set show', async () => {
    const now = Date.now();
    const [ours, theirs] = await Promise.all([
      buildChain(now, { leaf: { subject: [['OU', 'Dept1'], ...labName('localhost')] } }),
      buildChain(now, {
        leaf: { subject: [['OU', 'Sales'], ...labName('localhost')] },
        root: { subject: labName('Other') },
      }),
    ]);
    const tlsCAFile = file('both.pem', ours.root.pem + theirs.root.pem);
    const set = await Promise.all(
      [ours, ours, theirs].map((chain, place) =>
        startFerretdb({
          certificate: file(`member${place}.pem`, chain.leaf.pem + chain.intermediate.pem),
          key: file(`member${place}.key`, chain.leaf.keyPem),
          setName: 'rs0',
        }),
      ),
    );
    servers.push(...set);
    const hosts = set.map(({ port }) => `localhost:${port}`);
    const report = await ask(open, { tlsCAFile }, `mongodb://${hosts.join(',')}/?tls=true`);
    expect(
      report.members.map(({ label, setName, attributes }) => [label, setName, attributes[1]?.value]),
    ).toStrictEqual([
      [hosts[0], 'rs0', 'Dept1'],
      [hosts[1], 'rs0', 'Dept1'],
      [hosts[2], 'rs0', 'Sales'],
    ]);
    const found = report.findings.filter(({ family }) => family === 'mongodb-x509');
    expect(found.map(({ id }) => id).toSorted()).toStrictEqual([
      'x509-member-mismatch',
      'x509-member-usage',
      'x509-single-ca',
    ]);
  }, 60_000);

  it.skipIf(!hasPeer('dnsmasq'))(
    'is found behind mongodb+srv://, member by member, each by its own name',
    async () => {
      const now = Date.now();
      const names = ['db1', 'db2', 'db3'].map((name) => `${name}.whytls.test`);
      const chains = await Promise.all(names.map((name) => buildChain(now, { leaf: { san: [{ dns: name }] } })));
      const ca = file('srv.pem', chains.map(({ root }) => root.pem).join(''));
      // The third one shows the certificate of the second.
      const set = await Promise.all(
        [...chains.slice(0, 2), ...chains.slice(1, 2)].map((shown, place) =>
          startFerretdb({
            certificate: file(`srv${place}.pem`, shown.leaf.pem + shown.intermediate.pem),
            key: file(`srv${place}.key`, shown.leaf.keyPem),
            setName: 'rs0',
          }),
        ),
      );
      servers.push(...set);
      const dns = await startDnsmasq({
        hosts: { db1: ['127.0.0.1'], db2: ['127.0.0.1'], db3: ['127.0.0.1'] },
        srv: { set: set.map(({ port }, place) => `${names[place]}:${port}`) },
        txt: { set: [['replicaSet=rs0&authSource=admin']] },
      });
      servers.push(dns);
      const io = fakeIo();
      const uri = `mongodb+srv://kim:hush@set.whytls.test/?tlsCAFile=${encodeURIComponent(ca)}`;
      await main([uri, '--dns', `127.0.0.1:${dns.port}`, '--json'], io);
      const report = JSON.parse(io.printed()) as Report;
      expect(io.printed()).not.toContain('hush');
      expect(report.target.srv?.txt).toStrictEqual({ replicaSet: 'rs0', authSource: 'admin' });
      expect(report.endpoints.map(({ host }) => host).toSorted()).toStrictEqual(names);
      for (const { mongodb } of report.endpoints)
        expect(mongodb?.server).toMatchObject({ setName: 'rs0', release: '7.0' });
      const mismatch = report.findings.find(({ id }) => id === 'hostname-mismatch');
      expect(mismatch?.endpoints.map((place) => report.endpoints[place]?.host)).toStrictEqual(['db3.whytls.test']);
    },
    60_000,
  );

  it.each(['TLSv1.3', 'TLSv1.2'] as const)('over %s takes a certificate of its CA', async (version) => {
    const known = join(folder, 'known.pem');
    const report = await ask(demanding, { tlsCertificateKeyFile: known, minVersion: version, maxVersion: version });
    expect(causes(report)).toStrictEqual([]);
    expect(report.endpoints[0]?.mongodb).toMatchObject({ answer: 'answered' });
  });

  it.each([
    ['client-cert-required', null],
    ['client-cert-rejected', 'foreign.pem'],
  ])('refuses with %s', async (id, name) => {
    for (const version of ['TLSv1.3', 'TLSv1.2'] as const) {
      const credential = name === null ? {} : { tlsCertificateKeyFile: join(folder, name) };
      const report = await ask(demanding, { ...credential, minVersion: version, maxVersion: version });
      expect(causes(report)).toStrictEqual([id]);
    }
  });
});
