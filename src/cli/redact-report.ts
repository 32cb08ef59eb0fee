/** `--redact`: the report as it is shown to others. Loaded when it is asked for. */
import type { Observation } from '../observe/observation.ts';
import type { Report } from '../report/report.ts';

/** The report with placeholders in the place of names; the same report where that is not wished. */
export async function shownReport(
  report: Report,
  observation: Observation,
  { redact }: { readonly redact: boolean },
): Promise<Report> {
  if (!redact) return report;
  const [{ redacted }, { namesSeen }] = await Promise.all([
    import('../report/redact/redact.ts'),
    import('./names-seen.ts'),
  ]);
  return redacted(report, namesSeen(observation));
}
