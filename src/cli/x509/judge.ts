/** Certificates of a deployment from files to findings. */
import { deploymentDiagnoses } from '../../../diagnostics/deployment-index.ts';
import type { Finding, Open } from '../../diagnose/finding.ts';
import { judgeDeployment } from '../../diagnose/judge-deployment.ts';
import { englishWords } from '../../diagnose/words-by-id.ts';
import { interpretDeployment } from '../../observe/interpret/given-deployment.ts';
import type { FileFacts, GivenDeployment } from '../../observe/interpret/given-deployment.ts';
import type { Deployment } from '../../observe/deployment.ts';
import type { Wording } from '../compose.ts';
import { judgeFacts } from '../verify/judge.ts';

/** A file, and what was found in it alone. */
export interface FileJudged extends FileFacts {
  readonly findings: readonly Finding[];
  readonly undetermined: readonly Open[];
}

/** What was found of each file, and of all of them together. */
export interface DeploymentJudged {
  readonly deployment: Deployment;
  readonly files: readonly FileJudged[];
  /** What concerns MongoDB's rules, for one file or several. */
  readonly findings: readonly Finding[];
}

/** Judges every file on its own, and all of them together. */
export async function judgeFiles(given: GivenDeployment, wording: Wording): Promise<DeploymentJudged> {
  const { files, deployment } = await interpretDeployment(given);
  const english = englishWords(deploymentDiagnoses);
  const words = wording.report.language === 'en' ? english : wording.diagnosis;
  const usageTold = new Set(
    deployment.problems.flatMap((problem) =>
      problem.kind === 'memberUsage' || (problem.kind === 'clientUsage' && problem.contradicted) ? [problem.label] : [],
    ),
  );
  return {
    deployment,
    files: files.map((file) => {
      const { findings, undetermined } = judgeFacts(file.facts, wording);
      // The rule of MongoDB's guide says the same with more.
      const isTold = ({ id }: Finding): boolean => id === 'certificate-usage' && usageTold.has(file.label);
      return { ...file, findings: findings.filter((finding) => !isTold(finding)), undetermined };
    }),
    findings: judgeDeployment(deployment, deploymentDiagnoses, words),
  };
}
