/**
 * The model of a report: what `probe --json` prints (contract.md), made from the observation, the facts that one client
 * reads in it, and the verdict. Every other form is made from this one. Strings that the peer chose stay as they came:
 * JSON escapes them, and the text form shows them through `visible`.
 */
import { clockOfHttpHead } from '../base/http-date.ts';
import { fromHex, latin1, toBase64, toHex } from '../base/octets.ts';
import { isoTime } from '../base/time.ts';
import type { UnixMs } from '../base/time.ts';
import { storeUsers } from '../diagnose/words/store-names.ts';
import type { Verdict } from '../diagnose/finding.ts';
import type { Chain, Facts, StoreVerdict } from '../observe/facts.ts';
import type { EndpointObservation, Observation } from '../observe/observation.ts';
import type { PresentedMember } from '../observe/deployment.ts';
import { reportCrls } from './sections/crls.ts';
import { reportHandshake } from './sections/handshake.ts';
import { reportMembers } from './sections/members.ts';
import { reportOtherPaths, reportPath } from './sections/other-paths.ts';
import { reportHosts, reportOptions, reportSrv } from './sections/target.ts';
import type { clientListSchema, labListSchema, reportSchema } from './schema.ts';
import { versionName } from './words/names.ts';
import type { HelloAnswer, IoProblem, ReportWords, StapleJudgement } from './words/words.ts';
import type { infer as Infer } from 'zod';

/** A value of which nothing can be changed. */
type Frozen<T> = T extends object ? { readonly [K in keyof T]: Frozen<T[K]> } : T;

/** What `probe --json` prints; the fields are described in schema.ts and `schema/report.json`. */
export type Report = Frozen<Infer<typeof reportSchema>>;
/** One host and address of a report. */
export type ReportEndpoint = Report['endpoints'][number];
/** One finding of a report. */
export type ReportFinding = Report['findings'][number];
/** What `--client list --json` prints. */
export type ClientList = Frozen<Infer<typeof clientListSchema>>;
/** What `lab --json` prints. */
export type LabList = Frozen<Infer<typeof labListSchema>>;

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
    findings: verdict.findings.map(
      ({
        id,
        family,
        severity,
        rootCause,
        causes,
        title,
        summary,
        evidence,
        clientErrors,
        serverLog,
        remedies,
        endpoints,
        excuse,
      }) => ({
        id,
        family,
        severity,
        rootCause,
        ...(causes === undefined ? {} : { causes }),
        title,
        summary,
        evidence,
        clientErrors,
        ...(serverLog === undefined ? {} : { serverLog }),
        remedies,
        endpoints,
        ...(excuse === undefined ? {} : { excuse }),
      }),
    ),
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

function reportEndpoint(seen: EndpointObservation, facts: Facts | undefined, input: ReportInput): ReportEndpoint {
  const { words } = input;
  const handshake = seen.handshake.kind === 'completed' ? seen.handshake.value : null;
  const capture = handshake?.capture ?? null;
  const verification = reportVerification(facts, words);
  return {
    host: seen.host,
    address: seen.address,
    port: seen.port,
    // Where the client does not look, it matters not whether the certificate would be accepted.
    reached: reached(seen, isChecked(facts) ? verification.accepted && !refusesByOcsp(facts) : null, words),
    timings: {
      dnsMs: lookupMs(facts ?? input.observation),
      tcpMs: seen.tcp.kind === 'completed' ? rounded(seen.tcp.value.durationMs) : null,
      firstByteMs: handshake === null || handshake.firstByteMs === null ? null : rounded(handshake.firstByteMs),
      handshakeMs: handshake === null ? null : rounded(handshake.handshakeMs),
    },
    connection: {
      connected: seen.tcp.kind === 'completed',
      problem: seen.tcp.kind === 'failed' ? ioProblem(seen.tcp.problem, words) : null,
    },
    preludes: [...((seen.handshake.kind === 'completed' ? seen.handshake.value.preludes : undefined) ?? [])],
    handshake: reportHandshake(capture, words, input.tools),
    chain: facts?.chain.kind === 'completed' ? reportChain(facts.chain.value, input.tools.sha256) : [],
    chainProblem: reportChainProblem(facts, capture?.certificates ?? [], input),
    ocsp: reportOcsp(facts, capture?.staples ?? [], words),
    crls: facts === undefined ? [] : reportCrls(facts, words),
    verification,
    mongodb: facts?.mongodb.kind === 'completed' ? reportMongodb(facts.mongodb.value.hello, words) : null,
    fetchedIssuers: seen.fetchedIssuers.map(({ url, result }) => ({
      url,
      problem: result.kind === 'failed' ? { kind: result.problem.kind, text: words.fetch(result.problem) } : null,
      certificates: (facts?.fetchedIssuers.find((fetched) => fetched.url === url)?.certificates ?? []).map(
        ({ subject, der }) => ({ subject: subject.rfc4514, sha256: toHex(input.tools.sha256(der)), pem: pem(der) }),
      ),
    })),
    experiments: seen.experiments.map(({ question, result, durationMs }) => ({
      ...words.question(question),
      result: toldTime(question, result, words) ?? toldRelease(question, facts) ?? words.result(result),
      durationMs: rounded(durationMs),
    })),
  };
}

function reportPython(python: NonNullable<Observation['python']>, words: ReportWords): NonNullable<Report['python']> {
  const { program, version, implementation, library, packages } = python;
  return { program, version, implementation, library, packages, text: words.python(python) };
}

function reportMongodb(hello: HelloAnswer, words: ReportWords): ReportEndpoint['mongodb'] {
  const text = words.mongodb(hello);
  if (hello.kind !== 'answered') return { answer: hello.kind, text, server: null };
  const { localTime, hosts, ...server } = hello.value;
  return { answer: hello.kind, text, server: { ...server, hosts, localTime: timeOrNull(localTime) } };
}

/** Of a connection that asked for the server's clock, what it said. */
function toldTime(
  question: EndpointObservation['experiments'][number]['question'],
  result: EndpointObservation['experiments'][number]['result'],
  words: ReportWords,
): string | null {
  if (question.kind !== 'tellsTime' || result.kind !== 'handshake') return null;
  const { applicationOctets, helloTime } = result.capture;
  if (question.by === 'serverHello') return helloTime === undefined ? null : words.helloTime(isoTime(helloTime * 1000));
  const said = clockOfHttpHead(latin1(fromHex(applicationOctets)));
  return said === null ? null : isoTime(said);
}

const toldRelease = (
  { kind }: EndpointObservation['experiments'][number]['question'],
  facts: Facts | undefined,
): string | null => (kind === 'saysHello' && facts?.release !== undefined ? `MongoDB ${facts.release}` : null);

const isChecked = (facts: Facts | undefined): boolean =>
  facts?.options === undefined || (facts.options.tls.tls && facts.options.checks.certificates);

/** The path may be in order, and the client refuses the certificate for what OCSP says of it. */
const refusesByOcsp = (facts: Facts | undefined): boolean =>
  facts?.ocspVerdicts?.[facts.client.verifies.ocsp].accepted === false;

/** How long the name took; null for an address, which nobody looks up. */
function lookupMs({ resolution }: Pick<Observation, 'resolution'>): number | null {
  return resolution.kind === 'completed' && resolution.value.durationMs > 0
    ? rounded(resolution.value.durationMs)
    : null;
}

function reached(seen: EndpointObservation, accepted: boolean | null, words: ReportWords): string {
  if (seen.tcp.kind === 'failed') return words.noConnection(words.io(seen.tcp.problem));
  if (seen.handshake.kind !== 'completed') return words.notTried;
  const { capture } = seen.handshake.value;
  if (capture.problem !== null) return words.handshake(capture.problem);
  return words.completed(capture.protocol === null ? 'TLS' : versionName(capture.protocol), accepted);
}

const ioProblem = (problem: IoProblem, words: ReportWords) => ({ kind: problem.kind, text: words.io(problem) });

/** The certificates of a chain. */
export const reportChain = (chain: Chain, sha256: ReportTools['sha256']): ReportEndpoint['chain'] =>
  chain.map((certificate) => ({
    subject: certificate.subject.rfc4514,
    issuer: certificate.issuer.rfc4514,
    notBefore: isoTime(certificate.notBefore),
    notAfter: isoTime(certificate.notAfter),
    sha256: toHex(sha256(certificate.der)),
    san: (certificate.subjectAltName ?? []).map(({ kind, value }) => `${sanKinds[kind]}:${value}`),
    serial: certificate.serial,
    publicKey: keyWords(certificate.publicKey),
    signatureAlgorithm: certificate.signatureAlgorithm.name,
    pem: pem(certificate.der),
  }));

const sanKinds = {
  dns: 'DNS',
  ip: 'IP',
  email: 'email',
  uri: 'URI',
  directory: 'DirName',
  registeredId: 'RID',
  other: 'other',
} satisfies Record<NonNullable<Chain[number]['subjectAltName']>[number]['kind'], string>;

function keyWords(key: Chain[number]['publicKey']): string {
  if (key.kind === 'ec') return `EC ${key.curve}`;
  if (key.kind === 'ed25519' || key.kind === 'ed448') return `Ed${key.kind.slice(2)}`;
  return `${key.kind === 'other' ? key.oid : key.kind.toUpperCase()} ${key.bits}`;
}

/** PEM (RFC 7468) of one certificate. */
function pem(der: Uint8Array): string {
  const lines = toBase64(der).match(/.{1,64}/g) ?? [];
  return ['-----BEGIN CERTIFICATE-----', ...lines, '-----END CERTIFICATE-----', ''].join('\n');
}

/** Why there is no chain to look at, with the certificates that cannot be read (hexadecimal) as PEM. */
export function reportChainProblem(
  facts: Facts | undefined,
  certificates: readonly string[],
  { words, tools: { sha256 } }: Pick<ReportInput, 'words' | 'tools'>,
): ReportEndpoint['chainProblem'] {
  if (facts?.chain.kind !== 'failed') return null;
  const { problem } = facts.chain;
  return {
    kind: problem.kind,
    text: words.chain(problem),
    certificates: certificates.map(fromHex).map((der) => ({ sha256: toHex(sha256(der)), pem: pem(der) })),
  };
}

/** Staples judged; `sent`: the responses in hexadecimal. */
export function reportOcsp(
  facts: Facts | undefined,
  sent: readonly { readonly certificate: number; readonly response: string }[],
  words: ReportWords,
): ReportEndpoint['ocsp'] {
  const judgements = facts?.staples.kind === 'completed' ? facts.staples.value : [];
  const leaf = judgements.find(({ certificate }) => certificate === 0);
  const staples = judgements.map((judgement) => {
    const response = sent.find(({ certificate }) => certificate === judgement.certificate)?.response ?? '';
    return {
      certificate: judgement.certificate,
      ...reportStaple(judgement, words),
      response: toBase64(fromHex(response)),
    };
  });
  const stapled = facts === undefined || facts.staples.kind === 'notTried' ? null : leaf !== undefined;
  return {
    stapled,
    ...reportStaple(leaf, words),
    staples,
    mustStaple: facts?.chain.kind === 'completed' ? facts.chain.value[0].mustStaple : null,
    endpoints: (facts?.responders.answers ?? []).map((answer) => reportAnswer(answer, words)),
    endpointsNotAsked: facts === undefined ? 'notWanted' : facts.responders.notAsked,
    verdicts: ocspPolicies.flatMap((policy) => {
      const verdict = facts?.ocspVerdicts?.[policy];
      return verdict === undefined ? [] : [{ policy, ...verdict, text: words.ocspVerdict(verdict) }];
    }),
  };
}

const ocspPolicies = ['specification', 'go', 'pymongo', 'java', 'gnutls', 'certStatus', 'none'] as const;

function reportAnswer(
  { certificate, url, method, digest, durationMs, nonce, outcome }: Facts['responders']['answers'][number],
  words: ReportWords,
): ReportEndpoint['ocsp']['endpoints'][number] {
  const judgement = outcome.kind === 'completed' ? outcome.value : undefined;
  const judged = reportStaple(judgement, words);
  return {
    certificate,
    url,
    method,
    digest,
    durationMs: rounded(durationMs),
    ...judged,
    problem: outcome.kind === 'failed' ? ioProblem(outcome.problem, words) : (judged.problems[0] ?? null),
    nonce,
  };
}

function reportStaple(judgement: StapleJudgement | undefined, words: ReportWords) {
  const status = judgement?.status ?? null;
  return {
    status: status?.status ?? null,
    producedAt: timeOrNull(status?.producedAt),
    thisUpdate: timeOrNull(status?.thisUpdate),
    nextUpdate: timeOrNull(status?.nextUpdate),
    revokedAt: timeOrNull(status?.revokedAt),
    reason: status?.reason ?? null,
    valid: judgement === undefined ? null : judgement.problems.length === 0,
    problems: (judgement?.problems ?? []).map((problem) => ({ kind: problem.kind, text: words.staple(problem) })),
  };
}

/** What the trust stores make of the chain. */
export function reportVerification(facts: Facts | undefined, words: ReportWords): ReportEndpoint['verification'] {
  const verified = facts?.verification.kind === 'completed' ? facts.verification.value : null;
  const error = verified?.opensslError ?? null;
  return {
    accepted: verified?.accepted ?? null,
    error: error?.text ?? (facts?.verification.kind === 'failed' ? words.store(facts.verification.problem) : null),
    opensslError: error === null ? null : { code: error.code, name: error.name, depth: error.depth },
    problems: (verified?.problems ?? []).map(({ kind, depth, subject }) => {
      return { kind, text: words.verify(kind), depth, subject };
    }),
    path: reportPath(verified?.path ?? []),
    otherPaths: reportOtherPaths(facts?.otherPaths, words),
    trustStores: (facts?.stores ?? []).map((store) => reportStore(store, words)),
  };
}

function reportStore(
  { name, path, certificates, decides, folders = [], newestRootFrom, verification }: StoreVerdict,
  words: ReportWords,
): ReportEndpoint['verification']['trustStores'][number] {
  const verified = verification.kind === 'completed' ? verification.value : null;
  const error =
    verification.kind === 'failed' ? words.store(verification.problem) : (verified?.opensslError?.text ?? null);
  return {
    name,
    accepted: verified?.accepted ?? null,
    error,
    path,
    certificates,
    decides,
    folders: [...folders],
    newestRootFrom: timeOrNull(newestRootFrom),
    usedBy: [...storeUsers[name]],
  };
}

const timeOrNull = (at: UnixMs | null | undefined): string | null =>
  at === null || at === undefined ? null : isoTime(at);

/** Milliseconds to the microsecond: what is behind that is noise. */
const rounded = (ms: number): number => Math.round(ms * 1000) / 1000;
