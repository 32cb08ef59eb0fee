/** What `x509` says of a deployment's certificates: the object of contract.md, made from the facts and the findings. */
import { isoTime } from '../base/time.ts';
import type { Finding, Open } from '../diagnose/finding.ts';
import { usageNames } from '../diagnose/words/oid-names.ts';
import type { Deployment } from '../observe/deployment.ts';
import type { Facts } from '../observe/facts.ts';
import type { Report, ReportTools } from './report.ts';
import { reportChain } from './sections/certificates.ts';
import type { deploymentReportSchema } from './schema/deployment.ts';
import type { ReportWords } from './words/words.ts';
import type { infer as Infer } from 'zod';

type Frozen<T> = T extends object ? { readonly [K in keyof T]: Frozen<T[K]> } : T;

/** What `x509 --json` prints; the fields are described in `schema/report.json`. */
export type DeploymentReport = Frozen<Infer<typeof deploymentReportSchema>>;
export type DeploymentCertificate = DeploymentReport['certificates'][number];

export interface DeploymentReportInput {
  readonly tool: Report['tool'];
  readonly deployment: Deployment;
  readonly files: readonly {
    readonly label: string;
    readonly role: DeploymentCertificate['role'];
    readonly facts: Facts;
    readonly findings: readonly Finding[];
    readonly undetermined: readonly Open[];
    readonly user: DeploymentCertificate['user'];
  }[];
  readonly findings: readonly Finding[];
  readonly words: ReportWords;
  readonly tools: ReportTools;
}

/** The report on a deployment. */
export function buildDeploymentReport(input: DeploymentReportInput): DeploymentReport {
  const { tool, deployment, files, findings, words, tools } = input;
  const all = [...findings, ...files.flatMap((file) => file.findings)];
  const accepted = files.every(({ facts }) => isAccepted(facts) === true);
  return {
    schema: 'whytls.x509/1',
    tool,
    judgedAt: isoTime(deployment.at),
    language: words.language,
    verdict: verdictOf(all, accepted),
    certificates: files.map((file) => {
      const { label, role, facts, user } = file;
      const leaf = facts.chain.kind === 'completed' ? facts.chain.value[0] : null;
      const shown = leaf === null ? undefined : reportChain([leaf], tools.sha256)[0];
      const root = deployment.certificates.find((one) => one.label === label && one.role === role)?.root ?? null;
      return {
        file: label,
        role,
        subjectRfc2253: leaf?.subject.rfc4514 ?? null,
        notBefore: shown?.notBefore ?? null,
        notAfter: shown?.notAfter ?? null,
        san: shown?.san ?? [],
        extendedKeyUsage: leaf?.extendedKeyUsage == null ? null : usageNames(leaf.extendedKeyUsage),
        root: root?.subject.rfc4514 ?? null,
        host: facts.given?.host ?? null,
        accepted: isAccepted(facts),
        user,
        findings: file.findings,
        undetermined: file.undetermined,
      };
    }),
    findings,
  };
}

const isAccepted = ({ verification }: Facts): boolean | null =>
  verification.kind === 'completed' ? verification.value.accepted : null;

function verdictOf(findings: readonly Finding[], accepted: boolean): DeploymentReport['verdict'] {
  if (findings.some(({ severity }) => severity === 'error') || !accepted) return 'fail';
  return findings.some(({ severity }) => severity === 'warning') ? 'warn' : 'ok';
}
