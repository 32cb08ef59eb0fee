/**
 * Tells root causes from consequences. One finding explains another where the other names it in `consequenceOf`, at every
 * endpoint at which the other was found: a cause at one host says nothing about a second host.
 */

/** What is needed of a finding to tell. */
export interface Explainable {
  readonly id: string;
  /** Ids that would explain it. */
  readonly consequenceOf: readonly string[];
  /** Indexes of endpoints; empty: it concerns none, as a name without an address. */
  readonly endpoints: readonly number[];
}

/** For each finding, in the order given: whether it is a root cause. */
export function rootCauses(findings: readonly Explainable[]): readonly boolean[] {
  return findings.map((finding) => {
    const explaining = findings.filter((other) => other.id !== finding.id && finding.consequenceOf.includes(other.id));
    if (finding.endpoints.length === 0) return !explaining.some((other) => other.endpoints.length === 0);
    return !finding.endpoints.every((endpoint) => explaining.some((other) => other.endpoints.includes(endpoint)));
  });
}
