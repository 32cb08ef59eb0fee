import type { ClientProfile, Where } from '../profile.ts';
import { opensslAlertCode, opensslAlertReason } from '../openssl-alerts.ts';
import { openssl } from './openssl.ts';

/**
 * curl on OpenSSL 3.0, as Debian 12 builds it. Offer: read from the wire of 7.88.1, the same as that of `openssl s_client`; that it
 * also asks for h2 and http/1.1 by ALPN is left to --alpn. Words: printed by it against the servers of our lab; it compares names
 * itself, and takes any trusted certificate for the end of a path. OCSP it looks at with --cert-status alone.
 */
export const curl: ClientProfile = {
  ...openssl,
  id: 'curl',
  name: 'curl 7.88 on OpenSSL 3.0',
  shortName: 'curl',
  verifies: {
    ...openssl.verifies,
    partialWildcards: false,
    addressByCommonName: true,
    partialChain: true,
    nameAfterwards: true,
    // With --crlfile.
    crlCheck: 'chain',
  },
  words: {
    verifyFailed: (_, { text }, refusal) => {
      // An error that was raised on the way comes before the verdict.
      const [first] = refusal?.problems ?? [];
      if (first?.kind === 'badSignature')
        return `${handshake} ${library}error:06880006:asn1 encoding routines::EVP lib`;
      if (first?.kind === 'malformedExtension')
        return `${handshake} ${library}error:1100009E:X509 V3 routines::invalid certificate`;
      return `curl: (60) SSL certificate problem: ${text}`;
    },
    nameMismatch: (_, asked, presented, others, commonNames = []) =>
      presented.length + others.length === 0 && commonNames.length > 0
        ? `curl: (60) SSL: certificate subject name '${commonNames.at(-1) ?? ''}' does not match target host name '${asked.value}'`
        : `curl: (60) SSL: no alternative certificate subject name matches target host name '${asked.value}'`,
    alert: (_, description, afterHandshake) => {
      const reason = opensslAlertReason(description) ?? `reason(${1000 + description})`;
      const error = `error:${opensslAlertCode(description)}:SSL routines::${reason}`;
      return afterHandshake
        ? `curl: (56) OpenSSL SSL_read: ${library}${error}, errno 0`
        : `${handshake} ${library}${error}`;
    },
    badStaple: () => null,
    closed: (where, how, afterHandshake) => {
      if (afterHandshake)
        return how === 'fin'
          ? 'curl: (52) Empty reply from server'
          : 'curl: (56) Recv failure: Connection reset by peer';
      return how === 'fin'
        ? `${handshake} OpenSSL SSL_connect: SSL_ERROR_SYSCALL in connection to ${at(where)}`
        : `${handshake} Recv failure: Connection reset by peer`;
    },
    notTls: () => `${handshake} ${library}error:0A00010B:SSL routines::wrong version number`,
    refusesServer: (_, why) =>
      `${handshake} ${library}${
        why === 'dhKeyTooSmall'
          ? 'error:0A00018A:SSL routines::dh key too small'
          : 'error:0A000152:SSL routines::unsafe legacy renegotiation disabled'
      }`,
    tooOld: () => `${handshake} ${library}error:0A00014D:SSL routines::legacy sigalg disallowed or unsupported`,
    refused: ({ host, port }) =>
      `curl: (7) Failed to connect to ${host} port ${port} after … ms: Couldn't connect to server`,
    connectTimedOut: () => 'curl: (28) Connection timed out after … milliseconds',
    handshakeTimedOut: () => 'curl: (28) Connection timed out after … milliseconds',
    nameNotFound: ({ host }) => `curl: (6) Could not resolve host: ${host}`,
    caFileUnusable: (path) => `curl: (77) error setting certificate file: ${path}`,
    clientFileUnusable: (path) =>
      `curl: (58) could not load PEM client certificate from ${path}, OpenSSL error …, (no key found, wrong pass phrase, or wrong file format?)`,
    crlFileUnusable: (path) => `curl: (82) error loading CRL file: ${path}`,
  },
};

const handshake = 'curl: (35)';
/** The build names its library before each of its errors. */
const library = 'OpenSSL/3.0.22: ';

const at = ({ host, port }: Where): string => `${host}:${port}`;
