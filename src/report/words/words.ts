/**
 * The fixed words of a report, one object a language: `en.ts` and `zh.ts`. Ids, protocol words, commands and what clients
 * print stay as they are in every language.
 */
import type { Language, RemedySide } from '../../diagnose/define.ts';
import type { OcspPolicy, OcspVerdict } from '../../diagnose/fact-types.ts';
import type { Excuse } from '../../diagnose/excuse.ts';
import type { OptionsConflict, SeedProblem, TlsReason, UriWarning } from '../../diagnose/fact-types.ts';
import type { Missing } from '../../diagnose/judgement.ts';
import type { ChainProblem, Facts } from '../../observe/facts.ts';
import type {
  ProxyVariable,
  PythonSeen,
  EndpointObservation,
  Experiment,
  HandshakeObservation,
  Question,
} from '../../observe/observation.ts';

/** What one handshake showed. */
export type Capture = HandshakeObservation['capture'];
/** How a handshake ended without finishing. */
export type HandshakeProblem = NonNullable<Capture['problem']>;
/** What a server did against the RFC. */
export type Violation = Capture['violations'][number];
/** What the network or the machine answered instead. */
export type IoProblem = Extract<EndpointObservation['tcp'], { kind: 'failed' }>['problem'];
/** Why a trust store could not be read. */
export type StoreProblem = Extract<Facts['verification'], { kind: 'failed' }>['problem'];
/** Why an issuer could not be fetched. */
export type FetchProblem = Extract<
  EndpointObservation['fetchedIssuers'][number]['result'],
  { kind: 'failed' }
>['problem'];
/** One stapled OCSP response, judged. */
export type StapleJudgement = Extract<Facts['staples'], { kind: 'completed' }>['value'][number];
/** Why an OCSP response proves nothing. */
export type StapleProblem = StapleJudgement['problems'][number];
/** What a MongoDB server answered to hello. */
export type HelloAnswer = Extract<Facts['mongodb'], { kind: 'completed' }>['value']['hello'];
/** Why a file or an address gave no CRL. */
export type CrlSourceProblem = Extract<
  NonNullable<Facts['crls']>['sources'][number]['content'],
  { kind: 'failed' }
>['problem'];
/** What one trust store makes of a chain. */
export type Verification = Extract<Facts['verification'], { kind: 'completed' }>['value'];
/** Why a path is not accepted. */
export type VerifyProblem = Verification['problems'][number];

/** Headings and labels of the text form. */
export interface Labels {
  readonly howWeKnow: string;
  readonly clientPrints: string;
  readonly serverLog: string;
  readonly whatToDo: string;
  readonly also: string;
  readonly whatWeSaw: string;
  readonly notSeen: string;
  readonly sides: Readonly<Record<RemedySide, string>>;
  readonly see: string;
  /** Between a label and what it says. */
  readonly colon: string;
  /** Between statements. */
  readonly semicolon: string;
  /** Between words. */
  readonly comma: string;
  readonly consequence: string;
  readonly dns: string;
  readonly tcp: string;
  readonly firstByte: string;
  readonly handshake: string;
  readonly noSni: string;
  readonly chainAsSent: string;
  readonly issuedBy: string;
  /** Of an issuer that is not in the chain. */
  readonly notSent: string;
  readonly names: string;
  readonly expired: string;
  readonly notYetValid: string;
  /** By OCSP. */
  readonly revoked: string;
  readonly staple: string;
  readonly crl: string;
  readonly noStaple: string;
  readonly trusted: string;
  readonly trustStores: string;
  readonly fetched: string;
  readonly clientCertificate: string;
  readonly server: string;
  readonly tried: string;
  readonly messages: string;
  readonly extensions: string;
  readonly violations: string;
  readonly certificates: string;
  readonly sha256: string;
  readonly interrupted: string;
  /** `2026-09-04 to 2026-12-03`. */
  readonly until: string;
  readonly octets: string;
  readonly unreadable: string;
  readonly notAsked: string;
  readonly options: string;
  readonly seedList: string;
  readonly members: string;
  readonly python: string;
}

/** What a report says in its own words, in one language. */
export interface ReportWords {
  readonly language: Language;
  readonly labels: Labels;
  /** First line where nothing is wrong. `until`: the first date on which a certificate of the path expires. */
  readonly works: (what: {
    readonly client: string;
    readonly where: string;
    readonly protocol: string;
    readonly until: string | null;
    readonly days: number | null;
    readonly staple: string | null;
  }) => string;
  /** First line where it works, with a warning. */
  readonly worksBut: (client: string, where: string, summary: string) => string;
  /** First line where it fails and no diagnosis says why. */
  readonly failsUnexplained: (client: string, where: string, reached: string) => string;
  /** At which addresses the finding holds, where several were probed; `fine`: how many others have no finding. */
  readonly places: (addresses: readonly string[], fine: number, others: number) => string;
  /** The line under the verdict: how far it got. */
  readonly completed: (protocol: string, accepted: boolean | null) => string;
  /** The same where the client would not have come so far. */
  readonly completedAlone: (protocol: string, client: string) => string;
  /** The Python on PATH, in a line. */
  readonly python: (seen: PythonSeen) => string;
  /** `hosts`: how many were asked for. */
  readonly proxyVariable: (seen: ProxyVariable, hosts: number) => string;
  /** Why the client speaks TLS, or plain text. */
  readonly tlsReason: (reason: TlsReason, client: string) => string;
  /** One line on options: whether they make TLS, and why. */
  readonly speaks: (tls: boolean, because: string) => string;
  readonly conflict: (conflict: OptionsConflict) => string;
  readonly uriWarning: (warning: UriWarning) => string;
  /** Why there is no seed list. */
  readonly seeds: (problem: SeedProblem | IoProblem) => string;
  /** Behind a finding that the client overlooks. */
  readonly excuse: (excuse: Excuse) => string;
  /** `db1.example.net:27017 and 2 more hosts`. */
  readonly andMoreHosts: (first: string, more: number) => string;
  /** Hosts that were too many to probe. */
  readonly notProbed: (hosts: number) => string;
  readonly noConnection: (problem: string) => string;
  readonly noAddress: (problem: string) => string;
  readonly notTried: string;
  readonly io: (problem: IoProblem) => string;
  readonly store: (problem: StoreProblem) => string;
  readonly fetch: (problem: FetchProblem) => string;
  readonly handshake: (problem: HandshakeProblem) => string;
  readonly violation: (violation: Violation) => string;
  readonly chain: (problem: ChainProblem) => string;
  readonly staple: (problem: StapleProblem) => string;
  /** Said where PyMongo was given a CRL file and OCSP was looked at. */
  readonly crlOrOcsp: string;
  readonly crlSource: (problem: CrlSourceProblem) => string;
  /** One CRL, after the file or address that it came from. */
  readonly crl: (list: {
    readonly issuer: string;
    readonly thisUpdate: string | null;
    readonly nextUpdate: string | null;
    readonly delta: boolean;
    readonly entries: number;
    /** Who was looked up in it. Without problems: it is not on the list. */
    readonly lookups: readonly { readonly subject: string; readonly problems: readonly string[] }[];
  }) => string;
  /** The certificates of several members where nothing sets them apart. `root` null: not seen. */
  readonly membersAlike: (all: {
    readonly members: number;
    readonly attributes: string;
    readonly root: string | null;
    readonly first: string;
    readonly until: string;
  }) => string;
  /** One member's certificate beside others. */
  readonly member: (one: {
    readonly attributes: string;
    readonly root: string | null;
    readonly until: string;
    readonly hasNames: boolean;
  }) => string;
  /** That the server asks for a client certificate; `authorities`: names of CAs, null where it names none. */
  readonly asksForCertificate: (authorities: string | null) => string;
  /** What kind of MongoDB server it says it is. */
  readonly mongodb: (answer: HelloAnswer) => string;
  /** A few words beside the certificate at fault. */
  readonly verify: (kind: VerifyProblem['kind']) => string;
  readonly question: (question: Question) => { readonly why: string; readonly did: string };
  readonly result: (result: Experiment['result']) => string;
  /** What the first octets of a ServerHello's random are, read as a time. */
  readonly helloTime: (time: string) => string;
  /** What stayed undecided for want of something. */
  readonly missing: (missing: Missing) => string;
  /** How many diagnoses stayed undecided, where they are too many to name. */
  readonly undecided: (count: number) => string;
  readonly days: (count: number) => string;
  readonly octetCount: (count: number) => string;
  /** What a responder answered, after its address. `producedMs`: how long before it was judged; null: it says nothing. */
  readonly responder: (answer: {
    readonly url: string;
    readonly method: 'GET' | 'POST';
    readonly digest: 'sha1' | 'sha256';
    /** Place in the chain as sent. */
    readonly certificate: number;
    readonly status: 'good' | 'revoked' | 'unknown' | null;
    readonly ageMs: number | null;
    readonly problem: string | null;
  }) => string;
  readonly responderNotAsked: (why: NonNullable<Facts['responders']['notAsked']>) => string | null;
  readonly mustStaple: string;
  /** What a kind of client decides by OCSP, and why. */
  readonly ocspVerdict: (verdict: OcspVerdict) => string;
  readonly ocspClients: Readonly<Record<OcspPolicy, string>>;
  readonly stapleStatus: (status: 'good' | 'revoked' | 'unknown') => string;
  /** What a trust store is and who takes it; `error`: why it does not accept. */
  readonly storeRow: (store: {
    readonly path: string | null;
    readonly certificates: number | null;
    readonly usedBy: readonly string[];
    readonly error: string | null;
  }) => string;
  /** Short names of trust stores. */
  readonly storeNames: Readonly<Record<Facts['stores'][number]['name'], string>>;
}
