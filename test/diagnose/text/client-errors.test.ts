/** What the diagnoses say that clients print is part of what explain knows. */
import { describe, expect, it } from 'vitest';
import { diagnoses } from '../../../diagnostics/index.ts';
import { readText } from '../../../src/cli/explain/reader.ts';

const idsOf = (text: string): readonly string[] => readText(text).candidates.map(({ id }) => id);

/** The placeholders of clientErrors as a real text would have them. */
const filled = (text: string): string =>
  text
    .replaceAll('<h>', 'db1.example.net')
    .replaceAll('<p>', '27017')
    .replaceAll('<ip>', '192.0.2.7')
    .replaceAll(/<(?:t|notAfter|notBefore)>/g, '2026-01-01T00:00:00Z')
    .replaceAll('<n>', '30000')
    .replaceAll(/<(?:f|file|path)>/g, '/etc/ssl/client.pem')
    .replaceAll('<cn>', 'db1.example.net');

describe.each(diagnoses.filter(({ clientErrors }) => clientErrors.length > 0))('$id', ({ id, clientErrors }) => {
  it.each(clientErrors)('is among the candidates of: $text', ({ text }) => {
    expect(idsOf(filled(text))).toContain(id);
  });
});
