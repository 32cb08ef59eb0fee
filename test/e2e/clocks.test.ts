/** Clocks that are really wrong: nginx under faketime, probed as a user would. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { main } from '../../src/cli/main.ts';
import { buildChain } from '../../src/lab/chain-builder.ts';
import type { ChainPlan } from '../../src/lab/chain-builder.ts';
import type { Report } from '../../src/report/report.ts';
import { fakeIo } from '../support/fake-io.ts';
import { hasPeer } from '../support/peers.ts';
import { startNginx } from '../support/peers/nginx.ts';

const folder = mkdtempSync(join(tmpdir(), 'whytls-clocks-'));
afterAll(() => rmSync(folder, { recursive: true }));
const day = 86_400_000;

/** What is said of nginx whose clock is so many days ahead, with a chain. */
async function report(days: number, plan: ChainPlan): Promise<Report> {
  const { root, intermediate, leaf } = await buildChain(Date.now(), plan);
  const file = (name: string, text: string): string => {
    writeFileSync(join(folder, name), text);
    return join(folder, name);
  };
  const server = await startNginx(
    folder,
    [
      `ssl_certificate ${file('leaf.pem', leaf.pem + intermediate.pem)}`,
      `ssl_certificate_key ${file('leaf.key', leaf.keyPem)}`,
    ],
    ['faketime', '-f', `${days < 0 ? '' : '+'}${days}d`],
  );
  const io = fakeIo();
  await main([`localhost:${server.port}`, '--tlsCAFile', file('root.pem', root.pem), '--json'], io);
  await server.stop();
  return JSON.parse(io.printed()) as Report;
}

const rootsOf = ({ findings }: Report): readonly string[] =>
  findings.filter(({ rootCause }) => rootCause).map(({ id }) => id);

describe.skipIf(!hasPeer('nginx') || !hasPeer('faketime'))('nginx with another clock', () => {
  it('that runs ahead of ours, with a certificate of its own time', async () => {
    const now = Date.now();
    const said = await report(30, { leaf: { notBefore: now + 29 * day, notAfter: now + 119 * day } });
    expect(rootsOf(said)).toStrictEqual(['clock-skew']);
    expect(said.findings[0]?.summary).toContain('30 days');
  });

  it('that fell behind, so that it does not notice that its certificate has expired', async () => {
    const now = Date.now();
    const said = await report(-30, { leaf: { notBefore: now - 95 * day, notAfter: now - 5 * day } });
    expect(rootsOf(said)).toStrictEqual(['cert-expired', 'clock-skew']);
  });
});
