/** How a handshake can end, as the diagnoses tell it apart. */
import type { HandshakeProblem, Violation, Waiting } from '../fact-types.ts';
import type { Interference } from './answered-too-soon.ts';
import type { Intolerance, NameExperiments, Unshared } from './offer-at-fault.ts';
import type { ServerTakes } from './read-experiments.ts';
import type { Plaintext } from './recognise-plaintext.ts';

/** What the server did in the end. */
export type ServerAct =
  | { readonly kind: 'alert'; readonly description: number }
  | { readonly kind: 'closed'; readonly how: 'fin' | 'rst' }
  /** Nothing, for so long. */
  | { readonly kind: 'silent'; readonly afterMs: number }
  /** It answered with a version that was not offered. */
  | { readonly kind: 'chose'; readonly version: number };

/** How it ended: exactly one of these. */
export type HandshakeEnd =
  | { readonly kind: 'notTried' }
  | { readonly kind: 'completed' }
  /** No TLS here. `heard` is null where the octets fit no protocol, and where nothing but a close came. */
  | { readonly kind: 'plaintext'; readonly heard: Plaintext | null; readonly firstOctets: boolean }
  | { readonly kind: 'version'; readonly act: ServerAct; readonly takes: ServerTakes; readonly waitingFor: Waiting }
  | { readonly kind: 'suites'; readonly act: ServerAct; readonly takes: ServerTakes; readonly waitingFor: Waiting }
  /** Groups or signature schemes. */
  | ({ readonly kind: 'unshared'; readonly act: ServerAct; readonly waitingFor: Waiting } & Unshared)
  /** It asked for a certificate, got none, and ended the connection. */
  | { readonly kind: 'clientCertificateMissing'; readonly act: ServerAct; readonly waitingFor: Waiting }
  /** It ended the connection over the certificate that was sent, or that could not be used. */
  | {
      readonly kind: 'clientCertificateRefused';
      readonly act: ServerAct;
      /** `notAsked`: it complains though it asked for none. */
      readonly sent: 'sent' | 'noCommonScheme' | 'notAsked';
      /** Whether the same went through without a certificate; null: not tried. */
      readonly without: boolean | null;
      readonly waitingFor: Waiting;
    }
  | ({ readonly kind: 'nameUnknown'; readonly act: ServerAct; readonly waitingFor: Waiting } & NameExperiments)
  | {
      readonly kind: 'alpn';
      readonly act: ServerAct;
      /** What the server chose from the common protocols; null: nothing, or not tried. */
      readonly chosen: string | null;
      readonly without: boolean | null;
      readonly waitingFor: Waiting;
    }
  | { readonly kind: 'decrypt'; readonly description: number; readonly waitingFor: Waiting }
  | { readonly kind: 'internalError'; readonly description: number; readonly waitingFor: Waiting }
  /** Somebody on the way answers in the server's place, or drops what it shall not hear. */
  | {
      readonly kind: 'interference';
      readonly act: ServerAct;
      readonly how: Interference;
      readonly waitingFor: Waiting;
    }
  /** An alert that says only no, and nothing that explains it. */
  | {
      readonly kind: 'refused';
      readonly description: number;
      readonly takes: ServerTakes;
      readonly again: 'completed' | 'failed' | null;
      readonly waitingFor: Waiting;
    }
  | { readonly kind: 'protocolError'; readonly what: ProtocolError; readonly waitingFor: Waiting | null }
  | {
      readonly kind: 'closed';
      readonly how: 'fin' | 'rst' | 'closeNotify';
      readonly octets: number;
      readonly again: 'completed' | 'failed' | null;
      readonly waitingFor: Waiting;
    }
  | { readonly kind: 'silent'; readonly octets: number; readonly afterMs: number; readonly waitingFor: Waiting }
  /** Our own limit, or the user's wish. */
  | {
      readonly kind: 'stopped';
      readonly problem: Extract<HandshakeProblem, { readonly kind: 'cannotComplete' | 'aborted' }> | null;
      readonly waitingFor: Waiting | null;
    };

/** What broke the protocol. */
export type ProtocolError =
  /** The server's alert says that it could not make sense of ours. */
  | { readonly kind: 'alert'; readonly description: number }
  | Extract<
      HandshakeProblem,
      { readonly kind: 'undecodable' | 'unexpected' | 'illegalChoice' | 'checkFailed' | 'tooMuch' }
    >
  /** The handshake went on for us, but the RFC tells a client to stop here. */
  | { readonly kind: 'violation'; readonly violation: Violation }
  | { readonly kind: 'noCertificate' }
  /** It fails over something in the hello that the RFCs tell a server to skip or to negotiate away. */
  | { readonly kind: 'intolerant'; readonly of: Intolerance; readonly act: ServerAct };
