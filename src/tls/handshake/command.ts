/** What a handshake asks of whoever owns the socket. */
export type Command =
  | { readonly kind: 'send'; readonly octets: Uint8Array }
  /**
   * The handshake is complete, but a server that asked for a certificate refuses ours (or its absence) only now, in TLS 1.3
   * even after our Finished. Wait for what comes, a moment at most; then send `timedOut`. An `answer` to what we said takes the
   * server longer than its `verdict`.
   */
  | { readonly kind: 'linger'; readonly for: 'verdict' | 'answer' }
  /** Nothing more is to come: the capture is final. Send what is queued and close. */
  | { readonly kind: 'done' };
