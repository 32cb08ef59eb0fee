/** The server's release of MongoDB, by which remedies differ. */

interface At {
  /** `4.2`; absent: not known. */
  readonly release?: string;
}

/** Whether the server is older than a release; null: its own is not known. */
export function isBefore({ release }: At, major: number, minor: number): boolean | null {
  const [, ownMajor, ownMinor] = /^(\d+)\.(\d+)/.exec(release ?? '') ?? [];
  if (ownMajor === undefined || ownMinor === undefined) return null;
  return Number(ownMajor) < major || (Number(ownMajor) === major && Number(ownMinor) < minor);
}
