/** The line of a paste that told the diagnosis, short enough to show, without secrets. */
import { visible } from '../../base/escape.ts';
import { withoutSecrets } from '../../base/redact.ts';
import type { Stretch } from './innermost.ts';

/** One line: escaped, colours and credentials removed, cut around what told. A message that was wrapped is joined. */
export function tellingLine(text: string, at: Stretch): string {
  const from = Math.max(0, text.lastIndexOf('\n', at.start - 1) + 1, at.start - before);
  const lineEnd = text.indexOf('\n', at.end);
  const to = Math.min(lineEnd === -1 ? text.length : lineEnd, at.end + behind);
  let window = text.slice(from, to);
  // What was cut in the middle of a word may be the end of a password.
  if (from > 0 && text[from - 1] !== '\n') window = window.replace(/^[^\s"',;]*/, '…');
  const clean = withoutPasteSecrets(window.replaceAll(ansi, '')).replaceAll(/\s+/g, ' ').trim();
  return visible(cutAround(clean, text.slice(at.start, at.start + 24).replaceAll(/\s+/g, ' ')), most + 8);
}

/** How many characters are looked at, and shown. */
const before = 1500;
const behind = 500;
const most = 300;

function cutAround(line: string, literal: string): string {
  if (line.length <= most) return line;
  const at = Math.max(0, line.indexOf(literal));
  const start = at < most / 2 ? 0 : Math.max(0, Math.min(at - most / 3, line.length - most));
  const end = start + most;
  return `${start > 0 ? '…' : ''}${line.slice(start, end)}${end < line.length ? '…' : ''}`;
}

/** {@link withoutSecrets}, and what pastes hold beside it: headers, keys, tokens, passwords of programs. In doubt too much goes. */
export function withoutPasteSecrets(line: string): string {
  return withoutSecrets(
    line
      .replaceAll(/-----BEGIN [A-Z ]{0,40}PRIVATE KEY-----[^-]{0,4000}(?:-----END[A-Z ]{0,50}-----)?/g, '***')
      .replaceAll(
        /\b((?:proxy-)?authorization|cookie|set-cookie|x-[a-z-]{0,30}(?:key|token)|api[-_ ]?key)(["']{0,2}\s?[:=]\s?["']?)[^"'\r\n]{1,2000}/gi,
        '$1$2***',
      )
      .replaceAll(/(\s-u|--user|--proxy-user|requirepass|IDENTIFIED BY)(\s+|=)\S{1,400}/g, '$1$2***')
      .replaceAll(/(\bmysql\S{0,20}\s[^\n]{0,200}?\s-p)(?=[^\s-])\S{1,200}/g, '$1***')
      .replaceAll(/[A-Za-z0-9+/_-]{64,}={0,2}/g, '***'),
  );
}

const ansi = new RegExp(`${String.fromCharCode(27)}\\[[\\d;?]{0,16}[A-Za-z]|\\[\\d{1,2}(?:;\\d{1,3}){0,4}m`, 'g');
