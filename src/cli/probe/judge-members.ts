/** The certificates that the members of one deployment show, compared. */
import { deploymentDiagnoses } from '../../../diagnostics/deployment-index.ts';
import type { Finding } from '../../diagnose/finding.ts';
import { judgeDeployment } from '../../diagnose/judge-deployment.ts';
import { englishWords } from '../../diagnose/words-by-id.ts';
import type { Facts } from '../../observe/facts.ts';
import { presentedMembers } from '../../observe/interpret/presented-members.ts';
import type { PresentedMember } from '../../observe/deployment.ts';
import type { Wording } from '../compose.ts';

/** Null where fewer than two members were seen. */
export function judgeMembers(
  facts: readonly Facts[],
  wording: Wording,
): { readonly members: readonly PresentedMember[]; readonly findings: readonly Finding[] } | null {
  const seen = presentedMembers(facts);
  if (seen === null) return null;
  const words = wording.report.language === 'en' ? englishWords(deploymentDiagnoses) : wording.diagnosis;
  return { members: seen.members, findings: judgeDeployment(seen.deployment, deploymentDiagnoses, words) };
}
