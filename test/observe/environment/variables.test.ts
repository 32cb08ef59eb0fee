import { beforeAll, describe, expect, it } from 'vitest';
import { observeVariables } from '../../../src/observe/environment/variables.ts';
import { nameHash } from '../../../src/x509/pki/name-hash.ts';
import { credentials } from '../../support/credentials.ts';
import { fakeFiles } from '../../support/fake-files.ts';

let disk: Readonly<Record<string, string>>;
beforeAll(async () => {
  const { root, intermediate } = await credentials();
  disk = {
    '/ca.pem': root.pem + intermediate.pem,
    [`/certs/${nameHash(root.certificate.subject.der)}.0`]: root.pem,
    '/plain/ca.pem': root.pem,
    '/openssl.cnf': '',
  };
});

const seen = (env: Readonly<Record<string, string>>, name: string) =>
  observeVariables({ files: fakeFiles(disk), platform: 'linux' }, env).find((one) => one.name === name);

describe('a variable', () => {
  it('may not be set, or to nothing', () => {
    expect(seen({}, 'SSL_CERT_FILE')).toEqual({ name: 'SSL_CERT_FILE', value: null, places: [] });
    expect(seen({ SSL_CERT_FILE: '' }, 'SSL_CERT_FILE')?.places).toMatchObject([{ content: { kind: 'failed' } }]);
  });

  it('names a file of certificates', () => {
    expect(seen({ NODE_EXTRA_CA_CERTS: '/ca.pem' }, 'NODE_EXTRA_CA_CERTS')?.places).toMatchObject([
      { path: '/ca.pem', content: { value: { certificates: 2 } } },
    ]);
    expect(seen({ SSL_CERT_FILE: '/openssl.cnf' }, 'SSL_CERT_FILE')?.places).toMatchObject([
      { content: { problem: { kind: 'noCertificate', holds: 'nothing' } } },
    ]);
  });

  it('names folders, of which each is looked at', () => {
    expect(seen({ SSL_CERT_DIR: '/certs:/plain::/gone' }, 'SSL_CERT_DIR')?.places).toMatchObject([
      { path: '/certs', content: { value: { certificates: 1 } } },
      { path: '/plain', content: { problem: { kind: 'noCertificate' } } },
      { path: '/gone', content: { problem: { kind: 'fileNotFound' } } },
    ]);
    expect(seen({ REQUESTS_CA_BUNDLE: '/certs' }, 'REQUESTS_CA_BUNDLE')?.places).toMatchObject([
      { content: { value: { certificates: 1 } } },
    ]);
  });

  it('names a file that need not hold certificates', () => {
    expect(seen({ OPENSSL_CONF: '/openssl.cnf' }, 'OPENSSL_CONF')?.places).toMatchObject([
      { content: { value: { certificates: null } } },
    ]);
    expect(seen({ OPENSSL_CONF: '/gone' }, 'OPENSSL_CONF')?.places).toMatchObject([{ content: { kind: 'failed' } }]);
  });

  it.each([
    ['HTTPS_PROXY', 'http://user:s3cret@proxy:3128'],
    ['JAVA_TOOL_OPTIONS', '-Xmx1g -Djavax.net.ssl.trustStorePassword=s3cret -Dx=1'],
    ['JAVA_TOOL_OPTIONS', '"-Djavax.net.ssl.keyStorePassword=s3cret word" -Dhttp.proxyPassword=s3cret'],
    ['_JAVA_OPTIONS', "-Djavax.net.ssl.trustStorePassword='s3cret word'"],
    ['NODE_OPTIONS', '--require x --token=s3cret'],
  ])('keeps its passwords to itself: %s', (name, value) => {
    const shown = seen({ [name]: value }, name)?.value ?? '';
    expect(shown).toContain('***');
    expect(shown).not.toMatch(/s3cret|word"|word'/);
  });
});
