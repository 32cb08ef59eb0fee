/** Connection strings through the command line: several hosts, SRV records from a real DNS server, options, secrets. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import type { Server } from 'node:tls';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { main } from '../../src/cli/main.ts';
import { reportSchema } from '../../src/report/schema/probe.ts';
import type { Report } from '../../src/report/report.ts';
import { credentials } from '../support/credentials.ts';
import { startDnsmasq } from '../support/peers/dnsmasq.ts';
import { fakeIo } from '../support/fake-io.ts';
import { listening } from '../support/listening.ts';
import { mongodbServer, testCa } from '../support/mongodb-server.ts';
import type { PeerServer } from '../support/peers/peer-process.ts';
import { hasPeer } from '../support/peers.ts';

const folder = mkdtempSync(join(tmpdir(), 'whytls-uri-'));
const path = (name: string): string => join(folder, name);
const caFile = path('ca+root.pem');
/** As it must stand in a connection string. */
const caOption = `tlsCAFile=${encodeURIComponent(caFile)}`;

const servers = new Map<string, { readonly port: number; readonly server: Server }>();
const at = (name: string): number => servers.get(name)?.port ?? 0;
let dns: PeerServer | null = null;

beforeAll(async () => {
  const ca = await testCa();
  writeFileSync(caFile, ca.pem);
  await Promise.all(
    ['db1', 'db2', 'expired'].map(async (name) => {
      servers.set(name, await mongodbServer(ca, `${name}.whytls.test`, name === 'expired'));
    }),
  );
  // Only its port is another's: the certificate names db1.
  const host = (name: string, server = name): string => `${name}.whytls.test:${at(server)}`;
  const good = [host('db1'), host('db2')];
  if (!hasPeer('dnsmasq')) return;
  dns = await startDnsmasq({
    hosts: { db1: ['127.0.0.1'], db2: ['127.0.0.1'], db3: ['127.0.0.1'], expired: ['127.0.0.1'] },
    srv: {
      good,
      txt: good,
      wrongname: [host('db1'), host('db3', 'db1')],
      foreign: [`db1.other.test:${at('db1')}`],
      badtxt: good,
    },
    txt: {
      txt: [['replicaSet=rs', '0&authSource=admin']],
      badtxt: [['ssl=false']],
      '_mongodb._tcp.nosrv': [['another kind of record']],
    },
  });
});

afterAll(async () => {
  for (const { server } of servers.values()) server.close();
  await dns?.stop();
  rmSync(folder, { recursive: true });
});

async function look(...argv: readonly string[]) {
  const io = fakeIo();
  const code = await main([...argv, '--json'], io);
  const report: Report | null = io.printed() === '' ? null : reportSchema.parse(JSON.parse(io.printed()));
  return { code, said: io.complained(), report, findings: (report?.findings ?? []).map(({ id }) => id) };
}

describe.skipIf(!hasPeer('dnsmasq'))('a connection string and a DNS server', () => {
  const asks = (): readonly string[] => ['--dns', `127.0.0.1:${dns?.port ?? 0}`];
  const srv = (name: string, query = ''): string => `mongodb+srv://${name}.whytls.test/?${caOption}${query}`;

  it('S1.07 S1.09 S1.14 finds the hosts behind mongodb+srv:// and connects to each by TLS, under its own name', async () => {
    const { code, report } = await look(srv('good'), ...asks());
    expect(report?.verdict).toBe('ok');
    expect(report?.endpoints.map(({ host }) => host).toSorted()).toEqual(['db1.whytls.test', 'db2.whytls.test']);
    for (const { host, handshake } of report?.endpoints ?? []) expect(handshake.offered?.serverName).toBe(host);
    expect(report?.target).toMatchObject({ scheme: 'mongodb+srv', srv: { name: 'good.whytls.test', found: 2 } });
    expect(report?.client.id).toBe('pymongo');
    expect(code).toBe(0);
  });

  it('takes what the TXT record says, and a limit of hosts', async () => {
    expect((await look(srv('txt'), ...asks())).report?.target.srv?.txt).toEqual({
      replicaSet: 'rs0',
      authSource: 'admin',
    });
    const limited = await look(srv('good', '&srvMaxHosts=1'), ...asks());
    expect(limited.report?.target).toMatchObject({ hosts: [{}], srv: { found: 2 } });
    expect(limited.report?.target.hosts).toHaveLength(1);
    // What TXT adds, the limit forbids.
    expect((await look(srv('txt', '&srvMaxHosts=1'), ...asks())).findings).toEqual(['srv-records']);
  });

  it('S1.03 checks each certificate against the host of its record', async () => {
    const { code, report, findings } = await look(srv('wrongname'), ...asks());
    expect(findings).toEqual(['hostname-mismatch']);
    const [finding] = report?.findings ?? [];
    expect(finding?.endpoints.map((index) => report?.endpoints[index]?.host)).toEqual(['db3.whytls.test']);
    expect(finding?.summary).toContain('not for db3.whytls.test');
    expect(code).toBe(1);
  });

  it.each([
    ['nobody', 'dns-failure', 'The DNS query name does not exist: _mongodb._tcp.nobody.whytls.test.'],
    [
      'nosrv',
      'dns-failure',
      'The DNS response does not contain an answer to the question: _mongodb._tcp.nosrv.whytls.test. IN SRV',
    ],
    ['foreign', 'srv-records', 'Invalid SRV host: db1.other.test'],
    ['badtxt', 'srv-records', 'Only authSource, replicaSet, and loadBalanced are supported from DNS'],
  ])('says why there is no seed list behind %s', async (name, id, prints) => {
    const { code, report, findings } = await look(srv(name), ...asks());
    expect(findings).toEqual([id]);
    expect(report?.findings[0]?.clientErrors[0]?.message).toBe(prints);
    expect(report?.endpoints).toEqual([]);
    expect(code).toBe(1);
  });

  it('S1.09 speaks plain text where the string says so', async () => {
    const { findings, report } = await look('mongodb+srv://good.whytls.test/?tls=false', ...asks());
    expect(findings[0]).toBe('tls-required');
    expect(report?.options).toMatchObject({ tls: false, because: { kind: 'option' } });
  });

  it('probes every host of a list, and tells which of them fails', async () => {
    const hosts = ['db1', 'db2', 'nobody'].map((name) => `${name}.whytls.test:${at(name) || 27017}`).join();
    const { code, report, findings } = await look(`mongodb://${hosts}/?tls=true&${caOption}`, ...asks());
    expect(findings).toEqual(['dns-failure']);
    expect(report?.endpoints).toHaveLength(2);
    expect(report?.target.hosts.map(({ problem }) => problem?.kind ?? null)).toEqual([null, null, 'nameNotFound']);
    expect(code).toBe(1);
    const io = fakeIo();
    await main([`mongodb://${hosts}/?tls=true&${caOption}`, ...asks()], io);
    expect(io.printed()).toContain('nobody.whytls.test');
    expect(io.printed()).toContain(`db2.whytls.test 127.0.0.1:${at('db2')}`);
  });

  it('probes 50 hosts and tells of the others', async () => {
    const nobody = Array.from({ length: 59 }, (_, i) => `nobody${i}.whytls.test`);
    const uri = `mongodb://db1.whytls.test:${at('db1')},${nobody.join()}/?${caOption}`;
    const { report, findings } = await look(uri, ...asks());
    expect(findings).toEqual(['dns-failure']);
    expect(report?.endpoints).toHaveLength(1);
    expect(report?.target.hosts.filter(({ probed }) => probed)).toHaveLength(50);
    expect(report?.target.hosts).toHaveLength(60);
    const io = fakeIo();
    await main([uri, ...asks()], io);
    expect(io.printed()).toContain('10 more hosts not probed');
  });

  it('S1.08 takes flags for options, with the same result', async () => {
    const target = `mongodb://expired.whytls.test:${at('expired')}/`;
    for (const given of [
      [`${target}?tls=true&${caOption}&tlsInsecure=true`],
      [target, '--tls', '--tlsCAFile', caFile, '--tlsInsecure'],
      [`${target}?tls=true`, '--tlsCAFile', caFile, '--tlsInsecure'],
      [`expired.whytls.test:${at('expired')}`, '--client', 'pymongo', '--tlsCAFile', caFile, '--tlsInsecure'],
    ]) {
      const { code, report, findings } = await look(...given, ...asks());
      expect(findings).toEqual(['insecure-options', 'cert-expired']);
      expect(report?.findings[1]?.excuse).toEqual({ because: 'notChecked', options: ['tlsInsecure'] });
      expect([report?.verdict, code]).toEqual(['warn', 0]);
    }
    expect((await look(target, '--tls', '--tlsCAFile', caFile, ...asks())).findings).toEqual(['cert-expired']);
    expect((await look(target, '--tls', '--tlsInsecure', '--fail-on', 'warning', ...asks())).code).toBe(1);
  });
});

describe('a connection string', () => {
  it.each([
    [
      '?tlsInsecure=true&tlsAllowInvalidCertificates=true',
      [],
      'URI options tlsInsecure and tlsAllowInvalidCertificates cannot be specified simultaneously.',
    ],
    ['?tls=true&ssl=false', [], 'Can not specify conflicting values for URI options ssl and tls.'],
    ['?tls=true', ['--no-tls'], 'given more than once, with different values'],
    ['?tls=true&tlsCAFile=a.pem', ['--tlsCAFile', 'b.pem'], 'in the connection string and given by --tlsCAFile'],
    ['?authMechanism=MONGODB-X509&authSource=admin&tls=true', [], 'authentication source must be $external or None'],
    [
      '?tls=true&authMechanism=MONGODB-X509',
      ['--authSource', 'admin'],
      'authentication source must be $external or None',
    ],
  ])(
    'S2.19 whose options go against each other is refused in one line, without a connection: %s %j',
    async (query, flags, line) => {
      const { code, said, report, findings } = await look(`mongodb://127.0.0.1:${at('db1')}/${query}`, ...flags);
      expect(said).toContain(line);
      expect(said).toMatch(/^whytls: [^\n]*\(options-conflict\)[^\n]*\n$/);
      expect(findings).toEqual(['options-conflict']);
      expect(report?.endpoints).toEqual([]);
      expect(code).toBe(2);
    },
  );

  it.each([
    ['mongodb://u:p@ss@h/', 'must be percent-encoded'],
    ['mongodb://%2Ftmp%2Fmongodb-27017.sock/', 'is a socket of one machine, and nobody speaks TLS on one'],
    ['mongodb://h:99999/', 'is no port'],
    ['mongodb://h/?tls', '"tls" in the connection string has no value'],
    ['mongodb://h_/$', 'the database behind the slash'],
    ['mongodb+srv:///', 'lacks a host'],
  ])('that cannot be read is refused in one line: %s', async (uri, line) => {
    const { code, said, report } = await look(uri);
    expect(said).toContain(line);
    expect(said).toMatch(/^whytls: [^\n]*\n$/);
    expect([code, report]).toEqual([2, null]);
    const io = fakeIo();
    await main([uri, '--lang', 'zh'], io);
    expect(io.complained()).toMatch(/^whytls: [^\n]*\p{Script=Han}[^\n]*\n$/u);
  });

  it('S1.10 without TLS, to a server that wants it, is told to switch it on', async () => {
    const { code, report, findings } = await look(`mongodb://127.0.0.1:${at('db1')}/`);
    expect(findings[0]).toBe('tls-required');
    expect(report?.findings[0]?.remedies[0]?.text).toContain('tls=true');
    // What TLS would meet next is told, and is no error of this connection.
    expect(report?.findings.slice(1).map(({ severity }) => severity)).toEqual(['info', 'info']);
    expect(code).toBe(1);
  });

  it('S1.01 S1.02 S1.11 S1.13 with TLS speaks it from the first octet, shows the chain, and misses the CA', async () => {
    const firstOctets: number[] = [];
    const listener = createServer((socket) => {
      socket.on('error', () => socket.destroy());
      socket.once('data', (octets) => {
        firstOctets.push(octets[0] ?? 0);
        socket.destroy();
      });
    });
    const { endpoints = [] } = (await look(`mongodb://127.0.0.1:${await listening(listener)}/?tls=true`)).report ?? {};
    listener.close();
    expect(endpoints[0]?.handshake.messages[0]?.name).toBe('client_hello');
    // RFC 8446 section 5.1: a handshake record. What follows are experiments that ask what else may listen there.
    expect(firstOctets[0]).toBe(22);
    const { report, findings } = await look(`mongodb://127.0.0.1:${at('db1')}/?tls=true`);
    expect(findings).toEqual(expect.arrayContaining(['untrusted-root', 'hostname-mismatch']));
    expect(report?.endpoints[0]?.chain[0]?.san).toEqual(['DNS:db1.whytls.test']);
    expect(JSON.stringify(report?.findings.find(({ id }) => id === 'untrusted-root')?.remedies)).toContain('tlsCAFile');
  });

  it('S1.14 S1.15 trusts every certificate of its tlsCAFile, and no other', async () => {
    const { root } = await credentials();
    writeFileSync(path('two.pem'), root.pem + readFileSync(caFile, 'utf8'));
    writeFileSync(path('other.pem'), root.pem);
    const causes = async (name: string) =>
      (await look(`mongodb://127.0.0.1:${at('db1')}/?tlsCAFile=${encodeURIComponent(path(name))}`)).findings;
    expect(await causes('two.pem')).toEqual(['hostname-mismatch']);
    expect(await causes('other.pem')).toContain('untrusted-root');
  });

  it('S1.16 whose tlsCAFile is not there is told so, and which file', async () => {
    const { code, said, findings } = await look(`mongodb://127.0.0.1:${at('db1')}/?tlsCAFile=${folder}/none.pem`);
    expect(findings[0]).toBe('ca-file-unreadable');
    expect(said).toContain('none.pem cannot be read');
    expect(code).toBe(2);
  });

  it('S1.32 S1.35 S1.38 names a certificate file and its password; neither password is shown anywhere', async () => {
    const { leaf } = await credentials();
    writeFileSync(path('client.pem'), leaf.pem + leaf.keyPem);
    for (const query of [
      `tls=true&${caOption}`,
      `tls=true&${caOption}&tlsCertificateKeyFile=${encodeURIComponent(path('client.pem'))}&tlsCertificateKeyFilePassword=s3cret`,
      'tls=true&tlsInsecure=true&tlsAllowInvalidHostnames=true&tlsCertificateKeyFilePassword=s3cret&x=s3cret',
      `tls=true&tlsCertificateKeyFile=${encodeURIComponent(path('none.pem'))}&tlsCertificateKeyFilePassword=s3cret`,
      'tlsCertificateKeyFilePassword=s3cret;tls=true&x=1',
    ]) {
      for (const form of ['--json', '--verbose', '--quiet']) {
        const io = fakeIo();
        const uri = `mongodb://app:s3cret@127.0.0.1:${at('db1')}/?${query}`;
        await main([uri, form, '--save', 'saved.json', '--authMechanism', 'SCRAM-SHA-256'], io);
        expect(io.printed() + io.complained()).not.toBe('');
        expect(io.printed() + io.complained() + [...io.files.values()].join('')).not.toContain('s3cret');
      }
    }
  });

  it('S1.33 whose certificate file has no key is told so, with what PyMongo prints and the command that mends it', async () => {
    const { leaf } = await credentials();
    writeFileSync(path('cert-only.pem'), leaf.pem);
    const { code, said, report, findings } = await look(
      `mongodb://127.0.0.1:${at('db1')}/?tlsCertificateKeyFile=${encodeURIComponent(path('cert-only.pem'))}`,
    );
    expect(findings).toEqual(['client-cert-file']);
    expect(report?.findings[0]?.clientErrors[0]?.message).toBe(
      "Private key doesn't match certificate: [SSL] PEM lib (_ssl.c:…)",
    );
    expect(said).toContain('no private key; put both into one file: cat key.pem cert.pem > combined.pem');
    expect(code).toBe(2);
  });

  it('may be watched: what was ignored in it is told', async () => {
    const io = fakeIo();
    await main([`mongodb://127.0.0.1:${at('db1')}/?tls=1&nonsense=x`], io);
    expect(io.printed()).toContain('plain text: PyMongo takes no notice of tls with a value other than true or false');
    expect(io.printed().replaceAll(/\s+/g, ' ')).toContain('has an option nonsense: it is ignored');
  });
});
