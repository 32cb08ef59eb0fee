/**
 * The frame of a diagnosis: one cause of a failed connection, one file in `diagnostics/`. A diagnosis is data and one pure
 * function: sources, the words that clients print, `judge`, texts in both languages, remedies.
 */
import type { Deployment } from '../observe/deployment.ts';
import type { Facts } from '../observe/facts.ts';
import type { Judgement } from './judgement.ts';

/** How grave a finding is: what it does to the client that was asked about. */
export type Severity = 'error' | 'warning' | 'info';

/** What a diagnosis is about. */
export type Family =
  'certificate' | 'revocation' | 'negotiation' | 'client-certificate' | 'transport' | 'options' | 'mongodb-x509';

/** The languages of reports. */
export type Language = 'en' | 'zh';

/** Where a rule comes from. `read`: when somebody of us looked, ISO date. */
export type Source =
  | { readonly kind: 'rfc'; readonly number: number; readonly section: string }
  | { readonly kind: 'page'; readonly title: string; readonly url: string; readonly read: string };

/** A text that a client prints for this cause; `<h>`, `<p>`, `<ip>`, `<t>` stand for host, port, address, time. */
export interface ClientError {
  readonly client: string;
  readonly text: string;
}

/** One measured fact under a finding: a label and a value, both already words of the chosen language. */
export interface EvidenceText {
  readonly what: string;
  readonly value: string;
}

/** Who has to act. */
export type RemedySide = 'server' | 'client' | 'network';

/** The words of one remedy. Commands are copyable as they stand. */
export interface RemedyText {
  readonly side: RemedySide;
  readonly text: string;
  readonly commands: readonly string[];
  readonly references: readonly string[];
}

/**
 * All words of a diagnosis in one language, as functions of the facts that `judge` found. Written as methods, here and in
 * `Diagnosis`, so that a list of diagnoses with different facts has a type: each gets only its own facts back.
 */
export interface Words<F = unknown> {
  /** A noun phrase, for lists and page headings: `Certificate has expired`. */
  readonly title: string;
  /** One plain sentence, the first line of a report. */
  summary(found: F): string;
  evidence(found: F): readonly EvidenceText[];
  remedies(found: F): readonly RemedyText[];
  /** For the documentation page: what happened and why, in general. */
  readonly explanation: string;
  /** For the documentation page: how to see that it is this, and that it is mended. */
  readonly howToCheck: string;
}

/** One cause of a failed connection: how it is told, and what is said of it. */
export interface Diagnosis<F = unknown> {
  /** Stable id of contract.md; equals the file name. */
  readonly id: string;
  readonly family: Family;
  readonly severity: Severity;
  readonly sources: readonly [Source, ...Source[]];
  readonly clientErrors: readonly ClientError[];
  /** Ids of diagnoses that, when found, explain this one away as a consequence. */
  readonly consequenceOf: readonly string[];
  /** Its remedies for PyMongo differ by machine and Python, which are then looked at, where they may be. */
  readonly asksPython?: true;
  /** `excused`: diagnoses before this one in the list that were found, and that the client's options make it overlook. */
  judge(facts: Facts, excused: readonly string[]): Judgement<F>;
  /** What the client at hand prints in this very case; null where it prints nothing. */
  clientMessage(found: F, facts: Facts): string | null;
  /**
   * What a mongod writes into its log in this very case, after the number of the entry where that is known: for people to look for.
   * Asked only where the client speaks MongoDB.
   */
  serverLog?(found: F, facts: Facts): readonly string[];
  /** A made-up case: the documentation page shows its remedies, and tests compare the languages on it. */
  readonly example: F;
  readonly en: Words<F>;
}

/**
 * What judging needs of a diagnosis. Words and examples are another bundle of the program, which is loaded once there is something
 * to tell: most probes find nothing wrong.
 */
export type Rule<F = unknown> = Omit<Diagnosis<F>, 'en' | 'example' | 'sources' | 'clientErrors'>;

/** A diagnosis of certificates that belong together, instead of one connection: `whytls x509`. */
export interface DeploymentDiagnosis<F = unknown> extends Omit<
  Diagnosis<F>,
  'judge' | 'clientMessage' | 'serverLog' | 'consequenceOf'
> {
  judge(deployment: Deployment): Judgement<F>;
  /** Where this very case weighs less than `severity`. */
  severityOf?(found: F): Severity;
}

/** Declares a diagnosis of a deployment. */
export const defineDeploymentDiagnosis = <F>(diagnosis: DeploymentDiagnosis<F>): DeploymentDiagnosis<F> => diagnosis;

/** Declares a diagnosis; the type of its facts is that of `judge`. */
export const defineDiagnosis = <F>(diagnosis: Diagnosis<F>): Diagnosis<F> => diagnosis;
