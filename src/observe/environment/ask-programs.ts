/**
 * Asks the programs on PATH which TLS library they have: fixed commands that only print, each with a time limit, all of them side
 * by side, none of them through a shell.
 */
import type { Signal } from '../../base/signal.ts';
import type { Milliseconds } from '../../base/time.ts';
import type { Ports } from '../../net/ports.ts';
import { attemptFailed, completed, notTried } from '../attempt.ts';
import type { ProgramAnswer, ProgramName, ProgramSeen } from '../environment.ts';
import type { Environment } from '../trust/openssl-store.ts';
import { findProgram } from './find-program.ts';
import { programVariables } from './program-variables.ts';
import { pythonQuestion } from './python-question.ts';
import { readGo, readJava, readNode, readOpenssl, readPython } from './read-answers.ts';

export interface AskOptions {
  /** False: programs are found, and not run. */
  readonly run: boolean;
  readonly timeoutMs: Milliseconds;
  readonly signal?: Signal;
}

/** Every program that is there, with its answer. */
export async function askPrograms(
  ports: Pick<Ports, 'files' | 'platform' | 'programs'>,
  env: Environment,
  options: AskOptions,
): Promise<readonly ProgramSeen[]> {
  const found = questions.flatMap((question) => {
    const path = findProgram(ports, env, question.files);
    return path === null ? [] : [{ question, path }];
  });
  if (!options.run) return found.map(({ question: { name }, path }) => ({ name, path, answer: notTried('notAsked') }));
  const programs = await ports.programs();
  const { timeoutMs, signal } = options;
  return Promise.all(
    found.map(async ({ question: { name, args, read }, path }): Promise<ProgramSeen> => {
      const ended = await programs.run(path, args, {
        timeoutMs,
        maxOctets: 65_536,
        env: programVariables(env),
        ...(signal === undefined ? {} : { signal }),
      });
      if (!ended.ok) return { name, path, answer: attemptFailed(ended.problem) };
      const { exitCode, stdout, stderr } = ended.value;
      const answer = exitCode === 0 ? read(`${stdout}\n${stderr}`) : null;
      const code = `exit ${exitCode}`;
      return { name, path, answer: answer === null ? attemptFailed({ kind: 'other', code }) : completed(answer) };
    }),
  );
}

interface Question {
  readonly name: ProgramName;
  readonly files: readonly string[];
  readonly args: readonly string[];
  /** Null: the answer makes no sense. */
  readonly read: (said: string) => ProgramAnswer | null;
}

const questions: readonly Question[] = [
  { name: 'openssl', files: ['openssl'], args: ['version', '-a'], read: readOpenssl },
  { name: 'python', files: ['python3', 'python'], args: ['-c', pythonQuestion], read: readPython },
  {
    name: 'node',
    files: ['node'],
    args: ['-p', "[process.version, process.versions.openssl].join(' ')"],
    read: readNode,
  },
  { name: 'java', files: ['java'], args: ['-version'], read: readJava },
  { name: 'go', files: ['go'], args: ['version'], read: readGo },
];
