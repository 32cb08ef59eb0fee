/**
 * What one handshake showed: plain data, valid JSON, octets as lower-case hexadecimal. Code points are numbers as on the wire;
 * `src/tls/wire/registries` has their names.
 */
import type { Milliseconds } from '../../base/time.ts';
import type { HandshakeProblem, Waiting } from './handshake-problem.ts';

/** Octets as lower-case hexadecimal. */
export type Hex = string;

/** Who sent something. */
export type Side = 'client' | 'server';

/** What our ClientHello offered. */
export interface Offered {
  /** ProtocolVersion code points, most preferred first. */
  readonly versions: readonly number[];
  readonly cipherSuites: readonly number[];
  readonly groups: readonly number[];
  readonly signatureSchemes: readonly number[];
  /** The name in server_name; null: the extension was not sent. */
  readonly serverName: string | null;
  readonly alpn: readonly string[];
}

/** One message on the wire. `name` is RFC spelling: `server_hello`, `hello_retry_request`, `change_cipher_spec`, `alert`. */
export interface MessageSeen {
  readonly from: Side;
  readonly name: string;
  /** Octets of the message itself, handshake header included, record header not. */
  readonly bytes: number;
  /** Since the start of the TCP connection attempt. */
  readonly atMs: Milliseconds;
}

/** An alert of either side. */
export interface AlertSeen {
  readonly from: Side;
  readonly level: number;
  readonly description: number;
  readonly waitingFor: Waiting;
  readonly atMs: Milliseconds;
}

/** An extension that the server sent, and in which message. */
export interface ExtensionSeen {
  readonly message:
    'server_hello' | 'hello_retry_request' | 'encrypted_extensions' | 'certificate' | 'certificate_request';
  readonly type: number;
  readonly bytes: number;
}

/** A stapled OCSP response (DER, RFC 6960 OCSPResponse) and the place of its certificate in the chain as sent. */
export interface StapleSeen {
  readonly certificate: number;
  readonly response: Hex;
}

export interface CertificateRequestSeen {
  /** DER-encoded DistinguishedNames. Empty: any. */
  readonly certificateAuthorities: readonly Hex[];
  readonly signatureSchemes: readonly number[];
  /** TLS 1.2 ClientCertificateType values; empty in TLS 1.3. */
  readonly certificateTypes: readonly number[];
}

/** Our answer to a CertificateRequest. An empty Certificate says "none"; it is up to the server to accept that. */
export type ClientCertificateSent =
  | { readonly kind: 'none' } // none was given to us
  /** Ours cannot sign in a way that the server takes; `schemes`: those that its key could. */
  | { readonly kind: 'noCommonScheme'; readonly schemes: readonly number[] }
  /** `signatureScheme`: null up to TLS 1.1, which does not name it. */
  | { readonly kind: 'sent'; readonly certificates: number; readonly signatureScheme: number | null };

/** A SignedCertificateTimestamp (RFC 6962 section 3.2). */
export interface TimestampSeen {
  readonly certificate: number;
  /** SHA-256 of the log's key; null where the version is none that we know. */
  readonly logId: Hex | null;
  /** Unix time in milliseconds; null likewise. */
  readonly timestamp: number | null;
}

export interface CompressionSeen {
  /** CertificateCompressionAlgorithm code point. */
  readonly algorithm: number;
  readonly compressedOctets: number;
  readonly octets: number;
}

/** What a later connection could resume this session by. */
export interface SessionSeen {
  /** Octets of the session id in a ServerHello of TLS 1.0 to 1.2; in TLS 1.3 it echoes ours and says nothing: 0. */
  readonly idOctets: number;
  /** NewSessionTicket messages, and the lifetime of the first, in seconds. */
  readonly tickets: number;
  readonly ticketLifetime: number | null;
}

/** The peer broke the RFC, but the handshake could go on. */
export type Violation =
  | { readonly kind: 'leftOverInMessage'; readonly message: string }
  | { readonly kind: 'duplicateExtension'; readonly message: string; readonly type: number }
  | { readonly kind: 'unsolicitedExtension'; readonly message: string; readonly type: number }
  | { readonly kind: 'recordVersion'; readonly version: number }
  | { readonly kind: 'certificateStatusWithoutExtension' }
  | { readonly kind: 'downgradeSentinel'; readonly protocol: number }
  | { readonly kind: 'octetsAfterClose'; readonly octets: number }
  | {
      readonly kind: 'undecodablePart';
      readonly part: 'certificateStatus' | 'certificateExtension' | 'newSessionTicket';
      readonly path: string;
    };

/** All that was seen of one handshake. */
export interface Capture {
  readonly offered: Offered;
  /** `completed` is also true of a probe that was asked to stop after ServerHello and got there: see `stoppedEarly`. */
  readonly completed: boolean;
  /**
   * Why it did not complete; null when it did. A completed handshake can still have one, with `waitingFor: 'applicationData'`: the
   * server refused us right after it (in TLS 1.3 a missing client certificate shows only then).
   */
  readonly problem: HandshakeProblem | null;
  /** An experiment that only wanted the ServerHello, and got it. */
  readonly stoppedEarly: boolean;
  readonly protocol: number | null;
  readonly cipherSuite: number | null;
  /**
   * The first four octets of the ServerHello's random, up to TLS 1.2: `gmt_unix_time` in seconds, where the server still fills it
   * so (RFC 5246 section 7.4.1.2); random like the rest, most often. Absent: TLS 1.3, or no ServerHello.
   */
  readonly helloTime?: number;
  /** NamedGroup of the key exchange; null for RSA key exchange and explicit parameters. */
  readonly group: number | null;
  /** Size of the prime of a DHE key exchange up to TLS 1.2, in bits; null for every other. */
  readonly dhBits: number | null;
  /** How the server signed (CertificateVerify or ServerKeyExchange); null for RSA key exchange. */
  readonly signatureScheme: number | null;
  readonly alpn: string | null;
  /** The server acknowledged server_name with an (empty) extension of its own. */
  readonly serverNameAcknowledged: boolean;
  /** The server asked for another key share by HelloRetryRequest; the group it named, or null for a cookie alone. */
  readonly helloRetryRequest: { readonly group: number | null; readonly cookie: boolean } | null;
  readonly extendedMasterSecret: boolean;
  readonly secureRenegotiation: boolean;
  /** RFC 7366; only CBC suites up to TLS 1.2 have a use for it. */
  readonly encryptThenMac: boolean;
  /** The server gave us something to resume the session by: a session id up to TLS 1.2, or tickets. */
  readonly session: SessionSeen;
  /** Whether the server took up the session that we offered; null: none was offered. */
  readonly resumed: boolean | null;
  /** Timestamps that came in the handshake (not those inside of certificates), each with the place of its certificate. */
  readonly certificateTimestamps: readonly TimestampSeen[];
  /** RFC 8879: how the Certificate message came; null where it came as it is. */
  readonly certificateCompression: CompressionSeen | null;
  /** RFC 8449: the most octets of plain text that the server takes in one record; null where it set no limit. */
  readonly recordSizeLimit: number | null;
  readonly extensions: readonly ExtensionSeen[];
  /** Certificates exactly as sent, in their order, duplicates and strangers included. DER. */
  readonly certificates: readonly Hex[];
  readonly staples: readonly StapleSeen[];
  readonly certificateRequest: CertificateRequestSeen | null;
  /** What we answered to the request; null: there was none, or it did not come to an answer. */
  readonly clientCertificate: ClientCertificateSent | null;
  readonly alerts: readonly AlertSeen[];
  readonly messages: readonly MessageSeen[];
  readonly violations: readonly Violation[];
  /** Application data that the server sent, 64 KiB at most. */
  readonly applicationOctets: Hex;
  /** The first octets that came, 512 at most; kept only where they are no TLS record. */
  readonly firstOctets: Hex;
  readonly octetsReceived: number;
}
