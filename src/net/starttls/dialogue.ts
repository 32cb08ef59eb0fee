/**
 * What is said in plain text on a connection before TLS may begin: with the server itself (STARTTLS), or with a proxy on the way
 * to it. A dialogue is told what came in and answers what to send; it holds no socket and no clock.
 */
export interface Dialogue {
  /** The first step, once the connection is open. */
  start(): Step;
  /** Octets from the peer, cut in whatever way. After an outcome nothing is heard any more, and the step is empty. */
  receive(octets: Uint8Array): Step;
  /** Nothing more will come: what follows from what was heard. Null where that is nothing. */
  ended(): Outcome | null;
  /** What the peer is to send next: `greeting`, or the command that it has to answer. */
  readonly waitingFor: string;
  /** What the peer said since we spoke last, raw, {@link maxSaid} characters at most. To be shown escaped. */
  readonly said: string;
}

export interface Step {
  readonly send?: Uint8Array;
  readonly outcome?: Outcome;
}

/**
 * How a dialogue ended. `said` is raw: what the peer said since we spoke last, or, where it answers in numbers, their names.
 * `at` is what the peer was to send. `status` is the protocol's own number of the answer (SMTP reply, HTTP status, LDAP result
 * code, MySQL error, …). `advertised` says whether the server had named TLS among what it can do; null where it was not asked.
 */
export type Outcome =
  | {
      readonly kind: 'ready';
      readonly said: string;
      readonly advertised: boolean | null;
      /** Octets that came together with the go-ahead. After STARTTLS there may be none: whoever put them there could have been anybody. */
      readonly surplus: Uint8Array;
    }
  | {
      readonly kind: 'refused';
      readonly said: string;
      readonly at: string;
      readonly status: number | null;
      readonly advertised: boolean | null;
    }
  | { readonly kind: 'notThisProtocol'; readonly said: string; readonly at: string }
  /** More than {@link maxOctets} in all, or than {@link maxPart} where one line or packet was expected. */
  | { readonly kind: 'tooMuch'; readonly limit: number; readonly at: string };

/** Octets that a peer may send in one dialogue. */
export const maxOctets = 16_384;

/** Octets of one line or packet. */
export const maxPart = 4096;

/** Characters kept of what a peer said. */
export const maxSaid = 512;
