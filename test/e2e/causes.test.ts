/**
 * Causes of refused handshakes at servers of others (OpenSSL, GnuTLS, nginx) with settings that bring them about: the cause is
 * named, alone, and on the way to it no more connections are made than are allowed.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { main } from '../../src/cli/main.ts';
import { maxExperiments } from '../../src/observe/probe/experiments/bench.ts';
import type { Report } from '../../src/report/report.ts';
import { oakleyGroup2 } from '../../src/lab/dh-by-hand.ts';
import { createKey, issueCertificate } from '../../src/x509/pki/issue/issue.ts';
import { credentials } from '../support/credentials.ts';
import type { Credentials } from '../support/credentials.ts';
import { fakeIo } from '../support/fake-io.ts';
import { freePort, startPeer } from '../support/peers/peer-process.ts';
import type { PeerServer } from '../support/peers/peer-process.ts';
import { hasPeer } from '../support/peers.ts';

const folder = mkdtempSync(join(tmpdir(), 'whytls-causes-'));
const file = (name: string): string => join(folder, name);
let rsa: Credentials;
let ec: Credentials;

beforeAll(async () => {
  [rsa, ec] = await Promise.all([credentials('rsa-2048'), credentials('ec-p256')]);
  for (const [kind, { root, intermediate, leaf }] of [
    ['rsa', rsa],
    ['ec', ec],
  ] as const) {
    writeFileSync(file(`${kind}-root.pem`), root.pem);
    writeFileSync(file(`${kind}-chain.pem`), leaf.pem + intermediate.pem);
    writeFileSync(file(`${kind}-leaf.pem`), leaf.pem);
    writeFileSync(file(`${kind}-intermediate.pem`), intermediate.pem);
    writeFileSync(file(`${kind}-key.pem`), leaf.keyPem);
  }
  writeFileSync(file('dh1024.pem'), dhParameters());
  const stranger = await issueCertificate({
    subject: [['CN', 'a client of nobody']],
    key: createKey('ec-p256'),
    notBefore: Date.now() - 86_400_000,
    notAfter: Date.now() + 86_400_000,
  });
  writeFileSync(file('client.pem'), stranger.pem + stranger.keyPem);
});

afterAll(() => rmSync(folder, { recursive: true }));

/** `DHParameter` of PKCS #3: prime and generator. */
function dhParameters(): string {
  const integer = (octets: Uint8Array): Buffer => {
    const content = Buffer.concat([Buffer.of(0), octets]);
    return Buffer.concat([Buffer.of(0x02, 0x81, content.length), content]);
  };
  const content = Buffer.concat([integer(oakleyGroup2.p), Buffer.of(0x02, 0x01, ...oakleyGroup2.g)]);
  const der = Buffer.concat([Buffer.of(0x30, 0x81, content.length), content]);
  return `-----BEGIN DH PARAMETERS-----\n${der.toString('base64')}\n-----END DH PARAMETERS-----\n`;
}

/** Starts `openssl s_server` with these options, on 127.0.0.1. */
async function opensslServer(kind: 'rsa' | 'ec', options: readonly string[]): Promise<PeerServer> {
  const port = await freePort();
  const accept = ['-accept', `127.0.0.1:${port}`, '-naccept', '1000'];
  const keys = ['-cert', file(`${kind}-leaf.pem`), '-cert_chain', file(`${kind}-intermediate.pem`)];
  return startPeer({
    program: 'openssl',
    options: ['s_server', ...accept, ...keys, '-key', file(`${kind}-key.pem`), '-quiet', '-rev', ...options],
    ports: [port],
    signal: 'SIGKILL',
  });
}

/** Probes the name localhost at the server, and ends it. */
async function examined(kind: 'rsa' | 'ec', server: PeerServer, options: readonly string[] = []): Promise<Report> {
  const io = fakeIo();
  try {
    const argv = [`localhost:${server.port}`, '--ip', '127.0.0.1', '--tlsCAFile', file(`${kind}-root.pem`)];
    await main([...argv, ...options, '--json'], io);
    expect(io.complained()).toBe('');
    const report = JSON.parse(io.printed()) as Report;
    // And one more beside them: whether a driver's hello is answered in a version that the server takes.
    for (const { experiments } of report.endpoints) expect(experiments.length).toBeLessThanOrEqual(maxExperiments + 1);
    return report;
  } finally {
    await server.stop();
  }
}

const causes = ({ findings }: Report): readonly string[] =>
  findings.filter(({ rootCause }) => rootCause).map(({ id }) => id);
const summary = ({ findings }: Report): string => findings[0]?.summary ?? '';
const evidence = ({ findings }: Report): string => JSON.stringify(findings[0]?.evidence);

describe.skipIf(!hasPeer('openssl'))('openssl s_server', () => {
  it('that takes only a group of Brainpool: no-shared-group-or-sigalg', async () => {
    const options = ['-tls1_2', '-cipher', 'ECDHE', '-groups', 'brainpoolP384r1'];
    const report = await examined('rsa', await opensslServer('rsa', options));
    expect(causes(report)).toStrictEqual(['no-shared-group-or-sigalg']);
    expect(summary(report)).toContain('only the group for the key exchange brainpoolP384r1');
  });

  it('whose TLS 1.3 has one group that the client does not offer: no-shared-group-or-sigalg', async () => {
    const server = await opensslServer('rsa', ['-tls1_3', '-groups', 'ffdhe8192']);
    const report = await examined('rsa', server);
    expect(causes(report)).toStrictEqual(['no-shared-group-or-sigalg']);
    expect(summary(report)).toContain('only the group for the key exchange ffdhe8192');
  });

  it.each(['-tls1_2', '-tls1_3'])(
    'with an RSA key that may not sign by RSA in %s: handshake-refused',
    async (version) => {
      // Nothing that anybody could offer would help: the server itself has nothing to sign with.
      const server = await opensslServer('rsa', [
        version,
        '-sigalgs',
        'ECDSA+SHA256',
        '-cipher',
        'ECDHE-RSA-AES128-GCM-SHA256',
      ]);
      expect(causes(await examined('rsa', server))).toStrictEqual(['handshake-refused']);
    },
  );

  it('that signs with SHA-1 alone: no-shared-group-or-sigalg', async () => {
    const options = ['-tls1_2', '-sigalgs', 'RSA+SHA1', '-cipher', 'ECDHE:@SECLEVEL=0'];
    const report = await examined('rsa', await opensslServer('rsa', options));
    expect(causes(report)).toStrictEqual(['no-shared-group-or-sigalg']);
    expect(summary(report)).toContain('only the signature scheme rsa_pkcs1_sha1');
  });

  it('with a DHE group of 1024 bits: dh-too-small, and whether it has anything better', async () => {
    const dhe = ['-tls1_2', '-dhparam', file('dh1024.pem')];
    const only = await opensslServer('rsa', [...dhe, '-cipher', 'DHE-RSA-AES128-GCM-SHA256:@SECLEVEL=0']);
    const report = await examined('rsa', only);
    expect(causes(report)).toStrictEqual(['dh-too-small']);
    expect(summary(report)).toContain('1024 bits');
    expect(evidence(report)).toContain('refused: it has nothing else');
    const cipher = 'DHE-RSA-AES128-GCM-SHA256:ECDHE-RSA-AES256-GCM-SHA384:@SECLEVEL=0';
    const both = await examined('rsa', await opensslServer('rsa', [...dhe, '-serverpref', '-cipher', cipher]));
    expect(evidence(both)).toContain('the server takes TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384');
  });

  it('that ends the handshake over an unknown name: sni-unrecognized', async () => {
    const second = ['-cert2', file('ec-chain.pem'), '-key2', file('ec-key.pem')];
    const server = await opensslServer('ec', ['-servername', 'www.example.net', '-servername_fatal', ...second]);
    const report = await examined('ec', server);
    expect(causes(report)).toStrictEqual(['sni-unrecognized']);
    expect(summary(report)).toContain('localhost');
  });

  it('that speaks another application protocol: alpn-mismatch, and which', async () => {
    const server = await opensslServer('ec', ['-alpn', 'postgresql']);
    const report = await examined('ec', server, ['--alpn', 'h2,http/1.1']);
    expect(causes(report)).toStrictEqual(['alpn-mismatch']);
    expect(summary(report)).toContain('it speaks postgresql');
  });

  it.each(['-tls1_2', '-tls1_3'])(
    'that requires a certificate, given none, %s: client-cert-required',
    async (version) => {
      const server = await opensslServer('ec', [version, '-Verify', '1', '-CAfile', file('ec-root.pem')]);
      expect(causes(await examined('ec', server))).toStrictEqual(['client-cert-required']);
    },
  );

  it.each(['-tls1_2', '-tls1_3'])(
    'that refuses the certificate of a stranger, %s: client-cert-rejected',
    async (version) => {
      const options = [version, '-Verify', '1', '-verify_return_error', '-CAfile', file('ec-root.pem')];
      const server = await opensslServer('ec', options);
      const report = await examined('ec', server, ['--tlsCertificateKeyFile', file('client.pem')]);
      expect(causes(report)).toStrictEqual(['client-cert-rejected']);
      expect(evidence(report)).toContain('the same ends no better');
      expect(evidence(report)).toContain('signed by ecdsa_secp256r1_sha256');
    },
  );

  it('that can do without the certificate which it refuses: client-cert-rejected, and so it is said', async () => {
    const options = ['-tls1_3', '-verify', '1', '-verify_return_error', '-CAfile', file('ec-root.pem')];
    const report = await examined('ec', await opensslServer('ec', options), [
      '--tlsCertificateKeyFile',
      file('client.pem'),
    ]);
    expect(causes(report)).toStrictEqual(['client-cert-rejected']);
    expect(evidence(report)).toContain('the server can do without');
  });

  it('that takes static RSA alone: no-shared-cipher, all of one kind', async () => {
    const options = ['-tls1_2', '-cipher', 'AES128-SHA:AES256-SHA:AES128-GCM-SHA256'];
    const report = await examined('rsa', await opensslServer('rsa', options), ['--client', 'pymongo']);
    expect(causes(report)).toStrictEqual(['no-shared-cipher']);
    expect(evidence(report)).toContain('static RSA, without ECDHE or DHE: so is all that it takes');
    for (const suite of ['TLS_RSA_WITH_AES_256_CBC_SHA', 'TLS_RSA_WITH_AES_128_GCM_SHA256']) {
      expect(evidence(report)).toContain(suite);
    }
  });

  it('whose TLS 1.3 has CCM alone: no-shared-cipher', async () => {
    const options = ['-tls1_3', '-ciphersuites', 'TLS_AES_128_CCM_SHA256'];
    const report = await examined('ec', await opensslServer('ec', options));
    expect(causes(report)).toStrictEqual(['no-shared-cipher']);
    expect(summary(report)).toBe(
      'This server takes only TLS_AES_128_CCM_SHA256, which openssl s_client 3.0 does not offer.',
    );
  });
});

describe.skipIf(!hasPeer('gnutls-serv'))('gnutls-serv', () => {
  const gnutlsServer = async (kind: 'rsa' | 'ec', options: readonly string[]): Promise<PeerServer> => {
    const port = await freePort();
    const keys = ['--x509certfile', file(`${kind}-chain.pem`), '--x509keyfile', file(`${kind}-key.pem`)];
    const rest = ['--echo', '--quiet', '--disable-client-cert', '-p', String(port)];
    return startPeer({ program: 'gnutls-serv', options: [...keys, ...rest, ...options], ports: [port] });
  };

  it('without RFC 5746: legacy-renegotiation', async () => {
    const priority = 'NORMAL:-VERS-ALL:+VERS-TLS1.2:%DISABLE_SAFE_RENEGOTIATION';
    const report = await examined('ec', await gnutlsServer('ec', ['--priority', priority]));
    expect(causes(report)).toStrictEqual(['legacy-renegotiation']);
    expect(JSON.stringify(report.findings[0]?.clientErrors)).toContain('unsafe legacy renegotiation disabled');
  });

  it('that insists on an application protocol: alpn-mismatch, and which', async () => {
    const server = await gnutlsServer('ec', ['--alpn', 'postgresql', '--alpn-fatal']);
    const report = await examined('ec', server, ['--alpn', 'h2,http/1.1']);
    expect(causes(report)).toStrictEqual(['alpn-mismatch']);
    expect(summary(report)).toContain('it speaks postgresql');
    expect(evidence(report)).toContain('answered');
  });

  it('with one group that the client does not offer: no-shared-group-or-sigalg', async () => {
    const priority = 'NORMAL:-VERS-ALL:+VERS-TLS1.3:-GROUP-ALL:+GROUP-FFDHE6144';
    const report = await examined('ec', await gnutlsServer('ec', ['--priority', priority]));
    expect(causes(report)).toStrictEqual(['no-shared-group-or-sigalg']);
    expect(summary(report)).toContain('ffdhe6144');
  });
});
