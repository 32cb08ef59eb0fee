/**
 * The numbers of mbedTLS (`-0x7780`, `-30592`) and wolfSSL (`-188`), which devices print without words. mbedTLS adds a high-level
 * code (a multiple of 0x80) and a low-level one; the high-level one says what befell the handshake. Read only in texts that name
 * the library or a device that has it.
 */
import { anyVerifyFault, issuerUnknown } from './rule.ts';
import type { Hit } from './weigh.ts';

/** What the numbers of small libraries stand for, at the last place that has one. Looks at the last 64 KiB. */
export function smallLibraryCodesIn(text: string, weight: number): readonly Hit[] {
  const from = Math.max(0, text.length - (1 << 16));
  const tail = text.slice(from);
  if (!smallLibrary.test(tail)) return [];
  const hits: Hit[] = [];
  for (const match of tail.matchAll(number)) {
    const [whole, hexadecimal, decimal] = match;
    const value = hexadecimal === undefined ? Number(decimal) : Number.parseInt(hexadecimal, 16);
    const means =
      mbedtls.get(value & 0xff80) ?? mbedtls.get(value) ?? (isWolfssl.test(tail) ? wolfssl.get(value) : undefined);
    if (means === undefined) continue;
    const start = from + match.index;
    hits.push({ means, weight, start, end: start + whole.length, at: { start, end: start + whole.length } });
  }
  return hits.slice(-1);
}

const smallLibrary =
  /mbed|esp-tls|esp_tls|TRANS_SSL|TRANSPORT_BASE|ESP32|ESP8266|ssl_client|ssl_tls|polarssl|wolfssl|cyassl|WiFiClientSecure|handshake returned|net_ssl|x509_crt/i;
const isWolfssl = /wolfssl|cyassl|wolf/i;
const number = /-0x([0-9A-Fa-f]{2,4})\b|(?<![\w.])-(\d{3,5})\b/g;

const broken = ['server-protocol-error', 'decrypt-error'];
const unreadable = ['client-cert-file', 'ca-file-unreadable', 'certificate-malformed'];

/** MBEDTLS_ERR_SSL_, _X509_, _PK_, _PEM_, _RSA_ and _NET_ of 2.x and 3.x, from their headers. */
const mbedtls: ReadonlyMap<number, readonly string[]> = new Map<number, readonly string[]>([
  [0x2080, unreadable],
  [0x2180, unreadable],
  [0x2200, ['certificate-malformed', 'client-cert-file']],
  [0x2280, ['certificate-malformed']],
  [0x2300, ['certificate-malformed', 'weak-certificate']],
  [0x2380, ['certificate-malformed']],
  [0x2400, ['certificate-malformed']],
  [0x2480, ['certificate-malformed']],
  [0x2500, ['certificate-malformed']],
  [0x2580, ['certificate-malformed']],
  [0x2600, ['weak-certificate', 'certificate-malformed']],
  [0x2680, ['certificate-malformed']],
  [0x2700, anyVerifyFault],
  [0x2780, unreadable],
  [0x2900, ['ca-file-unreadable', 'client-cert-file']],
  [0x3000, ['untrusted-root', 'certificate-malformed']],
  [0x3d00, unreadable],
  [0x3d80, unreadable],
  [0x3c80, unreadable],
  [0x3e00, ['client-cert-file', 'ca-file-unreadable']],
  [0x3c00, ['client-key-password']],
  [0x3b80, ['client-key-password']],
  [0x3b00, ['certificate-malformed', 'client-cert-file']],
  [0x3a00, ['no-shared-group-or-sigalg', 'certificate-malformed']],
  [0x3f00, ['client-key-mismatch']],
  [0x1080, unreadable],
  [0x1100, unreadable],
  [0x1180, unreadable],
  [0x1300, ['client-key-password']],
  [0x1380, ['client-key-password']],
  [0x4200, ['client-key-mismatch', 'client-cert-file']],
  [0x4380, ['decrypt-error', 'certificate-malformed']],
  [0x6600, ['server-protocol-error']],
  [0x6700, broken],
  [0x6800, ['handshake-timeout', 'connect-timeout']],
  [0x6980, ['no-shared-cipher', 'client-cert-file']],
  [0x6d00, ['client-key-mismatch']],
  [0x6e00, ['no-shared-cipher', 'protocol-version', 'server-protocol-error']],
  [0x6e80, ['protocol-version']],
  [0x7180, ['decrypt-error']],
  [0x7200, ['plaintext-server', 'server-protocol-error', 'decrypt-error']],
  [0x7280, ['unexpected-eof', 'connection-reset']],
  [0x7300, broken],
  [0x7380, ['no-shared-cipher']],
  [0x7480, ['client-cert-required']],
  [0x7500, broken],
  [0x7580, ['alpn-mismatch', 'client-cert-required']],
  [0x7600, ['client-cert-file']],
  [0x7680, ['client-roots-missing', 'ca-file-unreadable']],
  [0x7700, ['server-protocol-error', 'plaintext-server']],
  [0x7780, ['no-shared-cipher', 'client-cert-required', 'client-cert-rejected', 'protocol-version']],
  [0x7800, ['sni-unrecognized', ...anyVerifyFault]],
  [0x7880, ['unexpected-eof', 'client-cert-rejected']],
  [0x7900, ['server-protocol-error', 'protocol-version']],
  [0x7980, ['server-protocol-error', 'protocol-version']],
  [0x7a00, ['certificate-malformed', 'untrusted-root']],
  [0x7a80, broken],
  [0x7b00, ['server-protocol-error', 'no-shared-group-or-sigalg']],
  [0x7b80, broken],
  [0x7c00, broken],
  [0x7d80, ['decrypt-error']],
  [0x7e00, broken],
  [0x7e80, ['decrypt-error']],
  [0x0044, ['connection-refused', 'connect-timeout']],
  [0x004c, ['connection-reset', 'unexpected-eof']],
  [0x004e, ['connection-reset', 'unexpected-eof']],
  [0x0050, ['connection-reset']],
  [0x0052, ['dns-failure']],
]);

/** wolfssl/error-ssl.h and wolfcrypt/error-crypt.h. */
const wolfssl: ReadonlyMap<number, readonly string[]> = new Map<number, readonly string[]>([
  [140, ['certificate-malformed', 'client-cert-file']],
  [150, ['cert-not-yet-valid', 'clock-skew']],
  [151, ['cert-expired', 'clock-skew']],
  [155, ['certificate-malformed', 'untrusted-root']],
  [188, issuerUnknown],
  [275, ['self-signed-leaf', 'untrusted-root']],
  [305, ['decrypt-error']],
  [308, ['connection-reset', 'unexpected-eof']],
  [312, ['decrypt-error']],
  [313, ['no-shared-cipher', 'client-cert-required', 'protocol-version']],
  [317, ['client-cert-file']],
  [322, ['hostname-mismatch']],
  [326, ['protocol-version']],
  [328, ['server-protocol-error', 'plaintext-server']],
  [329, anyVerifyFault],
  [330, ['decrypt-error']],
  [360, ['cert-revoked']],
  [361, ['cert-revoked']],
  [362, ['crl-problem']],
  [397, ['unexpected-eof', 'connection-reset']],
  [501, ['no-shared-cipher']],
]);
