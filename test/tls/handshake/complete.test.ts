import { beforeAll, describe, expect, it } from 'vitest';
import { toHex } from '../../../src/base/octets.ts';
import { cipherSuites, suiteFacts } from '../../../src/tls/wire/registries/cipher-suite.ts';
import { namedGroups } from '../../../src/tls/wire/registries/named-group.ts';
import { protocolVersions } from '../../../src/tls/wire/registries/protocol-version.ts';
import { signatureSchemes as schemes } from '../../../src/tls/wire/registries/signature-scheme.ts';
import { nameOf } from '../../../src/tls/wire/registry.ts';
import { credentials } from '../../support/credentials.ts';
import type { Credentials } from '../../support/credentials.ts';
import { converse } from '../../support/memory-peer.ts';
import { plan, suites } from '../../support/plans.ts';

const tls12 = protocolVersions.codes['TLSv1.2'];
const tls13 = protocolVersions.codes['TLSv1.3'];

let ec: Credentials;
let rsa: Credentials;

beforeAll(async () => {
  [ec, rsa] = await Promise.all([credentials('ec-p256'), credentials('rsa-2048')]);
});

describe('TLS 1.3 with a real server', () => {
  it.each([
    'TLS_AES_128_GCM_SHA256',
    'TLS_AES_256_GCM_SHA384',
    'TLS_CHACHA20_POLY1305_SHA256',
    'TLS_AES_128_CCM_SHA256',
    'TLS_AES_128_CCM_8_SHA256',
  ] as const)('completes with %s, and the server agrees', async (name) => {
    const { capture, server } = await converse(plan({ cipherSuites: suites(name) }), {
      context: { ...ec.context, ciphers: name },
    });
    expect(capture).toMatchObject({ completed: true, problem: null, protocol: tls13, cipherSuite: suites(name)[0] });
    expect(server).toMatchObject({ protocol: 'TLSv1.3', cipher: name });
  });

  it('captures the chain exactly as sent, the group and the signature scheme', async () => {
    const { capture } = await converse(plan(), { context: ec.context });
    expect(capture.certificates).toEqual([toHex(ec.leaf.der), toHex(ec.intermediate.der)]);
    expect(nameOf(namedGroups, capture.group ?? 0)).toBe('x25519');
    expect(capture.messages.map(({ from, name }) => `${from} ${name}`)).toEqual([
      'client client_hello',
      'server server_hello',
      'client change_cipher_spec',
      'server change_cipher_spec',
      'server encrypted_extensions',
      'server certificate',
      'server certificate_verify',
      'server finished',
      'client finished',
      'client alert',
    ]);
  });

  it.each(['secp256r1', 'secp384r1', 'secp521r1', 'x448', 'x25519'] as const)(
    'answers a HelloRetryRequest for %s',
    async (group) => {
      const first = group === 'x25519' ? 'secp256r1' : 'x25519';
      const curve = { secp256r1: 'P-256', secp384r1: 'P-384', secp521r1: 'P-521', x448: 'X448', x25519: 'X25519' }[
        group
      ];
      const { capture, server } = await converse(plan({ keyShares: [namedGroups.codes[first]] }), {
        context: { ...ec.context, ecdhCurve: curve },
      });
      expect(server?.protocol).toBe('TLSv1.3');
      expect(capture.helloRetryRequest).toEqual({ group: namedGroups.codes[group], cookie: false });
      expect(capture).toMatchObject({ completed: true, group: namedGroups.codes[group] });
    },
  );

  it('negotiates ALPN', async () => {
    const { capture, server } = await converse(plan({ alpn: ['h2', 'http/1.1'] }), {
      context: ec.context,
      options: { ALPNProtocols: ['http/1.1'] },
    });
    expect(server?.alpn).toBe('http/1.1');
    expect(capture).toMatchObject({ completed: true, alpn: 'http/1.1' });
  });

  it('keeps the stapled response octet by octet', async () => {
    const staple = Uint8Array.of(0x30, 0x03, 0x0a, 0x01, 0x03);
    const { capture } = await converse(plan(), { context: ec.context, staple });
    expect(capture.staples).toEqual([{ certificate: 0, response: toHex(staple) }]);
  });

  it('takes a session ticket as the sign that a server which asked for a certificate does without', async () => {
    const { capture } = await converse(plan(), {
      context: { ...ec.context, ca: [ec.root.pem] },
      options: { requestCert: true, rejectUnauthorized: false },
    });
    expect(capture).toMatchObject({ completed: true, problem: null });
    expect(capture.certificateRequest?.certificateAuthorities).toEqual([toHex(ec.root.certificate.subject.der)]);
    expect(capture.messages.at(-2)).toMatchObject({ from: 'server', name: 'new_session_ticket' });
  });
});

describe('TLS 1.2 with a real server', () => {
  it.each([
    ['ECDHE-ECDSA-AES128-GCM-SHA256', 'TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256'],
    ['ECDHE-ECDSA-AES256-GCM-SHA384', 'TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384'],
    ['ECDHE-ECDSA-CHACHA20-POLY1305', 'TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256'],
    ['ECDHE-ECDSA-AES128-SHA', 'TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA'],
    ['ECDHE-ECDSA-AES256-SHA384', 'TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA384'],
    ['ECDHE-ECDSA-AES128-CCM8', 'TLS_ECDHE_ECDSA_WITH_AES_128_CCM_8'],
    ['ECDHE-RSA-AES128-GCM-SHA256', 'TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256'],
    ['ECDHE-RSA-AES128-SHA256', 'TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA256'],
    ['ECDHE-RSA-CAMELLIA128-SHA256', 'TLS_ECDHE_RSA_WITH_CAMELLIA_128_CBC_SHA256'],
    ['ECDHE-ARIA128-GCM-SHA256', 'TLS_ECDHE_RSA_WITH_ARIA_128_GCM_SHA256'],
    ['DHE-RSA-AES128-GCM-SHA256', 'TLS_DHE_RSA_WITH_AES_128_GCM_SHA256'],
    ['DHE-RSA-AES256-SHA', 'TLS_DHE_RSA_WITH_AES_256_CBC_SHA'],
    ['AES128-SHA', 'TLS_RSA_WITH_AES_128_CBC_SHA'],
    ['AES256-GCM-SHA384', 'TLS_RSA_WITH_AES_256_GCM_SHA384'],
    ['AES128-SHA256', 'TLS_RSA_WITH_AES_128_CBC_SHA256'],
    ['AES128-CCM', 'TLS_RSA_WITH_AES_128_CCM'],
  ] as const)('completes with %s, and the server agrees', async (openssl, name) => {
    const { context } = openssl.includes('ECDSA') ? ec : rsa;
    const { capture, server } = await converse(plan({ versions: [tls13, tls12] }), {
      context: { ...context, ciphers: `${openssl}:@SECLEVEL=0`, maxVersion: 'TLSv1.2', dhparam: 'auto' },
    });
    expect(capture.problem).toBeNull();
    expect(capture).toMatchObject({ completed: true, protocol: tls12, cipherSuite: cipherSuites.codes[name] });
    expect(server).toMatchObject({ protocol: 'TLSv1.2', cipher: name });
    expect(suiteFacts(capture.cipherSuite ?? 0)?.name).toBe(name);
    expect(capture.extendedMasterSecret).toBe(true);
    expect(capture.secureRenegotiation).toBe(true);
  });

  it('keeps the CertificateStatus octet by octet, with ECDHE and with RSA key exchange', async () => {
    const staple = Uint8Array.of(0x30, 0x03, 0x0a, 0x01, 0x03);
    for (const ciphers of ['ECDHE-RSA-AES128-GCM-SHA256', 'AES128-GCM-SHA256']) {
      const { capture } = await converse(plan(), {
        context: { ...rsa.context, ciphers, maxVersion: 'TLSv1.2' },
        staple,
      });
      expect(capture).toMatchObject({ completed: true, staples: [{ certificate: 0, response: toHex(staple) }] });
    }
  });

  it('goes on where the server asks for a certificate but does not insist', async () => {
    const context = { ...ec.context, ca: [ec.root.pem], maxVersion: 'TLSv1.2' as const };
    const lenient = await converse(plan(), { context, options: { requestCert: true, rejectUnauthorized: false } });
    expect(lenient.capture).toMatchObject({ completed: true, problem: null });
    expect(lenient.capture.certificateRequest?.certificateAuthorities).toEqual([
      toHex(ec.root.certificate.subject.der),
    ]);
  });
});

describe('TLS 1.0 and 1.1 with a real server', () => {
  it.each([
    ['TLSv1.1', 'rsa', 'ECDHE-RSA-AES128-SHA', 'TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA'],
    ['TLSv1.1', 'ec', 'ECDHE-ECDSA-AES256-SHA', 'TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA'],
    ['TLSv1', 'rsa', 'DHE-RSA-AES128-SHA', 'TLS_DHE_RSA_WITH_AES_128_CBC_SHA'],
    ['TLSv1', 'rsa', 'AES256-SHA', 'TLS_RSA_WITH_AES_256_CBC_SHA'],
    ['TLSv1', 'rsa', 'CAMELLIA128-SHA', 'TLS_RSA_WITH_CAMELLIA_128_CBC_SHA'],
    ['TLSv1', 'ec', 'ECDHE-ECDSA-AES128-SHA', 'TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA'],
  ] as const)('completes %s with a certificate of kind %s and %s', async (version, kind, openssl, name) => {
    const { context } = kind === 'ec' ? ec : rsa;
    const { capture, server } = await converse(plan({ versions: [tls13, tls12, 0x0302, 0x0301] }), {
      context: {
        ...context,
        ciphers: `${openssl}:@SECLEVEL=0`,
        minVersion: version,
        maxVersion: version,
        dhparam: 'auto',
      },
    });
    expect(capture.problem).toBeNull();
    expect(capture).toMatchObject({ completed: true, cipherSuite: cipherSuites.codes[name], signatureScheme: null });
    expect(server).toMatchObject({ protocol: version, cipher: name });
  });

  it('reads a certificate request without signature algorithms', async () => {
    const { capture } = await converse(plan({ versions: [0x0301] }), {
      context: { ...rsa.context, ca: [rsa.root.pem], ciphers: 'DEFAULT:@SECLEVEL=0', minVersion: 'TLSv1' as const },
      options: { requestCert: true, rejectUnauthorized: false },
    });
    expect(capture).toMatchObject({ completed: true, protocol: 0x0301 });
    expect(capture.certificateRequest).toMatchObject({
      certificateAuthorities: [toHex(rsa.root.certificate.subject.der)],
      signatureSchemes: [],
    });
  });
});

describe('signature schemes', () => {
  it.each([
    ['ec-p384', 'ecdsa_secp384r1_sha384'],
    ['ec-p521', 'ecdsa_secp521r1_sha512'],
    ['ed25519', 'ed25519'],
    ['ed448', 'ed448'],
    ['rsa-pss-2048', 'rsa_pss_pss_sha256'],
  ] as const)('checks the signature of a %s key in TLS 1.3 and 1.2', async (kind, scheme) => {
    const { context } = await credentials(kind);
    for (const maxVersion of ['TLSv1.3', 'TLSv1.2'] as const) {
      const { capture } = await converse(plan(), { context: { ...context, maxVersion } });
      expect(capture).toMatchObject({ completed: true, problem: null });
      // Up to TLS 1.2 an ECDSA scheme says nothing of the curve (RFC 8446 section 4.2.3).
      const expected = maxVersion === 'TLSv1.2' && kind.startsWith('ec-') ? 'ecdsa_secp256r1_sha256' : scheme;
      expect(nameOf(schemes, capture.signatureScheme ?? 0)).toBe(expected);
    }
  });
});
