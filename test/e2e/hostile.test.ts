/**
 * Hostile servers on real sockets, probed by the program in a process of its own: it ends in a finding with a name, takes less
 * than 256 MiB, and never fails itself, which would be exit code 3.
 */
import { createPublicKey } from 'node:crypto';
import { createServer } from 'node:net';
import type { Server, Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { concat, noOctets } from '../../src/base/octets.ts';
import { issueCertificate } from '../../src/x509/pki/issue/issue.ts';
import type { CertificatePlan } from '../../src/x509/pki/issue/issue.ts';
import { credentials } from '../support/credentials.ts';
import type { Credentials } from '../support/credentials.ts';
import { EvilServer, opaque } from '../support/evil-server.ts';
import type { EvilPlan } from '../support/evil-server.ts';
import { listening } from '../support/listening.ts';
import { measuredProgram } from '../support/measured.ts';
import type { Measured, MeasuredProgram } from '../support/measured.ts';

const limit = 256 * 2 ** 20;
let program: MeasuredProgram;
let ec: Credentials;

beforeAll(async () => {
  [program, ec] = await Promise.all([measuredProgram(), credentials('ec-p256')]);
});
afterAll(() => program.remove());

/** Serves connections until the program has ended. */
async function probed(serve: (socket: Socket) => void, ...argv: string[]): Promise<Measured> {
  const sockets = new Set<Socket>();
  const server: Server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => {});
    socket.on('close', () => sockets.delete(socket));
    serve(socket);
  });
  const port = await listening(server);
  try {
    return await program.run(`127.0.0.1:${port}`, '--timeout', '2500', '--client', 'openssl', ...argv);
  } finally {
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => server.close(resolve));
  }
}

function expectNamed({ exitCode, report, complained, peak }: Measured, ...ids: string[]): void {
  expect(complained).toBe('');
  expect(exitCode).toBe(1);
  expect(report.verdict).toBe('fail');
  expect(rootsOf({ report })).toEqual(expect.arrayContaining(ids));
  expect(peak).toBeLessThan(limit);
}

const rootsOf = ({ report }: Pick<Measured, 'report'>): readonly string[] =>
  report.findings.filter((one) => one.rootCause && one.severity === 'error').map(({ id }) => id);

/** Sends the same octets as fast as the client takes them, or faster: what it does not read stays in the kernel. */
function flood(socket: Socket, octets: Uint8Array): void {
  const many = Buffer.concat(Array.from({ length: Math.ceil(65_536 / octets.length) }, () => octets));
  const more = (): void => {
    while (socket.writable && socket.write(many));
  };
  socket.on('drain', more);
  socket.on('data', () => {});
  more();
}

/** A server with keys, which answers each hello with what `play` says. */
function evil(change: Partial<EvilPlan>, play: (server: EvilServer, socket: Socket) => void): (socket: Socket) => void {
  return (socket) => {
    const server = new EvilServer({
      protocol: 0x0304,
      cipherSuite: 0x1301,
      chain: [ec.leaf.der, ec.intermediate.der],
      key: ec.leaf.key,
      ...change,
    });
    let answered = false;
    socket.on('data', (chunk) => {
      server.take(new Uint8Array(chunk));
      if (answered || server.hello === null) return;
      answered = true;
      play(server, socket);
    });
  };
}

const wholeFlight = (server: EvilServer, socket: Socket): void => void socket.write(concat(server.flight13()));

describe.concurrent('a server that floods', () => {
  it.each([
    ['empty records', Uint8Array.of(22, 3, 3, 0, 0), 'server-protocol-error'],
    ['warnings', Uint8Array.of(21, 3, 3, 0, 2, 1, 112), 'server-protocol-error'],
    [
      'one endless message',
      concat([Uint8Array.of(22, 3, 3, 0x40, 0), new Uint8Array(0x4000).fill(11)]),
      'server-protocol-error',
    ],
    ['zeros', new Uint8Array(4096), 'plaintext-server'],
    ['text', new TextEncoder().encode('220 welcome to the flood\r\n'), 'plaintext-server'],
    ['change_cipher_spec', Uint8Array.of(20, 3, 3, 0, 1, 1), 'server-protocol-error'],
  ])('with %s', async (_, octets, id) => {
    expectNamed(await probed((socket) => flood(socket, octets)), id);
  });

  it('with tickets and KeyUpdates after the handshake, which is complete', async () => {
    const ticket = concat([
      Uint8Array.of(4, 0, 0, 14, 0, 0, 1, 0, 0, 0, 0, 0, 0),
      opaque(2, Uint8Array.of(1)),
      opaque(2, noOctets),
    ]);
    const measured = await probed(
      evil({ certificateRequest: concat([Uint8Array.of(0), opaque(2, noOctets)]) }, (server, socket) => {
        wholeFlight(server, socket);
        const more = (): void => {
          while (socket.writable && socket.write(server.handshakeRecords(ticket)));
        };
        socket.on('drain', more);
        more();
      }),
    );
    expectNamed(measured, 'untrusted-root');
  });

  it('and never reads a single octet', async () => {
    const serve = (socket: Socket): void => {
      socket.pause();
      const octets = Buffer.alloc(65_536, Buffer.from([21, 3, 3, 0, 2, 1, 112]));
      while (socket.write(octets) && socket.writableLength < 2 ** 22);
    };
    expectNamed(await probed(serve), 'server-protocol-error');
  });
});

describe.concurrent('a server that takes its time', () => {
  it('and says nothing', async () => {
    expectNamed(await probed((socket) => socket.pause()), 'handshake-timeout');
  });

  it.each([0x0303, 0x0304] as const)('over every octet of an honest flight, version %i', async (protocol) => {
    const drip = evil({ protocol, cipherSuite: protocol === 0x0304 ? 0x1301 : 0xc02b }, (server, socket) => {
      const octets = protocol === 0x0304 ? concat(server.flight13()) : concat(server.flight12());
      let at = 0;
      const timer = setInterval(() => socket.write(octets.subarray(at, ++at)), 25);
      socket.on('close', () => clearInterval(timer));
    });
    expectNamed(await probed(drip), 'handshake-timeout');
  });

  it('and ends with RST in the middle of its flight', async () => {
    const broken = evil({}, (server, socket) => {
      socket.write(server.serverHello(), () => setTimeout(() => socket.resetAndDestroy(), 50));
    });
    expectNamed(await probed(broken), 'connection-reset');
  });

  it('and ends with FIN in the middle of a record', async () => {
    const broken = evil({}, (server, socket) => void socket.end(concat(server.flight13()).subarray(0, 200)));
    expectNamed(await probed(broken), 'unexpected-eof');
  });
});

describe.concurrent('a server whose certificates', () => {
  const month = 30 * 86_400_000;
  const leaf = (change: Partial<CertificatePlan>): Promise<EvilPlan['chain']> =>
    issueCertificate({
      subject: [['CN', 'localhost']],
      san: [{ ip: '127.0.0.1' }],
      issuer: ec.intermediate,
      key: { privateKey: ec.leaf.key, publicKey: createPublicKey(ec.leaf.key) },
      notBefore: Date.now() - month,
      notAfter: Date.now() + month,
      ...change,
    }).then(({ der }) => [der, ec.intermediate.der]);

  it('are garbage', async () => {
    const chain = [Uint8Array.from({ length: 900 }, (_, i) => (i * 37) & 0xff)];
    const measured = await probed(evil({ chain }, wholeFlight));
    expectNamed(measured, 'certificate-malformed');
    expect(rootsOf(measured)).toEqual(['certificate-malformed']);
  });

  it('are one hundred thousand', async () => {
    const chain = Array.from({ length: 80_000 }, () => Uint8Array.of(0x30));
    expectNamed(await probed(evil({ chain }, wholeFlight)), 'certificate-malformed', 'server-protocol-error');
  });

  it('are two hundred', async () => {
    const chain = [ec.leaf.der, ...Array.from({ length: 199 }, () => ec.intermediate.der)];
    expectNamed(await probed(evil({ chain }, wholeFlight)), 'untrusted-root');
  });

  it('hold 10,000 names', async () => {
    const san = Array.from({ length: 10_000 }, (_, i) => ({ dns: `host-${i}.example.net` }));
    const chain = await leaf({ san });
    expectNamed(await probed(evil({ chain }, wholeFlight)), 'untrusted-root', 'hostname-mismatch');
  });

  it('hold a name of 64 KiB', async () => {
    const name = 'ä\u202e\u0007<'.repeat(13_000);
    const chain = await leaf({
      subject: [
        ['CN', name],
        ['O', name],
      ],
      san: [{ dns: `${'a'.repeat(65_000)}.net` }],
    });
    const measured = await probed(evil({ chain }, wholeFlight));
    expectNamed(measured, 'untrusted-root', 'hostname-mismatch');
    // What a server wrote may not reverse or ring on anybody's terminal.
    const said = measured.report.findings.flatMap(({ summary, evidence }) => [
      summary,
      ...evidence.map((one) => one.value),
    ]);
    for (const character of ['\u202e', '\u0007']) expect(said.join()).not.toContain(character);
  });
});

describe.concurrent('a server that breaks the rules', () => {
  it('by asking for the ClientHello twice', async () => {
    const loop = (socket: Socket): void => {
      const server = new EvilServer({ protocol: 0x0304, cipherSuite: 0x1301, chain: [], key: ec.leaf.key });
      let hellos = 0;
      socket.on('data', (chunk) => {
        server.take(new Uint8Array(chunk));
        if (server.hello !== null && hellos++ < 8) socket.write(server.retry(hellos % 2 === 1 ? 24 : 25));
      });
    };
    expectNamed(await probed(loop), 'server-protocol-error');
  });

  it('by a message of 16 MiB that it never sends', async () => {
    const claim = evil({}, (server, socket) => {
      socket.write(concat([server.serverHello(), server.handshakeRecords(Uint8Array.of(8, 0xff, 0xff, 0xff))]));
    });
    expectNamed(await probed(claim), 'server-protocol-error');
  });

  it('by signing with another key', async () => {
    const other = await credentials('ec-p256');
    expectNamed(await probed(evil({ key: other.leaf.key }, wholeFlight)), 'server-protocol-error');
  });
});
