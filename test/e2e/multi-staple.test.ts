/** A staple for each certificate: in TLS 1.3 from GnuTLS, in TLS 1.2 by status_request_v2 from Java. Each is judged by itself. */
import { createServer } from 'node:http';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { main } from '../../src/cli/main.ts';
import { buildChain } from '../../src/lab/chain-builder.ts';
import type { Chain } from '../../src/lab/chain-builder.ts';
import type { Report } from '../../src/report/report.ts';
import { issueOcspResponse } from '../../src/x509/pki/issue/issue.ts';
import type { OcspPlan } from '../../src/x509/pki/issue/issue.ts';
import { fakeIo } from '../support/fake-io.ts';
import { listening } from '../support/listening.ts';
import { hasPeer } from '../support/peers.ts';
import { startLineServer } from '../support/peers/line-server.ts';
import { OpensslFolder } from '../support/peers/openssl-keys.ts';
import { freePort, startPeer } from '../support/peers/peer-process.ts';

const now = Math.floor(Date.now() / 1000) * 1000;
const hour = 3_600_000;

let folder: OpensslFolder;
const undo: (() => Promise<void> | void)[] = [];

beforeEach(() => {
  folder = new OpensslFolder();
  undo.push(() => folder.remove());
});
afterEach(async () => {
  for (const act of undo.splice(0).toReversed()) await act();
});

/** Responses about the leaf and about the intermediate. */
const responsesFor = (chain: Chain, plan: Partial<OcspPlan> = {}) => {
  const times = { thisUpdate: now - hour, nextUpdate: now + hour };
  return Promise.all([
    issueOcspResponse({ certificate: chain.leaf.certificate, issuer: chain.intermediate, status: 'good', ...times }),
    issueOcspResponse({
      certificate: chain.intermediate.certificate,
      issuer: chain.root,
      status: 'revoked',
      reason: 'cACompromise',
      ...times,
      ...plan,
    }),
  ]);
};

async function look(port: number, chain: Chain, ...argv: readonly string[]): Promise<Report> {
  folder.write('root.pem', chain.root.pem);
  const io = fakeIo();
  await main(
    [`localhost:${port}`, '--client', 'openssl', '--tlsCAFile', folder.path('root.pem'), '--json', ...argv],
    io,
  );
  expect(io.complained()).toBe('');
  return JSON.parse(io.printed()) as Report;
}

/** Place, status and problems of every staple. */
const staplesOf = ({ endpoints: [endpoint] }: Report) =>
  endpoint?.ocsp.staples.map(({ certificate, status, problems }) => [
    certificate,
    status,
    problems.map(({ kind }) => kind),
  ]);

const revocationIn = ({ findings }: Report) =>
  findings.filter(({ family }) => family === 'revocation').map(({ id }) => id);

describe.skipIf(!hasPeer('gnutls-serv'))('TLS 1.3, from gnutls-serv', () => {
  /** The chain as it serves it, a staple beside each certificate. */
  async function serve(chain: Chain, responses: readonly Uint8Array[]): Promise<number> {
    folder.write('chain.pem', chain.leaf.pem + chain.intermediate.pem);
    folder.write('leaf.key', chain.leaf.keyPem);
    const port = await freePort();
    const options = ['--x509certfile', folder.path('chain.pem'), '--x509keyfile', folder.path('leaf.key')];
    for (const [place, response] of responses.entries()) {
      folder.write(`${place}.der`, response);
      options.push('--ocsp-response', folder.path(`${place}.der`));
    }
    const server = await startPeer({
      program: 'gnutls-serv',
      options: [...options, '--port', String(port), '--http', '--quiet'],
      ports: [port],
      signal: 'SIGKILL',
    });
    undo.push(() => server.stop());
    return port;
  }

  it('are each judged by their own certificate', async () => {
    const chain = await buildChain(now);
    const [leaf, intermediate] = await responsesFor(chain, { status: 'good' });
    const report = await look(await serve(chain, [leaf, intermediate]), chain);
    expect(staplesOf(report)).toStrictEqual([
      [0, 'good', []],
      [1, 'good', []],
    ]);
    expect(revocationIn(report)).toStrictEqual([]);
  });
});

describe.skipIf(!(hasPeer('java') && hasPeer('openssl')))('TLS 1.2 with status_request_v2, from JSSE', () => {
  it('shows what it was told of each certificate', { timeout: 60_000 }, async () => {
    const answers = new Map<string, Uint8Array>();
    const responder = createServer((request, response) => {
      request.resume();
      const [, name = ''] = (request.url ?? '').split('/');
      response.writeHead(200, { 'content-type': 'application/ocsp-response' }).end(answers.get(name));
    });
    const url = `http://127.0.0.1:${await listening(responder)}`;
    undo.push(() => responder.close().closeAllConnections());
    const chain = await buildChain(now, {
      leaf: { ocspUrl: `${url}/leaf/` },
      intermediate: { ocspUrl: `${url}/intermediate/` },
    });
    const [leaf, intermediate] = await responsesFor(chain);
    answers.set('leaf', leaf).set('intermediate', intermediate);
    folder.write('chain.pem', chain.leaf.pem + chain.intermediate.pem + chain.root.pem);
    folder.write('leaf.key', chain.leaf.keyPem);
    const store = ['-inkey', 'leaf.key', '-in', 'chain.pem', '-name', 'leaf', '-passout', 'pass:changeit'];
    folder.run('pkcs12', '-export', ...store, '-out', 'java.p12');
    const source = new URL('../support/peers/TlsServers.java', import.meta.url).pathname;
    const java = ['-XX:TieredStopAtLevel=1', '-Xshare:auto', '-Djdk.tls.server.enableStatusRequestExtension=true'];
    const server = await startLineServer('java', [...java, source, 'TLSv1.2;*;none'], {
      KEYSTORE: folder.path('java.p12'),
    });
    undo.push(() => server.stop());

    const v2 = ['--offer', 'status_request_v2', '--max-version', '1.2'];
    const report = await look(server.ports[0] ?? 0, chain, ...v2);
    expect(staplesOf(report)).toStrictEqual([
      [0, 'good', []],
      [1, 'revoked', []],
    ]);
    expect(revocationIn(report)).toStrictEqual(['cert-revoked']);
    const finding = report.findings.find(({ id }) => id === 'cert-revoked');
    expect(finding?.summary).toContain('The certificate CN=Issuing CA,O=whytls lab was revoked');
    const verdicts = report.endpoints[0]?.ocsp.verdicts.map(({ policy, accepted }) => [policy, accepted]);
    // Drivers look at the leaf's staple alone.
    expect(verdicts).toEqual(
      expect.arrayContaining([
        ['pymongo', true],
        ['gnutls', false],
      ]),
    );
  });
});
