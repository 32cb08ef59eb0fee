/** The commands in a report: what they are given reaches the same server in the same way, and finds the same. */
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { Server } from 'node:tls';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { main } from '../../src/cli/main.ts';
import type { Report } from '../../src/report/report.ts';
import { credentials } from '../support/credentials.ts';
import { startDnsmasq } from '../support/peers/dnsmasq.ts';
import { fakeIo } from '../support/fake-io.ts';
import { mongodbServer, testCa } from '../support/mongodb-server.ts';
import type { PeerServer } from '../support/peers/peer-process.ts';
import { hasPeer } from '../support/peers.ts';
import { startTinyproxy } from '../support/peers/proxies.ts';

const folder = mkdtempSync(join(tmpdir(), "whytls it's-"));
const caFile = join(folder, 'ca.pem');
const clientFile = join(folder, 'client.pem');
let expired: { readonly port: number; readonly server: Server };
let other: { readonly port: number; readonly server: Server };
const peers: PeerServer[] = [];

beforeAll(async () => {
  const ca = await testCa();
  const { leaf } = await credentials();
  writeFileSync(caFile, ca.pem);
  writeFileSync(clientFile, leaf.keyPem + leaf.pem);
  expired = await mongodbServer(ca, 'expired.whytls.test', true);
  other = await mongodbServer(ca, 'other.whytls.test');
});
afterAll(async () => {
  expired.server.close();
  other.server.close();
  await Promise.all(peers.map((peer) => peer.stop()));
  rmSync(folder, { recursive: true });
});

async function look(argv: readonly string[]): Promise<{ readonly report: Report; readonly said: string }> {
  const io = fakeIo();
  await main([...argv, '--json'], io);
  return { report: JSON.parse(io.printed()) as Report, said: io.printed() + io.complained() };
}

const commandsIn = ({ findings }: Report): readonly string[] =>
  findings.flatMap(({ remedies }) => remedies.flatMap(({ commands }) => commands));

const shell = promisify(execFile);

/** The words of the command that probes again, as a shell reads them. */
async function checkIn(report: Report): Promise<readonly string[]> {
  const check = commandsIn(report).findLast((command) => command.startsWith('whytls ')) ?? '';
  const { stdout } = await shell('sh', ['-c', `printf '%s\\n' ${check}`]);
  return stdout.trimEnd().split('\n').slice(1);
}

const causes = ({ findings }: Report): readonly string[] => findings.map(({ id }) => id);

describe.skipIf(!hasPeer('sh') || !hasPeer('dnsmasq'))('a check', () => {
  it('asks the same DNS server, sends the same certificate, sees with the same eyes, and finds the same', async () => {
    const dns = await startDnsmasq({ hosts: { expired: ['127.0.0.1'] } });
    peers.push(dns);
    const given = ['--dns', `127.0.0.1:${dns.port}`, '--tlsCertificateKeyFile', clientFile, '--tlsCAFile', caFile];
    for (const target of [
      `expired.whytls.test:${expired.port}`,
      `mongodb://kim:s3cret@expired.whytls.test:${expired.port}/?tls=true`,
    ]) {
      const { report, said } = await look([target, '--client', 'node', ...given]);
      expect(causes(report)).toStrictEqual(['cert-expired']);
      const check = await checkIn(report);
      expect(check).toStrictEqual(expect.arrayContaining([...given, '--client', 'node']));
      const again = (await look(check)).report;
      expect(causes(again)).toStrictEqual(['cert-expired']);
      expect(again.client.id).toBe('node');
      expect(again.endpoints[0]?.handshake.offered?.serverName).toBe('expired.whytls.test');
      expect(said).not.toContain('s3cret');
    }
  });

  it('sends the name that was chosen, to the address that was chosen', async () => {
    const given = ['--ip', '127.0.0.1', '--sni', 'a.whytls.test', '--tlsCAFile', caFile];
    const { report } = await look([`expired.whytls.test:${expired.port}`, '--client', 'openssl', ...given]);
    const again = (await look(await checkIn(report))).report;
    expect(again.endpoints[0]).toMatchObject({
      address: '127.0.0.1',
      handshake: { offered: { serverName: 'a.whytls.test' } },
    });
    expect(causes(again)).toStrictEqual(causes(report));
  });

  it.skipIf(!hasPeer('tinyproxy') || !hasPeer('openssl'))(
    'goes by the same proxy, without its password; openssl s_client does so, too',
    async () => {
      const proxy = await startTinyproxy([]);
      peers.push(proxy);
      const { report, said } = await look([
        `localhost:${other.port}`,
        '--proxy',
        `http://kim:s3cret@127.0.0.1:${proxy.port}`,
        '--tlsCAFile',
        caFile,
      ]);
      expect(causes(report)).toStrictEqual(['hostname-mismatch']);
      expect(said).not.toContain('s3cret');
      const check = await checkIn(report);
      expect(check).toContain(`http://127.0.0.1:${proxy.port}`);
      const again = (await look(check)).report;
      expect(causes(again)).toStrictEqual(['hostname-mismatch']);
      expect(again.endpoints[0]?.preludes).toMatchObject([{ protocol: 'http' }]);
      const show = commandsIn(report).find((command) => command.includes('s_client')) ?? '';
      expect(show).toContain(`-proxy 127.0.0.1:${proxy.port}`);
      expect((await shell('sh', ['-c', show])).stdout).toContain('DNS:other.whytls.test');
    },
  );
});
