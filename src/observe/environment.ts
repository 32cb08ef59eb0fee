/** This machine as a TLS client sees it: plain data, without any connection. `environment/` gathers it. */
import type { UnixMs } from '../base/time.ts';
import type { IoProblem } from '../net/io-problem.ts';
import type { Attempt } from './attempt.ts';
import type { Machine, TrustStoreName, TrustStoreProblem } from './observation.ts';

/** What was seen of a machine. */
export interface EnvironmentObservation {
  readonly observedAt: UnixMs;
  readonly machine: Machine;
  /** Trust stores that programs here would take, under the variables as they are; the first is that of OpenSSL. */
  readonly stores: readonly StoreSeen[];
  /** Every variable that was looked at, set or not. */
  readonly variables: readonly VariableSeen[];
  /** Programs on PATH, in a fixed order; those that are not there are left out. */
  readonly programs: readonly ProgramSeen[];
  /** What OpenSSL is told by its configuration file. */
  readonly openssl: OpensslConfiguration | null;
  /** The system-wide crypto policy of Red Hat and Fedora: `DEFAULT`, `LEGACY`, …; null: there is none. */
  readonly cryptoPolicy: string | null;
}

/** One trust store, read whole. */
export interface StoreSeen {
  readonly name: TrustStoreName;
  readonly path: string | null;
  readonly folders: readonly string[];
  readonly content: Attempt<
    {
      readonly certificates: number;
      readonly newest: RootSeen | null;
      readonly oldest: RootSeen | null;
      /** How many have run out. */
      readonly expired: number;
    },
    TrustStoreProblem
  >;
}

/** A root: by `notBefore` the newest or oldest of its store. */
export interface RootSeen {
  /** RFC 4514. */
  readonly subject: string;
  readonly notBefore: UnixMs;
}

/** A variable that clients go by, and what stands where it points. */
export interface VariableSeen {
  readonly name: string;
  /** As it is set, without passwords; null: it is not set. */
  readonly value: string | null;
  /** What stands where it points to; empty where it names no file or folder. */
  readonly places: readonly PlaceSeen[];
}

/** A file or folder that a variable names. */
export interface PlaceSeen {
  readonly path: string;
  /** `certificates`: null where it need not hold any. */
  readonly content: Attempt<{ readonly certificates: number | null }, TrustStoreProblem>;
}

/** Programs that are asked for their version. */
export type ProgramName = 'openssl' | 'python' | 'node' | 'java' | 'go';

/** What a program said of itself. */
export interface ProgramSeen {
  readonly name: ProgramName;
  readonly path: string;
  /** notTried: no program was to be run. */
  readonly answer: Attempt<ProgramAnswer, IoProblem>;
}

/** What a program says of itself; null where it does not say, or has no such thing. */
export interface ProgramAnswer {
  /** `3.11.7`, `1.26.8`. */
  readonly version: string;
  /** The TLS library in or under it: `OpenSSL 3.0.22 25 Aug 2026`. */
  readonly library: string | null;
  readonly builtAt: UnixMs | null;
  /** Of a context with the program's defaults. */
  readonly securityLevel: number | null;
  /** The oldest TLS version of such a context: `TLSv1_2`. */
  readonly minVersion: string | null;
  /** Newest TLS version that the library has at all, where it says: `TLSv1.3`. */
  readonly newestVersion: string | null;
  /** OpenSSL's own folder. */
  readonly folder: string | null;
  /** Packages that matter to TLS and MongoDB, as far as they are installed. */
  readonly packages: readonly { readonly name: string; readonly version: string }[];
}

/** openssl.cnf, as far as it bears on TLS (config(5), SSL_CONF_cmd(3)). */
export interface OpensslConfiguration {
  readonly path: string;
  readonly content: Attempt<
    {
      readonly minProtocol: string | null;
      readonly maxProtocol: string | null;
      readonly cipherString: string | null;
      /** `@SECLEVEL=` of the cipher string. */
      readonly securityLevel: number | null;
    },
    IoProblem
  >;
}
