import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo, Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createServer as createTlsServer } from 'node:tls';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { main } from '../../src/cli/main.ts';
import { clients } from '../../src/clients/index.ts';
import { reportJsonSchema } from '../../src/report/schema/output.ts';
import { credentials } from '../support/credentials.ts';
import { fakeIo } from '../support/fake-io.ts';

const validate = z.fromJSONSchema(reportJsonSchema() as z.core.JSONSchema.JSONSchema);

const folder = mkdtempSync(join(tmpdir(), 'whytls-test-'));
const caFile = join(folder, 'ca.pem');
const open = new Set<Server>();

const listen = (server: Server): Promise<number> => {
  open.add(server);
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
  });
};

let sound = '';
let refusing = '';
let silent = '';

beforeAll(async () => {
  const { root, context } = await credentials();
  writeFileSync(caFile, root.pem);
  sound = `127.0.0.1:${await listen(createTlsServer(context))}`;
  silent = `127.0.0.1:${await listen(createServer())}`;
  const closed = createServer();
  refusing = `127.0.0.1:${await listen(closed)}`;
  await new Promise((resolve) => void closed.close(resolve));
  open.delete(closed);
});

afterAll(() => {
  for (const server of open) server.close();
  rmSync(folder, { recursive: true });
});

async function run(argv: readonly string[], io = fakeIo()) {
  const code = await main(argv, io);
  return { code, out: io.printed(), err: io.complained(), files: io.files };
}

describe('whytls <target>', () => {
  it('says in its first line that all is well, and ends with 0', async () => {
    const { code, out, err } = await run([sound, '--tlsCAFile', caFile]);
    expect(out.split('\n')[0]).toMatch(/^✔ OpenSSL connects to 127\.0\.0\.1:\d+: TLSv1\.3, certificate valid until /);
    expect({ code, err }).toEqual({ code: 0, err: '' });
  });

  it('names what is wrong, and ends with 1', async () => {
    const { code, out } = await run([sound]);
    expect(out).toMatch(/^✖ /);
    expect(out).toContain('untrusted-root · 127.0.0.1:');
    expect(code).toBe(1);
  });

  it('ends with 1 where nobody listens', async () => {
    const { code, out } = await run([refusing]);
    expect(out).toContain('connection-refused · 127.0.0.1:');
    expect(code).toBe(1);
  });

  it('judges at another time', async () => {
    const { code, out } = await run([sound, '--tlsCAFile', caFile, '--at', '2100-01-01']);
    expect(out).toContain('cert-expired · ');
    expect(code).toBe(1);
  });

  it('speaks Chinese', async () => {
    const { out } = await run([sound, '--tlsCAFile', caFile, '--lang', 'zh']);
    expect(out.split('\n')[0]).toMatch(/^✔ OpenSSL 可以连接 /);
    expect((await run([sound, '--quiet'], fakeIo({ env: { LANG: 'zh_CN.UTF-8' } }))).out).toMatch(/[一-鿿]/);
  });

  it('is one line when it is quiet', async () => {
    const { out } = await run([sound, '--quiet']);
    expect(out.match(/\n/g)).toHaveLength(1);
  });

  it.each([['--json'], ['--format=json']])('prints JSON that is valid against its schema (%s)', async (flag) => {
    for (const target of [sound, refusing]) {
      const { out } = await run([target, flag]);
      expect(() => validate.parse(JSON.parse(out))).not.toThrow();
    }
    const { out } = await run([sound, flag, '--tlsCAFile', caFile]);
    expect(JSON.parse(out)).toMatchObject({
      schema: 'whytls.report/1',
      verdict: 'ok',
      client: { id: 'openssl' },
      endpoints: [{ handshake: { completed: true, protocol: 'TLSv1.3' }, verification: { accepted: true } }],
    });
  });

  it('prints a page without any script, in the language asked for', async () => {
    const { out, code } = await run([refusing, '--format', 'html', '--lang', 'zh']);
    expect(code).toBe(1);
    expect(out).toMatch(/^<!DOCTYPE html>\n<html lang="zh-Hans">/);
    expect(out).not.toMatch(/<script|<link|<img|\son\w+=|url\(/i);
    expect(out).toContain(`default-src &#39;none&#39;; style-src &#39;sha256-`);
  });

  it('looks through the eyes of the client that is named, or that the scheme means', async () => {
    expect(JSON.parse((await run([sound, '--json', '--client', 'pymongo'])).out)).toMatchObject({
      client: { id: 'pymongo' },
    });
    expect(JSON.parse((await run([`mongodb://${sound}/?tls=true`, '--json'])).out)).toMatchObject({
      client: { id: 'pymongo' },
    });
  });

  it('writes the report and the observation into files', async () => {
    const { out, files } = await run([sound, '--json', '--output', 'r.json', '--save', 'o.json']);
    expect(out).toBe('');
    expect(JSON.parse(files.get('r.json') ?? '')).toMatchObject({ schema: 'whytls.report/1' });
    expect(JSON.parse(files.get('o.json') ?? '')).toMatchObject({ schema: 'whytls.observation/1' });
  });

  it('offers the versions that it was told to', async () => {
    const { out } = await run([sound, '--json', '--max-version', 'tls1.2']);
    expect(JSON.parse(out)).toMatchObject({
      endpoints: [{ handshake: { protocol: 'TLSv1.2', offered: { versions: ['TLSv1.2'] } } }],
    });
  });

  it('uses colour only where it is wanted', async () => {
    const colour = '\u001b[';
    expect((await run([refusing])).out).not.toContain(colour);
    expect((await run([refusing, '--color', 'always'])).out).toContain(colour);
    expect((await run([refusing], fakeIo({ isTerminal: true }))).out).toContain(colour);
    expect((await run([refusing, '--color', 'never'], fakeIo({ isTerminal: true }))).out).not.toContain(colour);
    expect((await run([refusing], fakeIo({ isTerminal: true, env: { NO_COLOR: '1' } }))).out).not.toContain(colour);
    expect((await run([refusing], fakeIo({ isTerminal: true, env: { CI: 'true' } }))).out).not.toContain(colour);
    expect((await run([refusing], fakeIo({ env: { FORCE_COLOR: '1' } }))).out).toContain(colour);
  });

  it('does without Unicode where there is none', async () => {
    const { out } = await run([refusing], fakeIo({ env: { LANG: 'C' } }));
    expect(out).toMatch(/^\[fail\] [\x20-\x7e\n]*$/);
  });

  it('prints what was measured so far when it is interrupted, and ends with 130', async () => {
    const io = fakeIo();
    const running = main([silent, '--json'], io);
    // By then the probe waits for a ServerHello that will not come.
    await new Promise<void>((resolve) => {
      for (const server of open) server.once('connection', () => resolve());
    });
    io.interrupt();
    expect(await running).toBe(130);
    expect(() => validate.parse(JSON.parse(io.printed()))).not.toThrow();
    expect(io.complained()).toBe('Interrupted: this is what was measured so far.\n');
  });

  it('never prints a password', async () => {
    for (const argv of [
      [`mongodb://app:s3cret@${sound}/?tls=true`, '--verbose'],
      [`mongodb://app:s3cret@${sound}/?tls=true`, '--json', '--save', 'o.json'],
      [`mongodb://app:s3cret@${sound}/?tlsCertificateKeyFilePassword=s3cret`],
      ['mongodb://app:s3cret@a,b/'],
      ['mongodb://app:s3?cret@h/'],
      ['app:s3cret'],
      [sound, '--tlsCertificateKeyFilePassword', 's3cret'],
      [sound, '--tlsCertificateKeyFilePassword=s3cret'],
    ]) {
      const { out, err, files } = await run(argv);
      expect(out + err + [...files.values()].join('')).not.toMatch(/s3\??cret/);
    }
  });
});

describe('wrong usage', () => {
  it.each([
    [[], 'which server?'],
    [['h', '--nonsense'], 'there is no option --nonsense'],
    [['h', '--snii', 'x'], 'did you mean --sni?'],
    [['h', '--network-lookup'], 'did you mean --no-network-lookups?'],
    [['h', '-z'], 'there is no option -z'],
    [['h', '--sni'], '--sni needs a value: --sni NAME|none'],
    [['h', '--sni', 'a', '--sni', 'b'], '--sni was given more than once'],
    [['h', '--json=yes'], '--json takes no value'],
    [['h', '--json', '--format', 'text'], '--json and --format text exclude each other'],
    [['h', '-4', '-6'], '-4 and -6 exclude each other'],
    [['h', '-q', '-v'], '--quiet and --verbose exclude each other'],
    [['a', 'b'], '2 targets were given'],
    [['h', '--format', 'pdf'], '--format cannot be "pdf": give text, json'],
    [['h', '--proxy', 'gopher://p'], '--proxy: gopher:// is no kind of proxy that whytls knows: give http://host:port'],
    [['enum', 'x'], 'the command enum is not in this version'],
    [['demo', 'x'], '"x" is not expected here'],
    [['explian', 'handshake', 'failure'], 'there is no command "explian": did you mean explain?'],
    [['verfiy', '--chain', 'chain.pem'], 'there is no command "verfiy": did you mean verify?'],
    [['db1', 'db2'], '2 targets were given'],
    [['lab', 'cert-expird'], 'did you mean cert-expired?'],
    [['h', '--timeout', '0'], 'milliseconds from 1 to 3600000'],
    [['h', '--timeout', '1e3'], 'milliseconds from 1 to 3600000'],
    [['h', '--min-version', 'SSLv3'], 'give TLSv1, TLSv1.1, TLSv1.2 or TLSv1.3'],
    [['h', '--min-version', '1.3', '--max-version', '1.2'], 'not below --min-version'],
    [['h', '--at', '2026-02-31'], '--at cannot be "2026-02-31"'],
    [['h', '--at', 'yesterday'], '--at cannot be "yesterday"'],
    [['h', '--ip', 'h'], '--ip cannot be "h"'],
    [['h', '--ip', '1.2.3.4:5'], 'an IPv4 or IPv6 address without port'],
    [['h', '--alpn', 'h2,,x'], '--alpn cannot be "h2,,x"'],
    [['h', '--client', 'netscape'], 'give pymongo, openssl'],
    [['h', '--starttls', 'gopher'], '--starttls cannot be "gopher"'],
    [['a\nb\u001b[2J'], '"a\\u{a}b\\u{1b}[2J" is no host name'],
    [['h:99999'], '"99999" is no port'],
  ])('%j: one line on standard error that says how to mend it, and 2', async (argv, expected) => {
    const { code, out, err } = await run(argv);
    expect(err).toContain(expected);
    expect(err).toMatch(/^whytls: [^\n]*\n$/);
    expect({ code, out }).toEqual({ code: 2, out: '' });
  });

  it('is told in Chinese too', async () => {
    const { code, err } = await run(['h', '--snii', 'x', '--lang', 'zh']);
    expect(err).toBe('whytls: 没有选项 --snii：是否想用 --sni？\n');
    expect(code).toBe(2);
  });

  it('a file that cannot be written', async () => {
    const { code, err } = await run([refusing, '--output', '/readonly/r.txt']);
    expect(err).toBe(
      'whytls: --output: /readonly/r.txt cannot be written (EACCES): check the folder and its permissions\n',
    );
    expect(code).toBe(2);
  });

  it('a file of trust anchors that is not there', async () => {
    const { code, err } = await run([sound, '--tlsCAFile', join(folder, 'none.pem')]);
    expect(err).toMatch(/^whytls: --tlsCAFile: [^\n]*none\.pem cannot be read [^\n]*\n$/);
    expect(code).toBe(2);
  });
});

describe('help', () => {
  it('names every command and option', async () => {
    const { code, out, err } = await run(['--help']);
    for (const word of ['probe', 'lab', 'demo', '--tlsCAFile', '--no-network-lookups', '-4'])
      expect(out).toContain(word);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect((await run(['lab', '--help'])).out).toContain('--list');
    expect((await run(['--help', '--lang', 'zh'])).out).toContain('选项：');
  });

  it('says which version this is', async () => {
    expect(await run(['--version'])).toMatchObject({ code: 0, out: '0.1.0\n' });
  });

  it('completes in the shell', async () => {
    expect((await run(['completion'])).out).toContain('_whytls_yargs_completions');
    expect((await run(['--get-yargs-completions', 'whytls', '--tl'])).out).toContain('--tlsCAFile\n');
    expect((await run(['--get-yargs-completions', 'whytls', 'lab', '--l'])).out).toContain('--list\n');
    expect((await run(['--get-yargs-completions', 'whytls', ''])).out).toContain('demo\n');
    expect((await run(['--get-yargs-completions', 'whytls', '--client', ''])).out).toContain('pymongo\n');
    expect((await run(['--get-yargs-completions', 'whytls', 'explain', 'cert-'])).out).toContain('cert-expired\n');
    expect((await run(['--get-yargs-completions', 'whytls', 'lab', 'heal'])).out).toContain('healthy\n');
    // Files: the shell's own business.
    expect(await run(['--get-yargs-completions', 'whytls', '--tlsCAFile', 'c'])).toMatchObject({
      code: 0,
      out: '',
      err: '',
    });
  });
});

describe('a bug of ours', () => {
  it('is called one, with what to report and without secrets, and ends with 3', async () => {
    const io = fakeIo();
    const broken = {
      ...io,
      out: {
        ...io.out,
        write: () => {
          throw new TypeError('cannot read x of mongodb://app:s3cret@h');
        },
      },
    };
    expect(await main([refusing], broken)).toBe(3);
    const [first = '', second = '', third = ''] = io.complained().split('\n');
    expect(first).toContain('this is a bug in whytls');
    expect(second).toContain(`whytls 0.1.0, Node ${process.version}`);
    expect(third).toBe('  TypeError: cannot read x of mongodb://app:***@h');
  });
});

describe('whytls lab', () => {
  it('lists its faults', async () => {
    const { code, out } = await run(['lab', '--list']);
    expect(out).toMatch(/^cert-expired +Leaf that has expired$/m);
    expect(code).toBe(0);
  });

  it('lists them as JSON that is valid against the schema', async () => {
    const { out } = await run(['lab', '--list', '--json']);
    expect(() => validate.parse(JSON.parse(out))).not.toThrow();
  });

  it('runs until it is interrupted, and the command that it prints finds the fault', async () => {
    const io = fakeIo();
    const started = new Promise<void>((resolve) => {
      io.onPrint(resolve);
    });
    const running = main(['lab', 'cert-expired', '--json'], io);
    await started;
    const { command } = (JSON.parse(io.printed()) as { faults: [{ command: string }] }).faults[0];
    const probed = await run(command.split(' ').slice(1));
    expect(probed.out).toContain('cert-expired · ');
    io.interrupt();
    expect(await running).toBe(0);
    expect((await run(command.split(' ').slice(1))).code).toBe(2);
  });
});

describe('whytls demo', () => {
  it('names every fault rightly', async () => {
    const { code, out } = await run(['demo']);
    expect(out).toMatch(/\n(\d+) of \1 named rightly\.\n$/);
    expect(code).toBe(0);
  });
});

describe('--client list', () => {
  it('names every client, with any command and without a target', async () => {
    const { code, out } = await run(['--client', 'list']);
    expect(code).toBe(0);
    for (const { id, name } of clients) expect(out).toMatch(new RegExp(`^${id} +${name.replaceAll('.', '\\.')} `, 'm'));
    for (const line of out.split('\n')) expect(line.length).toBeLessThanOrEqual(112);
    expect((await run(['verify', '--client', 'list'])).out).toBe(out);
  });

  it('does so in Chinese', async () => {
    expect((await run(['--client', 'list', '--lang', 'zh'])).out).toContain('未指定时：MongoDB 目标用 pymongo');
  });

  it('tells all that a profile holds in JSON', async () => {
    const { out } = await run(['--client=list', '--json']);
    const list = validate.parse(JSON.parse(out)) as { clients: { id: string; offers: { cipherSuites: string[] } }[] };
    expect(list.clients.map(({ id }) => id)).toStrictEqual(clients.map(({ id }) => id));
    expect(list.clients[0]?.offers.cipherSuites).toHaveLength(17);
  });
});
