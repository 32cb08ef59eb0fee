/**
 * The release that a wire version belongs to; null for one that is newer than this table, or that no release had. Read in
 * the server's wire_version.h and release notes; 6.3, 8.1 and 8.3 follow from the pattern.
 */
export function releaseOf(maxWireVersion: number): string | null {
  if (maxWireVersion > newest) return null;
  return releases.findLast(([from]) => maxWireVersion >= from)?.[1] ?? null;
}

const releases: readonly (readonly [from: number, release: string])[] = [
  [0, '2.4 or older'],
  [1, '2.6'],
  [3, '3.0'],
  [4, '3.2'],
  [5, '3.4'],
  [6, '3.6'],
  [7, '4.0'],
  [8, '4.2'],
  [9, '4.4'],
  [13, '5.0'],
  [14, '5.1'],
  [15, '5.2'],
  [16, '5.3'],
  [17, '6.0'],
  [18, '6.1'],
  [19, '6.2'],
  [20, '6.3'],
  [21, '7.0'],
  [22, '7.1'],
  [23, '7.2'],
  [24, '7.3'],
  [25, '8.0'],
  [26, '8.1'],
  [27, '8.2'],
  [28, '8.3'],
  [29, '9.0'],
];

const newest = 29;
