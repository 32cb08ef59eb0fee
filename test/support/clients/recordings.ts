/** Recorded texts, kept in test/recorded/: a file for each program, a JSON object for each text. */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { faults } from '../../../src/lab/lab.ts';
import type { Complaint } from './meet.ts';
import { bare } from './meet.ts';
import { serverEvents } from './server-events.ts';
import type { Logged } from './server-logs.ts';

/** What a client printed about a fault of the lab. */
export interface RecordedClient {
  /** Program, library and version, as the program tells them. */
  readonly version: string;
  readonly fault: string;
  readonly text: string;
}

/** What a server logged of what a client did. */
export interface RecordedServer {
  readonly version: string;
  readonly event: string;
  readonly text: string;
}

type Kind = 'clients' | 'servers';

const folderOf = (kind: Kind): string => join(import.meta.dirname, '..', '..', 'recorded', kind);

/** By client. */
export const recordedClients = (): ReadonlyMap<string, readonly RecordedClient[]> => all<RecordedClient>('clients');

/** By server. */
export const recordedServers = (): ReadonlyMap<string, readonly RecordedServer[]> => all<RecordedServer>('servers');

const all = <Recorded>(kind: Kind): ReadonlyMap<string, readonly Recorded[]> =>
  new Map(
    readdirSync(folderOf(kind)).map((file) => [
      file.replace('.ndjson', ''),
      readFileSync(join(folderOf(kind), file), 'utf8')
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as Recorded),
    ]),
  );

function keep(kind: Kind, name: string, recorded: readonly (RecordedClient | RecordedServer)[]): void {
  mkdirSync(folderOf(kind), { recursive: true });
  const lines = recorded.map((one) => `${JSON.stringify(one)}\n`);
  writeFileSync(join(folderOf(kind), `${name}.ndjson`), lines.join(''));
}

/** Keeps the complaints of the clients that were met; other clients' recordings stay. `labFolder`: where the lab's files lie. */
export function recordClients(complaints: readonly Complaint[], labFolder: string): void {
  for (const client of new Set(complaints.map((one) => one.client))) {
    const own = complaints.filter((one) => one.client === client);
    const kept = new Map<string, RecordedClient>();
    for (const { version, fault, text } of own.toSorted((a, b) => place(a.fault) - place(b.fault))) {
      const clean = withoutMachine(text, labFolder);
      // What two versions say alike is kept of one.
      const key = `${fault} ${bare(clean)}`;
      if (!kept.has(key)) kept.set(key, { version, fault, text: clean });
    }
    keep('clients', client, [...kept.values()]);
  }
}

/** Keeps what servers logged; other servers' recordings stay. */
export function recordServers(logged: readonly Logged[], filesFolder: string): void {
  for (const server of new Set(logged.map((one) => one.server))) {
    const own = logged.filter((one) => one.server === server && one.text !== '');
    const ordered = own.toSorted((a, b) => turn(a.event) - turn(b.event));
    const clean = ordered.map(({ version, event, text }) => ({
      version,
      event,
      text: withoutMachine(text, filesFolder),
    }));
    keep('servers', server, clean);
  }
}

const turn = (event: string): number => serverEvents.findIndex(({ id }) => id === event);
const place = (fault: string): number => faults.findIndex(({ id }) => id === fault);

/** Without what belongs to this machine or this run: folders, ports, addresses in memory, most of each stack trace. */
function withoutMachine(text: string, labFolder: string): string {
  return (
    text
      .replaceAll(new RegExp(`${labFolder}/(?:\\d+/)?`, 'g'), '/etc/app/tls/')
      .replaceAll(`${homedir()}/.`, '/var/lib/app/.')
      .replaceAll(/(?:\/[\w.@+-]+)+\/(?=(?:site-packages|node_modules)\/)/g, '/usr/lib/')
      .replaceAll(/(?:\/[\w.@+-]+)+\/(?=lib\/python3)/g, '/usr/')
      .replaceAll(/(?:\/[\w.@+-]+)+\/(?=(?:[Mm]eet|serve)\.\w+)/g, '/app/')
      .replaceAll(/(?<=:|\bport[:= ]{1,2}|'port': |\bfd |', )\d{5}\b/g, '8443')
      .replaceAll(/0x[\da-f]{6,16}/g, '0x7f0000000000')
      .replaceAll(/\b[\dA-F]{16}(?=:error:)/g, '4000000000000000')
      .replaceAll(/(?<=id: |ObjectId\(')[\da-f]{24}/g, '6900000000000000000000aa')
      // The first calls of each trace are enough, and of Python's the first and the last.
      .replaceAll(/((?:^\s+at .*\n){2})(?:^\s+at (?!.*\{$).*\n)+/gm, '$1')
      .replaceAll(/(^ {2}File ".*\n(?: {4}.*\n)*)(?:^ {2}File ".*\n(?: {4}.*\n)*)+(?=^ {2}File)/gm, '$1')
  );
}
