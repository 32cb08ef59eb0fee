import type { DecodeProblem } from '../wire/decode-problem.ts';

/** What the handshake was waiting for; named after the message that should have come next. */
export type Waiting =
  | 'serverHello'
  | 'encryptedExtensions'
  | 'certificate'
  | 'certificateStatus'
  | 'serverKeyExchange'
  | 'serverHelloDone'
  | 'certificateVerify'
  | 'changeCipherSpec'
  | 'finished'
  | 'applicationData';

/** What the peer exceeded. Each bound is far above what any honest server sends. */
export type Limit =
  'messageOctets' | 'totalOctets' | 'cookieOctets' | 'emptyRecords' | 'warningAlerts' | 'messages' | 'certificates';

/**
 * How a handshake ended without finishing. `waitingFor` is what should have come when it happened.
 * Every member is data: whose fault it is and what to do is decided in `diagnostics/`.
 */
export type HandshakeProblem =
  /** The peer sent a fatal alert. */
  | {
      readonly kind: 'alertReceived';
      readonly level: number;
      readonly description: number;
      readonly waitingFor: Waiting;
    }
  /** The peer closed the connection. `octets`: how many it had sent before. */
  | { readonly kind: 'closed'; readonly how: 'fin' | 'rst'; readonly waitingFor: Waiting; readonly octets: number }
  /** Nothing (more) came within the deadline. */
  | { readonly kind: 'timedOut'; readonly waitingFor: Waiting; readonly octets: number; readonly afterMs: number }
  /** The very first octets are no TLS record: another protocol answers here. The octets are in `Capture.firstOctets`. */
  | { readonly kind: 'notTls' }
  /** A TLS message that is not what its struct says. */
  | { readonly kind: 'undecodable'; readonly problem: DecodeProblem; readonly waitingFor: Waiting }
  /** A decodable message that has no place here. `type` is a HandshakeType or, for `what: 'record'`, a ContentType. */
  | {
      readonly kind: 'unexpected';
      readonly what: 'handshake' | 'record';
      readonly type: number;
      readonly waitingFor: Waiting;
    }
  /** The server chose what we did not offer, or contradicted itself in a way that leaves no way on. */
  | {
      readonly kind: 'illegalChoice';
      readonly what: 'protocol' | 'cipherSuite' | 'group' | 'compression' | 'retry' | 'extension';
      readonly value: number;
      readonly waitingFor: Waiting;
    }
  /** The server chose something legal that we offered but cannot carry through; everything up to here was captured. */
  | {
      readonly kind: 'cannotComplete';
      readonly what: 'protocol' | 'keyExchange' | 'cipher' | 'clientKey';
      readonly value: number;
      readonly waitingFor: Waiting;
    }
  /** A cryptographic check failed: the peer does not hold the key, or somebody changed octets on the way. */
  | {
      readonly kind: 'checkFailed';
      readonly what: 'certificateVerify' | 'serverKeyExchange' | 'finished' | 'record' | 'leafKey' | 'sharedSecret';
      readonly waitingFor: Waiting;
    }
  /** The peer sent more than we are willing to hold. */
  | { readonly kind: 'tooMuch'; readonly limit: Limit; readonly bound: number; readonly waitingFor: Waiting }
  /** The user interrupted. */
  | { readonly kind: 'aborted'; readonly waitingFor: Waiting };
