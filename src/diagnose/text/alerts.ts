/**
 * Alerts in every library's words. The same alert has opposite meanings by who received it: in a client's output it is the
 * server's complaint, often about the client's certificate; in a server's log it is the client's, about the server's.
 */
import { anyVerifyFault, issuerUnknown, rule } from './rule.ts';
import type { Rule } from './rule.ts';

export interface AlertWords {
  readonly code: number;
  /** RFC 8446 section 6, and the names of older RFCs. */
  readonly name: string;
  /** What libraries write, beside the name with spaces. */
  readonly also: readonly string[];
  /** Received by a client, or sent by a server. */
  readonly toClient: readonly string[];
  /** Received by a server, or sent by a client. */
  readonly toServer: readonly string[];
}

const refused = [
  'no-shared-cipher',
  'client-cert-required',
  'no-shared-group-or-sigalg',
  'protocol-version',
  'sni-unrecognized',
  'handshake-refused',
  'client-cert-rejected',
  'dh-too-small',
] as const;
const certificateRefused = ['client-cert-rejected', 'client-cert-required'] as const;
const broken = ['server-protocol-error', 'decrypt-error'] as const;

/** Every alert of RFC 8446 and before: its number, its names, and what it means to who received it. */
export const alertWords: readonly AlertWords[] = (
  [
    [
      10,
      'unexpected_message',
      [],
      ['server-protocol-error', 'tls-required', 'client-cert-required'],
      ['server-protocol-error'],
    ],
    [20, 'bad_record_mac', ['bad record MAC'], ['decrypt-error', 'server-protocol-error'], ['decrypt-error']],
    [21, 'decryption_failed', [], ['decrypt-error'], ['decrypt-error']],
    [22, 'record_overflow', [], broken, broken],
    [30, 'decompression_failure', ['decompression failed'], broken, broken],
    [
      40,
      'handshake_failure',
      ['handshake failed', 'handshake fail'],
      refused,
      ['no-shared-cipher', 'no-shared-group-or-sigalg', 'protocol-version', 'handshake-refused'],
    ],
    [41, 'no_certificate', [], ['client-cert-required'], ['client-cert-required']],
    [
      42,
      'bad_certificate',
      ['certificate is bad'],
      certificateRefused,
      ['untrusted-root', 'client-cert-rejected', 'hostname-mismatch', 'missing-intermediate', 'self-signed-leaf'],
    ],
    [
      43,
      'unsupported_certificate',
      ['certificate is not supported'],
      ['client-cert-rejected', 'x509-client-usage', 'certificate-usage'],
      ['certificate-usage', 'weak-certificate'],
    ],
    [
      44,
      'certificate_revoked',
      ['certificate was revoked', 'revoked certificate'],
      ['client-cert-rejected', 'cert-revoked'],
      ['cert-revoked'],
    ],
    [
      45,
      'certificate_expired',
      ['certificate is expired', 'expired certificate'],
      ['client-cert-rejected', 'cert-expired'],
      ['cert-expired', 'clock-skew'],
    ],
    [
      46,
      'certificate_unknown',
      ['unknown certificate'],
      certificateRefused,
      ['untrusted-root', 'missing-intermediate', 'hostname-mismatch', 'self-signed-leaf', 'client-roots-missing'],
    ],
    [47, 'illegal_parameter', [], ['server-protocol-error', 'no-shared-group-or-sigalg'], ['server-protocol-error']],
    [
      48,
      'unknown_ca',
      ['CA is unknown', 'unknown certificate authority', 'unknown CA certificate'],
      certificateRefused,
      issuerUnknown,
    ],
    [
      49,
      'access_denied',
      ['access was denied'],
      ['client-cert-rejected', 'ip-not-allowed', 'handshake-refused'],
      ['client-cert-rejected'],
    ],
    [
      50,
      'decode_error',
      ['error decoding message'],
      ['server-protocol-error', 'certificate-malformed'],
      ['server-protocol-error'],
    ],
    [51, 'decrypt_error', ['error decrypting message'], ['decrypt-error', 'client-cert-rejected'], ['decrypt-error']],
    [60, 'export_restriction', [], ['no-shared-cipher'], ['no-shared-cipher']],
    [
      70,
      'protocol_version',
      ['error in protocol version', 'protocol version not supported'],
      ['protocol-version'],
      ['protocol-version'],
    ],
    [
      71,
      'insufficient_security',
      ['insufficient security level'],
      ['no-shared-cipher', 'weak-certificate', 'dh-too-small'],
      ['no-shared-cipher', 'weak-certificate'],
    ],
    [80, 'internal_error', [], ['alert-internal-error', 'ip-not-allowed'], ['alert-internal-error']],
    [86, 'inappropriate_fallback', [], ['protocol-version'], ['protocol-version']],
    [90, 'user_canceled', ['user cancelled'], ['unexpected-eof', 'client-cert-required'], ['unexpected-eof']],
    [100, 'no_renegotiation', [], ['legacy-renegotiation', 'client-cert-required'], ['legacy-renegotiation']],
    [
      109,
      'missing_extension',
      ['an extension was expected but was not seen'],
      ['server-protocol-error', 'no-shared-group-or-sigalg'],
      ['server-protocol-error'],
    ],
    [
      110,
      'unsupported_extension',
      ['an unsupported extension was sent'],
      ['server-protocol-error'],
      ['server-protocol-error'],
    ],
    [111, 'certificate_unobtainable', [], ['client-cert-rejected'], ['client-cert-rejected']],
    [
      112,
      'unrecognized_name',
      ['the server name sent was not recognized', 'unrecognised name'],
      ['sni-unrecognized'],
      ['sni-unrecognized'],
    ],
    [
      113,
      'bad_certificate_status_response',
      [],
      ['ocsp-staple-invalid', 'cert-revoked'],
      ['ocsp-staple-invalid', 'cert-revoked'],
    ],
    [114, 'bad_certificate_hash_value', [], ['client-cert-rejected'], ['client-cert-rejected']],
    [
      115,
      'unknown_psk_identity',
      ['the SRP/PSK username is missing or not known'],
      ['client-cert-rejected', 'no-shared-cipher'],
      ['client-cert-rejected', 'no-shared-cipher'],
    ],
    [
      116,
      'certificate_required',
      ['certificate is required'],
      ['client-cert-required', 'client-cert-rejected'],
      ['client-cert-required'],
    ],
    [
      120,
      'no_application_protocol',
      ['no supported application protocol could be negotiated'],
      ['alpn-mismatch'],
      ['alpn-mismatch'],
    ],
  ] as const
).map(([code, name, also, toClient, toServer]) => ({ code, name, also: also, toClient, toServer }));

/** Alerts whose names mean nothing but TLS, so that `fatal` in front of them is enough. */
const isTlsWord: ReadonlySet<number> = new Set([20, 40, 43, 46, 48, 51, 70, 112, 116, 120]);

/** Alerts that servers' logs are full of, and clients hardly ever see: browsers, Go and Java send them. */
const unsaid: ReadonlySet<number> = new Set([46]);

/** Alerts that are verdicts on a certificate. */
const isVerdict: ReadonlySet<number> = new Set([42, 43, 44, 45, 46, 48]);

/** What stands in front of an alert's name where it was received: folded, as `SSL3 alert read:fatal:` becomes `alertreadfatal`. */
const received =
  /(?:gnutlshandshakefailed|sslv3alert|tlsv1alert|tlsv13alert|ssltlsalert|tlsalert|alertreadfatal|alertreadremoteendreportedanerrorfatal|readfatalalert|intlsv1[0-3]alert|fatalalertreceived|receivedfatalalert|receivedalertfatal|receivedafatalalert|remoteerrortls|alertreceivedfrompeer|alertreceived|levelfataldescription|fataldescription)$/;
const receivedOfTls = /(?:alert|remoteerror|fatal|fatalerror)$/;
/** Erlang's `{tls_alert,{unknown_ca,"TLS client: In state …"}}` says behind it who sent it. */
const erlang = ['TLS client: In state', 'TLS server: In state'];
/** Where it was sent by whoever writes the log. */
const sent =
  /(?:alertwritefatal|alertwritelocalssl3detectedanerrorfatal|outtlsalert|outtlsv1[0-3]alert|writefatalalert|sendingfatalalert|sendingalert|sentfatalalert|sendtlsv1[0-3]alertfatal|sendingalertfatal|generatedclientalertfatal)$/;

/** Every alert in the words of OpenSSL, Python, Go, Java, GnuTLS, rustls, Schannel, BouncyCastle, Erlang, curl and Wireshark. */
export const alertRules: readonly Rule[] = alertWords.flatMap(({ code, name, also, toClient, toServer }) => {
  const words = [name, ...also];
  const grade = 'alert';
  const sides = unsaid.has(code) ? { onServer: toServer, unsaid: [...toServer, ...toClient] } : { onServer: toServer };
  const numbered = [
    `alert number ${code}`,
    `alert [${code}]`,
    `alert message (msg ${code})`,
    `Alert: ${code}`,
    `fatal alert code is ${code}`,
    `fatal error code is ${code}`,
    `TLS1_AD_${name}`,
    `SSL_AD_${name}`,
    `SSL3_AD_${name}`,
    `tlsv1 ${name}`,
    `(alert ${code})`,
    `description = ${name}`,
  ];
  return [
    rule(words, toClient, { ...sides, grade, precededBy: received, without: erlang }),
    ...(isTlsWord.has(code)
      ? [rule(words, toClient, { ...sides, grade, precededBy: receivedOfTls, without: erlang })]
      : []),
    rule(numbered, toClient, { ...sides, grade }),
    // What the writer itself sent: its reason often stands beside it.
    rule(words, toServer, { onServer: toClient, grade: 'wrapper', precededBy: sent }),
    // Erlang says who sent it to whom; before OTP 20 only which module decided so, or that it was an error of one's own.
    rule(words, toServer, { onServer: toClient, grade, precededBy: /sslhandshakeerl\d{2,5}fatalerror$/ }),
    ...(isVerdict.has(code) ? [rule(words, toServer, { precededBy: /errortlsalert$/, without: erlang })] : []),
    rule(words, toServer, { grade, precededBy: /generatedclientalertfatal$/ }),
    rule(words, toClient, { grade, precededBy: /(?:generatedserver|receivedserver)alertfatal$/ }),
    rule(words, toServer, { grade, precededBy: /receivedclientalertfatal$/ }),
  ];
});

/** Alert names that also stand where nobody says who sent them. */
export const bareAlertRules: readonly Rule[] = [
  rule('certificate_unknown', anyVerifyFault, { onServer: issuerUnknown, grade: 'wrapper' }),
  rule(['handshake_failure'], refused, { grade: 'wrapper' }),
  rule('tls_alert handshake failure', refused, { grade: 'alert' }),
  rule('unrecognized_name', ['sni-unrecognized'], { grade: 'alert' }),
  rule(['bad_certificate', 'BadCertificate'], ['client-cert-rejected', 'client-cert-required', 'untrusted-root'], {
    grade: 'wrapper',
  }),
  rule(['unknown_ca', 'UnknownCA'], ['untrusted-root', 'client-cert-rejected', 'missing-intermediate'], {
    grade: 'wrapper',
  }),
];
