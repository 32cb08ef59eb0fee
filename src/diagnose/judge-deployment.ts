import type { Deployment } from '../observe/deployment.ts';
import type { DeploymentDiagnosis, Words } from './define.ts';
import type { Finding } from './finding.ts';
import { inReportOrder, unique } from './to-finding.ts';

/** Judges the certificates of a deployment; findings in the order of the list, errors first. */
export function judgeDeployment(
  deployment: Deployment,
  diagnoses: readonly DeploymentDiagnosis[],
  words: (id: string) => Words,
): readonly Finding[] {
  return diagnoses
    .flatMap((diagnosis): Finding[] => {
      const judgement = diagnosis.judge(deployment);
      if (judgement.kind !== 'found') return [];
      const text = words(diagnosis.id);
      return [
        {
          id: diagnosis.id,
          family: diagnosis.family,
          severity: diagnosis.severityOf?.(judgement.facts) ?? diagnosis.severity,
          rootCause: true,
          title: text.title,
          summary: text.summary(judgement.facts),
          evidence: unique(text.evidence(judgement.facts)),
          clientErrors: [],
          remedies: text.remedies(judgement.facts),
          endpoints: [],
        },
      ];
    })
    .toSorted(inReportOrder);
}
