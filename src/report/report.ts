/**
 * The model of a report: what `probe --json` prints (contract.md), made from the observation, the facts that one client
 * reads in it, and the verdict. Every other form is made from this one. Strings that the peer chose stay as they came:
 * JSON escapes them, and the text form shows them through `visible`.
 */
import { isoTime } from '../base/time.ts';
import type { Verdict } from '../diagnose/finding.ts';
import type { Facts } from '../observe/facts.ts';
import type { Observation } from '../observe/observation.ts';
import type { PresentedMember } from '../observe/deployment.ts';
import { lookupMs, reportEndpoint } from './sections/endpoint.ts';
import { reportMembers } from './sections/members.ts';
import { reportHosts, reportOptions, reportSrv } from './sections/target.ts';
import type { clientListSchema, labListSchema } from './schema/lists.ts';
import type { reportSchema } from './schema/probe.ts';
import { ioProblem, rounded } from './sections/values.ts';
import type { ReportWords } from './words/words.ts';
import type { infer as Infer } from 'zod';

/** A value of which nothing can be changed. */
type Frozen<T> = T extends object ? { readonly [K in keyof T]: Frozen<T[K]> } : T;

/** What `probe --json` prints; the fields are described in `schema/report.json`. */
export type Report = Frozen<Infer<typeof reportSchema>>;
/** One host and address of a report. */
export type ReportEndpoint = Report['endpoints'][number];
/** One finding of a report. */
export type ReportFinding = Report['findings'][number];
/** What `--client list --json` prints. */
export type ClientList = Frozen<Infer<typeof clientListSchema>>;
/** What `lab --json` prints. */
export type LabList = Frozen<Infer<typeof labListSchema>>;

/** What a report is made of. */
export interface ReportInput {
  readonly observation: Observation;
  /** What one client reads in the observation: one an endpoint, in their order, or a single one without endpoint. */
  readonly facts: readonly Facts[];
  readonly verdict: Verdict;
  /** Members of a deployment that were compared. Absent: none were. */
  readonly members?: readonly PresentedMember[];
  readonly client: Facts['client'];
  readonly tool: Report['tool'];
  /** How and where whytls was run; absent: not known. */
  readonly run?: Report['run'];
  readonly words: ReportWords;
  readonly tools: ReportTools;
}

/** What this folder cannot do itself: it neither does cryptography nor reads certificates. */
export interface ReportTools {
  /** SHA-256. */
  readonly sha256: (octets: Uint8Array) => Uint8Array;
  /** RFC 4514 text of a DER-encoded Name; null: it is none. */
  readonly distinguishedName: (der: Uint8Array) => string | null;
}

/** Puts a report together. */
export function buildReport(input: ReportInput): Report {
  const { observation, facts, verdict, client, tool, words } = input;
  const { target, resolution } = observation;
  const [first] = facts;
  return {
    schema: 'whytls.report/1',
    tool,
    run: input.run ?? null,
    startedAt: isoTime(observation.observedAt),
    durationMs: rounded(observation.durationMs),
    judgedAt: isoTime(first?.at ?? observation.observedAt),
    language: words.language,
    target: {
      input: target.input,
      host: target.host,
      port: target.port,
      scheme: target.scheme,
      addresses: resolution.kind === 'completed' ? resolution.value.addresses : [],
      sni: target.sni,
      starttls: observation.target.starttls,
      hosts: reportHosts(observation, words),
      srv: reportSrv(observation, words),
    },
    options: reportOptions(observation, first, words),
    resolution: {
      durationMs: lookupMs(observation),
      problem: resolution.kind === 'failed' ? ioProblem(resolution.problem, words) : null,
    },
    client: { id: client.id, name: client.name, shortName: client.shortName },
    verdict: verdict.verdict,
    findings: verdict.findings.map(reportFinding),
    undetermined: verdict.undetermined.map(({ id, missing }) => ({ id, missing })),
    otherAddresses: observation.otherAddresses.map(({ address, problem }) => {
      return { address, problem: problem && ioProblem(problem, words) };
    }),
    proxyVariable:
      observation.proxyVariable === undefined
        ? null
        : {
            ...observation.proxyVariable,
            text: words.proxyVariable(observation.proxyVariable, target.hosts?.length ?? 1),
          },
    python: observation.python === undefined ? null : reportPython(observation.python, words),
    endpoints: observation.endpoints.map((endpoint, index) => reportEndpoint(endpoint, facts[index], input)),
    members: reportMembers(input.members ?? []),
  };
}

/** A finding without what the report does not tell. */
const reportFinding = ({ causes, serverLog, excuse, ...finding }: Verdict['findings'][number]): ReportFinding => ({
  id: finding.id,
  family: finding.family,
  severity: finding.severity,
  rootCause: finding.rootCause,
  ...(causes === undefined ? {} : { causes }),
  title: finding.title,
  summary: finding.summary,
  evidence: finding.evidence,
  clientErrors: finding.clientErrors,
  ...(serverLog === undefined ? {} : { serverLog }),
  remedies: finding.remedies,
  endpoints: finding.endpoints,
  ...(excuse === undefined ? {} : { excuse }),
});

function reportPython(python: NonNullable<Observation['python']>, words: ReportWords): NonNullable<Report['python']> {
  const { program, version, implementation, library, packages } = python;
  return { program, version, implementation, library, packages, text: words.python(python) };
}
