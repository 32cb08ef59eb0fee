/** What `env` says of a machine: the object of schema/environment.ts, made from what was seen and the findings. */
import { isoTime } from '../base/time.ts';
import { clockWitnesses } from '../diagnose/environment/judge.ts';
import type { Finding } from '../diagnose/finding.ts';
import { storeUsers } from '../diagnose/words/store-names.ts';
import type { EnvironmentObservation, ProgramSeen, StoreSeen, VariableSeen } from '../observe/environment.ts';
import type { Report } from './report.ts';
import type { environmentReportSchema } from './schema/environment.ts';
import type { ReportWords } from './words/words.ts';
import type { infer as Infer } from 'zod';

type Frozen<T> = T extends object ? { readonly [K in keyof T]: Frozen<T[K]> } : T;

/** What `env --json` prints; the fields are described in `schema/report.json`. */
export type EnvironmentReport = Frozen<Infer<typeof environmentReportSchema>>;

export interface EnvironmentReportInput {
  readonly tool: Report['tool'];
  /** The Node and OpenSSL that run this very program. */
  readonly runtime: EnvironmentReport['runtime'];
  readonly seen: EnvironmentObservation;
  readonly findings: readonly Finding[];
  readonly words: ReportWords;
}

/** The report on a machine. */
export function buildEnvironmentReport(input: EnvironmentReportInput): EnvironmentReport {
  const { tool, runtime, seen, findings, words } = input;
  const [latest] = clockWitnesses(seen);
  return {
    schema: 'whytls.env/1',
    tool,
    observedAt: isoTime(seen.observedAt),
    language: words.language,
    verdict: verdictOf(findings),
    findings,
    machine: seen.machine,
    clock: { now: isoTime(seen.observedAt), notBefore: { ...latest, at: isoTime(latest.at) } },
    runtime,
    trustStores: seen.stores.map((store) => reportStore(store, words)),
    variables: seen.variables.map((variable) => reportVariable(variable, words)),
    programs: seen.programs.map((program) => reportProgram(program, words)),
    openssl: reportConfiguration(seen.openssl, words),
    cryptoPolicy: seen.cryptoPolicy,
  };
}

function verdictOf(findings: readonly Finding[]): EnvironmentReport['verdict'] {
  if (findings.some(({ severity }) => severity === 'error')) return 'fail';
  return findings.some(({ severity }) => severity === 'warning') ? 'warn' : 'ok';
}

function reportStore(
  { name, path, folders, content }: StoreSeen,
  words: ReportWords,
): EnvironmentReport['trustStores'][number] {
  const value = content.kind === 'completed' ? content.value : null;
  const root = (seen: { readonly subject: string; readonly notBefore: number } | null | undefined) =>
    seen == null ? null : { subject: seen.subject, notBefore: isoTime(seen.notBefore) };
  return {
    name,
    path,
    folders,
    certificates: value?.certificates ?? null,
    newest: root(value?.newest),
    oldest: root(value?.oldest),
    expired: value?.expired ?? null,
    usedBy: storeUsers[name],
    problem: content.kind === 'failed' ? { kind: content.problem.kind, text: words.store(content.problem) } : null,
  };
}

function reportVariable(
  { name, value, places }: VariableSeen,
  words: ReportWords,
): EnvironmentReport['variables'][number] {
  return {
    name,
    value,
    places: places.map(({ path, content }) => ({
      path,
      certificates: content.kind === 'completed' ? content.value.certificates : null,
      problem: content.kind === 'failed' ? { kind: content.problem.kind, text: words.store(content.problem) } : null,
    })),
  };
}

function reportProgram({ name, path, answer }: ProgramSeen, words: ReportWords): EnvironmentReport['programs'][number] {
  const said = answer.kind === 'completed' ? answer.value : null;
  return {
    name,
    path,
    version: said?.version ?? null,
    library: said?.library ?? null,
    builtAt: said?.builtAt == null ? null : isoTime(said.builtAt),
    securityLevel: said?.securityLevel ?? null,
    minVersion: said?.minVersion ?? null,
    newestVersion: said?.newestVersion ?? null,
    folder: said?.folder ?? null,
    packages: said?.packages ?? [],
    problem: answer.kind === 'failed' ? { kind: answer.problem.kind, text: words.io(answer.problem) } : null,
  };
}

function reportConfiguration(
  openssl: EnvironmentObservation['openssl'],
  words: ReportWords,
): EnvironmentReport['openssl'] {
  if (openssl === null) return null;
  const { path, content } = openssl;
  const value = content.kind === 'completed' ? content.value : null;
  return {
    path,
    minProtocol: value?.minProtocol ?? null,
    maxProtocol: value?.maxProtocol ?? null,
    cipherString: value?.cipherString ?? null,
    securityLevel: value?.securityLevel ?? null,
    problem: content.kind === 'failed' ? { kind: content.problem.kind, text: words.io(content.problem) } : null,
  };
}
