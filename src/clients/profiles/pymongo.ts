import type { ClientProfile, ErrorWords, Where } from '../profile.ts';
import { openssl30CipherSuites, openssl30KeyShares } from '../openssl-offer.ts';
import { python310, pythonWords } from './python.ts';

/**
 * PyMongo on the standard `ssl` module of Python 3.10 or later, OpenSSL 3.0. Words: PyMongo 4.20 against the servers of our lab; the
 * line of `_ssl.c` differs by build and is shown as `…`. No OCSP: that needs the extra `pymongo[ocsp]`, see `pymongo-ocsp.ts`.
 */
export const pymongo: ClientProfile = {
  id: 'pymongo',
  name: 'PyMongo on Python 3.10 or later',
  shortName: 'PyMongo',
  speaks: 'mongodb',
  offer: python310.offer,
  // It makes a context of its own, so that it is no stricter on Python 3.13.
  verifies: python310.verifies,
  trusts: 'python',
  words: pymongoWords(pythonWords()),
};

/**
 * The same on the Python of Debian and Ubuntu, which is built with OpenSSL's own list of suites: static RSA and SHA-1 MACs are in it,
 * so it connects where a Python from python.org, pyenv, conda or Homebrew fails. It also names TLS 1.1 and 1.0, but at the
 * security level of these systems no handshake below TLS 1.2 ends well. Read from the wire of Debian 12's
 * python3, which is 3.11.2.
 */
export const pymongoDebian: ClientProfile = {
  ...pymongo,
  id: 'pymongo-debian',
  name: 'PyMongo on a Python of Debian or Ubuntu',
  offer: { ...pymongo.offer, cipherSuites: openssl30CipherSuites },
  words: {
    ...pymongo.words,
    tooOld: (where) => failed(where, '[SSL] legacy sigalg disallowed or unsupported (_ssl.c:…)'),
    // So says 3.11.2; 3.11.7 and 3.13 speak of an EOF in violation of protocol.
    closed: (where, how, afterHandshake) =>
      how === 'fin' && !afterHandshake
        ? failed(where, 'TLS/SSL connection has been closed (EOF) (_ssl.c:…)')
        : pymongo.words.closed(where, how, afterHandshake),
  },
};

/**
 * PyMongo on Python 3.6 to 3.9 as python.org built them, with OpenSSL 1.1.1 at security level 1: TLS 1.0 and up, static RSA, RSA of
 * 1024 bits, SHA-1. Offer and verdicts: read from the wire, and asked of, OpenSSL 1.1.1n (of cryptography 36) under Python's
 * list of suites; the words are its own in the frame of Python. The same Python on OpenSSL 3.0 is nearer to `pymongo-debian`.
 */
export const pymongoPython39: ClientProfile = {
  ...pymongo,
  id: 'pymongo-python-3.9',
  name: 'PyMongo on Python 3.6 to 3.9, OpenSSL 1.1.1',
  offer: {
    versions: [0x0304, 0x0303, 0x0302, 0x0301],
    cipherSuites: openssl30CipherSuites,
    groups: [29, 23, 30, 25, 24],
    keyShares: openssl30KeyShares,
    signatureSchemes: [
      0x0403, 0x0503, 0x0603, 0x0807, 0x0808, 0x0809, 0x080a, 0x080b, 0x0804, 0x0805, 0x0806, 0x0401, 0x0501, 0x0601,
      0x0303, 0x0203, 0x0301, 0x0201, 0x0302, 0x0202, 0x0402, 0x0502, 0x0602,
    ],
  },
  verifies: { ...pymongo.verifies, securityLevel: 1, openssl1: true, requiresSecureRenegotiation: false },
  words: pymongoWords(wordsOfOpenssl1(pythonWords())),
};

/** PyMongo's frame around what Python says. */
function pymongoWords(python: ErrorWords): ErrorWords {
  return {
    ...python,
    // Verification errors are caught apart in PyMongo and go out without the words "SSL handshake failed:".
    verifyFailed: (where, error, refusal) => `${at(where)}: ${python.verifyFailed(where, error, refusal)}`,
    nameMismatch: (where, asked, presented, others) =>
      `${at(where)}: ${python.nameMismatch(where, asked, presented, others)}`,
    // What comes with the first read after the handshake goes out without these words, too.
    alert: (where, description, afterHandshake) => {
      const text = python.alert(where, description, afterHandshake);
      return afterHandshake ? `${at(where)}: ${text}` : failed(where, text);
    },
    closed: (where, how, afterHandshake) =>
      afterHandshake ? `${at(where)}: connection closed` : failed(where, python.closed(where, how, false)),
    notTls: (where) => failed(where, python.notTls(where)),
    refusesServer: (where, why) => {
      const text = python.refusesServer(where, why);
      return text === null ? null : failed(where, text);
    },
    refused: (where) => `${at(where)}: ${python.refused(where)}`,
    connectTimedOut: (where) => `${at(where)}: ${python.connectTimedOut(where)}`,
    handshakeTimedOut: (where) => failed(where, python.handshakeTimedOut(where)),
    nameNotFound: (where) => `${at(where)}: ${python.nameNotFound(where)}`,
    // It opens the files itself, to see whether it can.
    caFileUnusable: (path, why) => named(python.caFileUnusable(path, why), path),
    crlFileUnusable: (path, why) => named(python.crlFileUnusable(path, why), path),
    clientFileUnusable: (path, why) => {
      const text = python.clientFileUnusable(path, why);
      return text?.startsWith('[Errno') === true
        ? named(text, why === 'passwordNeeded' ? null : path)
        : `${clientFile} ${text}`;
    },
  };
}

/** As OpenSSL 1.1.1 says it, where that differs. */
function wordsOfOpenssl1(words: ErrorWords): ErrorWords {
  return {
    ...words,
    verifyFailed: (where, error, refusal) =>
      words
        .verifyFailed(where, error, refusal)
        .replace('self-signed', 'self signed')
        .replace('unsuitable certificate purpose', 'unsupported certificate purpose'),
    closed: (where, how, afterHandshake) =>
      words.closed(where, how, afterHandshake).replace('[SSL: UNEXPECTED_EOF_WHILE_READING] ', ''),
  };
}

/** An error of the system names the file. */
const named = (text: string | null, path: string | null): string | null =>
  path !== null && text?.startsWith('[Errno') === true ? `${text}: '${path}'` : text;

const at = (where: Where): string => `${where.host}:${where.port}`;
const failed = (where: Where, what: string): string => `SSL handshake failed: ${at(where)}: ${what}`;
/** PyMongo puts this before whatever `load_cert_chain` has to say. */
const clientFile = "Private key doesn't match certificate:";
