/** A file that somebody sent is foreign input: whatever it holds, there is a value or a problem, and memory stays bounded. */
import { beforeAll, describe, expect, it } from 'vitest';
import * as fc from 'fast-check';
import { utf8 } from '../../../src/base/octets.ts';
import { startLab } from '../../../src/cli/lab/session.ts';
import { main } from '../../../src/cli/main.ts';
import { faultById } from '../../../src/lab/lab.ts';
import { maxSavedOctets, readSaved } from '../../../src/observe/stored/saved.ts';
import { fakeIo } from '../../support/fake-io.ts';

/** What `--save` wrote of a server with a whole chain, a staple, experiments and a driver's hello. */
let stored = '';

beforeAll(async () => {
  const lab = await startLab(['protocol-version'].flatMap((id) => faultById(id) ?? []));
  const io = fakeIo();
  await main([...(lab.entries[0]?.up?.argv ?? []), '--save', 'o.json', '--quiet'], io);
  await lab.stop();
  stored = io.files.get('o.json') ?? '';
});

const read = (text: string | Uint8Array) => readSaved(typeof text === 'string' ? utf8(text) : text);

const problemOf = async (text: string | Uint8Array) => {
  const saved = await read(text);
  return saved.ok ? null : saved.problem;
};

/** The stored observation with one value changed, by its path. */
function changed(path: string, value: unknown): string {
  const keys = path.split('.');
  const whole = JSON.parse(stored) as Record<string, unknown>;
  let at = whole;
  for (const key of keys.slice(0, -1)) at = at[key] as Record<string, unknown>;
  at[keys.at(-1) ?? ''] = value;
  return JSON.stringify(whole);
}

describe('a stored observation', () => {
  it('is read as it was written, also by an editor that adds a byte order mark', async () => {
    expect(await read(stored)).toStrictEqual({ ok: true, value: JSON.parse(stored) });
    expect((await read(`\ufeff${stored}`)).ok).toBe(true);
  });

  it.each([
    ['', { kind: 'notJson' }],
    ['{"schema":"whytls.observation/1"', { kind: 'notJson' }],
    ['null', { kind: 'notOurs' }],
    ['[]', { kind: 'notOurs' }],
    ['{"schema":"whytls.report/1"}', { kind: 'notOurs' }],
    ['{"schema":"whytls.observation/1\\nforged line"}', { kind: 'notOurs' }],
    ['{"schema":"whytls.observation/2"}', { kind: 'otherVersion', schema: 'whytls.observation/2' }],
    ['{"schema":"whytls.observation/1"}', { kind: 'damaged', path: 'observedAt' }],
  ])('is not %j', async (text, problem) => {
    expect(await problemOf(text)).toStrictEqual(problem);
  });

  it('is not any prefix of one', async () => {
    for (let length = 0; length < stored.trimEnd().length; length += 997) {
      expect(await problemOf(stored.slice(0, length))).toStrictEqual({ kind: 'notJson' });
    }
  });

  it.each([
    ['observedAt', 'yesterday'],
    ['observedAt', 1e300],
    ['durationMs', null],
    ['endpoints', {}],
    ['endpoints.0.port', 65_536],
    ['endpoints.0.port', -1],
    ['endpoints.0.host', 27017],
    ['endpoints.0.handshake.kind', 'perhaps'],
    ['endpoints.0.handshake.value.capture.certificates', ['0']],
    ['endpoints.0.handshake.value.capture.certificates', ['zz']],
    ['endpoints.0.handshake.value.capture.problem', { kind: 'none of ours' }],
    ['trustStores.0.content', 'empty'],
    ['target.referenceIdentity', { kind: 'dns' }],
    ['target.host', 'x'.repeat(65_537)],
    ['saved.at', 'now'],
  ])('names the field %s when it holds %j', async (path, value) => {
    const problem = await problemOf(changed(path, value));
    expect(problem?.kind).toBe('damaged');
    expect(problem).toHaveProperty('path', expect.stringContaining(path.split('.').slice(0, 2).join('.')));
  });

  it('drops what it does not know, so that a newer version of the same form can be read', async () => {
    expect(await read(changed('invented', 1))).toStrictEqual({ ok: true, value: JSON.parse(stored) });
    expect((await read(changed('__proto__x', { polluted: true }))).ok).toBe(true);
    const hostile = await read(stored.replace('{', '{"__proto__":{"polluted":true},'));
    expect(hostile.ok && Object.keys(hostile.value)).not.toContain('polluted');
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });

  it.each([
    ['nested too deeply', '['.repeat(100_000)],
    ['of too many values', `[${'[],'.repeat(2_000_000)}[]]`],
    ['of too many numbers', `[${'0,'.repeat(2_000_000)}0]`],
    ['too long', new Uint8Array(maxSavedOctets + 1).fill(0x20)],
  ])('is not something %s, which is told before it is parsed', async (_, text) => {
    expect(await problemOf(text)).toStrictEqual({ kind: 'tooLarge' });
  });

  it('counts no brackets inside of texts, where escaped quotes do not end them', async () => {
    expect(await problemOf(JSON.stringify(`${'['.repeat(1000)}"\\${'{'.repeat(1000)}`))).toStrictEqual({
      kind: 'notOurs',
    });
  });

  it('never throws, whatever octets it is', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), async (octets) => {
        expect(['notJson', 'notOurs']).toContain((await problemOf(octets))?.kind);
      }),
      { numRuns: 200 },
    );
  });
});
