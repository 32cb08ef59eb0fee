/** The program in a process of its own that tells its parent how much memory it needed at most. Bundled by `measured.ts`. */
import { readFileSync } from 'node:fs';
import { main } from '../../src/cli/main.ts';
import { processIo } from '../../src/cli/terminal/process-io.ts';

process.on('uncaughtException', (error) => {
  process.stderr.write(`UNCAUGHT ${error.stack}\n`);
  process.exit(70);
});

const exitCode = await main(process.argv.slice(2), processIo());
// Not resourceUsage().maxRSS: it begins with what the parent had.
const peak = /VmHWM:\s+(\d+) kB/.exec(
  process.platform === 'linux' ? readFileSync('/proc/self/status', 'utf8') : '',
)?.[1];
const rss = peak === undefined ? process.memoryUsage().rss : Number(peak) * 1024;
process.send?.({ rss }, undefined, undefined, () => process.exit(exitCode));
