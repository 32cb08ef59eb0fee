/**
 * `npm run fuzz`: a worker fuzzes, this thread watches that it comes back from every run, and that its memory does not grow. A
 * run that fails is told with its number and input: `--seed <seed> --from <run> --runs 1` makes the same choices again.
 */
import { parseArgs } from 'node:util';
import { Worker, isMainThread, parentPort, workerData } from 'node:worker_threads';
import { fuzz, newSeed } from './fuzz.ts';
import type { Progress } from './fuzz.ts';

interface Job {
  readonly seed: number;
  readonly from: number;
  readonly runs: number;
  readonly forMs: number;
  readonly shared: SharedArrayBuffer;
}

/** In the shared buffer: the run, how often the worker was heard, the length of the input, the input. */
const headInts = 3;
const maxInput = 4 * 1024 * 1024;

async function work({ seed, from, runs, forMs, shared }: Job): Promise<void> {
  const [head, body] = viewsOf(shared);
  const encoder = new TextEncoder();
  const result = await fuzz({
    seed,
    from,
    runs,
    forMs,
    judgeOneIn: 25,
    onRun: (run, target, input) => {
      const { written } = encoder.encodeInto(`${target} ${input}`, body);
      Atomics.store(head, 0, run);
      Atomics.store(head, 2, written);
      Atomics.add(head, 1, 1);
    },
    onProgress: (progress) => parentPort?.postMessage({ ...progress, isLast: false }, []),
  });
  parentPort?.postMessage({ ...result, isLast: true }, []);
}

function watch(): void {
  const { values } = parseArgs({
    options: {
      seed: { type: 'string' },
      from: { type: 'string' },
      runs: { type: 'string' },
      seconds: { type: 'string' },
    },
  });
  const seed = values.seed === undefined ? newSeed() : Number(values.seed);
  const job: Job = {
    seed,
    from: Number(values.from ?? 0),
    // Without a bound it goes on until somebody stops it.
    runs: Number(values.runs ?? Infinity),
    forMs: Number(values.seconds ?? Infinity) * 1000,
    shared: new SharedArrayBuffer(headInts * 4 + maxInput),
  };
  say(`seed ${seed}`);
  const startedMs = performance.now();
  const worker = new Worker(new URL(import.meta.url), { workerData: job });
  const [head, body] = viewsOf(job.shared);
  let heard = -1;
  let told = 0;
  let heapAfterWarmUp: number | null = null;
  const watchdog = setInterval(() => {
    const now = Atomics.load(head, 1);
    if (now === heard && now > 0) {
      const input = Buffer.from(body.slice(0, Atomics.load(head, 2))).toString();
      end(1, `run ${Atomics.load(head, 0)} does not come back after ${stuckMs} ms: ${input}`);
    }
    heard = now;
  }, stuckMs);
  worker.on('error', (error) => end(1, `the worker ended: ${error.stack ?? error.message}`));
  worker.on('message', (progress: Progress & { readonly isLast: boolean }) => {
    const seconds = ((performance.now() - startedMs) / 1000).toFixed(0);
    const mebibytes = (octets: number): string => (octets / 2 ** 20).toFixed(1);
    if (progress.isLast || progress.runs % 20_000 === 0) {
      say(
        `${seconds} s: ${progress.runs} runs, ${progress.flights} flights, ${progress.failures.length} failures, ` +
          `slowest ${progress.slowestMs.toFixed(0)} ms, heap ${mebibytes(progress.heapOctets)} MiB, ` +
          `RSS ${mebibytes(process.memoryUsage().rss)} MiB`,
      );
    }
    for (const { run, target, error, input } of progress.failures.slice(told)) {
      say(
        `\nFAILURE in run ${run} (${target}), again: --seed ${seed} --from ${run} --runs 1\n${error}\ninput: ${input}`,
      );
    }
    told = progress.failures.length;
    if (progress.runs >= warmUpRuns) heapAfterWarmUp ??= progress.heapOctets;
    const grown = progress.heapOctets - (heapAfterWarmUp ?? progress.heapOctets);
    if (grown > maxGrowth) end(1, `the heap grew by ${mebibytes(grown)} MiB since run ${warmUpRuns}`);
    if (!progress.isLast) return;
    say(`endings: ${listOf(progress.endings)}`);
    say(`findings: ${listOf(progress.found)}`);
    end(progress.failures.length === 0 ? 0 : 1, '');
  });

  function end(code: number, words: string): void {
    clearInterval(watchdog);
    if (words !== '') say(words);
    process.exit(code);
  }
}

function viewsOf(shared: SharedArrayBuffer): [Int32Array, Uint8Array] {
  return [new Int32Array(shared, 0, headInts), new Uint8Array(shared, headInts * 4)];
}

const listOf = (times: ReadonlyMap<string, number>): string =>
  [...times]
    .toSorted(([, a], [, b]) => b - a)
    .map(([what, count]) => `${what} ${count}`)
    .join(', ');

const say = (line: string): void => void process.stdout.write(`${line}\n`);

/** No run takes a tenth of this. */
const stuckMs = 15_000;
/** By then every cache is full, and all code compiled. */
const warmUpRuns = 20_000;
const maxGrowth = 32 * 2 ** 20;

if (isMainThread) watch();
else await work(workerData as Job);
