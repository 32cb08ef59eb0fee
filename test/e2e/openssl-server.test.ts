/**
 * Our handshake against `openssl s_server`, held against what `openssl s_client` reports of the very same server: protocol,
 * cipher suite, group, chain and staple must be equal.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { toHex } from '../../src/base/octets.ts';
import type { Plan } from '../../src/tls/handshake/plan.ts';
import { issueOcspResponse } from '../../src/x509/pki/issue/issue.ts';
import { credentials } from '../support/credentials.ts';
import type { Credentials } from '../support/credentials.ts';
import { besideSClient, expectEqual } from '../support/beside-s-client.ts';
import type { Compared } from '../support/beside-s-client.ts';
import { hasPeer } from '../support/peers.ts';
import { startOpensslServer } from '../support/peers/openssl.ts';

const folder = mkdtempSync(join(tmpdir(), 'whytls-openssl-'));
const file = (name: string): string => join(folder, name);
afterAll(() => rmSync(folder, { recursive: true }));

let ec: Credentials;
let rsa: Credentials;

beforeAll(async () => {
  [ec, rsa] = await Promise.all([credentials('ec-p256'), credentials('rsa-2048')]);
  for (const [kind, { root, intermediate, leaf }] of [
    ['ec', ec],
    ['rsa', rsa],
  ] as const) {
    writeFileSync(file(`${kind}-leaf.pem`), leaf.pem);
    writeFileSync(file(`${kind}-key.pem`), leaf.keyPem);
    writeFileSync(file(`${kind}-chain.pem`), intermediate.pem);
    writeFileSync(file(`${kind}-root.pem`), root.pem);
    for (const status of ['good', 'revoked'] as const) {
      const thisUpdate = Date.now() - 3600_000;
      const times = {
        thisUpdate,
        nextUpdate: Date.now() + 86_400_000,
        ...(status === 'revoked' ? { revokedAt: thisUpdate } : {}),
      };
      const response = await issueOcspResponse({
        certificate: leaf.certificate,
        issuer: intermediate,
        status,
        ...times,
      });
      writeFileSync(file(`${kind}-${status}.der`), response);
    }
  }
});

const tls13Suites = [0x1301, 0x1302, 0x1303, 0x1304, 0x1305];

/** s_server's options for a kind of certificate. */
const serve = (kind: 'ec' | 'rsa'): readonly string[] => [
  '-cert',
  file(`${kind}-leaf.pem`),
  '-key',
  file(`${kind}-key.pem`),
  '-cert_chain',
  file(`${kind}-chain.pem`),
];

const compare = (
  options: readonly string[],
  ours: Partial<Plan> = {},
  theirs: readonly string[] = [],
): Promise<Compared> => besideSClient(startOpensslServer(options), ours, theirs);

describe.skipIf(!hasPeer('openssl'))('against openssl s_server', () => {
  it.each(['-tls1_2', '-tls1_3'])('agrees with s_client on a server of %s only', async (version) => {
    expectEqual(await compare([...serve('ec'), version]));
  });

  it.each([
    'TLS_AES_128_GCM_SHA256',
    'TLS_AES_256_GCM_SHA384',
    'TLS_CHACHA20_POLY1305_SHA256',
    'TLS_AES_128_CCM_SHA256',
    'TLS_AES_128_CCM_8_SHA256',
  ])('agrees on %s', async (suite) => {
    expectEqual(
      await compare([...serve('ec'), '-tls1_3', '-ciphersuites', suite], { cipherSuites: tls13Suites }, [
        '-ciphersuites',
        suite,
      ]),
    );
  });

  it.each([
    ['rsa', 'ECDHE-RSA-AES128-GCM-SHA256'],
    ['rsa', 'ECDHE-RSA-AES256-SHA384'],
    ['ec', 'ECDHE-ECDSA-CHACHA20-POLY1305'],
    ['ec', 'ECDHE-ECDSA-AES256-GCM-SHA384'],
    ['rsa', 'AES128-GCM-SHA256'],
    ['rsa', 'AES256-SHA'],
  ] as const)('agrees with a certificate of kind %s on %s in TLS 1.2', async (kind, cipher) => {
    const compared = await compare([...serve(kind), '-tls1_2', '-cipher', cipher]);
    expectEqual(compared);
    expect(compared.client.cipher).toBe(cipher);
  });

  it.each(['P-256', 'P-384', 'P-521', 'X448'])(
    'agrees when the server asks for %s by HelloRetryRequest',
    async (group) => {
      const compared = await compare([...serve('ec'), '-tls1_3', '-groups', group]);
      expectEqual(compared);
      expect(compared.capture.helloRetryRequest?.group).toBe(compared.capture.group);
    },
  );

  it.each([
    ['good', '-tls1_3', 'rsa'],
    ['revoked', '-tls1_3', 'rsa'],
    ['good', '-tls1_2', 'ec'],
    ['revoked', '-tls1_2', 'ec'],
  ] as const)('receives the very staple, %s, with %s', async (status, version, kind) => {
    const path = file(`${kind}-${status}.der`);
    const compared = await compare([...serve(kind), version, '-status_file', path]);
    expectEqual(compared);
    expect(compared.capture.staples).toEqual([{ certificate: 0, response: toHex(new Uint8Array(readFileSync(path))) }]);
    expect(compared.client.raw).toContain(`Cert Status: ${status}`);
  });

  it('agrees that nothing was stapled', async () => {
    const { capture, client } = await compare(serve('ec'));
    expect(capture.staples).toEqual([]);
    expect(client.ocsp).toBe('no response sent');
  });

  it('sees the acknowledgement of server_name', async () => {
    const { capture } = await compare([
      ...serve('ec'),
      '-servername',
      'localhost',
      '-cert2',
      file('ec-leaf.pem'),
      '-key2',
      file('ec-key.pem'),
    ]);
    expect(capture.serverNameAcknowledged).toBe(true);
  });

  it.each([
    // RFC 8446 section 4.4.2.4: certificate_required; RFC 5246 section 7.4.6: handshake_failure.
    ['-tls1_3', 116, 'applicationData', 'tlsv13 alert certificate required'],
    ['-tls1_2', 40, 'changeCipherSpec', 'sslv3 alert handshake failure'],
  ] as const)(
    'hears how a server of %s refuses a client without certificate',
    async (version, description, waitingFor, words) => {
      const { capture, client } = await compare([
        ...serve('ec'),
        version,
        '-Verify',
        '1',
        '-CAfile',
        file('ec-root.pem'),
      ]);
      expect(capture.problem).toMatchObject({ kind: 'alertReceived', description, waitingFor });
      expect(capture.certificateRequest?.certificateAuthorities).toEqual([toHex(ec.root.certificate.subject.der)]);
      // s_client may leave before a TLS 1.3 server's alert comes; what it does say must be the same.
      if (version === '-tls1_2') expect(client.raw).toContain(words);
    },
  );

  it('hears that there is no shared cipher suite, and no shared version', async () => {
    const suite = await compare(
      [...serve('rsa'), '-tls1_2', '-cipher', 'AES128-SHA'],
      {
        versions: [0x0303],
        cipherSuites: [0xc02f],
      },
      ['-cipher', 'ECDHE-RSA-AES128-GCM-SHA256'],
    );
    expect(suite.capture.problem).toMatchObject({ kind: 'alertReceived', description: 40, waitingFor: 'serverHello' });
    expect(suite.client.raw).toContain('alert handshake failure');
    const version = await compare([...serve('ec'), '-tls1_3'], { versions: [0x0303] }, ['-tls1_2']);
    expect(version.capture.problem).toMatchObject({
      kind: 'alertReceived',
      description: 70,
      waitingFor: 'serverHello',
    });
    expect(version.client.raw).toContain('alert protocol version');
  });
});
