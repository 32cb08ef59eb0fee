/** Source of the hello's random octets; replaced in tests. Key pairs take theirs from node:crypto. */
export interface Random {
  octets(length: number): Uint8Array;
}
