/** What clients printed about lab faults, and how much their words can tell. */

/** The text alone decides: the first candidate must be the fault's diagnosis. */
export const isDecisive = (fault: string): boolean => decisive.has(fault);

const decisive: ReadonlySet<string> = new Set([
  'cert-expired',
  'cert-not-yet-valid',
  'untrusted-root',
  'hostname-mismatch',
  'hostname-mismatch-ip',
  'legacy-renegotiation',
  'sni-unrecognized',
  'alpn-mismatch',
  'alert-internal-error',
  'decrypt-error',
  'plaintext-http',
  'plaintext-ssh',
  'unexpected-eof',
  'connection-reset',
  'connection-refused',
  'dns-failure',
]);

/** This client's words say nothing of this fault. */
export const cannotTell = (client: string, fault: string): boolean => speechless.has(`${client}: ${fault}`);

const speechless: ReadonlySet<string> = new Set([
  // Go has no DHE at all: to it, these servers share no cipher suite.
  'Go: dh-too-small',
  // It prints that the certificate is not trusted, whatever was wrong with the staple.
  'wget (GnuTLS): ocsp-staple-expired',
]);
