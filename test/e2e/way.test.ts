/** What stands in the way before TLS begins, as a user meets it: STARTTLS that leads nowhere, proxies that refuse. */
import { afterEach, describe, expect, it } from 'vitest';
import { utf8 } from '../../src/base/octets.ts';
import { main } from '../../src/cli/main.ts';
import { nodeLoopback } from '../../src/net/node/loopback.ts';
import type { Report } from '../../src/report/report.ts';
import { start, stopAll } from '../lab/running.ts';
import { fakeIo } from '../support/fake-io.ts';
import { value } from '../support/result.ts';

const stops: (() => Promise<void>)[] = [];

afterEach(async () => {
  await Promise.all([stopAll(), ...stops.splice(0).map((stop) => stop())]);
});

async function report(...argv: string[]): Promise<Report> {
  const io = fakeIo();
  await main([...argv, '--json'], io);
  expect(io.complained()).toBe('');
  return JSON.parse(io.printed()) as Report;
}

const causes = ({ findings }: Report): readonly string[] =>
  findings.filter(({ rootCause }) => rootCause).map(({ id }) => id);

/** A port that answers the first octets with this, and closes. */
async function answering(text: string): Promise<number> {
  const served = value(
    await nodeLoopback.tcp((connection) => ({
      octets: () => {
        connection.write(utf8(text));
        connection.end();
      },
      ended: () => connection.destroy(),
    })),
  );
  stops.push(() => served.stop());
  return served.port;
}

describe('STARTTLS', () => {
  it('is refused by a mail server without TLS, in its own words', async () => {
    const { port } = await start('plaintext-smtp');
    const found = await report(`127.0.0.1:${port}`, '--starttls', 'smtp');
    expect(causes(found)).toStrictEqual(['starttls-refused']);
    expect(found.verdict).toBe('fail');
  });

  it('is out of place at a server that speaks TLS at once: by its silence', async () => {
    const { port } = await start('healthy');
    const found = await report(`127.0.0.1:${port}`, '--starttls', 'smtp', '--connect-timeout', '700');
    expect(causes(found)).toStrictEqual(['starttls-refused']);
    expect(found.findings[0]?.summary).toContain('wait for TLS from the first octet');
  });

  it('is out of place at a server that speaks TLS at once: by its alert', async () => {
    const { port } = await start('sni-unrecognized');
    const found = await report(`127.0.0.1:${port}`, '--starttls', 'ldap');
    expect(causes(found)).toStrictEqual(['starttls-refused']);
    expect(found.findings[0]?.summary).toContain('speaks TLS from the first octet');
    expect(found.findings[0]?.remedies[0]?.commands).toStrictEqual([`whytls ldaps://127.0.0.1:${port}`]);
  });

  it('is suggested where a mail server was found without it', async () => {
    const { port } = await start('plaintext-smtp');
    const found = await report(`127.0.0.1:${port}`);
    expect(causes(found)).toStrictEqual(['plaintext-server']);
    const commands = found.findings[0]?.remedies.flatMap((remedy) => remedy.commands);
    expect(commands).toContain(`whytls 127.0.0.1:${port} --starttls smtp`);
  });
});

describe('a proxy', () => {
  it.each([
    ['HTTP/1.1 403 Filtered\r\nContent-Length: 0\r\n\r\n', 'does not allow connections'],
    ['HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n', 'wants a user name and password'],
    ['HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\n\r\n', 'could not reach'],
    ['SSH-2.0-OpenSSH_9.2\r\n', 'no proxy of that kind'],
  ])('that answers %j is named as the cause', async (answer, words) => {
    const { port } = await start('healthy');
    const proxy = await answering(answer);
    const found = await report(`127.0.0.1:${port}`, '--proxy', `http://127.0.0.1:${proxy}`);
    expect(causes(found)).toStrictEqual(['proxy-refused']);
    expect(found.findings[0]?.summary).toContain(words);
  });

  it('that is not there is named as the cause', async () => {
    const { port } = await start('healthy');
    const { port: closed } = await start('connection-refused');
    const found = await report(`127.0.0.1:${port}`, '--proxy', `socks5://127.0.0.1:${closed}`);
    expect(causes(found)).toStrictEqual(['proxy-refused']);
    expect(found.findings[0]?.summary).toContain('nothing listens there');
  });
});
