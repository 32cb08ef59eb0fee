/** Octets that are not what the RFC's struct says: which struct and field, where, and what was wrong. */
export interface DecodeProblem {
  readonly kind:
    | 'truncated' // the field needs more octets than there are
    | 'leftOver' // octets remain after the last field
    | 'lengthOutOfRange' // a vector is shorter or longer than its declared `<min..max>`
    | 'illegalValue'; // a value that the struct forbids
  /** Path of the field, outermost first: `ServerHello.extensions.key_share.group`. */
  readonly path: string;
  /** Where the field begins, in octets from the start of the outermost struct. */
  readonly offset: number;
  /** What was there: octets available, octets left over, the vector's length, or the value. */
  readonly actual: number;
  /** What the struct allows. */
  readonly expected: string;
}

/** How readers fail inside `src/tls/wire`; `decode` alone catches it and hands out the problem. */
export class DecodeFailure extends Error {
  readonly problem: DecodeProblem;
  constructor(problem: DecodeProblem) {
    super(`${problem.path}: ${problem.kind}`);
    this.problem = problem;
  }
}
