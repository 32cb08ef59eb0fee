/** What `explain` says of one text, as the JSON of the contract: the diagnoses that it speaks for, and what was read out of it. */
import { hostAndPort, shellWord } from '../diagnose/remedies/commands.ts';
import type { Language } from '../diagnose/define.ts';
import { printerOf } from '../diagnose/text/clients.ts';
import type { Printer } from '../diagnose/text/clients.ts';
import type { Reading } from '../diagnose/text/explain-text.ts';
import type { Side } from '../diagnose/text/side.ts';
import { placeIn } from '../diagnose/text/places.ts';
import type { Place } from '../diagnose/text/places.ts';
import { tellingLine } from '../diagnose/text/telling-line.ts';
import { decidingCommand } from './deciding-command.ts';

/** One diagnosis that a text speaks for. */
export interface ExplainedDiagnosis {
  readonly id: string;
  /** Null: the diagnosis has no words yet. */
  readonly title: string | null;
  readonly confidence: number;
  /** The telling line, escaped, without secrets. */
  readonly matched: string;
  /** The command that decides whether it is this. */
  readonly check: string;
}

/** What one text, or one line of a batch, comes to. */
export interface Explained {
  /** Best first; empty: no TLS problem, or one that is not known. */
  readonly diagnoses: readonly ExplainedDiagnosis[];
  /** The text is about TLS, but nothing known says what it means: the line, and the words to search for. Null otherwise. */
  readonly unknownTls: { readonly matched: string; readonly search: string } | null;
  /** Who wrote the telling line: whoever accepted the connection, or whoever opened it; null: it does not say. */
  readonly side: Side;
  readonly printedBy: Pick<Printer, 'name' | 'version'> | null;
  readonly target: Place | null;
}

/** `explain --json`, and a line of `explain --batch`. */
export interface Explanation extends Explained {
  readonly schema: 'whytls.explanation/1';
  /** Of the input line; null: none was given. */
  readonly id: string | number | null;
  readonly language: Language;
  /** Why the line could not be read. */
  readonly error: { readonly kind: string; readonly text: string; readonly line: number } | null;
}

/** Puts a reading into what people and programs are told. `titleOf`: null where a diagnosis has no words yet. */
export function explained(text: string, reading: Reading, titleOf: (id: string) => string | null): Explained {
  const { candidates, unknown, side } = reading;
  const at = candidates[0]?.at ?? unknown;
  if (at === null || at === undefined) {
    return { diagnoses: [], unknownTls: null, side: null, printedBy: null, target: null };
  }
  const printer = printerOf(text);
  // What a server's log names is its clients; it is the server itself that should be probed.
  const target = side === 'server' ? null : placeIn(text, at);
  const where = targetWord(target, printer);
  const lines = new Map<number, string>();
  const lineAt = (place: typeof at): string => {
    const known = lines.get(place.start) ?? tellingLine(text, place);
    lines.set(place.start, known);
    return known;
  };
  return {
    diagnoses: candidates.map(({ id, confidence, at: place }) => ({
      id,
      title: titleOf(id),
      confidence,
      matched: lineAt(place),
      check: decidingCommand(id, where),
    })),
    unknownTls: unknown === null ? null : { matched: lineAt(unknown), search: searchWords(lineAt(unknown)) },
    side,
    printedBy: printer === null ? null : { name: printer.name, version: printer.version },
    target,
  };
}

/** Where to look, and how the way begins, as a command names it: `db1.example.net:27017`; capitals where the text names nothing. */
function targetWord(target: Place | null, printer: Printer | null): string {
  const port = target?.port ?? (printer?.speaksMongodb === true ? 27017 : null);
  const begins = printer?.starttls == null ? '' : ` --starttls ${printer.starttls}`;
  if (target === null) return `HOST:${port ?? 'PORT'}${begins}`;
  return shellWord(port === null ? target.host : hostAndPort(target.host, port)) + begins;
}

/** The words of a line that others have met as well: without names, numbers, times and paths. */
function searchWords(line: string): string {
  return line
    .replaceAll(
      /\b[\w-]+(?:\.[\w-]+){2,}(?::\d+)?|\d{1,3}(?:\.\d{1,3}){3}(?::\d+)?|(?:[A-Za-z]:)?[\\/][\w.\\/-]{3,}/g,
      ' ',
    )
    .replaceAll(/\b0x[0-9a-f]{6,}\b|\b\d{4,}\b|\d{1,2}:\d\d(?::\d\d)?|["'`\\{}[\]<>]/gi, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim()
    .slice(0, 120);
}
