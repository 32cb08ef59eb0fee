/**
 * A paste may be chosen by somebody who means harm. A mebibyte of what patterns repeat over must be read to its end: where a
 * pattern backtracks, one of these takes hours. Nothing here looks at a clock.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readText } from '../../../src/cli/explain/reader.ts';
import { mostCharacters } from '../../../src/diagnose/text/explain-text.ts';
import { explained } from '../../../src/report/explanation.ts';

const filled = (piece: string): string =>
  piece.repeat(Math.ceil(mostCharacters / piece.length)).slice(0, mostCharacters);

const read = (text: string) => [text, readText(text), () => null] as const;

const pieces: readonly string[] = [
  'a',
  ' ',
  '\n',
  '\\',
  '\\u00',
  '&amp;',
  '&',
  '%2',
  '\u001b[',
  '[1;2;3',
  '[',
  '1.1.1.1:',
  'a.',
  'a://b:c@',
  'https://',
  'host=a.b.c.d.e.f.g.h ',
  'certificate ',
  'certificate not ',
  'certificate failed\n',
  'connection ',
  'password=',
  'authorization: ',
  '-----BEGIN RSA PRIVATE KEY-----',
  'mysql -p ',
  'lib(20)',
  'error:0A00',
  '"ctx":"conn1',
  ' 0 s:a\n   i:b\n',
  "subject `a', issuer `",
  '证书',
  'ｃｅｒｔ',
  '😀',
  'tls handshake failed: x509: certificate signed by unknown authority ',
];

describe('a mebibyte', () => {
  it.each(pieces)(
    'of %j is read to its end',
    (piece) => {
      const told = explained(...read(`certificate expired ${filled(piece)} certificate expired`));
      expect(JSON.stringify(told).length).toBeLessThan(20_000);
    },
    60_000,
  );

  it('and more is read at its head and its tail', () => {
    const hidden = `${filled('a ')}${filled('a ')}certificate has expired\n${filled('a ')}${filled('a ')}`;
    expect(readText(hidden).candidates).toStrictEqual([]);
    for (const text of [
      `certificate has expired\n${filled('a ').repeat(3)}`,
      `${filled('a ').repeat(3)}\ncertificate has expired`,
    ])
      expect(readText(text).candidates[0]?.id).toBe('cert-expired');
  });
});

describe('the patterns', () => {
  const folder = join(import.meta.dirname, '..', '..', '..', 'src', 'diagnose', 'text');
  const sources = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));

  it.each(sources)('of %s repeat nothing that repeats without end', (file) => {
    const text = readFileSync(join(folder, file), 'utf8');
    // A group that ends in an unlimited repetition and is itself repeated: (a+)+, (a*){2,}.
    expect(text.match(/\((?:\?:)?[^()\n]*(?<!\\)[+*]\)(?:[+*]|\{\d+,\}?)/g) ?? []).toStrictEqual([]);
  });
});
