/** Where OpenSSL looks for trust anchors, under every setting of its two variables: the openssl program is the judge. */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { nodePorts } from '../../../src/net/node/index.ts';
import { opensslSource, pyopensslSource } from '../../../src/observe/trust/openssl-store.ts';
import type { Environment } from '../../../src/observe/trust/openssl-store.ts';
import { readCertificate } from '../../../src/x509/pki/certificate.ts';
import type { Certificate } from '../../../src/x509/pki/certificate.ts';
import { readPemCertificates } from '../../../src/x509/pki/pem.ts';
import { credentials } from '../../support/credentials.ts';
import { hasPeer } from '../../support/peers.ts';

const folder = mkdtempSync(join(tmpdir(), 'whytls-stores-'));
const at = (name: string): string => join(folder, name);
const bundle = '/etc/ssl/certs/ca-certificates.crt';
let own: string;
let known: string;

beforeAll(async () => {
  const { root } = await credentials();
  own = root.pem;
  [known = ''] = /-----BEGIN[^]+?-----END CERTIFICATE-----\n/.exec(readFileSync(bundle, 'latin1')) ?? [];
  for (const name of ['hashed', 'plain', 'empty']) mkdirSync(at(name));
  for (const name of ['own.pem', 'hashed/own.pem', 'plain/own.pem']) writeFileSync(at(name), own);
  writeFileSync(at('public.pem'), known);
  writeFileSync(at('empty.pem'), '');
  execFileSync('openssl', ['rehash', at('hashed')]);
});
afterAll(() => rmSync(folder, { recursive: true }));

const file = (value: string | undefined) => (value === undefined ? undefined : value === '' ? '' : at(value));
const variables = (certFile: string | undefined, certDir: string | undefined): Environment => ({
  ...(certFile === undefined ? {} : { SSL_CERT_FILE: file(certFile) }),
  ...(certDir === undefined ? {} : { SSL_CERT_DIR: certDir.split(':').map(file).join(':') }),
});
const certificate = (pem: string): Certificate => {
  const read = readCertificate(readPemCertificates(new TextEncoder().encode(pem))[0] ?? new Uint8Array(0));
  if (!read.ok) throw new Error('no certificate');
  return read.value;
};

describe.skipIf(!hasPeer('openssl'))('what OpenSSL trusts', () => {
  const files = [undefined, '', 'own.pem', 'empty.pem', 'missing.pem'];
  const folders = [undefined, '', 'hashed', 'plain', 'empty:hashed', 'missing'];
  it.each(files.flatMap((one) => folders.map((other) => [one, other] as const)))(
    'with SSL_CERT_FILE=%s and SSL_CERT_DIR=%s',
    (certFile, certDir) => {
      const env = variables(certFile, certDir);
      const { PATH } = process.env;
      const { stdout } = spawnSync('openssl', ['verify', at('own.pem'), at('public.pem')], {
        env: { PATH, ...env },
        encoding: 'utf8',
      });
      const { store, name, path } = opensslSource(nodePorts(), env);
      const trusted = [own, known].map(
        (pem) => store.ok && store.value.byEncodedSubject(certificate(pem).subject.der).length > 0,
      );
      expect(trusted).toEqual([stdout.includes('own.pem: OK'), stdout.includes('public.pem: OK')]);
      if (certFile !== undefined) expect([name, path]).toEqual(['sslCertFile', file(certFile)]);
      else if (certDir === undefined) expect(name).toBe('system');
    },
  );

  it('is nothing where both variables point to nothing, and the problem names the file', () => {
    const { store } = opensslSource(nodePorts(), variables('empty.pem', 'empty'));
    expect(store).toMatchObject({ problem: { kind: 'noCertificate', path: at('empty.pem') } });
    const gone = opensslSource(nodePorts(), variables('missing.pem', 'missing'));
    expect(gone.store).toEqual({ ok: false, problem: { kind: 'fileNotFound', path: at('missing.pem') } });
  });
});

describe('what PyOpenSSL trusts', () => {
  it('is the bundle of the distribution', () => {
    const { store, name, path } = pyopensslSource(nodePorts(), {});
    expect([store.ok, name, path]).toEqual([true, 'system', bundle]);
  });

  it('is one variable alone where only one is set', () => {
    const { store } = pyopensslSource(nodePorts(), variables('own.pem', undefined));
    expect(store.ok && store.value.bySubject(certificate(own).subject.der)).toHaveLength(1);
    expect(store.ok && store.value.bySubject(certificate(known).subject.der)).toEqual([]);
  });
});
