import { readdirSync } from 'node:fs';
import { randomBytes } from 'node:crypto';
import { connect } from 'node:net';
import { connect as tlsConnect } from 'node:tls';
import { describe, expect, it } from 'vitest';
import { diagnoses } from '../../diagnostics/index.ts';
import { faultById, faults, startFaults, stopFaults } from '../../src/lab/lab.ts';
import { failed } from '../../src/base/result.ts';
import { context } from './running.ts';

describe('the list', () => {
  it('holds every file of faults/, once, under its own id', () => {
    const files = readdirSync(new URL('../../src/lab/faults/', import.meta.url)).map((name) =>
      name.replace(/\.ts$/, ''),
    );
    expect(faults.map(({ id }) => id).toSorted()).toEqual(files.toSorted());
    expect(faultById('cert-expired')?.diagnosis).toBe('cert-expired');
    expect(faultById('no-such-fault')).toBeNull();
  });

  it('shows every diagnosis of certificates and revocation for real', () => {
    const shown = new Set(faults.map(({ diagnosis }) => diagnosis));
    const wanted = diagnoses.filter(({ family }) => family === 'certificate' || family === 'revocation');
    expect(wanted.map(({ id }) => id).filter((id) => !shown.has(id))).toEqual([]);
  });

  it('has exactly one sound server', () => {
    expect(faults.filter(({ diagnosis }) => diagnosis === null).map(({ id }) => id)).toEqual(['healthy']);
  });
});

describe('all faults at once', () => {
  it('survive clients that misbehave, and are gone when they are stopped', async () => {
    const started = await startFaults(faults, context);
    expect(started.filter(({ running }) => !running.ok)).toEqual([]);
    const ports = started.flatMap(({ running }) =>
      running.ok && running.value.host !== invalidHost ? [running.value.port] : [],
    );
    const listening = ports.length;
    expect(new Set(ports).size).toBe(listening);

    await Promise.all(ports.flatMap((port) => misbehaviours.map((misbehave) => misbehave(port))));

    const healthy = started.find(({ fault }) => fault.id === 'healthy');
    if (healthy === undefined || !healthy.running.ok) throw new Error('healthy is not up');
    const { port, caFile } = healthy.running.value;
    expect(await completes(port, caFile ?? '')).toBe(true);

    await stopFaults(started);
    const after = await Promise.all(ports.map((at) => outcome(at, (socket) => socket.end())));
    expect(after).toEqual(ports.map(() => 'ECONNREFUSED'));
  });

  it('start beside one that this platform cannot play', async () => {
    const wanted = faults.filter(({ id }) => id === 'connect-timeout' || id === 'unexpected-eof');
    const started = await startFaults(wanted, { ...context, loopback: { ...context.loopback, unanswering } });
    expect(started.map(({ fault, running }) => [fault.id, running.ok])).toEqual([
      ['unexpected-eof', true],
      ['connect-timeout', false],
    ]);
    await stopFaults(started);
  });
});

const unanswering = async () => failed({ kind: 'other', code: 'answered' } as const);
const invalidHost = 'db1.whytls-lab.invalid';

/** What a client can do to a server; each is done to each port. */
const misbehaviours: readonly ((port: number) => Promise<string>)[] = [
  (port) => outcome(port, (socket) => socket.destroy()),
  (port) => outcome(port, (socket) => socket.resetAndDestroy()),
  (port) => outcome(port, (socket) => socket.end(randomBytes(20_000))),
  (port) => outcome(port, (socket) => void socket.end(Buffer.alloc(300_000, 0x0a))),
  // A record that promises 16 KiB and breaks off.
  (port) => outcome(port, (socket) => socket.end(Buffer.from('1603014000010000', 'hex'))),
  (port) =>
    outcome(port, (socket) => {
      socket.write(Buffer.from('160301002f0100002b0303', 'hex'), () => socket.resetAndDestroy());
    }),
];

/** `closed`, or the code of the error with which the connection ended. */
function outcome(port: number, act: (socket: ReturnType<typeof connect>) => void): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect({ host: '127.0.0.1', port, timeout: 400 }, () => act(socket));
    socket.resume();
    socket.on('timeout', () => socket.destroy());
    socket.on('error', (error) => resolve('code' in error ? String(error.code) : error.message));
    socket.on('close', () => resolve('closed'));
  });
}

function completes(port: number, ca: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = tlsConnect({ host: '127.0.0.1', port, servername: 'localhost', ca }, () => {
      resolve(socket.authorized);
      socket.destroy();
    });
    socket.on('error', () => resolve(false));
  });
}
