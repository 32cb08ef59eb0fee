import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';

/**
 * Compares a printed text with `test/golden/<name>`. WHYTLS_UPDATE_GOLDENS=1 writes it instead: read what was written, line by
 * line, before it is kept.
 */
export function expectGolden(name: string, printed: string): void {
  const path = join(import.meta.dirname, '..', 'golden', name);
  if (process.env['WHYTLS_UPDATE_GOLDENS'] === '1') writeFileSync(path, printed);
  expect(printed).toBe(readFileSync(path, 'utf8'));
}
