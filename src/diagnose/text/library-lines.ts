/**
 * What the form of a line tells where no rule knows its words: which part of a library complains. OpenSSL, Go, Java, NSS, GnuTLS
 * and rustls have hundreds of reasons that hardly anybody ever meets; most of them say that the peer broke the protocol, that a
 * certificate cannot be read, or that an own file is at fault. Asked only where the rules found nothing; the answer counts little.
 */
import { issuerUnknown } from './rule.ts';
import type { Hit } from './weigh.ts';

interface Family {
  /** Group 1, where there is one: the reason. Bounded. */
  readonly line: RegExp;
  /** The reason, lower case with spaces, decides; the first that fits. */
  readonly reasons?: readonly (readonly [words: RegExp, means: readonly string[]])[];
  /** Any other reason; empty: nothing can be said. */
  readonly otherwise: readonly string[];
}

/** The first line of a known form in a text, as a weak hit; nothing where no line has one. Looks at 256 KiB. */
export function familiesIn(text: string, weight: number): readonly Hit[] {
  const head = text.slice(0, 1 << 18);
  for (const { line, reasons = [], otherwise } of families) {
    const match = line.exec(head);
    if (match === null) continue;
    const reason = (match[1] ?? '').toLowerCase().replaceAll('_', ' ');
    const means = reasons.find(([words]) => words.test(reason))?.[1] ?? otherwise;
    if (means.length === 0) continue;
    const at = { start: match.index, end: match.index + match[0].length };
    return [{ means, weight, start: at.start, end: at.end, at }];
  }
  return [];
}

const brokenProtocol = ['server-protocol-error', 'decrypt-error', 'plaintext-server'];
const ownFile = ['client-cert-file', 'client-key-password', 'ca-file-unreadable'];
const unreadable = ['certificate-malformed', 'client-cert-file'];

/** SSL_R_ reasons: what was set up wrong in a program is no fault of a connection. */
const tlsReasons: Family['reasons'] = [
  [
    /should not call|not set|null|uninitiali[sz]ed|no method|callback|context|\bbio\b|config|command|section|already|srtp|srp|dane|tlsa|serverinfo|\bpem\b|cookie|max early|init async|library bug|request (?:pending|sent)|write retry|exporter|still in init/,
    [],
  ],
  [/private key|pkey|filetype|no certificates returned|cert cb|missing tmp|ecc cert|certificate type/, ownFile],
  [/version|hrr|protocol/, ['protocol-version', 'server-protocol-error']],
  [/cipher|suiteb|suite b/, ['no-shared-cipher', 'server-protocol-error']],
  [/sct/, ['certificate-malformed']],
  [/verification setup|x509 lib/, ['ca-file-unreadable', 'client-cert-file']],
  [/group|curve|ecdh|\bdh\b|digest|sigalg/, ['no-shared-group-or-sigalg', 'server-protocol-error']],
  [/psk/, ['client-cert-rejected', 'server-protocol-error']],
];

const families: readonly Family[] = [
  // OpenSSL and BoringSSL: `error:0A00…:SSL routines:function:reason`, `[SSL: REASON]`, `ERR_SSL_REASON`.
  { line: /SSL routines:[\w ]{0,60}:([\w' /().-]{3,70})/, reasons: tlsReasons, otherwise: brokenProtocol },
  { line: /\[SSL: ([A-Z0-9_]{4,60})\]/, reasons: tlsReasons, otherwise: brokenProtocol },
  { line: /\bERR_SSL_([A-Z0-9_]{4,60})/, reasons: tlsReasons, otherwise: brokenProtocol },
  {
    line: /(?:x509 certificate|PEM|PKCS12|STORE|DECODER) routines:[\w ]{0,60}:([\w' /().-]{3,70})/,
    reasons: [
      [/mac|pass|pbe|decrypt/, ['client-key-password', 'client-cert-file']],
      [/crl/, ['crl-problem']],
      [/directory|loading defaults/, ['ca-file-unreadable']],
    ],
    otherwise: ownFile,
  },
  { line: /(?:asn1 encoding|X509 V3|elliptic curve) routines:[\w ]{0,60}:([\w' /().-]{3,70})/, otherwise: unreadable },
  {
    line: /OCSP routines:[\w ]{0,60}:([\w' /().-]{3,70})/,
    otherwise: ['ocsp-staple-invalid', 'ocsp-endpoint-failure'],
  },
  { line: /CT routines:[\w ]{0,60}:([\w' /().-]{3,70})/, otherwise: ['certificate-malformed'] },

  // Go: what crypto/tls and crypto/x509 write in front.
  {
    line: /\btls: ([\w' ,./()*%-]{6,120})/,
    reasons: [
      [
        /private key|signer|decrypter|certificates? configured|neither certificates|unsupported (?:certificate|public key|signing|decryption)|getcertificate|failed to (?:find|sign)|first pem/,
        ownFile,
      ],
      [/version|older than|downgrade/, ['protocol-version', 'server-protocol-error']],
      [/nextprotos|alpn|0-rtt/, ['alpn-mismatch']],
      [/fips compatible|rsa key larger/, ['weak-certificate']],
      [/renegotiat/, ['legacy-renegotiation', 'server-protocol-error']],
      [
        /curve|key share|point format|signature|extended master/,
        ['no-shared-group-or-sigalg', 'server-protocol-error'],
      ],
      [/exportkeying|quic|keylog|key log|ticket|session|called|rand\b|has not yet/, []],
      [
        /^(?:server|client|received|unexpected|malformed|invalid|second|missing|too many|handshake|incorrect|oversized|unsupported|certificate|ech|protocol|internal|error)/,
        brokenProtocol,
      ],
    ],
    otherwise: [],
  },
  {
    line: /\bx509: ([\w' ,./()*"%-]{6,120})/,
    reasons: [
      [/private key|pkcs|pem|decryption password/, ownFile],
      // Cut off before `by unknown authority`.
      [/^certificate signed/, issuerUnknown],
      [/nil|template|parent|marshal|serialise|generate|entry/, []],
      [/constraint/, ['name-constraints', 'certificate-malformed']],
      [/no valid chains|signature check|verifier/, ['untrusted-root', 'certificate-malformed']],
      [/key usage|issuer must/, ['certificate-usage']],
    ],
    otherwise: unreadable,
  },

  // Java: the exception's class says more than its words.
  { line: /javax\.net\.ssl\.SSLProtocolException: ([^\n]{3,200})/, otherwise: brokenProtocol },
  { line: /javax\.net\.ssl\.SSLKeyException: ([^\n]{3,200})/, otherwise: ['no-shared-group-or-sigalg', ...ownFile] },
  {
    line: /javax\.net\.ssl\.SSLPeerUnverifiedException: ([^\n]{3,200})/,
    reasons: [[/not (?:been )?authenticated|no peer/, ['untrusted-root', 'no-shared-cipher', 'hostname-mismatch']]],
    otherwise: ['hostname-mismatch', 'san-missing', 'untrusted-root'],
  },
  { line: /java\.security\.cert\.CertificateParsingException/, otherwise: ['certificate-malformed'] },
  {
    line: /java\.security\.cert\.(?:CRLException|CertStoreException)/,
    otherwise: ['crl-problem', 'ocsp-endpoint-failure'],
  },
  {
    line: /java\.security\.cert\.CertPath(?:Validator|Builder)Exception/,
    otherwise: ['untrusted-root', 'certificate-usage', 'missing-intermediate'],
  },
  {
    line: /java\.security\.(?:UnrecoverableKeyException|KeyStoreException|KeyManagementException|InvalidKeyException|spec\.InvalidKeySpecException)/,
    otherwise: ['client-key-password', 'client-cert-file', 'ca-file-unreadable'],
  },
  {
    line: /javax\.net\.ssl\.SSL(?:Handshake)?Exception: ([^\n]{3,200})/,
    reasons: [
      [/cert/, ['untrusted-root', 'missing-intermediate', 'hostname-mismatch']],
      [/cipher/, ['no-shared-cipher']],
      [/protocol|version/, ['protocol-version', 'no-shared-cipher']],
      [/sslengine problem|unknown (?:ssl )?problem/, ['untrusted-root', 'missing-intermediate', 'no-shared-cipher']],
      [/extension|message|record|illegal|invalid|unexpected|length/, brokenProtocol],
    ],
    otherwise: [],
  },

  // SSL_get_error: 5 without more is a connection that ended.
  {
    line: /\bSSL_(?:accept|connect|do_handshake|read|write|shutdown)\b[^\n]{0,30}(?:fail\w*|return\w*|err\w*|code)[:=, ]{1,3}5\b/,
    otherwise: ['unexpected-eof', 'connection-reset'],
  },

  // NSS and NSPR by number, as curl and OpenLDAP print them on older Red Hats.
  {
    line: /\b(?:NSS |moznss )?err(?:or|no) -(8\d{3}|12\d{3}|59\d\d)\b/,
    reasons: [
      [/^12(?:190|268|274|279)/, ['protocol-version', 'no-shared-cipher']],
      [/^12(?:189|265|286)/, ['no-shared-cipher', 'protocol-version']],
      [/^12(?:233|248|263)/, ['plaintext-server', 'server-protocol-error']],
      [/^12(?:194|195|224|225|269|270|271)/, ['client-cert-rejected', 'client-cert-required']],
      [/^12285/, ['client-cert-required']],
      [/^12227/, ['no-shared-cipher', 'client-cert-required', 'handshake-refused']],
      [/^12276/, ['hostname-mismatch']],
      [/^12188/, ['alert-internal-error']],
      [/^12182/, ['sni-unrecognized']],
      [/^12(?:192|272|273)/, ['decrypt-error']],
      [/^8181/, ['cert-expired', 'clock-skew']],
      [/^81(?:71|72|79)/, issuerUnknown],
      [/^8180/, ['cert-revoked']],
      [/^81(?:01|02|56)/, ['certificate-usage']],
      [/^8016/, ['weak-certificate']],
      [/^5961/, ['connection-reset']],
      [/^5938/, ['unexpected-eof', 'connection-reset']],
      [/^59(?:79|90)/, ['handshake-timeout', 'connect-timeout']],
      [/^5981/, ['connection-refused']],
    ],
    otherwise: [],
  },
  // NSS, GnuTLS, mbedTLS: names of errors.
  {
    line: /\bSSL_ERROR_((?!SYSCALL|SSL\b|ZERO|WANT|NONE)[A-Z0-9_]{6,60})/,
    reasons: [
      [/cert|key/, ['certificate-malformed', 'untrusted-root', 'client-cert-file']],
      [/version|protocol/, ['protocol-version']],
      [/cipher|group|sig/, ['no-shared-cipher', 'no-shared-group-or-sigalg']],
      [/init|failure|unknown|config|cache|context|random/, []],
    ],
    otherwise: brokenProtocol,
  },
  {
    line: /\bSEC_ERROR_([A-Z0-9_]{4,60})/,
    reasons: [
      [/crl|krl/, ['crl-problem']],
      [/ocsp/, ['ocsp-staple-invalid', 'ocsp-endpoint-failure']],
      [/pkcs12|pkcs11|password|token|slot|database|\bdb\b|import|module/, ownFile],
      [/algorithm|key/, ['weak-certificate', 'certificate-malformed']],
    ],
    otherwise: ['certificate-malformed', 'untrusted-root'],
  },
  { line: /\bMOZILLA_PKIX_ERROR_([A-Z0-9_]{4,60})/, otherwise: ['untrusted-root', 'certificate-malformed'] },
  {
    line: /\bGNUTLS_E_([A-Z0-9_]{4,60})/,
    reasons: [
      [/^(?:again|interrupted|success|rehandshake|heartbeat)/, []],
      [/asn1|x509|certificate time|crt/, unreadable],
      [/decrypt|mac|hash failed/, ['decrypt-error', 'server-protocol-error']],
      [/compress|packet|extension|illegal|unexpected|message/, brokenProtocol],
      [/pkcs|pk |key|password|base64|tpm|pin/, ownFile],
      [/insufficient|temporary|algorithm|kx/, ['no-shared-cipher', 'client-cert-file']],
    ],
    otherwise: [],
  },
  { line: /\bMBEDTLS_ERR_(?:X509|ASN1|OID)_([A-Z0-9_]{4,60})/, otherwise: unreadable },
  { line: /\bMBEDTLS_ERR_(?:PK|PEM|PKCS12|PKCS5)_([A-Z0-9_]{4,60})/, otherwise: ownFile },
  { line: /\bMBEDTLS_ERR_SSL_((?!WANT|ALLOC|IN_PROGRESS|BAD_INPUT)[A-Z0-9_]{4,60})/, otherwise: brokenProtocol },

  // rustls: its enums, as Debug prints them.
  {
    line: /\b(?:PeerIncompatible|PeerIncompatibleError)\(([\w:" ]{3,80})/,
    reasons: [[/version|tls1|tls 1/, ['protocol-version']]],
    otherwise: ['no-shared-group-or-sigalg', 'protocol-version', 'server-protocol-error'],
  },
  { line: /\b(?:PeerMisbehaved|PeerMisbehavedError|InvalidMessage)\(([\w:" ]{3,80})/, otherwise: brokenProtocol },
];
