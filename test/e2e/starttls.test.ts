/** STARTTLS with real servers: dialogue, then our own handshake, and the certificate that comes out held against the file. */
import { mkdtempSync, rmSync, writeFileSync, chmodSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fromHex, toBase64 } from '../../src/base/octets.ts';
import type { IoProblem } from '../../src/net/io-problem.ts';
import { nodePorts } from '../../src/net/node/index.ts';
import type { Prelude, Tcp } from '../../src/net/ports.ts';
import { connectWithStarttls } from '../../src/net/starttls/connect-with-starttls.ts';
import { dialogueFor } from '../../src/net/starttls/dialogue-for.ts';
import type { StarttlsProtocol } from '../../src/net/starttls/protocols.ts';
import { driveHandshake } from '../../src/observe/probe/drive-handshake.ts';
import { credentials } from '../support/credentials.ts';
import type { Credentials } from '../support/credentials.ts';
import { hasPeer } from '../support/peers.ts';
import { startDovecot } from '../support/peers/dovecot.ts';
import type { Dovecot, DovecotProtocol } from '../support/peers/dovecot.ts';
import { startMariadb } from '../support/peers/mariadb.ts';
import { opensslClient } from '../support/peers/openssl.ts';
import { isRoot } from '../support/peers/peer-process.ts';
import type { PeerServer } from '../support/peers/peer-process.ts';
import { startPostfix } from '../support/peers/postfix.ts';
import { startPostgres } from '../support/peers/postgres.ts';
import { startProsody } from '../support/peers/prosody.ts';
import type { Prosody } from '../support/peers/prosody.ts';
import { startSlapd } from '../support/peers/slapd.ts';
import { startVsftpd } from '../support/peers/vsftpd.ts';
import { startXrdp } from '../support/peers/xrdp.ts';
import { plan } from '../support/plans.ts';

const folder = mkdtempSync(join(tmpdir(), 'whytls-starttls-'));
const files = { certificate: join(folder, 'chain.pem'), key: join(folder, 'key.pem') };
let issued: Credentials;

beforeAll(async () => {
  issued = await credentials('rsa-2048');
  writeFileSync(files.certificate, issued.leaf.pem + issued.intermediate.pem);
  writeFileSync(files.key, issued.leaf.keyPem);
  // Servers read them as users of their own.
  chmodSync(folder, 0o755);
  chmodSync(files.key, 0o644);
});
afterAll(() => rmSync(folder, { recursive: true }));

/** Dialogue and handshake, as the probe would have them. */
async function reach(protocol: StarttlsProtocol, port: number) {
  const { tcp, clock } = nodePorts();
  const begun: Prelude[] = [];
  const starttls = connectWithStarttls({ tcp, clock }, protocol, () => dialogueFor(protocol, { host: 'localhost' }));
  const noticing: Tcp = {
    async connect(to, listener) {
      const opened = await starttls.connect(to, listener);
      if (opened.ok) begun.push(...(opened.value.preludes ?? []));
      return opened;
    },
  };
  const driven = await driveHandshake({ tcp: noticing, clock }, plan(), {
    address: '127.0.0.1',
    port,
    connectTimeoutMs: 10_000,
    timeoutMs: 20_000,
  });
  return { driven, prelude: begun[0] };
}

/** Completes the handshake and compares what was sent with what s_client gets by its own dialogue. */
async function agrees(
  protocol: StarttlsProtocol,
  port: number,
  theirs: readonly string[] | null = [],
): Promise<Prelude> {
  const { driven, prelude } = await reach(protocol, port);
  if (driven.kind === 'noConnection') throw new Error(`no connection: ${JSON.stringify(driven.problem)}`);
  expect(driven.capture).toMatchObject({ completed: true, problem: null });
  const received = driven.capture.certificates.map((hex) => toBase64(fromHex(hex)));
  expect(received).toEqual([toBase64(issued.leaf.der), toBase64(issued.intermediate.der)]);
  if (theirs !== null) {
    const client = await opensslClient(port, ['-starttls', protocol, ...theirs]);
    expect(client.certificates).toEqual(received);
  }
  if (prelude === undefined) throw new Error('no prelude');
  expect(prelude).toMatchObject({ protocol, surplus: 0 });
  expect(prelude.durationMs).toBeLessThanOrEqual(driven.tcpMs);
  return prelude;
}

async function refusal(protocol: StarttlsProtocol, port: number): Promise<IoProblem> {
  const { driven } = await reach(protocol, port);
  if (driven.kind !== 'noConnection') throw new Error('TLS began');
  return driven.problem;
}

const servers: PeerServer[] = [];
const running = async <T extends PeerServer>(starting: Promise<T>): Promise<T> => {
  const server = await starting;
  servers.push(server);
  return server;
};
afterAll(() => Promise.all(servers.map((server) => server.stop())));

describe.skipIf(!hasPeer('postfix') || !isRoot)('Postfix', () => {
  it('begins TLS in SMTP', async () => {
    const { port } = await running(
      startPostfix([
        'smtpd_tls_security_level = may',
        `smtpd_tls_cert_file = ${files.certificate}`,
        `smtpd_tls_key_file = ${files.key}`,
      ]),
    );
    const prelude = await agrees('smtp', port);
    expect(prelude).toMatchObject({ said: '220 2.0.0 Ready to start TLS', advertised: true });
    expect(await refusal('imap', port)).toMatchObject({ kind: 'starttlsNotSpoken', at: 'greeting' });
  });

  it('says no where TLS is not configured', async () => {
    const { port } = await running(startPostfix(['smtpd_tls_security_level = none']));
    expect(await refusal('smtp', port)).toEqual({
      kind: 'starttlsRefused',
      protocol: 'smtp',
      at: 'STARTTLS',
      said: '502 5.5.1 Error: command not implemented',
      status: 502,
      advertised: false,
    });
  });

  it('says no where TLS is configured and its key is missing', async () => {
    const { port } = await running(
      startPostfix([
        'smtpd_tls_security_level = may',
        `smtpd_tls_cert_file = ${files.certificate}`,
        `smtpd_tls_key_file = ${folder}/nowhere.pem`,
      ]),
    );
    expect(await refusal('smtp', port)).toMatchObject({ kind: 'starttlsRefused', at: 'STARTTLS' });
  });
});

const withoutDovecot = !hasPeer('dovecot') || !isRoot;

describe.skipIf(withoutDovecot)('Dovecot with TLS', () => {
  let dovecot: Dovecot;
  beforeAll(async () => {
    const settings = ['ssl = yes', `ssl_cert = <${files.certificate}`, `ssl_key = <${files.key}`];
    dovecot = await running(startDovecot(settings));
  });

  it.each<[DovecotProtocol, string]>([
    ['imap', 'a2 OK Begin TLS negotiation now.'],
    ['pop3', '+OK Begin TLS negotiation now.'],
    ['lmtp', '220 2.0.0 Begin TLS negotiation now.'],
    ['sieve', 'OK "Begin TLS negotiation now."'],
  ])('begins it in %s', async (protocol, said) => {
    expect(await agrees(protocol, dovecot.ports[protocol])).toMatchObject({ said, advertised: true });
  });
});

describe.skipIf(withoutDovecot)('Dovecot without TLS', () => {
  let dovecot: Dovecot;
  beforeAll(async () => {
    dovecot = await running(startDovecot(['ssl = no']));
  });

  it.each<[DovecotProtocol, RegExp]>([
    ['imap', /^a2 (?:BAD|NO) /],
    ['pop3', /^-ERR /],
    ['lmtp', /^5\d\d /],
    ['sieve', /^NO /],
  ])('refuses it in %s', async (protocol, said) => {
    const problem = await refusal(protocol, dovecot.ports[protocol]);
    expect(problem).toMatchObject({ kind: 'starttlsRefused', protocol, advertised: false });
    expect(problem.kind === 'starttlsRefused' && problem.said).toMatch(said);
  });
});

describe.skipIf(!hasPeer('vsftpd') || !isRoot)('vsftpd', () => {
  it('begins TLS after AUTH TLS', async () => {
    const { port } = await running(
      startVsftpd(['ssl_enable=YES', `rsa_cert_file=${files.certificate}`, `rsa_private_key_file=${files.key}`]),
    );
    expect(await agrees('ftp', port)).toMatchObject({ advertised: true });
  });

  it('says no without TLS', async () => {
    const { port } = await running(startVsftpd(['ssl_enable=NO']));
    expect(await refusal('ftp', port)).toMatchObject({
      kind: 'starttlsRefused',
      at: 'AUTH TLS',
      status: 530,
      advertised: false,
    });
  });
});

describe.skipIf(!hasPeer('slapd'))('slapd', () => {
  it('begins TLS after StartTLS', async () => {
    const settings = [`TLSCertificateFile ${files.certificate}`, `TLSCertificateKeyFile ${files.key}`];
    const { port } = await running(startSlapd(settings));
    await agrees('ldap', port);
  });

  it('says no without TLS', async () => {
    const { port } = await running(startSlapd([]));
    expect(await refusal('ldap', port)).toMatchObject({
      kind: 'starttlsRefused',
      status: 2,
      said: 'protocolError: unsupported extended operation',
    });
  });
});

describe.skipIf(!hasPeer('prosody') || !isRoot)('Prosody', () => {
  let prosody: Prosody;
  beforeAll(async () => {
    prosody = await running(startProsody(files));
  });

  it('begins TLS with clients', async () => {
    await agrees('xmpp', prosody.port, ['-xmpphost', 'localhost']);
  });

  it('begins TLS with servers', async () => {
    await agrees('xmpp-server', prosody.serverPort, ['-xmpphost', 'localhost']);
  });

  it('refuses a host that it does not know', async () => {
    const { tcp, clock } = nodePorts();
    const elsewhere = connectWithStarttls({ tcp, clock }, 'xmpp', () =>
      dialogueFor('xmpp', { host: 'elsewhere.test' }),
    );
    const to = { address: '127.0.0.1', port: prosody.port, timeoutMs: 10_000 };
    const opened = await elsewhere.connect(to, { octets: () => {}, ended: () => {} });
    expect(opened).toMatchObject({ ok: false, problem: { kind: 'starttlsRefused', at: 'error' } });
    expect(!opened.ok && 'said' in opened.problem && opened.problem.said).toContain('host-unknown');
  });

  it('says no without TLS', async () => {
    const { port } = await running(startProsody(null));
    // With neither TLS nor a way to log in, it has no features to list at all.
    const problem = { kind: 'starttlsRefused', said: expect.stringContaining('No stream features to proceed with') };
    expect(await refusal('xmpp', port)).toMatchObject(problem);
  });
});

describe.skipIf(!hasPeer('postgres') || !hasPeer('initdb'))('PostgreSQL', () => {
  it('begins TLS after S', async () => {
    const { port } = await running(startPostgres(files));
    expect(await agrees('postgres', port)).toMatchObject({ said: 'S' });
  });

  it('says N without TLS', async () => {
    const { port } = await running(startPostgres(null));
    expect(await refusal('postgres', port)).toMatchObject({ kind: 'starttlsRefused', said: 'N', advertised: false });
  });
});

describe.skipIf(!hasPeer('mariadbd'))('MariaDB', () => {
  it('begins TLS after SSLRequest', async () => {
    const { port } = await running(startMariadb([`--ssl-cert=${files.certificate}`, `--ssl-key=${files.key}`]));
    expect((await agrees('mysql', port)).advertised).toBe(true);
  });

  it('does not offer it without TLS', async () => {
    const { port } = await running(startMariadb(['--skip-ssl']));
    const problem = await refusal('mysql', port);
    expect(problem).toMatchObject({ kind: 'starttlsRefused', at: 'greeting', status: null, advertised: false });
    expect(problem.kind === 'starttlsRefused' && problem.said).toMatch(/^(?:5\.5\.5-)?\d+\.\d+\.\d+-MariaDB/);
  });
});

describe.skipIf(!hasPeer('xrdp'))('xrdp', () => {
  it('begins TLS after the Connection Confirm', async () => {
    const { port } = await running(
      startXrdp(['security_layer=negotiate', `certificate=${files.certificate}`, `key_file=${files.key}`]),
    );
    await agrees('rdp', port, null);
  });

  it('confirms without TLS where it has none', async () => {
    const { port } = await running(startXrdp(['security_layer=rdp']));
    const problem = { kind: 'starttlsRefused', said: 'Standard RDP Security', advertised: false };
    expect(await refusal('rdp', port)).toMatchObject(problem);
  });
});
