/** Every version, key exchange, cipher family, group and kind of client certificate that OpenSSL 3's s_server has. */
import { spawnSync } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ClientCredential, Plan } from '../../src/tls/handshake/plan.ts';
import { alertDescriptions } from '../../src/tls/wire/registries/alert.ts';
import { cipherSuites, opensslNameOf } from '../../src/tls/wire/registries/cipher-suite.ts';
import { namedGroups } from '../../src/tls/wire/registries/named-group.ts';
import { issueCertificate } from '../../src/x509/pki/issue/issue.ts';
import type { CertificatePlan, Issued, KeyKind } from '../../src/x509/pki/issue/issue.ts';
import { MatrixFiles, expectAgreed, shake } from '../support/matrix.ts';
import type { SuiteName, Version } from '../support/matrix.ts';
import { hasPeer } from '../support/peers.ts';
import { startOpensslServer } from '../support/peers/openssl.ts';
import type { OpensslServer } from '../support/peers/openssl.ts';

const isThere = hasPeer('openssl');
const codes = cipherSuites.codes;
let files: MatrixFiles;
beforeAll(async () => {
  files = await MatrixFiles.make();
});
afterAll(() => files.remove());

const anything = ['-min_protocol', 'TLSv1', '-cipher', 'ALL:@SECLEVEL=0'];
const serve = (kind: 'rsa' | 'ec'): readonly string[] => [
  '-cert',
  files.path(`${kind}.pem`),
  '-cert_chain',
  files.path(`${kind}-chain.pem`),
  '-key',
  files.path(`${kind}.key`),
];

/** The suites that this OpenSSL has: builds leave some out. */
const available: ReadonlySet<string> = new Set(
  isThere ? spawnSync('openssl', ['ciphers', 'ALL:@SECLEVEL=0'], { encoding: 'utf8' }).stdout.trim().split(':') : [],
);
const has = (suite: SuiteName): boolean => available.has(opensslNameOf(codes[suite]) ?? '');

const old: readonly (readonly ['rsa' | 'ec', SuiteName])[] = [
  ['rsa', 'TLS_RSA_WITH_AES_128_CBC_SHA'],
  ['rsa', 'TLS_RSA_WITH_AES_256_CBC_SHA'],
  ['rsa', 'TLS_RSA_WITH_CAMELLIA_128_CBC_SHA'],
  ['rsa', 'TLS_RSA_WITH_3DES_EDE_CBC_SHA'],
  ['rsa', 'TLS_DHE_RSA_WITH_AES_128_CBC_SHA'],
  ['rsa', 'TLS_DHE_RSA_WITH_CAMELLIA_256_CBC_SHA'],
  ['rsa', 'TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA'],
  ['rsa', 'TLS_ECDHE_RSA_WITH_3DES_EDE_CBC_SHA'],
  ['ec', 'TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA'],
  ['ec', 'TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA'],
];

const tls12: readonly (readonly ['rsa' | 'ec', SuiteName])[] = [
  ...old,
  ['rsa', 'TLS_RSA_WITH_AES_128_CBC_SHA256'],
  ['rsa', 'TLS_RSA_WITH_AES_128_GCM_SHA256'],
  ['rsa', 'TLS_RSA_WITH_AES_256_GCM_SHA384'],
  ['rsa', 'TLS_RSA_WITH_AES_128_CCM'],
  ['rsa', 'TLS_RSA_WITH_AES_256_CCM_8'],
  ['rsa', 'TLS_RSA_WITH_CAMELLIA_256_CBC_SHA256'],
  ['rsa', 'TLS_RSA_WITH_ARIA_128_GCM_SHA256'],
  ['rsa', 'TLS_DHE_RSA_WITH_AES_256_CBC_SHA256'],
  ['rsa', 'TLS_DHE_RSA_WITH_AES_128_GCM_SHA256'],
  ['rsa', 'TLS_DHE_RSA_WITH_AES_256_CCM'],
  ['rsa', 'TLS_DHE_RSA_WITH_AES_128_CCM_8'],
  ['rsa', 'TLS_DHE_RSA_WITH_CHACHA20_POLY1305_SHA256'],
  ['rsa', 'TLS_DHE_RSA_WITH_CAMELLIA_128_CBC_SHA256'],
  ['rsa', 'TLS_DHE_RSA_WITH_ARIA_256_GCM_SHA384'],
  ['rsa', 'TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA256'],
  ['rsa', 'TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA384'],
  ['rsa', 'TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384'],
  ['rsa', 'TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256'],
  ['rsa', 'TLS_ECDHE_RSA_WITH_CAMELLIA_256_CBC_SHA384'],
  ['rsa', 'TLS_ECDHE_RSA_WITH_ARIA_128_GCM_SHA256'],
  ['ec', 'TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA256'],
  ['ec', 'TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA384'],
  ['ec', 'TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256'],
  ['ec', 'TLS_ECDHE_ECDSA_WITH_AES_256_CCM'],
  ['ec', 'TLS_ECDHE_ECDSA_WITH_AES_128_CCM_8'],
  ['ec', 'TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256'],
  ['ec', 'TLS_ECDHE_ECDSA_WITH_CAMELLIA_128_CBC_SHA256'],
  ['ec', 'TLS_ECDHE_ECDSA_WITH_ARIA_256_GCM_SHA384'],
];

const tls13: readonly SuiteName[] = [
  'TLS_AES_128_GCM_SHA256',
  'TLS_AES_256_GCM_SHA384',
  'TLS_CHACHA20_POLY1305_SHA256',
  'TLS_AES_128_CCM_SHA256',
  'TLS_AES_128_CCM_8_SHA256',
];

describe.skipIf(!isThere)('every cipher suite of OpenSSL', () => {
  const versions: readonly (readonly [Version, number, typeof old])[] = [
    ['TLSv1', 0x0301, old],
    ['TLSv1.1', 0x0302, old],
    ['TLSv1.2', 0x0303, tls12],
    ['TLSv1.3', 0x0304, tls13.flatMap((suite) => [['rsa', suite] as const, ['ec', suite] as const])],
  ];
  const servers = new Map<string, OpensslServer>();
  beforeAll(async () => {
    for (const kind of ['rsa', 'ec'] as const)
      servers.set(kind, await startOpensslServer([...serve(kind), ...anything, '-ciphersuites', tls13.join(':')]));
  });
  afterAll(() => Promise.all([...servers.values()].map((server) => server.stop())));

  for (const [version, code, list] of versions) {
    for (const [kind, suite] of list) {
      // One that this build lacks is skipped where all can see it.
      it.skipIf(version !== 'TLSv1.3' && !has(suite))(`${version}, ${suite} (${kind})`, async () => {
        const offer = { versions: [code], cipherSuites: [codes[suite]] };
        const capture = await shake(servers.get(kind)?.port ?? 0, offer);
        expectAgreed(capture, { version, suite, chain: files.chain(kind) });
        if (suite.includes('_DHE_')) expect(capture.dhBits).toBeGreaterThanOrEqual(2048);
        if (suite.includes('_RSA_WITH_') && !suite.includes('DHE')) expect(capture.group).toBeNull();
      });
    }
  }

  it.each(['TLSv1', 'TLSv1.1', 'TLSv1.2'] as const)(
    'completes %s with encrypt_then_mac or without',
    async (version) => {
      const server = await startOpensslServer([...serve('rsa'), ...anything, '-no_tls1_3', '-max_protocol', version]);
      try {
        const capture = await shake(server.port, { cipherSuites: [codes.TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA] });
        expectAgreed(capture, { version });
        expect(capture.encryptThenMac).toBe(true);
      } finally {
        await server.stop();
      }
      const without = await startOpensslServer([
        ...serve('rsa'),
        ...anything,
        '-no_tls1_3',
        '-max_protocol',
        version,
        '-no_etm',
      ]);
      try {
        const capture = await shake(without.port, { cipherSuites: [codes.TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA] });
        expectAgreed(capture, { version });
        expect(capture.encryptThenMac).toBe(false);
      } finally {
        await without.stop();
      }
    },
  );
});

describe.skipIf(!isThere)('every group of OpenSSL', () => {
  const all: readonly (readonly [keyof typeof namedGroups.codes, string])[] = [
    ['x25519', 'X25519'],
    ['x448', 'X448'],
    ['secp256r1', 'P-256'],
    ['secp384r1', 'P-384'],
    ['secp521r1', 'P-521'],
    ['ffdhe2048', 'ffdhe2048'],
    ['ffdhe3072', 'ffdhe3072'],
    ['ffdhe4096', 'ffdhe4096'],
  ];
  it.each(all)('%s, with a share at once and after HelloRetryRequest', async (group, name) => {
    const server = await startOpensslServer([...serve('ec'), '-tls1_3', '-groups', name]);
    try {
      const code = namedGroups.codes[group];
      const groups = [...new Set([namedGroups.codes.x25519, namedGroups.codes.secp256r1, code])];
      const atOnce = await shake(server.port, { groups, keyShares: [code] });
      expectAgreed(atOnce, { version: 'TLSv1.3' });
      expect(atOnce).toMatchObject({ group: code, helloRetryRequest: null });
      const asked = await shake(server.port, { groups, keyShares: [] });
      expectAgreed(asked, { version: 'TLSv1.3' });
      expect(asked).toMatchObject({ group: code, helloRetryRequest: { group: code } });
    } finally {
      await server.stop();
    }
  });

  it.each(all.filter(([group]) => !group.startsWith('ff')))('%s in TLS 1.2', async (group, name) => {
    const server = await startOpensslServer([
      ...serve('ec'),
      '-tls1_2',
      '-groups',
      name === 'P-256' ? name : `${name}:P-256`,
    ]);
    try {
      const capture = await shake(server.port, { groups: [namedGroups.codes[group], namedGroups.codes.secp256r1] });
      expectAgreed(capture, { version: 'TLSv1.2' });
      expect(capture.group).toBe(namedGroups.codes[group]);
    } finally {
      await server.stop();
    }
  });

  it('refuses a client without a group in common, in both versions', async () => {
    for (const version of ['-tls1_3', '-tls1_2']) {
      const server = await startOpensslServer([...serve('ec'), version, '-groups', 'P-521', '-cipher', 'ECDHE']);
      try {
        const { problem } = await shake(server.port, {
          groups: [namedGroups.codes.x25519],
          keyShares: [namedGroups.codes.x25519],
        });
        expect(problem).toMatchObject({ kind: 'alertReceived', description: 40, waitingFor: 'serverHello' });
      } finally {
        await server.stop();
      }
    }
  });
});

describe.skipIf(!isThere)('client certificates', () => {
  const day = 86_400_000;
  const validity = { notBefore: Date.now() - day, notAfter: Date.now() + day };
  let clientRoot: Issued;
  let server: OpensslServer;

  beforeAll(async () => {
    clientRoot = await issueCertificate({ subject: [['CN', 'Client Root']], ca: true, ...validity, notBefore: 0 });
    files.write('client-root.pem', clientRoot.pem);
    server = await startOpensslServer([
      ...serve('rsa'),
      ...anything,
      '-sigalgs',
      sigalgs,
      '-Verify',
      '2',
      '-CAfile',
      files.path('client-root.pem'),
      '-verify_return_error',
      '-verify_quiet',
    ]);
  });
  afterAll(() => server.stop());

  async function ours(key: KeyKind, change: Partial<CertificatePlan> = {}): Promise<ClientCredential> {
    const issued = await issueCertificate({
      subject: [['CN', 'client']],
      issuer: clientRoot,
      key,
      extendedKeyUsage: ['clientAuth'],
      ...validity,
      ...change,
    });
    return { chain: [issued.der], key: issued.key };
  }

  const offerOf = (version: number): Partial<Plan> => ({ versions: [version] });

  it.each([
    [0x0304, 'rsa-2048'],
    [0x0304, 'rsa-pss-2048'],
    [0x0304, 'ec-p256'],
    [0x0304, 'ec-p384'],
    [0x0304, 'ec-p521'],
    [0x0304, 'ed25519'],
    [0x0304, 'ed448'],
    [0x0303, 'rsa-2048'],
    [0x0303, 'rsa-pss-2048'],
    [0x0303, 'ec-p256'],
    [0x0303, 'ec-p384'],
    [0x0303, 'ec-p521'],
    [0x0303, 'ed25519'],
    [0x0303, 'ed448'],
    [0x0302, 'rsa-2048'],
    [0x0302, 'ec-p256'],
    [0x0301, 'rsa-2048'],
    [0x0301, 'ec-p384'],
  ] as const)('version %i: a certificate of kind %s is accepted', async (version, kind) => {
    const capture = await shake(server.port, { ...offerOf(version), clientCredential: await ours(kind) });
    expect(capture).toMatchObject({ completed: true, problem: null, clientCertificate: { kind: 'sent' } });
    // Only a server that has read and accepted our last flight gives tickets.
    if (version === 0x0304) expect(capture.session.tickets).toBeGreaterThan(0);
  });

  const refusals: readonly (readonly [string, () => Promise<ClientCredential | null>, number, number])[] = [
    ['no certificate', () => Promise.resolve(null), 116, 40],
    ['one of an unknown authority', () => ours('ec-p256', { issuer: files.ec.intermediate }), 48, 48],
    [
      'an expired one',
      () => ours('ec-p256', { notBefore: Date.now() - 3 * day, notAfter: Date.now() - 2 * day }),
      45,
      45,
    ],
    [
      'one that is not valid yet',
      () => ours('ec-p256', { notBefore: Date.now() + day, notAfter: Date.now() + 2 * day }),
      42,
      42,
    ],
    ['one for servers', () => ours('ec-p256', { extendedKeyUsage: ['serverAuth'] }), 43, 43],
    ['one whose signature is broken', () => ours('ec-p256', { corruptSignature: true }), 51, 51],
  ];
  for (const [what, credential, in13, before] of refusals) {
    it.each([0x0304, 0x0303, 0x0301])(`version %i: ${what} is refused by its own alert`, async (version) => {
      const capture = await shake(server.port, { ...offerOf(version), clientCredential: await credential() });
      const description = version === 0x0304 ? in13 : before;
      expect(capture.problem, alertDescriptions.names.get(description)).toMatchObject({
        kind: 'alertReceived',
        description,
        // TLS 1.3 is complete for us before the server has looked.
        waitingFor: version === 0x0304 ? 'applicationData' : 'changeCipherSpec',
      });
      expect(capture.completed).toBe(version === 0x0304);
    });
  }

  it('a key that does not belong to the certificate is refused by decrypt_error', async () => {
    const [{ chain }, { key }] = [await ours('ec-p256'), await ours('ec-p256')];
    for (const version of [0x0304, 0x0303]) {
      const { problem } = await shake(server.port, { versions: [version], clientCredential: { chain, key } });
      expect(problem).toMatchObject({ kind: 'alertReceived', description: 51 });
    }
  });
});

describe.skipIf(!isThere)('session tickets', () => {
  it.each([
    ['-tls1_2', []],
    ['-tls1_3', []],
    ['-tls1_3', ['-num_tickets', '0']],
    ['-tls1_3', ['-num_tickets', '8']],
    ['-tls1_2', ['-no_ticket']],
  ] as const)('do not hinder a handshake with s_server %s %s', async (version, options) => {
    const server = await startOpensslServer([...serve('ec'), version, ...options]);
    try {
      expectAgreed(await shake(server.port), { version: version === '-tls1_2' ? 'TLSv1.2' : 'TLSv1.3' });
    } finally {
      await server.stop();
    }
  });
});

/** All kinds of keys that a client may show; Debian's own list lacks the SHA-1 that TLS 1.0 signs with. */
const sigalgs =
  'ECDSA+SHA256:ECDSA+SHA384:ECDSA+SHA512:ed25519:ed448:rsa_pss_pss_sha256:RSA-PSS+SHA256:RSA+SHA256:ECDSA+SHA1:RSA+SHA1';
