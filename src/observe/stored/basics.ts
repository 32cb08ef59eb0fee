/** What stored values are made of. A file that somebody sent is foreign input: every text, number and list has its limit. */
import * as z from 'zod';

/** A text of whoever: a name, a path, what a server said. */
export const text = z.string().max(65_536);

export const count = z.int().nonnegative();

/** A code point or small number of the wire. */
export const code = z.int().min(0).max(0xff_ff_ff_ff);

/** Years 0 to 9999. */
export const unixMs = z.number().min(-62_167_219_200_000).max(253_402_300_799_999);

/** A span of time; a clock that was set back meanwhile makes it negative. */
export const milliseconds = z.number().min(-1e12).max(1e12);

/** Octets. */
export const hex = z
  .string()
  .max(4 * 1024 * 1024)
  .refine((digits) => digits.length % 2 === 0 && !/[^0-9a-f]/.test(digits), 'not hexadecimal');

export const flag = z.boolean();

/** A list of no more than so many. */
export const list = <T extends z.core.SomeType>(of: T, most = 65_536) => z.array(of).max(most);

/** One of several kinds of nothing but their name. */
export const kinds = <const K extends readonly [string, ...string[]]>(...names: K) => z.object({ kind: z.enum(names) });

export const stage = z.enum(['dns', 'tcp', 'handshake', 'certificate', 'trustStore', 'notAsked']);

/** `Attempt`. */
export const attempt = <T extends z.core.SomeType, P extends z.core.SomeType>(value: T, problem: P) =>
  z.union([
    z.object({ kind: z.literal('completed'), value }),
    z.object({ kind: z.literal('failed'), problem }),
    z.object({ kind: z.literal('notTried'), because: stage }),
  ]);
