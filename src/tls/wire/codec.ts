import { failed, ok } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import { DecodeFailure } from './decode-problem.ts';
import type { DecodeProblem } from './decode-problem.ts';
import { Reader } from './reader.ts';
import { Writer } from './writer.ts';

/** One struct of the RFC: how its octets become a plain value, and back. */
export interface Codec<T> {
  /** The struct's name in the RFC; it begins every problem's path. */
  readonly name: string;
  readonly read: (r: Reader) => T;
  readonly write: (w: Writer, value: T) => void;
}

/** Reads one struct that fills `octets` to the last one. */
export function decode<T>(codec: Pick<Codec<T>, 'name' | 'read'>, octets: Uint8Array): Result<T, DecodeProblem> {
  const r = new Reader(octets, codec.name);
  try {
    const value = codec.read(r);
    r.end();
    return ok(value);
  } catch (failure) {
    if (failure instanceof DecodeFailure) return failed(failure.problem);
    throw failure;
  }
}

/** The octets of one struct. */
export function encode<T>(codec: Pick<Codec<T>, 'write'>, value: T): Uint8Array {
  const w = new Writer();
  codec.write(w, value);
  return w.finish();
}
