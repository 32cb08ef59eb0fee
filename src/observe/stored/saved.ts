/** A stored observation: what `--save` writes, and what can be read again from a file that somebody sent. */
import { fromUtf8 } from '../../base/octets.ts';
import { failed, ok } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import type { UnixMs } from '../../base/time.ts';
import type { Observation } from '../observation.ts';
import { isBounded } from './bounds.ts';

/** An observation, and by whom and how it was judged when it was made. */
export interface SavedObservation extends Observation {
  /** Absent: written by a version that did not keep it. */
  readonly saved?: SavedBy;
}

export interface SavedBy {
  /** Of whytls. */
  readonly version: string;
  /** Client profile id. */
  readonly client: string;
  /** `--at`; null: dates were judged at the time of the observation. */
  readonly at: UnixMs | null;
  /** The program and the machine; null: not known. */
  readonly run: Run | null;
}

/** How and where whytls was run. */
export interface Run {
  /** The command line, secrets removed. */
  readonly command: string;
  readonly node: string;
  readonly openssl: string;
  /** Kind, release and processor of the operating system. */
  readonly system: string;
}

/** Why a file is no observation that can be judged. */
export type SavedProblem =
  /** No JSON: cut off, or never any. */
  | { readonly kind: 'notJson' }
  /** JSON that is no observation. */
  | { readonly kind: 'notOurs' }
  /** `whytls.observation/2` or the like. */
  | { readonly kind: 'otherVersion'; readonly schema: string }
  /** It says that it is an observation, and a field (its path) is not what it must be. */
  | { readonly kind: 'damaged'; readonly path: string }
  | { readonly kind: 'tooLarge' };

/** The most octets of a file: a hundred addresses, each with all of its experiments. */
export const maxSavedOctets = 32 * 1024 * 1024;

const bounds = { values: 1_000_000, depth: 64 };

/** Reads a file's octets. Whatever they are, memory stays bounded and nothing is thrown. */
export async function readSaved(octets: Uint8Array): Promise<Result<SavedObservation, SavedProblem>> {
  if (octets.length > maxSavedOctets) return failed({ kind: 'tooLarge' });
  if (!isBounded(octets, bounds)) return failed({ kind: 'tooLarge' });
  const parsed = parse(octets);
  if (!parsed.ok) return parsed;
  const schema = schemaOf(parsed.value);
  if (schema !== current) {
    const isOfKind = schema !== null && /^whytls\.observation\/\d{1,6}$/.test(schema);
    return failed(isOfKind ? { kind: 'otherVersion', schema } : { kind: 'notOurs' });
  }
  const { savedSchema } = await import('./schema.ts');
  const read = savedSchema.safeParse(parsed.value);
  if (read.success) return ok(read.data);
  return failed({ kind: 'damaged', path: read.error.issues[0]?.path.map(String).join('.') ?? '' });
}

const current: Observation['schema'] = 'whytls.observation/1';

function parse(octets: Uint8Array): Result<unknown, SavedProblem> {
  try {
    // Editors of Windows like to begin a file with a byte order mark.
    return ok(JSON.parse(fromUtf8(octets).replace(/^\ufeff/, '')));
  } catch {
    return failed({ kind: 'notJson' });
  }
}

const schemaOf = (value: unknown): string | null =>
  typeof value === 'object' && value !== null && 'schema' in value && typeof value.schema === 'string'
    ? value.schema
    : null;
