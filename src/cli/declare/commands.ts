/**
 * Commands and options, declared once, as data. `usage/args.ts` reads a plain command line by it; `usage/yargs-parser.ts` builds
 * yargs from it for help, completion and whatever else is unusual.
 */
import { closest } from '../usage/closest.ts';
import type { CommandDeclaration } from './declaration.ts';
import { demo } from './demo.ts';
import { env } from './env.ts';
import { explain } from './explain.ts';
import { lab } from './lab.ts';
import { probe } from './probe.ts';
import { replay } from './replay.ts';
import { verify } from './verify.ts';
import { x509 } from './x509.ts';

/** Every command of this version; the first is the one that is meant where none is named. */
export const commands: readonly [CommandDeclaration, ...CommandDeclaration[]] = [
  probe,
  explain,
  verify,
  x509,
  env,
  replay,
  lab,
  demo,
];

/** The command that was most likely meant by a word that is none; null: the word is more like a host. */
export function commandMeantBy(word: string): CommandDeclaration | null {
  if (!/^[a-z0-9]{3,10}$/i.test(word)) return null;
  const meant = closest(
    word,
    commands.map(({ name }) => name),
  );
  return commands.find(({ name }) => name === meant) ?? null;
}

/** Commands of the contract that are still to come. */
export const laterCommands: ReadonlySet<string> = new Set(['enum', 'simulate', 'listen', 'relay', 'pcap', 'scan']);
