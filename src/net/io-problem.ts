import type { Milliseconds } from '../base/time.ts';

/** What the machine or the network answered instead of doing what was asked. One kind per cause, whatever the platform calls it. */
export type IoProblem =
  | { readonly kind: 'nameNotFound'; readonly name: string } // NXDOMAIN, or no address record
  | { readonly kind: 'resolverFailed'; readonly name: string; readonly code: string } // no resolver answered, SERVFAIL
  | { readonly kind: 'refused' } // RST in answer to our SYN
  | { readonly kind: 'reset' } // RST on an open connection
  | { readonly kind: 'unreachable'; readonly code: string } // no route to host or network
  | { readonly kind: 'timedOut'; readonly afterMs: Milliseconds } // our own deadline
  | { readonly kind: 'aborted' } // the user interrupted
  | { readonly kind: 'fileNotFound'; readonly path: string }
  | { readonly kind: 'fileUnreadable'; readonly path: string; readonly code: string }
  | { readonly kind: 'tooLarge'; readonly limit: number } // more octets than we accept
  | { readonly kind: 'httpStatus'; readonly status: number }
  | WayProblem
  | { readonly kind: 'other'; readonly code: string }; // an error code of the platform that has no kind of its own

/**
 * What happened on the way to the server, after a connection was there and before TLS could begin. `said` is raw and 512
 * characters at most, to be shown escaped; `proxy` is `scheme://host:port` without credentials; `at` is what was waited for
 * (`greeting`, or the command to be answered). `status` is the protocol's own number of the refusal, where it has one.
 */
export type WayProblem =
  /** The proxy itself could not be looked up or connected to: nothing was learned of the server. */
  | { readonly kind: 'proxyUnreachable'; readonly proxy: string; readonly cause: IoProblem }
  /** The proxy would not, or could not, open the tunnel. `status`: of HTTP, or the reply field of SOCKS. */
  | { readonly kind: 'proxyRefused'; readonly proxy: string; readonly said: string; readonly status: number | null }
  /** What answered at the proxy's port does not speak as proxies of its kind do. */
  | { readonly kind: 'proxyNotSpoken'; readonly proxy: string; readonly said: string }
  /** The proxy closed, or fell silent, before it had answered. */
  | {
      readonly kind: 'proxyEnded';
      readonly proxy: string;
      readonly how: 'fin' | 'rst' | 'silence';
      readonly at: string;
      readonly said: string;
      readonly afterMs: Milliseconds;
    }
  /** The server speaks the protocol and would not begin TLS. `advertised`: whether it had offered to; null: unknown. */
  | {
      readonly kind: 'starttlsRefused';
      readonly protocol: string;
      readonly said: string;
      readonly at: string;
      readonly status: number | null;
      readonly advertised: boolean | null;
    }
  /** What answered does not speak the protocol. */
  | { readonly kind: 'starttlsNotSpoken'; readonly protocol: string; readonly said: string; readonly at: string }
  /** The server closed, or fell silent, before it had answered. Silence instead of a greeting: a port where TLS comes first. */
  | {
      readonly kind: 'starttlsEnded';
      readonly protocol: string;
      readonly how: 'fin' | 'rst' | 'silence';
      readonly at: string;
      readonly said: string;
      readonly afterMs: Milliseconds;
    };
