import type { Milliseconds } from '../../base/time.ts';

/** What happens to a handshake from outside. `atMs`: since the start of the TCP connection attempt. */
export type Event =
  | { readonly kind: 'connected'; readonly atMs: Milliseconds }
  | { readonly kind: 'octets'; readonly octets: Uint8Array; readonly atMs: Milliseconds }
  | { readonly kind: 'ended'; readonly how: 'fin' | 'rst'; readonly atMs: Milliseconds }
  | { readonly kind: 'timedOut'; readonly atMs: Milliseconds }
  | { readonly kind: 'aborted'; readonly atMs: Milliseconds };
