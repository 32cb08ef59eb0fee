/** Every line: `S1.01` to `S1.80`, `S2.01` to `S2.52`. */
export const seedLines: readonly string[];

/** The test files that name each line; `root`: of the repository. */
export function testsBySeedLine(root: string): ReadonlyMap<string, readonly string[]>;
