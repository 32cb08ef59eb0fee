import { clockOfHttpHead } from '../../base/http-date.ts';
import { fromHex, latin1 } from '../../base/octets.ts';
import type { Milliseconds, UnixMs } from '../../base/time.ts';
import type { Chain, ClockSeen, Facts } from '../facts.ts';
import type { CrlObservation, EndpointObservation, Observation } from '../observation.ts';

type Read = Pick<Facts, 'chain' | 'staples' | 'responders' | 'mongodb'>;

/**
 * The other clocks that an observation shows, each against this machine's. A healthy server of anything but MongoDB shows none,
 * and costs nothing. What was signed in advance (OCSP responses, promises of certificate transparency logs) counts only where it
 * comes from the future.
 */
export async function readClocks(
  observation: Pick<Observation, 'observedAt' | 'durationMs' | 'crls'>,
  endpoint: EndpointObservation,
  read: Read,
): Promise<readonly ClockSeen[]> {
  const offsetOf = (said: UnixMs): Milliseconds => offsetFrom(observation, said);
  const clock = (source: ClockSeen['source'], where: string, said: UnixMs): ClockSeen => {
    return { source, where, said, offsetMs: offsetOf(said) };
  };
  const { host } = endpoint;
  const measured = [
    ...lookups(endpoint, observation.crls ?? []).map(({ url, date }) => clock('lookup', url, date)),
    ...mongodbTime(read.mongodb).map((said) => clock('mongodb', host, said)),
    ...httpTimes(endpoint).map((said) => clock('http', host, said)),
    ...helloTimes(endpoint).map((said) => clock('serverHello', host, said)),
  ];
  const statements = [
    ...responses(read).map(({ where, said }) => clock('ocsp', where, said)),
    ...(await timestamps(read.chain, offsetOf)).map((said) => clock('timestamp', host, said)),
  ];
  return [...measured, ...statements.filter(({ offsetMs }) => offsetMs > 0)];
}

/** How far a clock is ahead of ours; 0 where it showed any moment of the probe. HTTP tells whole seconds. */
function offsetFrom(
  { observedAt, durationMs }: Pick<Observation, 'observedAt' | 'durationMs'>,
  said: UnixMs,
): Milliseconds {
  const from = observedAt - 1000;
  const to = observedAt + durationMs;
  return said < from ? said - from : said > to ? said - to : 0;
}

/** One for each place. */
function lookups(
  { fetchedIssuers, ocspLookup }: EndpointObservation,
  crls: readonly CrlObservation[],
): readonly { url: string; date: UnixMs }[] {
  const all: readonly { readonly url: string; readonly date?: UnixMs | undefined }[] = [
    ...fetchedIssuers,
    ...(ocspLookup?.queries ?? []).map(({ url, result }) => {
      return { url, ...(result.kind === 'completed' ? { date: result.value.date } : {}) };
    }),
    ...crls.flatMap(({ from, date }) => (from.kind === 'distributionPoint' ? [{ url: from.url, date }] : [])),
  ];
  const told = all.flatMap(({ url, date }) => (date === undefined ? [] : [[url, { url, date }] as const]));
  return [...new Map(told).values()];
}

function mongodbTime(mongodb: Facts['mongodb']): readonly UnixMs[] {
  if (mongodb.kind !== 'completed' || mongodb.value.hello.kind !== 'answered') return [];
  const { localTime } = mongodb.value.hello.value;
  return localTime === null ? [] : [localTime];
}

function capturesOf({ experiments }: EndpointObservation, by: 'http' | 'serverHello') {
  return experiments.flatMap(({ question, result }) =>
    question.kind === 'tellsTime' && question.by === by && result.kind === 'handshake' ? [result.capture] : [],
  );
}

const httpTimes = (endpoint: EndpointObservation): readonly UnixMs[] =>
  capturesOf(endpoint, 'http').flatMap(({ applicationOctets }) => {
    const said = clockOfHttpHead(latin1(fromHex(applicationOctets.slice(0, mostHeadDigits))));
    return said === null ? [] : [said];
  });

/** Random octets agree to some seconds once in ten million times; some servers fill only the upper three with the time. */
function helloTimes(endpoint: EndpointObservation): readonly UnixMs[] {
  const [first, second] = capturesOf(endpoint, 'serverHello').flatMap(({ helloTime }) => helloTime ?? []);
  if (first === undefined || second === undefined || Math.abs(first - second) > mostApart) return [];
  return [first * 1000];
}

/** When valid responses were made; one whose signature is in doubt says nothing. */
function responses({ staples, responders }: Read): readonly { readonly where: string; readonly said: UnixMs }[] {
  const stapled = staples.kind === 'completed' ? staples.value.map((judged) => ({ judged, where: '' })) : [];
  const answered = responders.answers.flatMap(({ url, outcome }) =>
    outcome.kind === 'completed' ? [{ judged: outcome.value, where: url }] : [],
  );
  return [...stapled, ...answered].flatMap(({ judged: { status, problems }, where }) => {
    const isSound = problems.every(({ kind }) => kind === 'notYetValid' || kind === 'stale');
    return status === null || !isSound ? [] : [{ where, said: status.producedAt }];
  });
}

/** Promises of logs inside of a leaf that is not yet valid: its notBefore may be its CA's choice, these are not. */
async function timestamps(chain: Facts['chain'], offsetOf: (said: UnixMs) => Milliseconds): Promise<readonly UnixMs[]> {
  if (chain.kind !== 'completed') return [];
  const leaf: Chain[0] = chain.value[0];
  const extension = leaf.extensions.find(({ oid }) => oid === embeddedTimestamps);
  if (extension === undefined || offsetOf(leaf.notBefore) <= 0) return [];
  const { readEmbeddedTimestamps } = await import('./read-timestamps.ts');
  return readEmbeddedTimestamps(extension.value);
}

/** SignedCertificateTimestampList, RFC 6962 section 3.3. */
const embeddedTimestamps = '1.3.6.1.4.1.11129.2.4.2';
const mostApart = 300;
const mostHeadDigits = 32_768;
