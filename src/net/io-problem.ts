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
  | { readonly kind: 'other'; readonly code: string }; // an error code of the platform that has no kind of its own
