import { describe, expect, it } from 'vitest';
import { fold, isGap } from '../../../src/diagnose/text/fold.ts';

const folded = (text: string): string => {
  const { codes, length } = fold(text);
  return String.fromCharCode(...codes.subarray(0, length));
};

describe('fold', () => {
  it.each([
    [
      'case, spaces and punctuation',
      '[SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed',
      'sslcertificateverifyfailedcertificateverifyfailed',
    ],
    ['a line that was wrapped in the middle of a word', 'certificate ver\n   ify failed', 'certificateverifyfailed'],
    ['quoted mail', '> certificate\n> > has\n>expired', 'certificatehasexpired'],
    ['ANSI colours', '\u001b[31mcertificate\u001b[0m has \u001b[1;4mexpired\u001b[39;49m', 'certificatehasexpired'],
    ['ANSI colours whose escape character got lost', '[31mcertificate[0m has expired', 'certificatehasexpired'],
    [
      'ANSI colours as JSON and shells write them',
      String.raw`\u001b[31mcertificate\x1b[0m has\033[1m expired`,
      'certificatehasexpired',
    ],
    ['JSON in JSON', String.raw`{\"msg\":\"certificate\\\\nhas\\texpired\\u0021\"}`, 'msgcertificatehasexpired'],
    ['Chinese in JSON', String.raw`\u8bc1\u4e66`, '证书'],
    ['HTML, escaped twice', '&lt;certificate&amp;nbsp;has&#39;expired&amp;gt;', 'certificatehasexpired'],
    ['URL octets', 'certificate%20has%0Aexpired', 'certificatehasexpired'],
    ['full-width letters and punctuation', 'ＳＳＬ：证书　已过期。', 'ssl证书已过期'],
    ['accents, however a console garbled them', 'ungültig ungu\u0308ltig', 'ungltigungultig'],
    ['Cyrillic in capitals', 'СЕРТИФИКАТ', 'сертификат'],
    ['the prefixes of docker compose', 'web_1  | certificate has\nweb_1  | expired', 'certificatehasexpired'],
    [
      'the prefixes of log lines',
      '2026-01-31T12:00:00.123Z certificate has\n2026-01-31T12:00:00.124Z expired',
      'certificatehasexpired',
    ],
    ['CR LF and npm', 'npm ERR! certificate has\r\nnpm ERR! expired', 'certificatehasexpired'],
  ])('sees through %s', (_, text, expected) => {
    expect(folded(text)).toBe(expected);
  });

  it('keeps octets that are no text, as a log shows a ClientHello', () => {
    expect(folded(String.raw`b'\x16\x03\x01'`)).toBe('bx16x03x01');
  });

  it('knows where each letter stood', () => {
    const text = 'a \u001b[31m&quot;bc';
    const { at, length } = fold(text);
    expect([...at.subarray(0, length)].map((place) => text[place])).toStrictEqual(['a', 'b', 'c']);
  });

  it('tells where words end', () => {
    const letters = fold('ab c');
    expect([0, 1, 2, 3].map((place) => isGap(letters, place))).toStrictEqual([true, false, true, true]);
  });
});
