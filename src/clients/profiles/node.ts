import type { ClientProfile, ErrorWords, Where } from '../profile.ts';
import { opensslAlertCode, opensslAlertReason } from '../openssl-alerts.ts';
import { openssl30Groups, openssl30KeyShares, openssl30SignatureSchemes } from '../openssl-offer.ts';

/**
 * MongoDB's driver for Node.js, on Node 20 with the OpenSSL 3.0 that it brings, at security level 1. Offer: read from the wire
 * of Node 20.20; its suites of DSA, and ffdhe6144 and ffdhe8192, are not offered: we could not finish with them. Words: printed by
 * the driver 7 against the servers of our lab; a thread id before `error:`, the path of a source file and its line differ
 * by build and are left out. It trusts Node's own roots, not the system's, and never looks at OCSP.
 */
export const node: ClientProfile = {
  id: 'node',
  name: 'Node.js 20',
  shortName: 'Node.js',
  speaks: 'mongodb',
  offer: {
    versions: [0x0304, 0x0303],
    cipherSuites: [
      0x1302, 0x1303, 0x1301, 0xc02f, 0xc02b, 0xc030, 0xc02c, 0x009e, 0xc027, 0x0067, 0xc028, 0x006b, 0x009f, 0xcca9,
      0xcca8, 0xccaa, 0xc0af, 0xc0ad, 0xc0a3, 0xc09f, 0xc05d, 0xc061, 0xc053, 0xc0ae, 0xc0ac, 0xc0a2, 0xc09e, 0xc05c,
      0xc060, 0xc052, 0xc024, 0xc023, 0xc00a, 0xc014, 0x0039, 0xc009, 0xc013, 0x0033, 0x009d, 0xc0a1, 0xc09d, 0xc051,
      0x009c, 0xc0a0, 0xc09c, 0xc050, 0x003d, 0x003c, 0x0035, 0x002f,
    ],
    groups: openssl30Groups,
    keyShares: openssl30KeyShares,
    signatureSchemes: openssl30SignatureSchemes,
  },
  verifies: {
    securityLevel: 1,
    usesCommonName: true,
    partialWildcards: true,
    checksStaples: false,
    ocsp: 'none',
    // tlsCRLFile goes to `crl`, and Node looks up every certificate of the path then.
    crlCheck: 'chain',
    tells: 'last',
    nameAfterwards: true,
    requiresSecureRenegotiation: true,
  },
  trusts: 'node',
  words: nodeWords({ alertPrefix: 'sslv3', recordFunction: 'ssl3_get_record', hint: '' }),
};

/**
 * mongosh 2, which is that driver on Node 20. It hands it the roots of the system beside those of Node, so that SSL_CERT_FILE counts and
 * NODE_EXTRA_CA_CERTS does not: measured with 2.12.
 */
export const mongosh: ClientProfile = {
  ...node,
  id: 'mongosh',
  name: 'mongosh 2 on Node.js 20',
  shortName: 'mongosh',
  trusts: 'openssl',
};

/** The same driver on Node 24, whose OpenSSL 3.5 has security level 2 and offers a hybrid group; its ML-DSA and Brainpool are left out. */
export const node24: ClientProfile = {
  ...node,
  id: 'node-24',
  name: 'Node.js 24',
  offer: {
    versions: [0x0304, 0x0303],
    cipherSuites: [
      0x1302, 0x1303, 0x1301, 0xc02f, 0xc02b, 0xc030, 0xc02c, 0x009e, 0xc027, 0x0067, 0xc028, 0x006b, 0x009f, 0xcca9,
      0xcca8, 0xccaa, 0xc0ad, 0xc09f, 0xc05d, 0xc061, 0xc053, 0xc0ac, 0xc09e, 0xc05c, 0xc060, 0xc052, 0xc024, 0xc023,
      0xc00a, 0xc014, 0x0039, 0xc009, 0xc013, 0x0033, 0x009d, 0xc09d, 0xc051, 0x009c, 0xc09c, 0xc050, 0x003d, 0x003c,
      0x0035, 0x002f,
    ],
    groups: [0x11ec, 29, 23, 30, 24, 25, 256, 257],
    keyShares: [0x11ec, 29],
    signatureSchemes: openssl30SignatureSchemes,
  },
  verifies: { ...node.verifies, securityLevel: 2 },
  words: nodeWords({
    alertPrefix: 'ssl/tls',
    recordFunction: 'tls_validate_record_header',
    hint: '; if the root CA is installed locally, try running Node.js with --use-system-ca',
  }),
};

function nodeWords(build: {
  /** How its OpenSSL begins the texts of alerts that SSL 3.0 had already. */
  readonly alertPrefix: string;
  readonly recordFunction: string;
  /** What it adds where no root was found. */
  readonly hint: string;
}): ErrorWords {
  return {
    // Node tells the last error that OpenSSL raised: where a leaf alone was sent and nobody has its issuer, that is 21, not 20.
    verifyFailed: (_, { code, text, depth }) => {
      if (code === 20 && depth === 0) return `unable to verify the first certificate${build.hint}`;
      return code === 18 ? `${text}${build.hint}` : text;
    },
    nameMismatch: (_, asked, presented, others) =>
      "Hostname/IP does not match certificate's altnames: " +
      (asked.kind === 'ip'
        ? `IP: ${asked.value} is not in the cert's list: ${presented.join(', ')}`
        : `Host: ${asked.value}. is not in the cert's altnames: ${[...presented.map((name) => `DNS:${name}`), ...others.map((address) => `IP Address:${address}`)].join(', ')}`),
    alert: (_, description) => {
      const reason = opensslAlertReason(description)?.replace(/^sslv3/, build.alertPrefix);
      return (
        `error:${opensslAlertCode(description)}:SSL routines:ssl3_read_bytes:` +
        `${reason ?? `reason(${1000 + description})`}:SSL alert number ${description}`
      );
    },
    badStaple: () => null,
    closed: (where, how, afterHandshake) => {
      if (how === 'rst') return 'read ECONNRESET';
      return afterHandshake
        ? `connection <monitor> to ${at(where)} closed`
        : 'Client network socket disconnected before secure TLS connection was established';
    },
    notTls: () => `error:0A00010B:SSL routines:${build.recordFunction}:wrong version number`,
    refusesServer: (_, why) =>
      why === 'dhKeyTooSmall'
        ? 'error:0A00018A:SSL routines:tls_process_ske_dhe:dh key too small'
        : 'error:0A000152:SSL routines:final_renegotiate:unsafe legacy renegotiation disabled',
    refused: (where) => `connect ECONNREFUSED ${at(where)}`,
    connectTimedOut: () => "Socket 'secureConnect' timed out after 30000ms (connectTimeoutMS: 30000)",
    handshakeTimedOut: () => "Socket 'secureConnect' timed out after 30000ms (connectTimeoutMS: 30000)",
    noAnswer: (where) => `connection <monitor> to ${at(where)} timed out`,
    nameNotFound: ({ host }) => `getaddrinfo ENOTFOUND ${host}`,
    caFileUnusable: (path, why) => {
      if (why === 'missing') return `ENOENT: no such file or directory, open '${path}'`;
      // A file without certificates leaves it without roots, and it says nothing.
      return why === 'noCertificate' ? null : `EACCES: permission denied, open '${path}'`;
    },
    clientFileUnusable: (path, why) => {
      switch (why) {
        case 'missing':
          return `ENOENT: no such file or directory, open '${path}'`;
        case 'directory':
          return 'EISDIR: illegal operation on a directory, read';
        case 'unreadable':
          return `EACCES: permission denied, open '${path}'`;
        case 'keyMismatch':
          return 'error:05800074:x509 certificate routines::key values mismatch';
        case 'noKey':
          return 'error:1E08010C:DECODER routines::unsupported';
        case 'noCertificate':
          return 'error:0480006C:PEM routines::no start line';
        default:
          return 'error:1C800064:Provider routines::bad decrypt';
      }
    },
    crlFileUnusable: (path, why) => {
      if (why === 'missing') return `ENOENT: no such file or directory, open '${path}'`;
      return why === 'unreadable' ? `EACCES: permission denied, open '${path}'` : 'Failed to parse CRL';
    },
  };
}

const at = ({ host, port }: Where): string => `${host}:${port}`;
