/**
 * The words of OpenSSL 3.0 for an alert that it receives, from `openssl errstr 0A000000 + 1000 + n`. Reason 1000 + n is alert
 * number n. An alert that the library does not know has no text: it prints `reason(1099)` then.
 */

/** OpenSSL's reason text for a received alert, or null if it has none. */
export const opensslAlertReason = (description: number): string | null => reasons.get(description)?.[0] ?? null;

/** The symbol that CPython prints in brackets, `SSLV3_ALERT_HANDSHAKE_FAILURE`, or null where CPython has none. */
export function pythonAlertSymbol(description: number): string | null {
  const entry = reasons.get(description);
  if (entry === undefined || entry[1] === 'unnamed') return null;
  return entry[0].toUpperCase().replaceAll(' ', '_');
}

/** Number of the library's error code for a received alert: library 20 (SSL), reason 1000 + n. */
export const opensslAlertCode = (description: number): string =>
  (0x0a000000 + 1000 + description).toString(16).toUpperCase().padStart(8, '0');

/** Alerts 115 and 120 have a text but no symbol in CPython 3.11's table. */
const reasons: ReadonlyMap<number, readonly [text: string, symbol: 'named' | 'unnamed']> = new Map([
  [10, ['sslv3 alert unexpected message', 'named']],
  [20, ['sslv3 alert bad record mac', 'named']],
  [21, ['tlsv1 alert decryption failed', 'named']],
  [22, ['tlsv1 alert record overflow', 'named']],
  [30, ['sslv3 alert decompression failure', 'named']],
  [40, ['sslv3 alert handshake failure', 'named']],
  [41, ['sslv3 alert no certificate', 'named']],
  [42, ['sslv3 alert bad certificate', 'named']],
  [43, ['sslv3 alert unsupported certificate', 'named']],
  [44, ['sslv3 alert certificate revoked', 'named']],
  [45, ['sslv3 alert certificate expired', 'named']],
  [46, ['sslv3 alert certificate unknown', 'named']],
  [47, ['sslv3 alert illegal parameter', 'named']],
  [48, ['tlsv1 alert unknown ca', 'named']],
  [49, ['tlsv1 alert access denied', 'named']],
  [50, ['tlsv1 alert decode error', 'named']],
  [51, ['tlsv1 alert decrypt error', 'named']],
  [60, ['tlsv1 alert export restriction', 'named']],
  [70, ['tlsv1 alert protocol version', 'named']],
  [71, ['tlsv1 alert insufficient security', 'named']],
  [80, ['tlsv1 alert internal error', 'named']],
  [86, ['tlsv1 alert inappropriate fallback', 'named']],
  [90, ['tlsv1 alert user cancelled', 'named']],
  [100, ['tlsv1 alert no renegotiation', 'named']],
  [109, ['tlsv13 alert missing extension', 'named']],
  [110, ['tlsv1 unsupported extension', 'named']],
  [111, ['tlsv1 certificate unobtainable', 'named']],
  [112, ['tlsv1 unrecognized name', 'named']],
  [113, ['tlsv1 bad certificate status response', 'named']],
  [114, ['tlsv1 bad certificate hash value', 'named']],
  [115, ['tlsv1 alert unknown psk identity', 'unnamed']],
  [116, ['tlsv13 alert certificate required', 'named']],
  [120, ['tlsv1 alert no application protocol', 'unnamed']],
]);
