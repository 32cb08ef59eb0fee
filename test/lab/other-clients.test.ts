/** What the diagnoses say of other clients, asked of those clients: who takes a name that another refuses. */
import { createServer } from 'node:tls';
import { describe, expect, it } from 'vitest';
import { buildChain } from '../../src/lab/chain-builder.ts';
import type { CertificatePlan } from '../../src/x509/pki/issue.ts';
import { listening } from '../support/listening.ts';
import { curlClient, gnutlsClient, nodeClient, opensslClient } from '../support/other-clients.ts';
import { hasPeer } from '../support/peers.ts';
import { folder } from './openssl.ts';

const peers = ['openssl', 'curl', 'gnutls-cli'].map(hasPeer);

/** Who accepts a server with this leaf, asked for as `host`. */
async function accepting(leaf: Partial<CertificatePlan>, host: string): Promise<string> {
  const chain = await buildChain(Date.now(), { leaf });
  return accepted(chain.leaf.pem + chain.intermediate.pem, chain.leaf.keyPem, chain.root.pem, host);
}

/** Who accepts this chain. Answers HTTP, so that curl comes to an end. */
async function accepted(cert: string, key: string, caPem: string, host: string): Promise<string> {
  const server = createServer({ cert, key }, (socket) => {
    socket.on('error', () => socket.destroy());
    socket.end('HTTP/1.0 200 OK\r\n\r\n');
  });
  server.on('tlsClientError', (_, socket) => socket.destroy());
  const port = await listening(server);
  const files = folder();
  const asked = { port, host, caFile: files.write('ca.pem', caPem), caPem };
  const [openssl, curl, gnutls, node] = await Promise.all(
    [opensslClient, curlClient, gnutlsClient, nodeClient].map((client) => client(asked)),
  );
  files.remove();
  server.close();
  return Object.entries({ openssl, curl, gnutls, node })
    .flatMap(([name, accepts]) => (accepts === true ? [name] : []))
    .join(' ');
}

const cn = (name: string): CertificatePlan['subject'] => [['CN', name]];

describe.skipIf(peers.includes(false))('who accepts', () => {
  it.each<[string, Partial<CertificatePlan>, string, string]>([
    ['a CN alone', { san: null }, 'localhost', 'openssl curl gnutls node'],
    ['a CN beside addresses', { san: [{ ip: '127.0.0.1' }] }, 'localhost', 'openssl node'],
    ['a CN beside e-mail addresses', { san: [{ email: 'a@b.test' }] }, 'localhost', 'openssl curl gnutls node'],
    ['a CN beside another name', { san: [{ dns: 'other.test' }] }, 'localhost', ''],
    ['no name at all', { san: null, subject: [['O', 'x']] }, 'localhost', ''],
    ['an address in the CN', { san: null, subject: cn('127.0.0.1') }, '127.0.0.1', 'curl'],
    ['an address as a name', { san: [{ dns: '127.0.0.1' }] }, '127.0.0.1', ''],
    ['a trailing dot', { san: [{ dns: 'localhost.' }] }, 'localhost', 'curl node'],
    ['a wildcard for two labels', { san: [{ dns: '*.example.test' }] }, 'a.b.example.test', ''],
    ['a wildcard for none', { san: [{ dns: '*.example.test' }] }, 'example.test', ''],
    ['a wildcard below the last label', { san: [{ dns: '*.test' }] }, 'db.test', ''],
    ['a wildcard in a label', { san: [{ dns: 'db*.example.test' }] }, 'db1.example.test', 'openssl node'],
  ])('%s', async (_, leaf, host, expected) => {
    expect(await accepting(leaf, host)).toBe(expected);
  });
});
