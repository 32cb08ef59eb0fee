/** What the diagnoses say of other clients, asked of those clients: who takes a name that another refuses. */
import { createServer } from 'node:tls';
import { beforeAll, describe, expect, it } from 'vitest';
import { buildChain, soundLeaf } from '../../src/lab/chain-builder.ts';
import { createKey, issueCertificate } from '../../src/x509/pki/issue/issue.ts';
import type { CertificatePlan, Issued } from '../../src/x509/pki/issue/issue.ts';
import { listening } from '../support/listening.ts';
import { hasPeer } from '../support/peers.ts';
import { curlClient, gnutlsClient, nodeClient, opensslClient } from '../support/peers/other-clients.ts';
import { folder } from './openssl.ts';

const peers = ['openssl', 'curl', 'gnutls-cli'].map(hasPeer);

/** Who accepts a server with this leaf, asked for as `host`. */
async function accepting(leaf: Partial<CertificatePlan>, host: string): Promise<string> {
  const chain = await buildChain(Date.now(), { leaf });
  return accepted(chain.leaf.pem + chain.intermediate.pem, chain.leaf.keyPem, chain.root.pem, host);
}

/** Who accepts this chain. Answers HTTP, so that curl comes to an end. */
async function accepted(
  cert: string,
  key: string,
  caPem: string,
  host: string,
  maxVersion: 'TLSv1.3' | 'TLSv1.2' = 'TLSv1.3',
): Promise<string> {
  const server = createServer({ cert, key, maxVersion }, (socket) => {
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

const day = 86_400_000;

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

describe.skipIf(peers.includes(false))('who accepts a chain', () => {
  const everybody = 'openssl curl gnutls node';
  let parts: Record<'leaf' | 'issuing' | 'old' | 'policy' | 'root' | 'other', Issued>;
  beforeAll(async () => {
    const now = Date.now();
    const key = createKey();
    const { root, intermediate: policy } = await buildChain(now, { intermediate: { pathLength: 1 } });
    const plan = { subject: cn('Issuing'), ca: true, issuer: policy, key, notBefore: now - 100 * day };
    const issuing = await issueCertificate({ ...plan, notAfter: now + 90 * day });
    const old = await issueCertificate({ ...plan, notAfter: now - day });
    const leaf = await issueCertificate({ ...soundLeaf(now), issuer: issuing });
    const { intermediate: other } = await buildChain(now, { intermediate: { subject: cn('Other') } });
    parts = { leaf, issuing, old, policy, root, other };
  });

  it.each<[string, readonly (keyof typeof parts)[], string]>([
    ['in order', ['leaf', 'issuing', 'policy'], everybody],
    ['reversed', ['leaf', 'policy', 'issuing'], everybody],
    ['with the root first', ['leaf', 'root', 'policy', 'issuing'], everybody],
    ['with strangers and doubles', ['leaf', 'other', 'issuing', 'issuing', 'policy'], everybody],
    ['with an expired twin first', ['leaf', 'old', 'issuing', 'policy'], 'openssl curl node'],
    ['with an expired twin last', ['leaf', 'issuing', 'policy', 'old'], everybody],
  ])('%s', async (_, order, expected) => {
    const sent = order.map((name) => parts[name].pem).join('');
    for (const maxVersion of ['TLSv1.3', 'TLSv1.2'] as const)
      expect(await accepted(sent, parts.leaf.keyPem, parts.root.pem, 'localhost', maxVersion)).toBe(expected);
  });
});
