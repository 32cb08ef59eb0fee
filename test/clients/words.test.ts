import { describe, expect, it } from 'vitest';
import type { Refusal } from '../../src/clients/profile.ts';
import { openssl } from '../../src/clients/profiles/openssl.ts';
import { pymongoOcsp } from '../../src/clients/profiles/pymongo-ocsp.ts';
import { pymongo } from '../../src/clients/profiles/pymongo.ts';

const where = { host: 'db1.example.net', port: 27017 };
const dns = { kind: 'dns', value: 'db1.example.net' } as const;
const ip = { kind: 'ip', value: '192.0.2.7' } as const;

/** A leaf with an extension that cannot be read. */
const unreadable: Refusal = {
  path: [],
  problems: [{ kind: 'malformedExtension', depth: 0, subject: 'CN=db1.example.net', oids: ['2.5.29.15'] }],
  at: 0,
};

/** Measured with the real programs; a line of `_ssl.c`, which differs by build, stands as `…`. */
describe('PyMongo on the ssl module prints', () => {
  const { words } = pymongo;
  it.each([
    [
      words.verifyFailed(where, { code: 10, text: 'certificate has expired', depth: 0 }),
      'db1.example.net:27017: [SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: certificate has expired (_ssl.c:…)',
    ],
    [
      words.nameMismatch(where, dns, ['x'], []),
      "db1.example.net:27017: [SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: Hostname mismatch, certificate is not valid for 'db1.example.net'. (_ssl.c:…)",
    ],
    [
      words.nameMismatch(where, ip, [], []),
      "db1.example.net:27017: [SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: IP address mismatch, certificate is not valid for '192.0.2.7'. (_ssl.c:…)",
    ],
    [
      words.alert(where, 70, false),
      'SSL handshake failed: db1.example.net:27017: [SSL: TLSV1_ALERT_PROTOCOL_VERSION] tlsv1 alert protocol version (_ssl.c:…)',
    ],
    [
      words.alert(where, 120, false),
      'SSL handshake failed: db1.example.net:27017: [SSL] tlsv1 alert no application protocol (_ssl.c:…)',
    ],
    [words.alert(where, 99, false), 'SSL handshake failed: db1.example.net:27017: [SSL] unknown error (_ssl.c:…)'],
    [
      words.closed(where, 'fin', false),
      'SSL handshake failed: db1.example.net:27017: [SSL: UNEXPECTED_EOF_WHILE_READING] EOF occurred in violation of protocol (_ssl.c:…)',
    ],
    [
      words.closed(where, 'rst', false),
      'SSL handshake failed: db1.example.net:27017: [Errno 104] Connection reset by peer',
    ],
    [
      words.notTls(where),
      'SSL handshake failed: db1.example.net:27017: [SSL: WRONG_VERSION_NUMBER] wrong version number (_ssl.c:…)',
    ],
    [words.refused(where), 'db1.example.net:27017: [Errno 111] Connection refused'],
    [
      words.handshakeTimedOut(where),
      'SSL handshake failed: db1.example.net:27017: _ssl.c:…: The handshake operation timed out',
    ],
    [words.nameNotFound(where), 'db1.example.net:27017: [Errno -2] Name or service not known'],
    [words.badStaple(where), null],
    [
      words.alert(where, 116, true),
      'db1.example.net:27017: [SSL: TLSV13_ALERT_CERTIFICATE_REQUIRED] tlsv13 alert certificate required (_ssl.c:…)',
    ],
    [words.closed(where, 'fin', true), 'db1.example.net:27017: connection closed'],
  ])('%s', (ours, measured) => {
    expect(ours).toBe(measured);
  });
});

describe('PyMongo on PyOpenSSL prints', () => {
  const { words } = pymongoOcsp;
  it.each([
    [
      words.verifyFailed(where, { code: 10, text: 'certificate has expired', depth: 0 }),
      "SSL handshake failed: db1.example.net:27017: [('SSL routines', '', 'certificate verify failed')]",
    ],
    [
      words.verifyFailed(where, { code: 20, text: 'unable to get local issuer certificate', depth: 0 }, unreadable),
      "SSL handshake failed: db1.example.net:27017: [('X509 V3 routines', '', 'invalid certificate'), ('SSL routines', '', 'certificate verify failed')]",
    ],
    [
      words.nameMismatch(where, dns, ['x'], []),
      `db1.example.net:27017: ("VerificationError(errors=[DNSMismatch(mismatched_id=DNS_ID(hostname=b'db1.example.net'))])",)`,
    ],
    [
      words.nameMismatch(where, ip, ['x'], []),
      `db1.example.net:27017: ("VerificationError(errors=[IPAddressMismatch(mismatched_id=IPAddress_ID(ip=IPv4Address('192.0.2.7')))])",)`,
    ],
    [
      words.nameMismatch(where, dns, [], []),
      "db1.example.net:27017: ('Certificate does not contain any `subjectAltName`s.',)",
    ],
    [
      words.alert(where, 40, false),
      "SSL handshake failed: db1.example.net:27017: [('SSL routines', '', 'tls alert handshake failure')]",
    ],
    [
      words.alert(where, 116, true),
      "db1.example.net:27017: [('SSL routines', '', 'tlsv13 alert certificate required')]",
    ],
    [words.closed(where, 'fin', false), "SSL handshake failed: db1.example.net:27017: (-1, 'Unexpected EOF')"],
    [words.closed(where, 'rst', false), "SSL handshake failed: db1.example.net:27017: (104, 'ECONNRESET')"],
    [
      words.notTls(where),
      "SSL handshake failed: db1.example.net:27017: [('SSL routines', '', 'wrong version number')]",
    ],
    [
      words.badStaple(where),
      "SSL handshake failed: db1.example.net:27017: [('SSL routines', '', 'invalid status response')]",
    ],
  ])('%s', (ours, measured) => {
    expect(ours).toBe(measured);
  });
});

describe('openssl s_client prints', () => {
  const { words } = openssl;
  it.each([
    [
      words.verifyFailed(where, { code: 20, text: 'unable to get local issuer certificate', depth: 0 }),
      'verify error:num=20:unable to get local issuer certificate',
    ],
    [words.nameMismatch(where, dns, [], []), 'verify error:num=62:hostname mismatch'],
    [
      words.alert(where, 40, false),
      'error:0A000410:SSL routines:ssl3_read_bytes:sslv3 alert handshake failure:SSL alert number 40',
    ],
    [words.alert(where, 99, false), 'error:0A00044B:SSL routines:ssl3_read_bytes:reason(1099):SSL alert number 99'],
    [words.closed(where, 'fin', false), 'error:0A000126:SSL routines:ssl3_read_n:unexpected eof while reading'],
    [words.closed(where, 'rst', false), 'write:errno=104'],
    [words.refused(where), 'connect:errno=111'],
  ])('%s', (ours, measured) => {
    expect(ours).toBe(measured);
  });
});
