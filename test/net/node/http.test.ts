import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer as createTcpServer } from 'node:net';
import type { Server } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { fromUtf8, utf8 } from '../../../src/base/octets.ts';
import { nodeHttp } from '../../../src/net/node/http.ts';
import { nodeLoopback } from '../../../src/net/node/loopback.ts';
import { listening } from '../../support/listening.ts';
import { problem, value } from '../../support/result.ts';

const generous = { maxOctets: 100_000, timeoutMs: 5000 };

describe('an answer', () => {
  it('brings status, content type and body', async () => {
    const url = await serve((_, answer) => {
      answer.writeHead(203, { 'content-type': 'application/pkix-cert' }).end('octets');
    });
    const got = value(await nodeHttp.request(url, generous));
    expect({ ...got, body: fromUtf8(got.body) }).toMatchObject({
      status: 203,
      contentType: 'application/pkix-cert',
      body: 'octets',
    });
    expect(Object.getPrototypeOf(got.body)).toBe(Uint8Array.prototype);
  });

  it('without content type or body is an answer too', async () => {
    const url = await serve((_, answer) => void answer.end());
    expect(value(await nodeHttp.request(url, generous))).toMatchObject({
      status: 200,
      contentType: null,
      body: new Uint8Array(),
    });
  });

  it('comes to a POST with its body and content type', async () => {
    const url = await serve((request, answer) => {
      answer.setHeader('content-type', request.headers['content-type'] ?? '');
      answer.write(`${request.method} ${request.headers['content-length']} `);
      request.pipe(answer);
    });
    const options = {
      ...generous,
      method: 'POST',
      contentType: 'application/ocsp-request',
      body: utf8('ask'),
    } as const;
    const got = value(await nodeHttp.request(url, options));
    expect(got.contentType).toBe('application/ocsp-request');
    expect(fromUtf8(got.body)).toBe('POST 3 ask');
  });

  it.each([404, 500, 304])('with status %i is a problem', async (status) => {
    const url = await serve((_, answer) => void answer.writeHead(status).end());
    expect(problem(await nodeHttp.request(url, generous))).toEqual({ kind: 'httpStatus', status });
  });

  it('tells the clock of whoever gave it, if it does', async () => {
    const url = await serve((request, answer) => {
      answer.sendDate = false;
      const told = { date: 'Sun, 22 Nov 2026 12:00:00 GMT', age: '90' };
      answer.writeHead(200, request.url === '/told' ? told : {}).end();
    });
    expect(value(await nodeHttp.request(`${url}told`, generous)).date).toBe(Date.UTC(2026, 10, 22, 12, 1, 30));
    expect(value(await nodeHttp.request(url, generous)).date).toBeNull();
  });

  it('of just the allowed size is taken, one octet more is not', async () => {
    const url = await serve((_, answer) => void answer.end(Buffer.alloc(1000)));
    expect(value(await nodeHttp.request(url, { ...generous, maxOctets: 1000 })).body).toHaveLength(1000);
    expect(problem(await nodeHttp.request(url, { ...generous, maxOctets: 999 }))).toEqual({
      kind: 'tooLarge',
      limit: 999,
    });
  });

  it('without end is cut at the limit, not gathered', async () => {
    let sent = 0;
    const url = await serve((_, answer) => {
      const more = (): void => {
        while (!answer.destroyed && answer.write(Buffer.alloc(65_536))) sent += 65_536;
      };
      answer.on('drain', more);
      more();
    });
    expect(problem(await nodeHttp.request(url, generous))).toEqual({ kind: 'tooLarge', limit: 100_000 });
    expect(sent).toBeLessThan(16 * 1024 * 1024);
  });

  it('that breaks off is a reset', async () => {
    const url = await serveRaw('HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf');
    expect(problem(await nodeHttp.request(url, generous))).toEqual({ kind: 'reset' });
  });

  it('that is no HTTP is a problem with the parser’s code', async () => {
    const url = await serveRaw('SSH-2.0-OpenSSH_9.2\r\n');
    expect(problem(await nodeHttp.request(url, generous))).toMatchObject({
      kind: 'other',
      code: expect.stringMatching(/^HPE_/),
    });
  });

  it('that switches protocols unasked is a problem', async () => {
    const url = await serveRaw('HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: x\r\n\r\n');
    expect(problem(await nodeHttp.request(url, generous)).kind).toBe('reset');
  });
});

describe('redirects', () => {
  it('are followed three times, relative ones too', async () => {
    const url = await serve((request, answer) => {
      const step = Number(request.url?.slice(1));
      if (step < 3) answer.writeHead(302, { location: String(step + 1) }).end();
      else answer.end(`arrived at ${step}`);
    });
    expect(fromUtf8(value(await nodeHttp.request(`${url}0`, generous)).body)).toBe('arrived at 3');
  });

  it('are not followed a fourth time', async () => {
    let requests = 0;
    const url = await serve((_, answer) => {
      requests += 1;
      answer.writeHead(301, { location: '/again' }).end();
    });
    expect(problem(await nodeHttp.request(url, generous))).toEqual({ kind: 'httpStatus', status: 301 });
    expect(requests).toBe(4);
  });

  it.each([
    [307, 'POST body'],
    [308, 'POST body'],
    [303, 'GET '],
  ])('of status %i: the second request is "%s"', async (status, second) => {
    const url = await serve((request, answer) => {
      if (request.url === '/') {
        request.resume();
        answer.writeHead(status, { location: '/there' }).end();
      } else {
        answer.write(`${request.method} `);
        request.pipe(answer);
      }
    });
    const got = value(await nodeHttp.request(url, { ...generous, method: 'POST', body: utf8('body') }));
    expect(fromUtf8(got.body)).toBe(second);
  });

  it('to another scheme than http are not followed', async () => {
    for (const location of ['https://127.0.0.1/', 'file:///etc/hostname', 'javascript:1']) {
      const url = await serve((_, answer) => void answer.writeHead(302, { location }).end());
      expect(problem(await nodeHttp.request(url, generous))).toEqual({ kind: 'other', code: 'unsupportedScheme' });
    }
  });

  it('share one deadline', async () => {
    const url = await serve((_, answer) => {
      setTimeout(() => answer.writeHead(302, { location: '/' }).end(), 60);
    });
    const got = problem(await nodeHttp.request(url, { ...generous, timeoutMs: 100 }));
    expect(got).toEqual({ kind: 'timedOut', afterMs: 100 });
  });
});

describe('a request', () => {
  it.each([
    ['https://127.0.0.1/', 'unsupportedScheme'],
    ['ldap://127.0.0.1/cn=x', 'unsupportedScheme'],
    ['not a url', 'invalidUrl'],
    ['http://', 'invalidUrl'],
  ])('for %s is not made', async (url, code) => {
    expect(problem(await nodeHttp.request(url, generous))).toEqual({ kind: 'other', code });
  });

  it('to a closed port is refused', async () => {
    const port = value(await nodeLoopback.refusing());
    expect(problem(await nodeHttp.request(`http://127.0.0.1:${port.port}/`, generous))).toEqual({ kind: 'refused' });
    await port.stop();
  });

  it('ends at its deadline where the server is silent, and where it drips', async () => {
    const silent = await serve(() => {});
    const dripping = await serve((_, answer) => {
      const timer = setInterval(() => answer.write('.'), 10);
      answer.on('close', () => clearInterval(timer));
    });
    for (const url of [silent, dripping])
      expect(problem(await nodeHttp.request(url, { ...generous, timeoutMs: 80 }))).toEqual({
        kind: 'timedOut',
        afterMs: 80,
      });
  });

  it('can be called off', async () => {
    const controller = new AbortController();
    const url = await serve(() => controller.abort());
    expect(problem(await nodeHttp.request(url, { ...generous, signal: controller.signal }))).toEqual({
      kind: 'aborted',
    });
  });
});

const servers: Server[] = [];
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => new Promise((resolve) => server.close(resolve))));
});

async function serve(handle: (request: IncomingMessage, answer: ServerResponse) => void): Promise<string> {
  const server = createServer(handle);
  servers.push(server);
  return `http://127.0.0.1:${await listening(server)}/`;
}

/** A server that answers whatever it hears with these octets and FIN. */
async function serveRaw(octets: string): Promise<string> {
  const server = createTcpServer((socket) => {
    socket.on('error', () => socket.destroy());
    socket.once('data', () => socket.end(octets));
  });
  servers.push(server);
  return `http://127.0.0.1:${await listening(server)}/`;
}
