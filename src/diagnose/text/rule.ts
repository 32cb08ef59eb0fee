/**
 * The knowledge of `explain` is data: what a program prints, and which diagnoses that speaks for. One file of `rules/` for each
 * family of programs.
 */

/**
 * How much a text decides.
 * - `reason`: names the fault itself (`certificate has expired`).
 * - `alert`: the peer's complaint, which has several reasons.
 * - `end`: how the connection ended, not why (`Connection reset by peer`).
 * - `phrase`: words near one another that no table holds (phrases.ts).
 * - `wrapper`: only says that TLS failed (`certificate verify failed` without a reason).
 * - `hint`: speaks for it, and is also seen where all is well.
 * - `benign`: what people take for a TLS problem and is none (`Authentication failed`); wins over how a connection ended.
 */
export type Grade = 'reason' | 'alert' | 'phrase' | 'end' | 'wrapper' | 'hint' | 'benign';

export interface Rule {
  /** Literals, of which any is enough. Case, spaces and punctuation do not count; `~` at an end: a word may go on there. */
  readonly says: string | readonly string[];
  /** Diagnosis ids, the likeliest first. Empty: no TLS problem. */
  readonly means: readonly string[];
  /** What it means in a server's log, where that differs: there an alert is the client's complaint. */
  readonly onServer?: readonly string[];
  /** What it means where nobody says whose text it is, where that differs. */
  readonly unsaid?: readonly string[];
  /** Default `reason`. */
  readonly grade?: Grade;
  /** What follows the literal, within 240 characters on one line or wrapped, matches this. Must be linear. */
  readonly followedBy?: RegExp;
  readonly notFollowedBy?: RegExp;
  /** What stands before the literal, folded, within 60 letters, matches this up to its end (`$`). */
  readonly precededBy?: RegExp;
  /** One of these literals stands somewhere in the text as well. */
  readonly with?: readonly string[];
  /** None of these does. */
  readonly without?: readonly string[];
}

/** Several literals with one meaning. */
export const rule = (says: Rule['says'], means: readonly string[], more: Omit<Rule, 'says' | 'means'> = {}): Rule => ({
  says,
  means,
  ...more,
});

/** Diagnoses that any failed verification may have, where a client keeps the reason to itself. */
export const anyVerifyFault: readonly string[] = [
  'untrusted-root',
  'missing-intermediate',
  'client-roots-missing',
  'cert-expired',
  'self-signed-leaf',
  'hostname-mismatch',
  'certificate-usage',
  'weak-certificate',
];

/** The issuer is not known to the client: which end of the chain is missing, the text does not say. */
export const issuerUnknown: readonly string[] = [
  'untrusted-root',
  'missing-intermediate',
  'client-roots-missing',
  'self-signed-leaf',
];

/** Any of these makes a text one about TLS. */
export const tlsWords: readonly string[] = [
  'TLS handshake',
  'SSL handshake',
  'SSLException',
  'SSLHandshakeException',
  'SSLError',
  'SSL_connect',
  'SSL_read',
  'SSL_do_handshake',
  'SSL routines',
  'https',
  'TLSSocket',
  'TLSWrap',
  'SSL connection',
  'TLS connection',
  'SSL negotiation',
  'starttls',
  'SSLSocket~',
  'SslStream',
  'openssl',
  'gnutls',
  'schannel',
  'SSL error',
  'TLS error',
  'mongodb+srv',
];
