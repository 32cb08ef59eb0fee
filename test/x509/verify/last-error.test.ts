/** Chains with several faults: which one does a client tell that lets OpenSSL go on? Asked of the Node that runs this. */
import { connect, createServer } from 'node:tls';
import { afterAll, describe, expect, it } from 'vitest';
import { node } from '../../../src/clients/profiles/node.ts';
import { asSent, buildChain } from '../../../src/lab/chain-builder.ts';
import type { ChainPlan } from '../../../src/lab/chain-builder.ts';
import { verifyPath } from '../../../src/x509/verify/verify-chain.ts';
import { listening } from '../../support/listening.ts';

const now = Date.now();
const past = { notBefore: now - 5_000_000, notAfter: now - 1_000_000 };
const clientOnly = { extendedKeyUsage: ['clientAuth'] };
const noSigning = { keyUsage: ['cRLSign'] } as const;
const twice = { oid: '2.5.29.15', critical: true, value: Uint8Array.of(0x03, 0x02, 0x07, 0x80) };
const stranger = { san: [{ dns: 'db9.example.net' }] };

const cases: readonly (readonly [string, ChainPlan, 'unknown root' | 'leaf alone' | null])[] = [
  ['a CA that must not sign', { intermediate: noSigning }, null],
  ['a CA that must not sign, and an expired leaf', { intermediate: noSigning, leaf: past }, null],
  ['an expired leaf that is no server', { leaf: { ...past, ...clientOnly } }, null],
  ['an expired leaf of another name', { leaf: { ...past, ...stranger } }, null],
  ['an unknown root', {}, 'unknown root'],
  ['an unknown root, and an expired leaf', { leaf: past }, 'unknown root'],
  ['an unknown root, and a leaf of another name', { leaf: stranger }, 'unknown root'],
  ['a leaf alone', {}, 'leaf alone'],
  ['a leaf alone that is expired', { leaf: past }, 'leaf alone'],
  ['a leaf alone that is no server', { leaf: clientOnly }, 'leaf alone'],
  ['an extension that is there twice', { leaf: { extensions: [twice] } }, null],
];

describe('the error that Node tells of several', () => {
  const servers: ReturnType<typeof createServer>[] = [];
  afterAll(() => servers.forEach((server) => server.close()));

  it.each(cases)('%s', async (_, plan, lack) => {
    const chain = await buildChain(now, plan);
    const root = lack === 'unknown root' ? (await buildChain(now)).root : chain.root;
    const pem = lack === 'leaf alone' ? chain.leaf.pem : asSent(chain);
    const server = createServer({ cert: pem, key: chain.leaf.keyPem });
    servers.push(server.on('tlsClientError', () => undefined));
    const port = await listening(server);
    const said = await new Promise<string>((resolve, reject) => {
      const client = connect({ port, host: '127.0.0.1', servername: 'localhost', ca: root.pem });
      client.once('error', (error) => resolve(error.message));
      client.once('secureConnect', () => reject(new Error('Node accepts it')));
    });
    const { opensslError, lastError } = verifyPath({
      chain: [chain.leaf.certificate, ...(lack === 'leaf alone' ? [] : [chain.intermediate.certificate])],
      extra: [],
      anchors: [root.certificate],
      at: now,
      reference: { kind: 'dns', name: 'localhost' },
      purpose: 'server',
      securityLevel: node.verifies.securityLevel,
      usesCommonName: true,
      partialWildcards: true,
      nameAfterwards: true,
    });
    const told = lastError ?? opensslError;
    expect(told && node.words.verifyFailed({ host: 'localhost', port }, told)).toBe(said);
  });
});
