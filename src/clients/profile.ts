import type { UnixMs } from '../base/time.ts';
import type { CrlCheck } from '../x509/verify/crl-check.ts';
import type { OpensslError } from '../x509/verify/verify-problem.ts';
import type { Verification } from '../x509/verify/verification.ts';
import type { OcspPolicy, StapleProblem } from '../x509/revocation/staple-judgement.ts';

/**
 * A client through whose eyes a server is seen: what its ClientHello offers, how it verifies, and how it words an error.
 * Sources of each fact stand in the profile's file.
 */
export interface ClientProfile {
  /** Stable id, for `--client`. */
  readonly id: string;
  /** As a sentence names it: `PyMongo on Python 3.10 or later`. */
  readonly name: string;
  /** As a short sentence names it: `PyMongo`. */
  readonly shortName: string;
  /** What it speaks once the handshake is done; null: whatever the server speaks. */
  readonly speaks: 'mongodb' | null;
  readonly offer: ProfileOffer;
  readonly verifies: {
    /** Who verifies: OpenSSL, or Go's or Java's own code, which turns back where a path fails; absent: OpenSSL. */
    readonly engine?: 'openssl' | 'go' | 'java';
    /** OpenSSL security level, which bounds key sizes and digests. */
    readonly securityLevel: 0 | 1 | 2 | 3 | 4 | 5;
    /** The CN serves as host name where the leaf has no DNS SAN. */
    readonly usesCommonName: boolean;
    /** `ba*.example.com` matches. */
    readonly partialWildcards: boolean;
    /** An address is compared with the CN, letter for letter, where subjectAltName holds neither name nor address; absent: never. */
    readonly addressByCommonName?: boolean;
    /** It is OpenSSL 1.1.1 or older: SHA-1 is enough for level 1, and curves may be spelled out; absent: 3.0. */
    readonly openssl1?: boolean;
    /** Sets X509_V_FLAG_X509_STRICT, as Python 3.13's `create_default_context`; absent: not. */
    readonly strict?: boolean;
    /** Sets X509_V_FLAG_PARTIAL_CHAIN: any trusted certificate ends a path; absent: not. */
    readonly partialChain?: boolean;
    /** An address that it is told is as good as the name that the system's resolver has for it; absent: only the address counts. */
    readonly namesAddresses?: boolean;
    /** Refuses servers of TLS 1.2 and older without renegotiation_info (RFC 5746 section 4.1), as OpenSSL 3 does by default. */
    readonly requiresSecureRenegotiation: boolean;
    /** Judges staples and refuses revoked or invalid ones. */
    readonly checksStaples: boolean;
    /** What it makes of OCSP: `none` where it never looks. */
    readonly ocsp: OcspPolicy;
    /** Whose revocation it looks up in the CRLs that it is given (it fetches none); `none`: it takes none. */
    readonly crlCheck: CrlCheck;
    /** Which of several errors of OpenSSL's it tells: the one that OpenSSL stops at, or, where it lets OpenSSL go on, the last; absent: the first. */
    readonly tells?: 'first' | 'last';
    /** It compares the name itself, once the chain is found good; absent: its library does, as one check among others. */
    readonly nameAfterwards?: boolean;
  };
  /** By which trust store it decides where no file of trust anchors is given. */
  readonly trusts: Trusts;
  /** The client's words. Null where this client never prints the case. */
  readonly words: ErrorWords;
}

/**
 * How a client finds its trust anchors. `openssl`: cert.pem and certs/ of OpenSSL's folder, which SSL_CERT_FILE and SSL_CERT_DIR
 * replace, each its own part; `python`: the same, of the OpenSSL that the Python on PATH brings along, where it does; `pyopenssl`: the bundle and folder of the distribution, since the OpenSSL of cryptography's wheels
 * has no folder of its own, and either variable replaces both; `go`: the first such bundle and every certificate of the distribution's folders, which the variables replace, each its own part; `node`: the roots that Node brings along, and those of
 * NODE_EXTRA_CA_CERTS; `java`: cacerts, or what javax.net.ssl.trustStore says; `certifi`: the file of Python's package certifi.
 */
export type Trusts = 'openssl' | 'python' | 'pyopenssl' | 'go' | 'node' | 'java' | 'certifi';

/** Code points in the order of the client's own ClientHello. */
export interface ProfileOffer {
  readonly versions: readonly number[];
  readonly cipherSuites: readonly number[];
  readonly groups: readonly number[];
  /** Groups for which a key share is sent in the first ClientHello. */
  readonly keyShares: readonly number[];
  readonly signatureSchemes: readonly number[];
}

/** Why a client cannot use a file of revocation lists. */
export type CrlFileFault =
  | 'missing'
  | 'unreadable'
  | 'noCrl' // nor a certificate
  | 'certificatesOnly'
  | 'der'
  | 'broken' // a PEM block of it is damaged
  | 'notSupported'; // the client takes no such file at all

/** What a client prints, as templates over facts. `host` and `port` are as the user typed them. */
export interface ErrorWords {
  /** An X509_V_ERR text inside the client's frame. `refusal`: for clients that say more than that. */
  verifyFailed(where: Where, openssl: Pick<OpensslError, 'code' | 'text' | 'depth'>, refusal?: Refusal): string;
  /**
   * The certificate does not hold the name. `presented`: its names of the kind asked for; `others`: those of the other kind;
   * `commonNames`: those of its subject, for clients that tell them from others.
   */
  nameMismatch(
    where: Where,
    asked: { readonly kind: 'dns' | 'ip'; readonly value: string },
    presented: readonly string[],
    others: readonly string[],
    commonNames?: readonly string[],
  ): string;
  /**
   * A fatal alert from the server. `afterHandshake`: it came when the client held the handshake for done, which is where TLS 1.3
   * refuses a client's certificate.
   */
  alert(where: Where, description: number, afterHandshake: boolean): string;
  /**
   * OCSP speaks against the server: a staple, or a responder. `raised`: where it is no verdict but an exception over a response
   * that the client cannot handle. `why`: for clients that tell it. Null for clients that do not look.
   */
  badStaple(where: Where, raised?: OcspException, why?: OcspRefusal): string | null;
  /** The peer ended the connection in the middle of the handshake, or right after it. */
  closed(where: Where, how: 'fin' | 'rst', afterHandshake: boolean): string;
  /** The first octets were no TLS record. */
  notTls(where: Where): string;
  /**
   * The client itself ends a handshake that its library does not allow: a Diffie-Hellman prime below its security level, or no
   * secure renegotiation. Null where it was not measured.
   */
  refusesServer(where: Where, why: 'dhKeyTooSmall' | 'legacyRenegotiation'): string | null;
  /**
   * The server speaks no more than TLS 1.1 or 1.0, which this client names in its ClientHello though it can do nothing with them; absent:
   * it does not name them, and prints what the server answers.
   */
  tooOld?(where: Where): string;
  refused(where: Where): string;
  connectTimedOut(where: Where): string;
  handshakeTimedOut(where: Where): string;
  /** The handshake is done and the server says nothing; absent: as `connectTimedOut`. */
  noAnswer?(where: Where): string;
  nameNotFound(where: Where): string;
  /** The file of trust anchors cannot be used; null for clients that go on without a word. */
  caFileUnusable(path: string, why: CaFileFault): string | null;
  /**
   * The file of revocation lists cannot be used, or not in this form; null for clients that go on without a word.
   */
  crlFileUnusable(path: string, why: CrlFileFault): string | null;
  /** The client's own certificate file cannot be used. */
  clientFileUnusable(path: string, why: ClientFileFault): string | null;
}

/** A chain that is refused: the path, everything that is wrong with it, and the time at which it was judged. */
export interface Refusal extends Pick<Verification, 'path' | 'problems' | 'searched'> {
  readonly at: UnixMs;
}

/**
 * What is wrong with a file of certificate and key, as far as clients tell it apart. `noCertificate`: nor anything else that is
 * PEM and can be read; `directory`: it is none but a folder.
 */
export type ClientFileFault =
  | 'missing'
  | 'directory'
  | 'unreadable'
  | 'noCertificate'
  | 'noKey'
  | 'passwordNeeded'
  | 'wrongPassword'
  | 'keyMismatch';

/** A response over which a client stumbles. */
export interface OcspException {
  readonly what: 'malformed' | 'severalResponses' | 'unsupportedAlgorithm';
  readonly stapled: boolean;
  /** How many certificates the response speaks of. */
  readonly responses: number;
}

/** What OCSP has against the leaf: a staple is missing, or proves nothing; else something says that it is revoked. */
export type OcspRefusal =
  | { readonly kind: 'missing' }
  | { readonly kind: 'revoked' }
  | { readonly kind: 'invalid'; readonly problems: readonly StapleProblem[]; readonly at: UnixMs };

/** What is wrong with a file of trust anchors. `damaged`: one of its certificates is. */
export type CaFileFault = 'missing' | 'unreadable' | 'folder' | 'noCertificate' | 'damaged';

export interface Where {
  readonly host: string;
  readonly port: number;
}
