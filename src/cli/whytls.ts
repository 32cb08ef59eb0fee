/** The program: `main` with this process for its terminal. */
import { bugText, main } from './main.ts';
import { exitCodes } from './exit-code.ts';
import { processIo } from './terminal/process-io.ts';

/** Runs the command line of this process, and ends it. */
export function start(): void {
  const io = processIo();
  const fail = (bug: unknown): never => {
    io.err.write(bugText(bug, io.platform));
    process.exit(exitCodes.bug);
  };
  process.on('uncaughtException', fail);
  process.on('unhandledRejection', fail);
  // Everything is written by now, synchronously; a socket or a lookup that is still open must not keep us.
  void main(process.argv.slice(2), io).then((code) => process.exit(code));
}
