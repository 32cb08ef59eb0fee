/** Octets that are not the ASN.1 structure they should be: which field, where, and what was wrong. */
export interface PkiProblem {
  readonly kind:
    | 'truncated' // the value, or its header, ends after the octets do
    | 'leftOver' // octets remain after the last field
    | 'unexpectedTag' // another type than the structure wants
    | 'indefiniteLength' // BER, forbidden in DER
    | 'nonMinimalLength' // a length written longer than needed, forbidden in DER
    | 'lengthOutOfRange' // shorter or longer than the type can be
    | 'illegalValue'; // a value that the type forbids
  /** Path of the field, outermost first: `Certificate.tbsCertificate.validity.notAfter`. */
  readonly path: string;
  /** Where it begins, in octets from the start of the outermost structure. */
  readonly offset: number;
}

/** How readers fail inside `src/x509/pki`; `decodeDer` alone catches it and hands out the problem. */
export class PkiFailure extends Error {
  readonly problem: PkiProblem;
  constructor(problem: PkiProblem) {
    super(`${problem.path}: ${problem.kind}`);
    this.problem = problem;
  }
}
