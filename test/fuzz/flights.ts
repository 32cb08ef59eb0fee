/**
 * What real servers say, recorded: the octets that Node's TLS server (OpenSSL) sent in whole handshakes. Our client is made to do
 * the same again each time (its random octets and its key pairs are fixed), so a recording can be played to it as often as we like
 * and completes if nothing was changed.
 */
import type { SecureContextOptions } from 'node:tls';
import { concat, toHex } from '../../src/base/octets.ts';
import { decompressCertificate, decompressible } from '../../src/tls/crypto/decompress.ts';
import { keyPairFromPrivate, registerGroup } from '../../src/tls/crypto/key-exchange.ts';
import type { Extras } from '../../src/tls/handshake/extras.ts';
import type { Plan } from '../../src/tls/handshake/plan.ts';
import { namedGroups } from '../../src/tls/wire/registries/named-group.ts';
import { issueCrl, issueOcspResponse } from '../../src/x509/pki/issue/issue.ts';
import { credentials } from '../support/credentials.ts';
import type { Credentials } from '../support/credentials.ts';
import { converse } from '../support/memory-peer.ts';
import type { MemoryServer } from '../support/memory-peer.ts';
import { plan } from '../support/plans.ts';

export interface Flight {
  readonly name: string;
  readonly plan: Plan;
  /** Everything that the server sent, in a row. */
  readonly octets: Uint8Array;
  /** The chain, in hexadecimal. */
  readonly certificates: readonly string[];
  /** Whether it completes when played again: not where our own answer holds octets that OpenSSL chooses at random. */
  readonly completes: boolean;
}

export interface Recorded {
  readonly flights: readonly Flight[];
  readonly ec: Credentials;
  readonly rsa: Credentials;
  readonly staple: Uint8Array;
  /** A revocation list with the EC leaf on it. */
  readonly crl: Uint8Array;
}

/** Records one handshake of each kind. */
export async function recordFlights(): Promise<Recorded> {
  fixKeyPairs();
  const [ec, rsa, eddsa] = await Promise.all([credentials('ec-p256'), credentials('rsa-2048'), credentials('ed25519')]);
  const hour = 3600_000;
  const staple = await issueOcspResponse({
    certificate: ec.leaf.certificate,
    issuer: ec.intermediate,
    status: 'good',
    thisUpdate: Date.now() - hour,
    nextUpdate: Date.now() + 24 * hour,
  });
  const crl = issueCrl({
    issuer: ec.intermediate,
    thisUpdate: Date.now() - hour,
    nextUpdate: Date.now() + 24 * hour,
    scope: { onlyContainsUserCerts: true },
    entries: [
      { serial: 5n, revokedAt: Date.now() - hour, certificateIssuer: [['CN', 'Other']] },
      {
        serial: BigInt(`0x${ec.leaf.certificate.serial}`),
        revokedAt: Date.now() - hour,
        reason: 'keyCompromise',
        certificateIssuer: [['CN', 'Test Issuing CA']],
      },
    ],
  });
  // Ed25519 signs the same way each time.
  const clientCredential = { chain: [eddsa.leaf.der, eddsa.intermediate.der] as const, key: eddsa.leaf.key };
  const old = (version: 'TLSv1' | 'TLSv1.1', ciphers: string): SecureContextOptions => ({
    minVersion: version,
    maxVersion: version,
    ciphers: `${ciphers}:@SECLEVEL=0`,
  });
  const tls12 = (ciphers: string): SecureContextOptions => ({ maxVersion: 'TLSv1.2', ciphers, dhparam: 'auto' });
  const asks = { requestCert: true, rejectUnauthorized: false };
  const kinds: readonly (readonly [string, MemoryServer, Partial<Plan>, Credentials, boolean?])[] = [
    ['TLS 1.3, staple', { context: ec.context, staple }, {}, ec],
    ['TLS 1.3, RSA, ALPN', { context: rsa.context, options: { ALPNProtocols: ['h2'] } }, { alpn: ['h2'] }, rsa],
    ['TLS 1.3, HelloRetryRequest', { context: { ...ec.context, ecdhCurve: 'P-384' } }, {}, ec],
    ['TLS 1.3, certificate asked for', { context: { ...ec.context, ca: [ec.root.pem] }, options: asks }, {}, ec],
    ['TLS 1.2, ECDHE-ECDSA', { context: { ...ec.context, maxVersion: 'TLSv1.2' }, staple }, {}, ec],
    ['TLS 1.2, ECDHE-RSA-CBC', { context: { ...rsa.context, ...tls12('ECDHE-RSA-AES128-SHA256') } }, {}, rsa],
    [
      'TLS 1.2, certificate asked for',
      { context: { ...ec.context, ca: [ec.root.pem], maxVersion: 'TLSv1.2' }, options: asks },
      {},
      ec,
    ],
    [
      'TLS 1.3, certificate shown',
      { context: { ...ec.context, ca: [eddsa.root.pem] }, options: asks },
      { clientCredential },
      ec,
    ],
    [
      'TLS 1.3, ticket',
      { context: ec.context, staple },
      { extras: allExtras, afterwards: { kind: 'awaitTicket' } },
      ec,
    ],
    [
      'TLS 1.2, ticket',
      { context: { ...ec.context, ...tls12('ECDHE-ECDSA-AES128-GCM-SHA256') } },
      { extras: allExtras },
      ec,
    ],
    [
      'TLS 1.2, certificate shown',
      { context: { ...rsa.context, ca: [eddsa.root.pem], ...tls12('ECDHE-RSA-AES128-GCM-SHA256') }, options: asks },
      { clientCredential },
      rsa,
    ],
    ['TLS 1.2, DHE', { context: { ...rsa.context, ...tls12('DHE-RSA-AES128-GCM-SHA256') } }, {}, rsa, false],
    ['TLS 1.2, RSA', { context: { ...rsa.context, ...tls12('AES128-SHA') } }, {}, rsa, false],
    [
      'TLS 1.1',
      { context: { ...rsa.context, ...old('TLSv1.1', 'ECDHE-RSA-AES128-SHA') } },
      { versions: [0x0302, 0x0301] },
      rsa,
    ],
    [
      'TLS 1.0, ECDSA',
      { context: { ...ec.context, ...old('TLSv1', 'ECDHE-ECDSA-AES256-SHA') } },
      { versions: [0x0301] },
      ec,
    ],
    [
      'TLS 1.0, RSA',
      { context: { ...rsa.context, ...old('TLSv1', 'AES128-SHA') } },
      { versions: [0x0301] },
      rsa,
      false,
    ],
  ];
  const flights: Flight[] = [];
  for (const [name, server, narrowed, { leaf, intermediate }, completes = true] of kinds) {
    const fixed = plan({ ...narrowed, random: { octets: (length) => new Uint8Array(length).fill(0x42) } });
    const sent: Uint8Array[] = [];
    await converse(fixed, server, (octets) => {
      sent.push(octets);
      return [{ kind: 'octets', octets, atMs: 1 }];
    });
    const certificates = [leaf, intermediate].map(({ der }) => toHex(der));
    flights.push({ name, plan: fixed, octets: concat(sent), certificates, completes });
  }
  return { flights, ec, rsa, staple, crl };
}

/** From here on the process makes the same key pair of a group each time. */
function fixKeyPairs(): void {
  const { x25519, secp256r1, secp384r1 } = namedGroups.codes;
  for (const [code, octets] of [
    [x25519, 32],
    [secp256r1, 32],
    [secp384r1, 48],
  ] as const) {
    const pair = keyPairFromPrivate(code, new Uint8Array(octets).fill(0x17));
    if (pair === null) throw new Error('no key pair');
    registerGroup(code, { generate: () => pair, fromPrivate: () => pair });
  }
}

/** Everything that a ClientHello of ours can hold. */
export const allExtras: Extras = {
  signedCertificateTimestamp: true,
  statusRequestV2: true,
  certificateCompression: { algorithms: decompressible, decompress: decompressCertificate },
  recordSizeLimit: 16_000,
  certificateAuthorities: [],
  sessionTicket: true,
  heartbeat: true,
  grease: true,
  fallbackScsv: false,
  encryptedClientHello: true,
  padTo: null,
};
