/** How a command ends that cannot do what it was asked. */
import type { Language } from '../../diagnose/define.ts';
import { exitCodes } from '../exit-code.ts';
import type { Io } from '../terminal/io.ts';
import { usageLine } from './usage-problem.ts';
import type { UsageProblem } from './usage-problem.ts';

/** Says why in one line on stderr, and gives the exit code. */
export const refuser =
  (language: Language, io: Io) =>
  (problem: UsageProblem): number => {
    io.err.write(`${usageLine(problem, language)}\n`);
    return exitCodes.usage;
  };
