/** Deployments for tests of the x.509 rules' words. */
import { deploymentDiagnoses } from '../../diagnostics/deployment-index.ts';
import { zhWords } from '../../diagnostics/zh/index.ts';
import type { Finding } from '../../src/diagnose/finding.ts';
import type { Judgement } from '../../src/diagnose/judgement.ts';
import { judgeDeployment } from '../../src/diagnose/judge-deployment.ts';
import { englishWords, wordsFrom } from '../../src/diagnose/words-by-id.ts';
import type { Deployment } from '../../src/observe/deployment.ts';
import type { X509Problem, X509Role } from '../../src/mongodb/x509-rules.ts';
import { leaf } from './facts.ts';

/** A deployment with one certificate of a role, and these problems. */
export const deployment = (role: X509Role, ...problems: readonly X509Problem[]): Deployment => ({
  at: Date.UTC(2026, 10, 22),
  certificates: [{ label: `${role}.pem`, role, certificate: leaf, root: null }],
  problems,
  check: ['whytls', 'x509', '--ca', 'ca.pem'],
});

/** What whytls says of it. */
export const findingsOf = (given: Deployment, language: 'en' | 'zh' = 'en'): readonly Finding[] =>
  judgeDeployment(
    given,
    deploymentDiagnoses,
    language === 'en' ? englishWords(deploymentDiagnoses) : wordsFrom(zhWords),
  );

/** What one diagnosis says of it. */
export function judgementOf(id: string, given: Deployment): Judgement<unknown> {
  const diagnosis = deploymentDiagnoses.find((one) => one.id === id);
  if (diagnosis === undefined) throw new Error(`no diagnosis ${id}`);
  return diagnosis.judge(given);
}
