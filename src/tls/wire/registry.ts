/**
 * A registry of code points as IANA keeps it: names both ways. A value that it does not hold is data, not an error: it is
 * printed as hexadecimal (a GREASE value of RFC 8701 as such), and never thrown.
 */
export interface Registry<Name extends string = string> {
  readonly name: string;
  /** Width of the code point, in octets. */
  readonly size: 1 | 2;
  readonly codes: Readonly<Record<Name, number>>;
  readonly names: ReadonlyMap<number, string>;
}

/** Makes a registry from its names and code points. */
export function registry<const Codes extends Readonly<Record<string, number>>>(
  name: string,
  size: 1 | 2,
  codes: Codes,
): Registry<Extract<keyof Codes, string>> & { readonly codes: Codes } {
  let names: ReadonlyMap<number, string> | null = null;
  return {
    name,
    size,
    codes,
    get names() {
      return (names ??= namesOf(codes));
    },
  };
}

/** Without the arrays of `Object.entries`: of some 350 cipher suites they are a tenth of what a probe allocates. */
function namesOf(codes: Readonly<Record<string, number>>): ReadonlyMap<number, string> {
  const names = new Map<number, string>();
  for (const name in codes) if (codes[name] !== undefined) names.set(codes[name], name);
  return names;
}

/** The name of a code point: `protocol_version`, `0xc8` if unknown, `GREASE (0x0a0a)` for a GREASE value. */
export function nameOf(of: Registry, code: number): string {
  const known = of.names.get(code);
  if (known !== undefined) return known;
  const hex = `0x${code.toString(16).padStart(of.size * 2, '0')}`;
  return of.size === 2 && isGrease(code) ? `GREASE (${hex})` : hex;
}

/** Whether a two-octet code point is reserved for GREASE (RFC 8701 section 2). */
export const isGrease = (code: number): boolean => (code & 0x0f0f) === 0x0a0a && code >> 8 === (code & 0xff);
