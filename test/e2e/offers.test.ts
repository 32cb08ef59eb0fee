/** `--offer`, `--resume`, `--starttls` and `--proxy` through the command line, against servers that we can look into. */
import { createServer, connect } from 'node:net';
import type { Server, Socket } from 'node:net';
import { createServer as createTlsServer, TLSSocket } from 'node:tls';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { main } from '../../src/cli/main.ts';
import type { Report } from '../../src/report/report.ts';
import { issueCertificate } from '../../src/x509/pki/issue/issue.ts';
import { credentials } from '../support/credentials.ts';
import type { Credentials } from '../support/credentials.ts';
import { fakeIo } from '../support/fake-io.ts';
import { listening } from '../support/listening.ts';

const folder = mkdtempSync(join(tmpdir(), 'whytls-offers-'));
const caFile = join(folder, 'ca.pem');
const servers: Server[] = [];
const thisMonth = { notBefore: Date.now() - 86_400_000, notAfter: Date.now() + 30 * 86_400_000 };
let ec: Credentials;
let tlsPort: number;

async function serve(server: Server): Promise<number> {
  servers.push(server);
  return listening(server);
}

beforeAll(async () => {
  ec = await credentials();
  writeFileSync(caFile, ec.root.pem);
  const server = createTlsServer({ ...ec.context }, (socket) => socket.on('error', () => {}));
  server.on('tlsClientError', () => {});
  tlsPort = await serve(server);
});

afterAll(() => {
  for (const server of servers) server.close();
  rmSync(folder, { recursive: true });
});

async function look(...words: string[]): Promise<{ code: number; report: Report; text: string }> {
  const io = fakeIo();
  const code = await main([...words, '--ip', '127.0.0.1', '--tlsCAFile', caFile, '--json'], io);
  return { code, report: JSON.parse(io.printed() || 'null') as Report, text: io.printed() + io.complained() };
}

const pipe = (a: Socket, b: Socket): void => {
  for (const socket of [a, b]) socket.on('error', () => a.destroy() && b.destroy());
  a.pipe(b).pipe(a);
};

describe('what is asked for', () => {
  it('goes into the ClientHello by --offer, and the server does not mind', async () => {
    const { code, report } = await look(
      `localhost:${tlsPort}`,
      '--offer',
      'grease,signed_certificate_timestamp,padding',
    );
    expect(report.verdict).toBe('ok');
    expect(code).toBe(0);
    const hello = report.endpoints[0]?.handshake.messages[0];
    expect(hello).toMatchObject({ name: 'client_hello', bytes: 512 });
  });

  it('resumes the session by --resume, and says so', async () => {
    const { report } = await look(`localhost:${tlsPort}`, '--resume');
    expect(report.verdict).toBe('ok');
    expect(report.endpoints[0]?.handshake.session).toMatchObject({ tickets: 1 });
    expect(report.endpoints[0]?.experiments).toHaveLength(1);
    expect(report.endpoints[0]?.experiments[0]?.result).toContain('resumed');
  });
});

describe('the way to the server', () => {
  it('begins in plain text by the scheme of a URL', async () => {
    const port = await serve(
      createServer((socket) => {
        socket.on('error', () => {});
        socket.write('220 mail.example.test ESMTP\r\n');
        socket.on('data', (chunk) => {
          const line = chunk.toString();
          if (line.startsWith('EHLO')) socket.write('250-mail.example.test\r\n250 STARTTLS\r\n');
          else if (line.startsWith('STARTTLS')) {
            socket.write('220 go ahead\r\n', () => {
              socket.removeAllListeners('data');
              new TLSSocket(socket, { isServer: true, ...ec.context }).on('error', () => {});
            });
          }
        });
      }),
    );
    const { code, report } = await look(`smtp://localhost:${port}`);
    expect(report.verdict).toBe('ok');
    expect(code).toBe(0);
    expect(report.target.starttls).toBe('smtp');
    expect(report.endpoints[0]?.preludes).toMatchObject([{ protocol: 'smtp', advertised: true, surplus: 0 }]);
  });

  it('says what a server said that refuses STARTTLS', async () => {
    const port = await serve(
      createServer((socket) => {
        socket.on('error', () => {});
        socket.write('220 mail.example.test ESMTP\r\n');
        socket.on('data', (chunk) => {
          socket.write(chunk.toString().startsWith('EHLO') ? '250 mail.example.test\r\n' : '454 TLS not available\r\n');
        });
      }),
    );
    const { code, report, text } = await look(`localhost:${port}`, '--starttls', 'smtp');
    expect(code).toBe(1);
    expect(report.findings[0]?.id).toBe('starttls-refused');
    expect(text).toContain('454 TLS not available');
  });

  it('goes through an HTTP proxy, whose credentials appear nowhere', async () => {
    const asked: string[] = [];
    const port = await serve(
      createServer((socket) => {
        socket.once('data', (chunk) => {
          asked.push(chunk.toString());
          const server = connect(tlsPort, '127.0.0.1', () => {
            socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
            pipe(socket, server);
          });
        });
      }),
    );
    const { report, text } = await look(`localhost:${tlsPort}`, '--proxy', `http://kim:hush-hush@127.0.0.1:${port}`);
    expect(report.verdict).toBe('ok');
    expect(asked[0]).toContain(`CONNECT 127.0.0.1:${tlsPort} HTTP/1.1`);
    expect(asked[0]).toContain(`Proxy-Authorization: Basic ${Buffer.from('kim:hush-hush').toString('base64')}`);
    expect(text).not.toContain('hush');
  });

  it('names a proxy that refuses, with its own words', async () => {
    const port = await serve(
      createServer((socket) => {
        socket.on('error', () => {});
        socket.once('data', () => socket.end('HTTP/1.1 403 Not from this desk\r\nContent-Length: 0\r\n\r\n'));
      }),
    );
    const { code, report, text } = await look('db.example.test:27017', '--proxy', `http://127.0.0.1:${port}`);
    expect(code).toBe(1);
    expect(report.findings.filter(({ rootCause }) => rootCause).map(({ id }) => id)).toEqual(['proxy-refused']);
    expect(text).toContain('Not from this desk');
  });

  it('sees through a proxy that opens TLS itself, and shows both issuers', async () => {
    const inspection = await issueCertificate({ subject: [['CN', 'Inspection CA']], ca: true, ...thisMonth });
    const inspected = await issueCertificate({
      subject: [['CN', 'localhost']],
      san: [{ dns: 'localhost' }],
      issuer: inspection,
      ...thisMonth,
    });
    const port = await serve(
      createServer((socket) => {
        socket.on('error', () => {});
        socket.once('data', () => {
          socket.write('HTTP/1.1 200 Connection established\r\n\r\n', () => {
            const opened = new TLSSocket(socket, { isServer: true, cert: inspected.pem, key: inspected.keyPem });
            opened.on('error', () => {});
          });
        });
      }),
    );
    const { report } = await look(`localhost:${tlsPort}`, '--proxy', `http://127.0.0.1:${port}`);
    const finding = report.findings.find(({ id }) => id === 'proxy-intercepts');
    expect(finding?.summary).toContain('through it the certificate is issued by CN=Inspection CA');
    expect(finding?.summary).toContain('without it by CN=Test Issuing CA');
    const straight = await look(`localhost:${tlsPort}`);
    expect(straight.report.findings).toEqual([]);
  });

  it.each([
    [{ HTTPS_PROXY: 'http://kim:hush-hush@gate.example.test:3128' }, false],
    [{ https_proxy: 'http://gate.example.test:3128', NO_PROXY: 'localhost,.internal' }, true],
  ])('notices a proxy in the environment, does not follow it, and keeps its secrets', async (variables, exempt) => {
    const io = fakeIo({ env: { LANG: 'C.UTF-8', ...variables } });
    const code = await main([`localhost:${tlsPort}`, '--ip', '127.0.0.1', '--tlsCAFile', caFile], io);
    expect(code).toBe(0);
    expect(io.printed()).toContain(exempt ? 'NO_PROXY exempts this host' : 'names http://gate.example.test:3128');
    expect(io.printed()).not.toContain('hush');
  });

  it.each([
    ['127.0.0.1', 'NO_PROXY exempts 127.0.0.1 alone.'],
    ['localhost,127.0.0.0/8', 'NO_PROXY exempts these hosts'],
    ['', 'went directly. --proxy'],
  ])('says once for all hosts of a connection string whether a proxy is exempt: %j', async (noProxy, expected) => {
    const io = fakeIo({ env: { HTTPS_PROXY: 'http://gate.example.test:3128', NO_PROXY: noProxy } });
    await main([`mongodb://localhost:${tlsPort},127.0.0.1:${tlsPort}/?tls=true`, '--client', 'openssl'], io);
    const said = io.printed().replaceAll(/\s+/g, ' ');
    expect(said).toContain(expected);
    expect(said.split('HTTPS_PROXY')).toHaveLength(2);
  });
});
