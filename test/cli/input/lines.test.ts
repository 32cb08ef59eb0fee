import { describe, expect, it } from 'vitest';
import { utf8 } from '../../../src/base/octets.ts';
import { failed, ok } from '../../../src/base/result.ts';
import { LineReader } from '../../../src/cli/input/lines.ts';
import type { Line } from '../../../src/cli/input/lines.ts';
import type { InputStream } from '../../../src/cli/terminal/io.ts';
import fc from '../../support/fc.ts';

/** A stream of pieces that counts how often it was asked. */
function streamOf(pieces: readonly Uint8Array[]): InputStream & { readonly asked: () => number } {
  let at = 0;
  return {
    next: () => Promise.resolve(ok(pieces[at++] ?? null)),
    close: () => undefined,
    asked: () => at,
  };
}

async function all(reader: LineReader): Promise<Line[]> {
  const lines: Line[] = [];
  for (;;) {
    const line = await reader.next();
    if (line.kind === 'end') return lines;
    lines.push(line);
  }
}

/** A text cut into pieces at random places. */
const cutText = (text: fc.Arbitrary<string>) =>
  fc.tuple(text, fc.infiniteStream(fc.integer({ min: 1, max: 7 }))).map(([whole, sizes]) => {
    const octets = utf8(whole);
    const pieces: Uint8Array[] = [];
    for (let at = 0; at < octets.length;) {
      const size = sizes.next().value ?? 1;
      pieces.push(octets.subarray(at, at + size));
      at += size;
    }
    return { whole, pieces };
  });

describe('lines of a stream', () => {
  it('are the same however the stream is cut, numbered, blank ones passed over', async () => {
    const text = fc
      .array(fc.constantFrom('', ' ', 'a', '{"é":"中"}', '😀x', '\r'), { maxLength: 12 })
      .chain((lines) => fc.constantFrom('', '\n').map((last) => lines.join('\n') + last));
    await fc.assert(
      fc.asyncProperty(cutText(text), async ({ whole, pieces }) => {
        const expected = whole
          .split('\n')
          .map((line, index) => ({ kind: 'line', number: index + 1, text: line }))
          .filter((line) => line.text.trim() !== '');
        expect(await all(new LineReader(streamOf(pieces)))).toEqual(expected);
      }),
    );
  });

  it('that are too long are told by their number, and what follows is read', async () => {
    const pieces = [utf8('aaaa\nbbb'), utf8('bb\ncccc\n'), utf8('dddddd')];
    expect(await all(new LineReader(streamOf(pieces), 4))).toEqual([
      { kind: 'line', number: 1, text: 'aaaa' },
      { kind: 'tooLong', number: 2 },
      { kind: 'line', number: 3, text: 'cccc' },
      { kind: 'tooLong', number: 4 },
    ]);
  });

  it('begin after a byte order mark', async () => {
    const lines = await all(new LineReader(streamOf([utf8('\ufeffa\n\ufeffb\n')])));
    expect(lines.map((line) => (line.kind === 'line' ? line.text : line.kind))).toEqual(['a', '\ufeffb']);
  });

  it('are read no further than they are asked for', async () => {
    const stream = streamOf([utf8('a\nb\n'), utf8('c\n'), utf8('d\n')]);
    const reader = new LineReader(stream);
    await reader.next();
    await reader.next();
    expect(stream.asked()).toBe(1);
    await reader.next();
    expect(stream.asked()).toBe(2);
  });

  it('end where the stream cannot be read any more', async () => {
    const reader = new LineReader({ next: () => Promise.resolve(failed('EIO')), close: () => undefined });
    expect(await reader.next()).toEqual({ kind: 'unreadable', code: 'EIO' });
  });
});
