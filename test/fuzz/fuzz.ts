import { randomInt } from 'node:crypto';
import { toHex } from '../../src/base/octets.ts';
import type { Capture } from '../../src/tls/handshake/capture.ts';
import { HandshakeDeframer, RecordDeframer } from '../../src/tls/wire/deframer.ts';
import { Dice } from './dice.ts';
import { recordFlights } from './flights.ts';
import { judged } from './judged.ts';
import { play, targets } from './targets.ts';
import type { Corpus, Target } from './targets.ts';

export interface FuzzOptions {
  readonly seed: number;
  /** The first run; a run is the same whatever came before it, as far as the servers recorded let it. */
  readonly from?: number;
  readonly runs: number;
  /** Stops earlier after so much time. Milliseconds. */
  readonly forMs?: number;
  /** One of this many captures is judged and reported too. */
  readonly judgeOneIn: number;
  /** Told before each run, and again with the input. */
  readonly onRun?: (run: number, target: string, input: string) => void;
  readonly onProgress?: (progress: Progress) => void;
}

export interface Progress {
  readonly runs: number;
  /** Handshakes that were played changed flights, as against octets given to decoders. */
  readonly flights: number;
  /** How handshakes ended: by problem, or `completed`. */
  readonly endings: ReadonlyMap<string, number>;
  /** How often each diagnosis was found. */
  readonly found: ReadonlyMap<string, number>;
  readonly failures: readonly Failure[];
  readonly slowestMs: number;
  readonly heapOctets: number;
}

export interface Failure {
  readonly run: number;
  readonly target: string;
  readonly error: string;
  readonly input: string;
}

export const newSeed = (): number => randomInt(2 ** 31);

/** Runs until it has enough. Throws where a flight that nobody changed does not complete: then nothing would be tested. */
export async function fuzz(options: FuzzOptions): Promise<Progress> {
  const corpus = await makeCorpus();
  const startedMs = performance.now();
  const endings = new Map<string, number>();
  const found = new Map<string, number>();
  const failures: Failure[] = [];
  let flights = 0;
  let slowestMs = 0;
  let runs = 0;
  const first = options.from ?? 0;
  const progress = (): Progress => {
    // There with --expose-gc: growth is what is left after it.
    globalThis.gc?.();
    return { runs, flights, endings, found, failures, slowestMs, heapOctets: process.memoryUsage().heapUsed };
  };
  for (let run = first; run < first + options.runs && failures.length < maxFailures; run++) {
    if (performance.now() - startedMs > (options.forMs ?? Infinity)) break;
    const dice = new Dice(options.seed, run);
    const target = choose(dice);
    let input = '';
    const tell = (said: string): void => {
      input = said;
      options.onRun?.(run, target.name, said);
    };
    tell('');
    const beganMs = performance.now();
    try {
      const capture = target.run(dice, corpus, tell);
      if (capture !== null) {
        flights++;
        count(endings, endingOf(capture));
        if (run % options.judgeOneIn === 0) for (const id of await judged(capture, corpus.anchors)) count(found, id);
      }
    } catch (error) {
      const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
      failures.push({ run, target: target.name, error: text, input });
    }
    slowestMs = Math.max(slowestMs, performance.now() - beganMs);
    runs++;
    if (runs % 2000 === 0) {
      options.onProgress?.(progress());
      // Lets the process hear of signals.
      await new Promise((resolve) => setImmediate(resolve));
    }
  }
  return progress();
}

function endingOf({ completed, problem }: Capture): string {
  if (problem === null) return completed ? 'completed' : 'nothing';
  return completed ? `completed, then ${problem.kind}` : problem.kind;
}

function choose(dice: Dice): Target {
  let at = dice.below(targets.reduce((sum, { share }) => sum + share, 0));
  for (const target of targets) {
    at -= target.share;
    if (at < 0) return target;
  }
  throw new Error('no targets');
}

async function makeCorpus(): Promise<Corpus & { readonly anchors: readonly string[] }> {
  const recorded = await recordFlights();
  for (const flight of recorded.flights) {
    const capture = play(flight.plan, [flight.octets]);
    if (flight.completes && (!capture.completed || capture.problem !== null))
      throw new Error(`${flight.name} does not complete when nothing is changed: ${JSON.stringify(capture.problem)}`);
  }
  const { flights, ec, rsa, staple, crl } = recorded;
  const scraps = [
    ...flights.map(({ octets }) => octets),
    ...flights.flatMap(({ octets }) => bodiesOf(octets)),
    ...[ec, rsa].flatMap(({ leaf, intermediate, root }) => [leaf.der, intermediate.der, root.der]),
    staple,
    crl,
  ];
  return { ...recorded, scraps, anchors: [ec, rsa].map(({ root }) => toHex(root.der)) };
}

/** The handshake messages of a flight that are in the clear. */
function bodiesOf(flight: Uint8Array): readonly Uint8Array[] {
  const [records, messages] = [new RecordDeframer(), new HandshakeDeframer()];
  records.push(flight);
  const bodies: Uint8Array[] = [];
  for (let record = records.next(); record !== null && !('kind' in record); record = records.next()) {
    if (record.type !== 22) break;
    messages.push(record.fragment);
    for (let next = messages.next(); next !== null && !('kind' in next); next = messages.next()) bodies.push(next.body);
  }
  return bodies;
}

const count = (map: Map<string, number>, key: string): void => void map.set(key, (map.get(key) ?? 0) + 1);

const maxFailures = 20;
