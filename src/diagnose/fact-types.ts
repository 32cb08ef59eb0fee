/** Types that facts are made of, by name: diagnoses see the layers below only through the facts. */
import type { Facts } from '../observe/facts.ts';

type Completed<A> = Extract<A, { readonly kind: 'completed' }> extends { readonly value: infer T } ? T : never;
type Failed<A> = Extract<A, { readonly kind: 'failed' }> extends { readonly problem: infer P } ? P : never;

export type Verification = Completed<Facts['verification']>;
export type VerifyProblem = Verification['problems'][number];
export type Certificate = Completed<Facts['chain']>[0];
export type StapleProblem = Completed<Facts['staples']>[number]['problems'][number];
export type OcspPolicy = Facts['client']['verifies']['ocsp'];
export type OcspVerdicts = NonNullable<Facts['ocspVerdicts']>;
export type OcspVerdict = OcspVerdicts[OcspPolicy];
export type StapleJudgement = Completed<Facts['staples']>[number];
export type OcspException = NonNullable<Parameters<Facts['client']['words']['badStaple']>[1]>;
export type OcspRefusal = NonNullable<Parameters<Facts['client']['words']['badStaple']>[2]>;
export type ResponderAnswer = Facts['responders']['answers'][number];
export type Capture = Completed<Facts['handshake']>['capture'];
export type HandshakeProblem = NonNullable<Capture['problem']>;
export type Violation = Capture['violations'][number];
export type Waiting = HandshakeProblem extends infer P
  ? P extends { readonly waitingFor: infer W }
    ? W
    : never
  : never;
export type IoProblem = Failed<Facts['tcp']>;
export type Experiment = Facts['experiments'][number];
export type CrlSource = NonNullable<Facts['crls']>['sources'][number];
export type CrlSourceProblem = Failed<CrlSource['content']>;
export type CrlFileFault = Parameters<Facts['client']['words']['crlFileUnusable']>[1];

/** What options come to in the client at hand. */
export type OptionsRead = NonNullable<Facts['options']>;
/** A rule that options break. */
export type OptionsConflict = OptionsRead['conflicts'][number];
/** Why a client speaks TLS, or plain text. */
export type TlsReason = OptionsRead['tls']['because'];
/** Why the records behind mongodb+srv:// cannot be used. */
export type SeedProblem = Exclude<NonNullable<NonNullable<Facts['seeds']>['problem']>, IoProblem>;
/** One option as the user gave it. */
export type GivenOption = NonNullable<Facts['target']['options']>['given'][number];
/** A value that a driver is to warn of, and goes on without. */
export type UriWarning = NonNullable<Facts['target']['options']>['warnings'][number];
/** Why the client's own certificate file cannot be used. */
export type ClientFileProblem = NonNullable<Facts['clientFile']>['problem'];
