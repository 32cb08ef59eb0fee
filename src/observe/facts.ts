/**
 * An observation as one client reads it, endpoint by endpoint: certificates decoded, the path verified against the trust
 * stores, staples judged. This is what a diagnosis sees. `interpret/` makes it; it is derived, never stored.
 */
import type { Milliseconds, UnixMs } from '../base/time.ts';
import type { ClientProfile } from '../clients/profile.ts';
import type { IoProblem } from '../net/io-problem.ts';
import type { Answers } from '../mongodb/hello.ts';
import type { OptionsRead } from '../mongodb/read-options.ts';
import type { SeedProblem } from '../mongodb/srv.ts';
import type { Certificate } from '../x509/pki/certificate.ts';
import type { Crl } from '../x509/pki/crl/crl.ts';
import type { OcspVerdicts } from '../x509/revocation/driver-algorithm.ts';
import type { NonceJudgement, StapleJudgement } from '../x509/revocation/staple-judgement.ts';
import type { CrlOutcome } from '../x509/verify/crl-check.ts';
import type { MongodbHostMatch } from '../x509/verify/mongodb-host-name.ts';
import type { OtherPaths } from '../x509/verify/other-paths.ts';
import type { Verification } from '../x509/verify/verification.ts';
import type { Attempt } from './attempt.ts';
import type {
  Chosen,
  ClientFileProblem,
  CrlObservation,
  CrlOrigin,
  EndpointObservation,
  Experiment,
  HandshakeObservation,
  Machine,
  OcspLookup,
  OcspQuery,
  PythonSeen,
  Resolution,
  SeedObservation,
  TrustStoreObservation,
  TrustStoreProblem,
} from './observation.ts';
import type { Target } from './target.ts';

/** The certificates that were sent, decoded, leaf first. */
export type Chain = readonly [Certificate, ...Certificate[]];

/** Why there is no chain to look at. */
export type ChainProblem =
  | { readonly kind: 'noneSent' }
  /** `index`: the place of the certificate in the chain as sent; `path`: the field that is not what RFC 5280 says. */
  | { readonly kind: 'undecodable'; readonly index: number; readonly path: string };

/** What one trust store makes of the chain. */
export interface StoreVerdict {
  readonly name: TrustStoreObservation['name'];
  readonly path: string | null;
  readonly folders?: readonly string[];
  readonly decides: boolean;
  /** How many certificates the store holds; null if it could not be read. */
  readonly certificates: number | null;
  /** notBefore of its newest certificate. Absent: not looked at. */
  readonly newestRootFrom?: UnixMs;
  readonly verification: Attempt<Verification, TrustStoreProblem>;
}

/** Certificates that were handed over instead of seen on a connection (`whytls verify`). */
export interface Given {
  /** The file that holds the chain; null: it did not come in a file. */
  readonly chainFile: string | null;
  /** Whose the leaf is. */
  readonly purpose: 'server' | 'client';
  /** The name that is asked of the leaf, as it was given; null: none. */
  readonly host: string | null;
  /** Judged as one of MongoDB's own servers does. */
  readonly byMongod?: true;
  /** The file of revocation lists in use; absent: none, or they did not come in a file. */
  readonly crlFile?: string;
  /** The command that judges the same again, word by word, but for the client and the trust anchors. */
  readonly check: readonly string[];
}

/** What one OCSP responder answered to one question, judged. */
export interface ResponderAnswer {
  /** Place of the certificate in the chain as sent. */
  readonly certificate: number;
  readonly url: string;
  readonly method: OcspQuery['method'];
  readonly digest: OcspQuery['digest'];
  readonly durationMs: OcspQuery['durationMs'];
  /** Null: no nonce was sent, or nothing came that could hold one. */
  readonly nonce: NonceJudgement | null;
  readonly outcome: Attempt<StapleJudgement, IoProblem>;
}

/** What another clock said, against this machine's. */
export interface ClockSeen {
  /**
   * `lookup`: Date of a fetched issuer or of an OCSP responder's answer; `http`: Date of the server itself; `mongodb`: localTime of
   * its hello; `serverHello`: gmt_unix_time, about. These are measured. `ocsp`, `timestamp`: a response, or a log's promise in the
   * leaf, that was signed at a moment that is still to come here: that clock is ahead by at least so much.
   */
  readonly source: 'lookup' | 'http' | 'mongodb' | 'serverHello' | 'ocsp' | 'timestamp';
  /** The URL that was asked, or the host; empty: in a staple. */
  readonly where: string;
  readonly said: UnixMs;
  /** How far it is ahead of ours; negative: behind; 0: it showed a moment of the probe. */
  readonly offsetMs: Milliseconds;
}

/** Revocation lists at hand, and what they say. */
export interface CrlsRead {
  readonly sources: readonly CrlSource[];
  /**
   * What all of them say of the path of the deciding store when each of its certificates is looked up, whatever the client
   * itself looks up and wherever from; null: there is no path.
   */
  readonly outcome: CrlOutcome | null;
}

/** One file or address of revocation lists. */
export interface CrlSource {
  readonly from: CrlOrigin;
  /** Whether the client at hand is given these lists, so that they count for its own verdict. */
  readonly given: boolean;
  readonly content: CrlObservation['content'];
  /** The lists in it that can be read, with the size of each as it was published. */
  readonly lists: readonly { readonly crl: Crl; readonly octets: number; readonly entries: number }[];
}

/** What DNS said of a `mongodb+srv://` name, as the client takes it. */
export interface SeedFacts extends Pick<SeedObservation, 'asked'> {
  /** The name of the string. */
  readonly host: string;
  /** Null: there is a seed list. */
  readonly problem: IoProblem | SeedProblem | null;
  /** What the client prints for the problem. */
  readonly message: string | null;
}

/** What an observation that was made as one client cannot tell of another: that client's own way was not gone. */
export interface Unseen {
  /** Nothing at all, how its handshake ends, the store by which it decides, or just what the server says to a driver's hello. */
  readonly missing: 'connection' | 'handshake' | 'trustStore' | 'hello';
  /** Name of the client that was observed; null: not known. */
  readonly by: string | null;
  /** How far that one came; null: no connection. */
  readonly handshake: HandshakeObservation | null;
}

/** One endpoint as one client reads it. */
export interface Facts {
  /** Set where another client was observed, and what it met does not tell what this one meets. Absent: it does. */
  readonly unseen?: Unseen;
  /** Absent: the certificates were seen on a connection. */
  readonly given?: Given;
  /** As the host at hand sees it. */
  readonly target: Target;
  /** What options come to in the client at hand; absent: there is no connection string, and no flag of that kind. */
  readonly options?: OptionsRead;
  /** Absent: nothing was asked, as there is no `mongodb+srv://`. */
  readonly seeds?: SeedFacts;
  /** The client's own certificate file cannot be used, and no connection was made; absent: it can, or none was given. */
  readonly clientFile?: ClientFileProblem;
  /** How the user had us reach the server, beside the target, and the same as words of a command; absent: the target says it all. */
  readonly chosen?: Chosen & { readonly words: readonly string[] };
  readonly client: ClientProfile;
  /** The time that everything is judged at: when it was seen, or `--at`. */
  readonly at: UnixMs;
  readonly resolution: Attempt<Resolution, IoProblem>;
  /** Null when no address was found. */
  readonly endpoint: Pick<EndpointObservation, 'host' | 'address' | 'port'> | null;
  readonly tcp: EndpointObservation['tcp'];
  readonly handshake: Attempt<HandshakeObservation, never>;
  /** Certificates as sent, decoded. */
  readonly chain: Attempt<Chain, ChainProblem>;
  /** The verdict of the store by which the client decides. */
  readonly verification: Attempt<Verification, TrustStoreProblem>;
  /** The paths that other verifiers find where the deciding store refuses; absent: it accepts, or no path could help. */
  readonly otherPaths?: OtherPaths;
  /** What MongoDB's servers, among each other, would make of the leaf's names; absent without a chain. */
  readonly mongodbHost?: MongodbHostMatch;
  /** The client's operating system. Absent: not looked at. */
  readonly machine?: Machine;
  /** The Python on PATH. Absent: not asked, or there is none. */
  readonly python?: PythonSeen;
  /** Every store that was asked, the deciding one first. */
  readonly stores: readonly StoreVerdict[];
  /** What issuer fetches brought in, decoded; and whether the path completes with them. */
  readonly fetchedIssuers: readonly { readonly url: string; readonly certificates: readonly Certificate[] }[];
  /** The deciding store's verdict with the fetched issuers added to the chain; notTried where nothing was fetched. */
  readonly verificationWithFetched: Attempt<Verification, never>;
  /** Staples judged; failed: none was sent. Judged for the leaf first. */
  readonly staples: Attempt<readonly StapleJudgement[], { readonly kind: 'noneSent' }>;
  /** What a MongoDB server answered to hello; notTried: the client at hand does not ask, or it did not come to that. */
  readonly mongodb: Attempt<Answers, never>;
  /** The release that it belongs to by its wire version, from that answer or from an experiment; absent: not known. */
  readonly release?: string;
  /** What OCSP responders answered, in the order of the certificates and of their responders. */
  readonly responders: {
    readonly answers: readonly ResponderAnswer[];
    /** Why the leaf's were not asked; null: they were. `notWanted`: neither the client asks them nor did the user. */
    readonly notAsked: OcspLookup['notAsked'] | 'notWanted';
  };
  /** What each kind of client decides by OCSP. Absent: nothing was stapled, demanded or asked, so there is nothing to decide by. */
  readonly ocspVerdicts?: OcspVerdicts;
  /** Other clocks that were seen, and when that was by ours. Absent: no connection was made. */
  readonly clocks?: { readonly observedAt: UnixMs; readonly seen: readonly ClockSeen[] };
  /** Revocation lists, read; absent: none was asked for. */
  readonly crls?: CrlsRead;
  readonly experiments: readonly Experiment[];
  /** With a proxy: the chain that the same handshake brings without it. */
  readonly directChain: Attempt<Chain, ChainProblem | IoProblem>;
}
