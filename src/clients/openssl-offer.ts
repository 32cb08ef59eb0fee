/**
 * What OpenSSL 3.0 puts into a ClientHello by default, read from the wire (3.0.22 of Debian 12; `openssl s_client` and CPython
 * on the same library agree but for the cipher suites). Two differences from the wire, both on purpose: the signalling value
 * TLS_EMPTY_RENEGOTIATION_INFO_SCSV is left to the handshake, which tells the same by extension or value; and ffdhe6144 and
 * ffdhe8192, the last two groups of the list, are not offered because we could not finish with them.
 */

/** `supported_groups`: x25519, secp256r1, x448, secp521r1, secp384r1, ffdhe2048, ffdhe3072, ffdhe4096. */
export const openssl30Groups: readonly number[] = [29, 23, 30, 25, 24, 256, 257, 258];

/** `key_share` of the first ClientHello: x25519 alone. */
export const openssl30KeyShares: readonly number[] = [29];

/** `signature_algorithms`. */
export const openssl30SignatureSchemes: readonly number[] = [
  0x0403, 0x0503, 0x0603, 0x0807, 0x0808, 0x0809, 0x080a, 0x080b, 0x0804, 0x0805, 0x0806, 0x0401, 0x0501, 0x0601,
  0x0303, 0x0301, 0x0302, 0x0402, 0x0502, 0x0602,
];

/** `openssl ciphers -s -V`: 3 suites of TLS 1.3 and 27 of TLS 1.2 and below, static RSA included. */
export const openssl30CipherSuites: readonly number[] = [
  0x1302, 0x1303, 0x1301, 0xc02c, 0xc030, 0x009f, 0xcca9, 0xcca8, 0xccaa, 0xc02b, 0xc02f, 0x009e, 0xc024, 0xc028,
  0x006b, 0xc023, 0xc027, 0x0067, 0xc00a, 0xc014, 0x0039, 0xc009, 0xc013, 0x0033, 0x009d, 0x009c, 0x003d, 0x003c,
  0x0035, 0x002f,
];
