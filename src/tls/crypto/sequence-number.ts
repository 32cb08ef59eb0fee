/** The 64-bit sequence number of one direction's records, RFC 8446 section 5.3 and RFC 5246 section 6.1. */
export class SequenceNumber {
  #next = 0;

  /** As eight octets, big-endian. */
  octets(): Uint8Array {
    const octets = new Uint8Array(8);
    new DataView(octets.buffer).setBigUint64(0, BigInt(this.#next));
    return octets;
  }

  /** XORed into the end of a twelve-octet IV: the nonce of TLS 1.3 and of RFC 7905. */
  nonce(iv: Uint8Array): Uint8Array {
    const nonce = Uint8Array.from(iv);
    const offset = nonce.length - 8;
    for (const [i, octet] of this.octets().entries()) nonce[offset + i] = (nonce[offset + i] ?? 0) ^ octet;
    return nonce;
  }

  /** Goes on to the next record. */
  advance(): void {
    this.#next++;
  }
}
