/** What a transcript shows of the certificates that a server sent, where `openssl s_client` or `gnutls-cli` printed them. */

export interface SentChain {
  /** How many there are. */
  readonly length: number;
  /** The first one names itself as its issuer. */
  readonly isSelfIssued: boolean;
}

/** The chain of a transcript; null: it shows none. Looks at 64 KiB. */
export function sentChainIn(text: string): SentChain | null {
  const head = text.slice(0, 1 << 16);
  return opensslChain(head) ?? gnutlsChain(head);
}

/** ` 0 s:CN = db1\n   i:CN = Issuing CA`, one pair a certificate. */
function opensslChain(text: string): SentChain | null {
  const pairs = [...text.matchAll(/^ {0,4}(\d{1,2}) s:([^\n]{0,500})\n {0,8}i:([^\n]{0,500})$/gm)];
  const [leaf] = pairs;
  return leaf === undefined ? null : { length: pairs.length, isSelfIssued: leaf[2]?.trim() === leaf[3]?.trim() };
}

/** `Got a certificate list of 1 certificates.`, then ``- subject `CN=…', issuer `CN=…'`` for each. */
function gnutlsChain(text: string): SentChain | null {
  const length = /Got a certificate list of (\d{1,2}) certificates/.exec(text)?.[1];
  const leaf = /subject `([^'\n]{0,500})', issuer `([^'\n]{0,500})'/.exec(text);
  return length === undefined || leaf === null ? null : { length: Number(length), isSelfIssued: leaf[1] === leaf[2] };
}
