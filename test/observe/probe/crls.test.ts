/** Whole probes with revocation lists: from files, and from where certificates point; what is kept of them, and read again offline. */
import { createServer } from 'node:http';
import type { RequestListener } from 'node:http';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { pymongo } from '../../../src/clients/profiles/pymongo.ts';
import { buildChain } from '../../../src/lab/chain-builder.ts';
import type { Chain } from '../../../src/lab/chain-builder.ts';
import { mongodbSpeaker } from '../../../src/lab/mongodb-reply.ts';
import { nodeLoopback } from '../../../src/net/node/loopback.ts';
import { nodePorts } from '../../../src/net/node/index.ts';
import type { Facts } from '../../../src/observe/facts.ts';
import { interpret } from '../../../src/observe/interpret/interpret.ts';
import type { Observation } from '../../../src/observe/observation.ts';
import type { CrlOptions, ProbeOptions } from '../../../src/observe/probe/options.ts';
import { probe } from '../../../src/observe/probe/run.ts';
import { createKey, issueCrl } from '../../../src/x509/pki/issue/issue.ts';
import type { CrlPlan, Issued } from '../../../src/x509/pki/issue/issue.ts';
import { writePem } from '../../../src/x509/pki/pem.ts';
import { listening } from '../../support/listening.ts';
import { probeOptions } from '../../support/probe-options.ts';
import { value } from '../../support/result.ts';

const now = Math.floor(Date.now() / 1000) * 1000;
const day = 86_400_000;
const leafSerial = 0x1234_5678n;
const undo: (() => Promise<void> | void)[] = [];
const folder = mkdtempSync(join(tmpdir(), 'whytls-crls-'));
let chain: Chain;

beforeAll(async () => {
  chain = await buildChain(now, { leaf: { serial: leafSerial, notBefore: now - 9 * day } });
  writeFileSync(join(folder, 'ca.pem'), chain.root.pem);
});

afterEach(async () => {
  for (const act of undo.splice(0)) await act();
});

afterAll(() => rmSync(folder, { recursive: true }));

const file = (name: string, content: string | Uint8Array): string => {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
};

const crl = (issuer: Issued, plan: Partial<CrlPlan> = {}): Uint8Array =>
  issueCrl({ issuer, thisUpdate: now - day, nextUpdate: now + 7 * day, ...plan });
const pem = (...ders: readonly Uint8Array[]): string => ders.map((der) => writePem('X509 CRL', der)).join('');
const revoked = { serial: leafSerial, revokedAt: now - 2 * day, reason: 'superseded' as const };
/** So many entries of others. */
const others = (count: number) =>
  Array.from({ length: count }, (_, i) => ({ serial: BigInt(i), revokedAt: now - day }));

async function look(
  crls: Partial<CrlOptions>,
  different: Partial<ProbeOptions> = {},
  served: Chain = chain,
): Promise<{ readonly observation: Observation; readonly facts: Facts }> {
  const server = value(
    await nodeLoopback.tls({
      certificates: served.leaf.pem + served.intermediate.pem,
      privateKey: served.leaf.keyPem,
      speaker: await mongodbSpeaker(),
    }),
  );
  undo.push(() => server.stop());
  const options = probeOptions({
    tlsCAFile: file('ca.pem', served.root.pem),
    networkLookups: true,
    crls: { tlsCRLFile: null, crlFile: null, distributionPoints: false, ...crls },
    ...different,
  });
  const target = {
    input: `localhost:${server.port}`,
    scheme: null,
    host: '127.0.0.1',
    port: server.port,
    starttls: null,
    sni: 'localhost',
    referenceIdentity: { kind: 'dns', name: 'localhost' } as const,
  };
  const observation = await probe(target, options, nodePorts());
  // As after `--save`: nothing but JSON remains.
  const [facts] = await interpret(JSON.parse(JSON.stringify(observation)) as Observation, { client: options.client });
  if (facts === undefined) throw new Error('no facts');
  return { observation, facts };
}

const errorOf = ({ verification }: Facts): number | null =>
  verification.kind === 'completed' ? (verification.value.opensslError?.code ?? 0) : null;

/** Serves CRLs by path. */
async function site(handle: RequestListener): Promise<{ readonly url: string; readonly paths: string[] }> {
  const paths: string[] = [];
  const server = createServer((request, response) => {
    paths.push(request.url ?? '');
    handle(request, response);
  });
  const port = await listening(server);
  undo.push(
    () => server.closeAllConnections(),
    () => void server.close(),
  );
  return { url: `http://127.0.0.1:${port}`, paths };
}

describe('a file of revocation lists', () => {
  it('decides, in PEM or DER, short or long, and offline as well', async () => {
    const { intermediate, root } = chain;
    const clear = crl(intermediate, { entries: others(3) });
    const long = crl(intermediate, { entries: [...others(3000), revoked] });
    const cases: readonly (readonly [string, string | Uint8Array, number])[] = [
      ['clear.pem', root.pem + pem(clear), 0],
      ['clear.der', clear, 0],
      ['revoked.pem', pem(crl(intermediate, { entries: [revoked] }), crl(root)), 23],
      ['long.pem', pem(long), 23],
      ['long.der', long, 23],
      ['long-clear.der', crl(intermediate, { entries: others(3000) }), 0],
      ['long-bad.der', crl(intermediate, { entries: others(3000), corruptSignature: true }), 8],
      ['other.pem', pem(crl(root)), 3],
    ];
    for (const [name, content, code] of cases)
      expect([name, errorOf((await look({ crlFile: file(name, content) })).facts)]).toEqual([name, code]);
  });

  it('is kept short: of a long list what concerns the chain, with what was seen of the whole', async () => {
    const long = crl(chain.intermediate, { entries: [...others(3000), revoked] });
    const { observation, facts } = await look({ crlFile: file('long.der', long) });
    expect(JSON.stringify(observation.crls).length).toBeLessThan(3000);
    expect(facts.crls?.sources[0]?.lists).toMatchObject([{ octets: long.length, entries: 3001 }]);
    const [list] = observation.crls?.[0]?.content.kind === 'completed' ? observation.crls[0].content.value.lists : [];
    expect(list?.whole?.signedBy).toHaveLength(1);
  });

  it('is not kept with foreign lists without end', async () => {
    const key = createKey();
    const strangers = await Promise.all(
      Array.from({ length: 30 }, () => buildChain(now, { root: { key, subject: [['CN', 'Stranger']] } })),
    );
    const lists = strangers.map(({ root }) => crl(root));
    const { facts } = await look({ crlFile: file('many.pem', pem(...lists, crl(chain.intermediate))) });
    const content = facts.crls?.sources[0]?.content;
    expect(content?.kind === 'completed' && [content.value.lists.length, content.value.others]).toEqual([17, 14]);
    expect(errorOf(facts)).toBe(0);
  });

  it('is told where it cannot be used', async () => {
    const contentOf = async (path: string) => (await look({ tlsCRLFile: path })).observation.crls?.[0]?.content;
    expect(await contentOf(join(folder, 'absent.pem'))).toMatchObject({ problem: { kind: 'fileNotFound' } });
    expect(await contentOf(file('text.pem', 'hello'))).toMatchObject({ problem: { kind: 'noCrl', form: 'neither' } });
    expect(await contentOf(file('only.pem', chain.root.pem))).toMatchObject({
      problem: { kind: 'noCrl', certificates: 1 },
    });
    const damaged = '-----BEGIN X509 CRL-----\nMAAA\n-----END X509 CRL-----\n';
    expect(await contentOf(file('damaged.pem', damaged))).toMatchObject({ problem: { kind: 'noCrl', form: 'pem' } });
    expect(await contentOf(file('both.pem', damaged + pem(crl(chain.intermediate))))).toMatchObject({
      value: { broken: [expect.any(String)], lists: [expect.any(Object)] },
    });
  });

  it('looks up the leaf for PyMongo, and tells what that leaves out', async () => {
    const { serial } = chain.intermediate.certificate;
    const entries = [{ serial: BigInt(`0x${serial}`), revokedAt: now - day }];
    const { facts } = await look(
      { tlsCRLFile: file('chain.pem', pem(crl(chain.intermediate), crl(chain.root, { entries }))) },
      { client: pymongo },
    );
    expect(errorOf(facts)).toBe(0);
    expect(facts.crls?.outcome?.problems).toMatchObject([{ kind: 'revoked', depth: 1 }]);
  });
});

describe('distribution points', () => {
  it('are fetched on request, each once, and do not count as given to the client', async () => {
    const { url, paths } = await site((request, response) => {
      if (request.url === '/moved.crl') response.writeHead(302, { location: '/leaf.crl' }).end();
      else response.end(crl(served.intermediate, { entries: [revoked] }));
    });
    const served = await buildChain(now, {
      leaf: { serial: leafSerial, crlUrl: `${url}/moved.crl` },
      intermediate: { crlUrl: 'ldap://127.0.0.1/cn=x' },
    });
    const { facts, observation } = await look({ distributionPoints: true }, {}, served);
    expect(observation.crls?.map(({ date }) => typeof date)).toEqual(['number', 'undefined']);
    expect(paths).toEqual(['/moved.crl', '/leaf.crl']);
    expect(facts.crls?.sources).toMatchObject([
      { given: false, from: { url: `${url}/moved.crl` }, content: { kind: 'completed' } },
      { content: { kind: 'failed', problem: { kind: 'notHttp' } } },
    ]);
    expect(facts.crls?.outcome?.problems).toMatchObject([{ kind: 'revoked', depth: 0 }, { depth: 1 }, { depth: 2 }]);
    expect(errorOf(facts)).toBe(0);
  });

  it('are left alone without a wish, and where lookups are off', async () => {
    const { url, paths } = await site((_, response) => void response.end(crl(chain.intermediate)));
    const served = await buildChain(now, { leaf: { crlUrl: `${url}/x.crl` } });
    await look({ crlFile: file('any.der', crl(served.intermediate)) }, {}, served);
    const { facts } = await look({ distributionPoints: true }, { networkLookups: false }, served);
    expect(paths).toEqual([]);
    expect(facts.crls?.sources).toMatchObject([{ content: { kind: 'notTried' } }]);
  });

  it.each([
    ['nothing there', (_, response) => void response.writeHead(404).end(), { kind: 'httpStatus', status: 404 }],
    ['no CRL', (_, response) => void response.end('<html>'), { kind: 'noCrl' }],
    ['a redirect in circles', (_, response) => void response.writeHead(302, { location: '/x.crl' }).end(), {}],
    [
      'octets without end',
      (_, response) => {
        const chunk = Buffer.alloc(1 << 20, 0x30);
        const more = (): void => {
          while (!response.destroyed && response.write(chunk));
          if (!response.destroyed) response.once('drain', more);
        };
        more();
      },
      { kind: 'tooLarge' },
    ],
    ['silence', () => undefined, { kind: 'timedOut' }],
  ] satisfies readonly (readonly [string, RequestListener, object])[])('may lead to %s', async (_, handle, problem) => {
    const { url } = await site(handle);
    const served = await buildChain(now, { leaf: { crlUrl: `${url}/x.crl` } });
    const { facts } = await look({ distributionPoints: true }, { timeoutMs: 1500 }, served);
    expect(facts.crls?.sources).toMatchObject([{ content: { kind: 'failed', problem } }]);
    expect(errorOf(facts)).toBe(0);
  });
});
