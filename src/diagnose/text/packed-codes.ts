/**
 * OpenSSL's numbers where it prints no words: `error:0A00042E:lib(20)::reason(1070)`. The reason stands in the last three digits of
 * the packed code, in 3.x and 1.x alike; 1000 and more are received alerts.
 */
import { opensslAlertReason } from '../../clients/openssl-alerts.ts';

/** The words of the reasons that a text holds as numbers alone, each with the place of its number. At most 20. */
export function reasonsByNumber(
  text: string,
): readonly { readonly words: string; readonly at: { start: number; end: number } }[] {
  const found: { readonly words: string; readonly at: { start: number; end: number } }[] = [];
  for (const match of text.slice(0, 1 << 18).matchAll(numbered)) {
    const [whole, packed, reason] = match;
    const number = reason === undefined ? Number.parseInt((packed ?? '').slice(-3), 16) : Number(reason);
    const words = reasons.get(number) ?? opensslAlertReason(number - 1000);
    if (words === undefined || words === null) continue;
    found.push({ words, at: { start: match.index, end: match.index + whole.length } });
    if (found.length === 20) break;
  }
  return found;
}

const numbered =
  /\b(?:error:?\s?|0x)?(0A000[0-9A-F]{3}|14[0-9A-F]{3}[0-9A-F]{3})\b(?!:SSL routines:)|\blib\(20\)[^\n]{0,40}?reason\((\d{2,4})\)/gi;

/** SSL_R_ numbers of OpenSSL, from `openssl errstr`. */
const reasons: ReadonlyMap<number, string> = new Map([
  [0x086, 'certificate verify failed'],
  [0x09b, 'https proxy request'],
  [0x09c, 'http request'],
  [0x0c1, 'no shared cipher'],
  [0x0c7, 'peer did not return a certificate'],
  [0x0f8, 'unknown cipher returned'],
  [0x0fc, 'unknown protocol'],
  [0x102, 'unsupported protocol'],
  [0x10b, 'wrong version number'],
  [0x119, 'decryption failed or bad record mac'],
  [0x126, 'unexpected eof while reading'],
  [0x14d, 'legacy sigalg disallowed or unsupported'],
  [0x152, 'unsafe legacy renegotiation disabled'],
  [0x18a, 'dh key too small'],
  [0x18e, 'ca md too weak'],
  [0x18f, 'ee key too small'],
  [0x18c, 'version too low'],
]);
