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
    const explaining = explanationsOf(finding, findings);
    if (finding.endpoints.length === 0) return !explaining.some((other) => other.endpoints.length === 0);
    return !finding.endpoints.every((endpoint) => explaining.some((other) => other.endpoints.includes(endpoint)));
  });
}

/** For each finding, in the order given: ids of the root causes that it follows from, through others too; none for a root cause. */
export function causesOf(findings: readonly Explainable[]): readonly (readonly string[])[] {
  const isRoot = rootCauses(findings);
  const roots = new Set(findings.filter((_, index) => isRoot[index]).map(({ id }) => id));
  return findings.map((finding, index) => {
    if (isRoot[index]) return [];
    // A set grows while it is walked: whatever explains an explanation is one, too.
    const explaining = new Set(explanationsOf(finding, findings));
    for (const one of explaining) for (const other of explanationsOf(one, findings)) explaining.add(other);
    return [...explaining].map(({ id }) => id).filter((id) => roots.has(id));
  });
}

const explanationsOf = (finding: Explainable, among: readonly Explainable[]): readonly Explainable[] =>
  among.filter((other) => other.id !== finding.id && finding.consequenceOf.includes(other.id));
