/** One address of a host: what became of the connection, of the handshake, and of all that was asked afterwards. */
import { clockOfHttpHead } from '../../base/http-date.ts';
import { fromHex, latin1, toHex } from '../../base/octets.ts';
import { isoTime } from '../../base/time.ts';
import type { Facts } from '../../observe/facts.ts';
import type { EndpointObservation, Observation } from '../../observe/observation.ts';
import type { ReportEndpoint, ReportInput } from '../report.ts';
import { versionName } from '../words/names.ts';
import type { HelloAnswer, ReportWords } from '../words/words.ts';
import { pem, reportChain, reportChainProblem } from './certificates.ts';
import { reportCrls } from './crls.ts';
import { reportHandshake } from './handshake.ts';
import { reportOcsp } from './ocsp.ts';
import { ioProblem, rounded, timeOrNull } from './values.ts';
import { reportVerification } from './verification.ts';

/** Puts the part of one endpoint together; `facts`: what the client reads in it. */
export function reportEndpoint(
  seen: EndpointObservation,
  facts: Facts | undefined,
  input: ReportInput,
): ReportEndpoint {
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
export function lookupMs({ resolution }: Pick<Observation, 'resolution'>): number | null {
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
