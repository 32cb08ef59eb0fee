/** The built program as a process: pipes, signals, exit codes. `npm test` builds it first. */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { once } from 'node:events';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { describe, expect, it } from 'vitest';

const program = join(import.meta.dirname, '..', '..', 'dist', 'cli', 'whytls.cjs');

const whytls = (...argv: string[]) => spawnSync(process.execPath, [program, ...argv], { encoding: 'utf8' });

describe.skipIf(!existsSync(program))('the program', () => {
  it('prints its report on standard output and ends with its exit code', () => {
    const { status, stdout, stderr } = whytls('127.0.0.1:1', '--quiet');
    expect({ status, stderr }).toEqual({ status: 1, stderr: '' });
    expect(stdout).toMatch(/^✖ /);
  });

  it('complains in one line', () => {
    const { status, stdout, stderr } = whytls('h', '--nonsense');
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toMatch(/^whytls: [^\n]*\n$/);
  });

  it('helps', () => {
    expect(whytls('--help')).toMatchObject({ status: 0, stderr: '' });
    expect(whytls('--version').stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
  });

  it('does not mind a reader that went away', async () => {
    const child = spawn(process.execPath, [program, 'lab', '--list'], { stdio: ['ignore', 'pipe', 'pipe'] });
    child.stdout.destroy();
    let complained = '';
    child.stderr.on('data', (octets: Buffer) => void (complained += octets.toString()));
    const [code] = await once(child, 'close');
    expect({ code, complained }).toEqual({ code: 0, complained: '' });
  });

  it('ends the lab when it is told to', async () => {
    const child = spawn(process.execPath, [program, 'lab', 'healthy', 'unexpected-eof'], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await once(child.stdout, 'data');
    child.kill('SIGINT');
    const [code] = await once(child, 'exit');
    expect(code).toBe(0);
  });

  it.each(['json', 'text'])('prints what it has as %s when it is interrupted', async (format) => {
    const silent = createServer().listen(0, '127.0.0.1');
    await once(silent, 'listening');
    const { port } = silent.address() as AddressInfo;
    const child = spawn(process.execPath, [program, `127.0.0.1:${port}`, '--lang', 'en', '--format', format], {
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    let printed = '';
    child.stdout.on('data', (octets: Buffer) => void (printed += octets.toString()));
    await once(silent, 'connection');
    child.kill('SIGINT');
    const [code] = await once(child, 'close');
    silent.close();
    expect(code).toBe(130);
    if (format === 'json') {
      expect(JSON.parse(printed)).toMatchObject({ schema: 'whytls.report/1', endpoints: [{ port }] });
    } else {
      expect(printed).toContain('probe-stopped');
      // Nobody has seen that it does.
      expect(printed).not.toContain('connects to');
    }
  });
});
