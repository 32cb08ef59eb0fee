/** Whole probes of a server whose certificate names an OCSP responder: `openssl ocsp` on loopback, or one that misbehaves. */
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createServer } from 'node:http';
import type { RequestListener } from 'node:http';
import { fromHex } from '../../../src/base/octets.ts';
import { openssl } from '../../../src/clients/profiles/openssl.ts';
import { pymongoOcsp } from '../../../src/clients/profiles/pymongo-ocsp.ts';
import { buildChain } from '../../../src/lab/chain-builder.ts';
import type { Chain } from '../../../src/lab/chain-builder.ts';
import { stapleFor } from '../../../src/lab/staple.ts';
import { nodeLoopback } from '../../../src/net/node/loopback.ts';
import { nodePorts } from '../../../src/net/node/index.ts';
import type { ResponderAnswer } from '../../../src/observe/facts.ts';
import { interpret } from '../../../src/observe/interpret/interpret.ts';
import type { OcspLookup } from '../../../src/observe/observation.ts';
import { ocspAsTheClient } from '../../../src/observe/probe/options.ts';
import type { ProbeOptions } from '../../../src/observe/probe/options.ts';
import { probe } from '../../../src/observe/probe/run.ts';
import { readOcspResponse } from '../../../src/x509/pki/ocsp-response.ts';
import { listening } from '../../support/listening.ts';
import { startResponder } from '../../support/peers/openssl-responder.ts';
import { freePort } from '../../support/peers/peer-process.ts';
import { hasPeer } from '../../support/peers.ts';
import { probeOptions } from '../../support/probe-options.ts';
import { value } from '../../support/result.ts';

const now = Math.floor(Date.now() / 1000) * 1000;
const day = 86_400_000;
const undo: (() => Promise<void> | void)[] = [];

afterEach(async () => {
  for (const act of undo.splice(0)) await act();
});

const options = probeOptions({ client: pymongoOcsp, networkLookups: true });

const onRequest = { endpointCheck: true, onRequest: true, nonce: false };

interface Seen {
  readonly lookup: OcspLookup | undefined;
  readonly answers: readonly ResponderAnswer[];
}

/** Serves the chain, probes it, and reads what the client makes of it. `sent`: what the server sends, leaf first. */
async function look(
  chain: Chain,
  different: Partial<ProbeOptions> = {},
  staple?: Uint8Array,
  sent: readonly string[] = [chain.leaf.pem, chain.intermediate.pem],
): Promise<Seen> {
  const server = value(
    await nodeLoopback.tls({
      certificates: sent.join(''),
      privateKey: chain.leaf.keyPem,
      ...(staple === undefined ? {} : { staple }),
    }),
  );
  undo.push(() => server.stop());
  const target = {
    input: `localhost:${server.port}`,
    scheme: null,
    host: '127.0.0.1',
    port: server.port,
    starttls: null,
    sni: null,
    referenceIdentity: { kind: 'ip', address: '127.0.0.1' },
  } as const;
  const asked = { ...options, ...different };
  const observation = await probe(target, asked, nodePorts());
  const [facts] = await interpret(observation, { client: asked.client });
  return { lookup: observation.endpoints[0]?.ocspLookup, answers: facts?.responders.answers ?? [] };
}

/** 2.16.840.1.101.3.4.2.1, as it stands in a request. */
const sha256Oid = Buffer.from('608648016503040201', 'hex');

const statusOf = ({ outcome }: ResponderAnswer): string =>
  outcome.kind === 'completed' ? (outcome.value.status?.status ?? 'none') : outcome.kind;
const problemsOf = ({ outcome }: ResponderAnswer): readonly string[] => {
  if (outcome.kind === 'failed') return [outcome.problem.kind];
  return outcome.kind === 'completed' ? outcome.value.problems.map(({ kind }) => kind) : [];
};

const chainWith = (...urls: readonly string[]): Promise<Chain> =>
  buildChain(now, { leaf: { ocspUrl: urls[0] ?? '', serial: 0xcafen } });

describe.skipIf(!hasPeer('openssl'))('a responder of openssl ocsp', () => {
  it.each([
    ['good', undefined],
    ['revoked', { at: now - 2 * day, reason: 'keyCompromise' }],
  ] as const)('answers %s, by POST and by GET', async (status, revoked) => {
    const port = await freePort();
    const chain = await chainWith(`http://127.0.0.1:${port}/`);
    const entry = revoked === undefined ? { serial: 'cafe' } : { serial: 'cafe', revoked };
    const responder = await startResponder(chain.intermediate, port, [entry]);
    undo.push(() => responder.stop());

    const { answers } = await look(chain, { ocsp: onRequest });
    expect(answers.map(({ method }) => method)).toStrictEqual(['POST', 'GET']);
    for (const answer of answers) {
      expect([answer.url, statusOf(answer), problemsOf(answer)]).toStrictEqual([responder.url, status, []]);
      if (revoked !== undefined && answer.outcome.kind === 'completed') {
        expect(answer.outcome.value.status).toMatchObject({ revokedAt: revoked.at, reason: revoked.reason });
      }
    }
  });

  it('says unknown of a certificate that it does not know, and repeats a nonce', async () => {
    const port = await freePort();
    const chain = await chainWith(`http://127.0.0.1:${port}/`);
    const responder = await startResponder(chain.intermediate, port, [{ serial: 'beef' }]);
    undo.push(() => responder.stop());
    const { answers, lookup } = await look(chain, { ocsp: { ...onRequest, nonce: true } });
    expect(answers.map(statusOf)).toStrictEqual(['unknown', 'unknown']);
    expect(answers.map(({ nonce }) => nonce)).toStrictEqual(['repeated', null]);
    expect(lookup?.queries[0]?.nonce).toHaveLength(64);
  });

  it('is asked as the client asks: once, by POST, without a nonce', async () => {
    const port = await freePort();
    const chain = await chainWith(`http://127.0.0.1:${port}/`);
    const responder = await startResponder(chain.intermediate, port, [{ serial: 'cafe' }]);
    undo.push(() => responder.stop());
    const { lookup, answers } = await look(chain);
    expect(lookup).toMatchObject({ notAsked: null, queries: [{ method: 'POST', digest: 'sha1', nonce: null }] });
    expect(answers.map(statusOf)).toStrictEqual(['good']);
  });
});

describe('a responder that misbehaves', () => {
  /** A chain whose responder answers so. */
  const chainAnsweredBy = async (listener: RequestListener): Promise<Chain> => {
    const server = createServer(listener);
    const port = await listening(server);
    undo.push(() => server.close().closeAllConnections());
    return chainWith(`http://127.0.0.1:${port}/ocsp`);
  };

  it.each<readonly [string, RequestListener, string]>([
    ['an HTTP error', (_, response) => response.writeHead(503).end(), 'httpStatus'],
    ['another success than 200', (_, response) => response.writeHead(204).end(), 'httpStatus'],
    ['what is no OCSP response', (_, response) => response.end('<html>'), 'malformed'],
    ['nothing', (_, response) => response.end(), 'malformed'],
    ['more than anybody needs', (_, response) => response.end(Buffer.alloc(300 * 1024)), 'tooLarge'],
    ['redirects without end', (_, response) => response.writeHead(302, { location: '/ocsp' }).end(), 'httpStatus'],
  ])('with %s', async (_, listener, problem) => {
    const { answers } = await look(await chainAnsweredBy(listener));
    expect(answers.map(problemsOf)).toStrictEqual([[problem]]);
  });

  it('by not being there', async () => {
    const { answers } = await look(await chainWith(`http://127.0.0.1:${await freePort()}/`));
    expect(answers.map(problemsOf)).toStrictEqual([['refused']]);
  });

  it('by silence, for no longer than the probe has', async () => {
    const chain = await chainAnsweredBy(() => {});
    const { answers } = await look(chain, { timeoutMs: 700, connectTimeoutMs: 400 });
    expect(answers.map(problemsOf)).toStrictEqual([['timedOut']]);
  });
});

describe('who is asked', () => {
  let chain: Chain;
  let requests: { readonly method: string; readonly path: string; readonly type: string | undefined }[];
  let port: number;

  beforeAll(async () => {
    port = await freePort();
    const url = (name: string): string => `http://127.0.0.1:${port}/${name}`;
    chain = await buildChain(now, { intermediate: { ocspUrl: url('above') }, leaf: { ocspUrl: url('issuing') } });
  });

  /** A responder of both CAs, which answers good to all. */
  const serve = async (): Promise<void> => {
    requests = [];
    const server = createServer((request, response) => {
      requests.push({
        method: request.method ?? '',
        path: request.url ?? '',
        type: request.headers['content-type'],
      });
      request.resume();
      void stapleFor(
        chain,
        now,
        request.url?.startsWith('/above') === true
          ? { certificate: chain.intermediate.certificate, issuer: chain.root }
          : {},
      ).then((body) => response.end(body));
    });
    await listening(server, port);
    undo.push(() => server.close().closeAllConnections());
  };

  it('is nobody where the client does not look', async () => {
    await serve();
    const { lookup } = await look(chain, { client: openssl });
    expect([lookup, requests]).toStrictEqual([undefined, []]);
  });

  it('is the responder of the leaf alone where the client asks', async () => {
    await serve();
    const { lookup } = await look(chain);
    expect(lookup?.queries.map(({ certificate }) => certificate)).toStrictEqual([0]);
    expect(requests).toStrictEqual([{ method: 'POST', path: '/issuing', type: 'application/ocsp-request' }]);
  });

  it('is every responder on request, and the same question comes by GET', async () => {
    await serve();
    const { lookup, answers } = await look(chain, { client: openssl, ocsp: onRequest }, undefined, [
      chain.leaf.pem,
      chain.intermediate.pem,
      chain.root.pem,
    ]);
    expect(lookup?.queries.map(({ certificate, method }) => [certificate, method])).toStrictEqual([
      [0, 'POST'],
      [0, 'GET'],
      [1, 'POST'],
      [1, 'GET'],
    ]);
    expect(answers.map(statusOf)).toStrictEqual(['good', 'good', 'good', 'good']);
    const posted = requests.filter(({ method }) => method === 'POST');
    expect(posted.map(({ path }) => path).toSorted()).toStrictEqual(['/above', '/issuing']);
    const got = requests.filter(({ method }) => method === 'GET').map(({ path }) => path.split('/'));
    expect(new Set(got.map(([, name]) => name))).toStrictEqual(new Set(['issuing', 'above']));
    for (const [, , request = ''] of got) {
      const octets = Buffer.from(decodeURIComponent(request), 'base64');
      expect(octets.length).toBe(2 + (octets[1] ?? 0));
    }
  });

  it.each([
    ['stapled', {}, true],
    ['lookupsOff', { networkLookups: false }, false],
    ['lookupsOff', { networkLookups: false, ocsp: onRequest }, true],
    ['endpointCheckDisabled', { ocsp: { ...ocspAsTheClient, endpointCheck: false } }, false],
  ] as const)('is nobody: %s %j', async (why, different, staples) => {
    await serve();
    const { lookup } = await look(chain, different, staples ? await stapleFor(chain, now) : undefined);
    expect([lookup, requests]).toStrictEqual([{ queries: [], notAsked: why }, []]);
  });

  it('is nobody where no certificate names one', async () => {
    const { lookup } = await look(await buildChain(now));
    expect(lookup).toStrictEqual({ queries: [], notAsked: 'noResponder' });
  });

  it('is nobody where the issuer is not known: without it the certificate has no name for a responder', async () => {
    await serve();
    const { lookup } = await look(chain, {}, undefined, [chain.leaf.pem]);
    expect([lookup, requests]).toStrictEqual([{ queries: [], notAsked: 'issuerUnknown' }, []]);
  });

  it('is asked again by SHA-256 on request, where it does not know the certificate by SHA-1', async () => {
    const good = await stapleFor(chain, now, { certIdDigest: 'sha256' });
    const unauthorized = await stapleFor(chain, now, { responseStatus: 'unauthorized' });
    const server = createServer((request, response) => {
      const parts: Buffer[] = [];
      request.on('data', (part: Buffer) => parts.push(part));
      request.on('end', () => response.end(Buffer.concat(parts).includes(sha256Oid) ? good : unauthorized));
    });
    await listening(server, port);
    undo.push(() => server.close().closeAllConnections());
    const { answers } = await look(chain, { ocsp: onRequest }, undefined, [chain.leaf.pem, chain.intermediate.pem]);
    expect(
      answers.filter(({ certificate }) => certificate === 0).map(({ method, digest }) => [method, digest]),
    ).toStrictEqual([
      ['POST', 'sha1'],
      ['POST', 'sha256'],
      ['GET', 'sha1'],
    ]);
    expect(answers.slice(0, 2).map(statusOf)).toStrictEqual(['none', 'good']);
  });

  it('keeps the answer octet by octet', async () => {
    await serve();
    const { lookup } = await look(chain);
    const [query] = lookup?.queries ?? [];
    if (query?.result.kind !== 'completed') throw new Error('no answer');
    const read = value(readOcspResponse(fromHex(query.result.value.response)));
    expect(read.basic?.responses[0]?.certId.serial).toBe(chain.leaf.certificate.serial);
  });
});
