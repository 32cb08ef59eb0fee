/** Answers as lines: a number of three digits and a text, on one line or on several. */
import { line } from './script.ts';
import type { Script } from './script.ts';

/** An answer of SMTP, LMTP, FTP or NNTP. */
export interface Reply {
  readonly code: number;
  /** The texts of all lines, without number and separator. */
  readonly lines: readonly string[];
}

/**
 * Reads a reply that may span lines (RFC 5321 4.2.1, RFC 959 4.2): `250-…` begins it and `250 …` ends it; what stands between
 * need not begin with a number (FTP). Null where the first line is no reply at all.
 */
export function* reply(at: string): Script<Reply | null> {
  const [, digits = '', more = '', first = ''] = /^(\d{3})(?:([ -])(.*))?$/.exec(yield* line(at)) ?? [];
  if (digits === '') return null;
  const lines = [first];
  if (more === '-') {
    for (;;) {
      const text = yield* line(at);
      lines.push(text.replace(/^\d{3}[ -]|^ /, ''));
      if (text === digits || text.startsWith(`${digits} `)) break;
    }
  }
  return { code: Number(digits), lines };
}

/** Reads lines up to one that holds a dot alone (RFC 1939 3, RFC 3977 3.1.1). */
export function* untilDot(at: string): Script<readonly string[]> {
  const lines: string[] = [];
  for (;;) {
    const text = yield* line(at);
    if (text === '.') return lines;
    lines.push(text);
  }
}

/** Whether one of the lines is this keyword, alone or before a space. */
export const names = (lines: readonly string[], keyword: string): boolean =>
  lines.some((text) => text.trim().toUpperCase().split(' ')[0] === keyword);
