/** Our handshake against nginx, held against what `openssl s_client` reports of the same server. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { toBase64, toHex } from '../../src/base/octets.ts';
import type { Plan } from '../../src/tls/handshake/plan.ts';
import { issueOcspResponse } from '../../src/x509/pki/issue/issue.ts';
import { credentials } from '../support/credentials.ts';
import type { Credentials } from '../support/credentials.ts';
import { besideSClient, expectEqual } from '../support/beside-s-client.ts';
import type { Compared } from '../support/beside-s-client.ts';
import { hasPeer } from '../support/peers.ts';
import { startNginx } from '../support/peers/nginx.ts';

const folder = mkdtempSync(join(tmpdir(), 'whytls-nginx-'));
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
    writeFileSync(file(`${kind}.pem`), leaf.pem + intermediate.pem);
    writeFileSync(file(`${kind}.key`), leaf.keyPem);
    writeFileSync(file(`${kind}-root.pem`), root.pem);
  }
  const times = { thisUpdate: Date.now() - 3600_000, nextUpdate: Date.now() + 86_400_000 };
  const { leaf, intermediate } = rsa;
  const response = await issueOcspResponse({
    certificate: leaf.certificate,
    issuer: intermediate,
    status: 'good',
    ...times,
  });
  writeFileSync(file('staple.der'), response);
});

const certificate = (kind: 'ec' | 'rsa'): readonly string[] => [
  `ssl_certificate ${file(`${kind}.pem`)}`,
  `ssl_certificate_key ${file(`${kind}.key`)}`,
];

const compare = (
  directives: readonly string[],
  ours: Partial<Plan> = {},
  theirs: readonly string[] = [],
): Promise<Compared> => besideSClient(startNginx(folder, directives), ours, theirs);

describe.skipIf(!hasPeer('nginx') || !hasPeer('openssl'))('against nginx', () => {
  it.each([
    ['TLSv1.3', 'ec'],
    ['TLSv1.3', 'rsa'],
    ['TLSv1.2', 'ec'],
    ['TLSv1.2', 'rsa'],
  ] as const)('agrees with s_client on %s with a certificate of kind %s', async (version, kind) => {
    const compared = await compare([...certificate(kind), `ssl_protocols ${version}`]);
    expectEqual(compared);
    expect(compared.client.protocol).toBe(version);
  });

  it('receives the stapled response octet by octet', async () => {
    const { capture, client } = await compare([
      ...certificate('rsa'),
      'ssl_stapling on',
      `ssl_stapling_file ${file('staple.der')}`,
    ]);
    expect(capture.staples).toEqual([
      { certificate: 0, response: toHex(new Uint8Array(readFileSync(file('staple.der')))) },
    ]);
    expect(client.raw).toContain('Cert Status: good');
  });

  it('negotiates h2', async () => {
    const { capture, client } = await compare(certificate('ec'), { alpn: ['h2', 'http/1.1'] }, [
      '-alpn',
      'h2,http/1.1',
    ]);
    expect(capture.alpn).toBe('h2');
    expect(client.raw).toContain('ALPN protocol: h2');
  });

  it('gets the certificate that its signature schemes call for, as s_client does', async () => {
    const directives = [...certificate('ec'), ...certificate('rsa'), 'ssl_protocols TLSv1.3'];
    const rsaOnly = await compare(directives, { signatureSchemes: [0x0804] }, ['-sigalgs', 'rsa_pss_rsae_sha256']);
    expect(rsaOnly.capture.certificates[0]).toBe(toHex(rsa.leaf.der));
    expect(rsaOnly.client.certificates[0]).toBe(toBase64(rsa.leaf.der));
    const ecOnly = await compare(directives, { signatureSchemes: [0x0403] }, ['-sigalgs', 'ecdsa_secp256r1_sha256']);
    expect(ecOnly.capture.certificates[0]).toBe(toHex(ec.leaf.der));
  });

  it('sees that a client certificate is asked for and not insisted on: nginx answers with HTTP', async () => {
    const { capture } = await compare([
      ...certificate('ec'),
      'ssl_verify_client on',
      `ssl_client_certificate ${file('ec-root.pem')}`,
    ]);
    expect(capture.certificateRequest?.certificateAuthorities).toEqual([toHex(ec.root.certificate.subject.der)]);
    expect(capture).toMatchObject({ completed: true, problem: null });
  });
});
