/** Extensions on request: a real server must not mind them, and what it answers is captured. */
import { brotliCompressSync, deflateSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from 'vitest';
import { toHex } from '../../../src/base/octets.ts';
import { decompressCertificate } from '../../../src/tls/crypto/decompress.ts';
import { loadHybridGroups } from '../../../src/tls/crypto/hybrid.ts';
import { noExtras } from '../../../src/tls/handshake/extras.ts';
import type { Extras } from '../../../src/tls/handshake/extras.ts';
import { clientHelloOf, helloSeed } from '../../../src/tls/handshake/offer.ts';
import { onCertificate13 } from '../../../src/tls/handshake/tls13/certificate.ts';
import { Machine } from '../../../src/tls/handshake/machine.ts';
import type { ExpectCertificate13 } from '../../../src/tls/handshake/state.ts';
import { encode } from '../../../src/tls/wire/codec.ts';
import { certificate13 } from '../../../src/tls/wire/messages/certificate.ts';
import { clientHello } from '../../../src/tls/wire/messages/client-hello.ts';
import { compressedCertificate } from '../../../src/tls/wire/messages/compressed-certificate.ts';
import { handshakeMessage } from '../../../src/tls/wire/messages/handshake-message.ts';
import { namedGroups } from '../../../src/tls/wire/registries/named-group.ts';
import { isGrease } from '../../../src/tls/wire/registry.ts';
import { credentials } from '../../support/credentials.ts';
import type { Credentials } from '../../support/credentials.ts';
import { converse } from '../../support/memory-peer.ts';
import { plan } from '../../support/plans.ts';

let ec: Credentials;

beforeAll(async () => {
  ec = await credentials();
});

const everything: Extras = {
  signedCertificateTimestamp: true,
  statusRequestV2: true,
  certificateCompression: { algorithms: [1, 2], decompress: decompressCertificate },
  recordSizeLimit: 16385,
  certificateAuthorities: [],
  sessionTicket: true,
  heartbeat: true,
  grease: true,
  fallbackScsv: false,
  encryptedClientHello: true,
  padTo: 1400,
};

describe('a ClientHello with everything that may be asked for', () => {
  it.each(['TLSv1.3', 'TLSv1.2'] as const)('is taken by a real server of %s', async (maxVersion) => {
    const extras = { ...everything, certificateAuthorities: [ec.root.certificate.subject.der] };
    const { capture, server } = await converse(plan({ extras }), { context: { ...ec.context, maxVersion } });
    expect(capture).toMatchObject({ completed: true, problem: null });
    expect(server?.protocol).toBe(maxVersion);
  });

  it('is as long as asked, and greased in every place', () => {
    const asked = plan({ extras: everything });
    const hello = clientHelloOf(asked, helloSeed(asked), { pairs: [], cookie: null, isRetry: false });
    expect(handshakeMessage(1, encode(clientHello, hello)).raw).toHaveLength(1400);
    expect(isGrease(hello.cipherSuites[0] ?? 0)).toBe(true);
    expect(hello.extensions.filter(({ type }) => isGrease(type))).toHaveLength(2);
    expect(new Set(hello.extensions.map(({ type }) => type)).size).toBe(hello.extensions.length);
  });

  it('survives a HelloRetryRequest: the second hello repeats what was random', async () => {
    const { capture } = await converse(plan({ extras: everything, keyShares: [namedGroups.codes.secp256r1] }), {
      context: { ...ec.context, ecdhCurve: 'X25519' },
    });
    expect(capture).toMatchObject({ completed: true, problem: null, group: namedGroups.codes.x25519 });
    expect(capture.helloRetryRequest).not.toBeNull();
  });

  it('takes a session ticket of TLS 1.2 where it asks for one', async () => {
    const context = { ...ec.context, maxVersion: 'TLSv1.2' as const };
    const asked = await converse(plan({ extras: { ...noExtras, sessionTicket: true } }), { context });
    expect(asked.capture).toMatchObject({ completed: true, session: { tickets: 1 } });
    expect(asked.capture.session.ticketLifetime).toBeGreaterThan(0);
    const silent = await converse(plan(), { context });
    expect(silent.capture).toMatchObject({ completed: true, session: { tickets: 0 } });
  });

  it('offers a hybrid group of 1,216 octets that a server without it passes over', async () => {
    await loadHybridGroups();
    const { X25519MLKEM768, x25519 } = namedGroups.codes;
    const { capture } = await converse(
      plan({ groups: [X25519MLKEM768, x25519], keyShares: [X25519MLKEM768, x25519] }),
      {
        context: ec.context,
      },
    );
    expect(capture).toMatchObject({ completed: true, problem: null, group: x25519 });
    expect(capture.messages[0]?.bytes).toBeGreaterThan(1400);
  });
});

describe('TLS_FALLBACK_SCSV (RFC 7507)', () => {
  const extras = { ...noExtras, fallbackScsv: true };

  it('is refused with inappropriate_fallback by a server that has more than we offer', async () => {
    const { capture } = await converse(plan({ extras, versions: [0x0303] }), { context: ec.context });
    expect(capture.problem).toMatchObject({ kind: 'alertReceived', description: 86, waitingFor: 'serverHello' });
  });

  it('is nothing to a server that has no more', async () => {
    const context = { ...ec.context, maxVersion: 'TLSv1.2' as const };
    const { capture } = await converse(plan({ extras, versions: [0x0303] }), { context });
    expect(capture).toMatchObject({ completed: true, problem: null });
  });
});

describe('a compressed Certificate (RFC 8879)', () => {
  const state = { kind: 'expectCertificate13', requestContext: null } as unknown as ExpectCertificate13;
  const plain = (): Uint8Array =>
    encode(certificate13, {
      requestContext: new Uint8Array(0),
      entries: [{ certificate: ec.leaf.der, extensions: [] }],
    });
  const receive = (algorithm: number, compressed: Uint8Array, uncompressedLength: number) => {
    const m = new Machine(plan({ extras: everything }));
    const body = encode(compressedCertificate, { algorithm, uncompressedLength, compressed });
    const next = onCertificate13(m, state, handshakeMessage(25, body));
    return { next, capture: m.recorder.finish() };
  };

  it.each([
    ['zlib', 1, deflateSync],
    ['brotli', 2, brotliCompressSync],
  ] as const)('is read (%s)', (_name, algorithm, compress) => {
    const octets = plain();
    const { next, capture } = receive(algorithm, new Uint8Array(compress(octets)), octets.length);
    expect(next?.kind).toBe('expectCertificateVerify');
    expect(capture.certificates).toEqual([toHex(ec.leaf.der)]);
    expect(capture.certificateCompression).toMatchObject({ algorithm, octets: octets.length });
  });

  it('is refused where it is a bomb, lies about its length, or is none', () => {
    const bomb = new Uint8Array(deflateSync(new Uint8Array(8 * 1024 * 1024)));
    for (const [compressed, length] of [
      [bomb, 8 * 1024 * 1024],
      [bomb, 1000],
      [new Uint8Array(deflateSync(plain())), 5],
      [Uint8Array.of(1, 2, 3, 4), 100],
    ] as const) {
      const { next, capture } = receive(1, compressed, length);
      expect(next).toBeNull();
      expect(capture.problem).toMatchObject({ kind: 'undecodable' });
    }
  });
});
