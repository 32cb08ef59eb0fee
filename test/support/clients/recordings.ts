/** What clients printed about the lab's faults, kept in test/recorded/: a file for each client, a JSON object for each text. */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { faults } from '../../../src/lab/lab.ts';
import type { Complaint } from './meet.ts';
import { bare } from './meet.ts';

export interface Recorded {
  /** Program, library and version, as the program tells them. */
  readonly version: string;
  readonly fault: string;
  readonly text: string;
}

const folder = join(import.meta.dirname, '..', '..', 'recorded');

/** Every recorded text, by client. */
export const recordings = (): ReadonlyMap<string, readonly Recorded[]> =>
  new Map(
    readdirSync(folder)
      .filter((file) => file.endsWith('.ndjson'))
      .map((file) => [file.replace('.ndjson', ''), linesOf(join(folder, file))]),
  );

const linesOf = (file: string): readonly Recorded[] =>
  readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Recorded);

/** Keeps the complaints of the clients that were met; other clients' recordings stay. `labFolder`: where the lab's files lie. */
export function record(complaints: readonly Complaint[], labFolder: string): void {
  mkdirSync(folder, { recursive: true });
  for (const client of new Set(complaints.map((one) => one.client))) {
    const own = complaints.filter((one) => one.client === client);
    const kept = new Map<string, Recorded>();
    for (const { version, fault, text } of own.toSorted((a, b) => place(a.fault) - place(b.fault))) {
      const clean = withoutMachine(text, labFolder);
      // What two versions say alike is kept of one.
      const key = `${fault} ${bare(clean)}`;
      if (!kept.has(key)) kept.set(key, { version, fault, text: clean });
    }
    const lines = [...kept.values()].map((one) => JSON.stringify(one));
    writeFileSync(join(folder, `${client}.ndjson`), `${lines.join('\n')}\n`);
  }
}

const place = (fault: string): number => faults.findIndex(({ id }) => id === fault);

/** Without what belongs to this machine or this run: folders, ports, addresses in memory, most of each stack trace. */
function withoutMachine(text: string, labFolder: string): string {
  return (
    text
      .replaceAll(new RegExp(`${labFolder}/\\d+/`, 'g'), '/etc/app/tls/')
      .replaceAll(`${homedir()}/.`, '/var/lib/app/.')
      .replaceAll(/(?:\/[\w.@+-]+)+\/(?=(?:site-packages|node_modules)\/)/g, '/usr/lib/')
      .replaceAll(/(?:\/[\w.@+-]+)+\/(?=lib\/python3)/g, '/usr/')
      .replaceAll(/(?:\/[\w.@+-]+)+\/(?=[Mm]eet\.\w+)/g, '/app/')
      .replaceAll(/(?<=:|\bport[:= ]{1,2}|'port': |\bfd |', )\d{5}\b/g, '8443')
      .replaceAll(/0x[\da-f]{6,16}/g, '0x7f0000000000')
      .replaceAll(/\b[\dA-F]{16}(?=:error:)/g, '4000000000000000')
      .replaceAll(/(?<=id: |ObjectId\(')[\da-f]{24}/g, '6900000000000000000000aa')
      // The first calls of each trace are enough, and of Python's the first and the last.
      .replaceAll(/((?:^\s+at .*\n){2})(?:^\s+at (?!.*\{$).*\n)+/gm, '$1')
      .replaceAll(/(^ {2}File ".*\n(?: {4}.*\n)*)(?:^ {2}File ".*\n(?: {4}.*\n)*)+(?=^ {2}File)/gm, '$1')
  );
}
