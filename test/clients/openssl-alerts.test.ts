import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { opensslAlertCode, opensslAlertReason, pythonAlertSymbol } from '../../src/clients/openssl-alerts.ts';
import { alertDescriptions } from '../../src/tls/wire/registries/alert.ts';
import { hasPeer } from '../support/peers.ts';

const codes = [...alertDescriptions.names.keys()].filter((code) => code !== 0);

/** OpenSSL 3.2 gave the old alerts other words; ours are those of 3.0. */
const isOpenssl30 =
  hasPeer('openssl') && /^OpenSSL 3\.[01]\./.test(execFileSync('openssl', ['version'], { encoding: 'utf8' }));

describe('the words for a received alert', () => {
  it.skipIf(!isOpenssl30)('are those of openssl errstr, and missing where it has none', () => {
    for (const code of codes) {
      const printed = execFileSync('openssl', ['errstr', opensslAlertCode(code)], { encoding: 'utf8' }).trim();
      const reason = opensslAlertReason(code);
      expect(printed).toBe(`error:${opensslAlertCode(code)}:SSL routines::${reason ?? `reason(${1000 + code})`}`);
    }
  });

  it.skipIf(!hasPeer('python3'))('have the symbols of Python, where it has one', () => {
    const script =
      'import _ssl, json; print(json.dumps({str(r - 1000): n for (l, r), n in ' +
      'getattr(_ssl, "err_codes_to_names", {}).items() if l == 20 and 1000 < r < 1256}))';
    const symbols = JSON.parse(execFileSync('python3', ['-c', script], { encoding: 'utf8' })) as Record<string, string>;
    // A newer Python may know more than the one that was measured; what both know is the same.
    const shared = Object.entries(symbols).filter(([code]) => pythonAlertSymbol(Number(code)) !== null);
    if (Object.keys(symbols).length > 0) expect(shared.length).toBeGreaterThan(20);
    for (const [code, symbol] of shared) expect(pythonAlertSymbol(Number(code))).toBe(symbol);
    expect(pythonAlertSymbol(40)).toBe('SSLV3_ALERT_HANDSHAKE_FAILURE');
    expect(pythonAlertSymbol(120)).toBeNull();
  });
});
