/** What `x509` says of a deployment, for people: the verdict, each broken rule with its remedy, then a table for each role. */
import { visible } from '../../base/escape.ts';
import type { DeploymentCertificate, DeploymentReport } from '../deployment-report.ts';
import type { ReportFinding } from '../report.ts';
import type { DeploymentWords } from '../words/deployment-words.ts';
import type { ReportWords } from '../words/words.ts';
import { Sheet } from './sheet.ts';
import type { TextStyle } from './style.ts';
import { colours, ordered, signs, writeFinding, writeNotSeen, writeOthers } from './text.ts';

export interface DeploymentWording {
  readonly report: ReportWords;
  readonly deployment: DeploymentWords;
}

/** The whole report as text, ending in a line feed. */
export function renderDeploymentText(report: DeploymentReport, words: DeploymentWording, style: TextStyle): string {
  const sheet = new Sheet(style);
  const findings = allFindings(report);
  const [main, ...others] = findings;
  writeHeadline(sheet, report, main, words.deployment);
  if (main !== undefined) writeFinding(sheet, main, words.report);
  writeOthers(sheet, { findings, endpoints: [] }, others, words.report);
  sheet.heading(words.deployment.certificates);
  for (const role of roles) writeRole(sheet, report, role, words.deployment);
  writeUsers(sheet, report, words.deployment);
  writeNotSeen(sheet, { undetermined: allUndetermined(report) }, words.report);
  return sheet.finish();
}

/** What stayed undecided of any file, once each. */
export function allUndetermined({ certificates }: DeploymentReport): DeploymentCertificate['undetermined'] {
  const open = certificates.flatMap(({ undetermined }) => undetermined);
  return [...new Map(open.map((one) => [one.id + one.missing, one])).values()];
}

/** The first line alone: `--quiet`. */
export function renderDeploymentQuiet(report: DeploymentReport, words: DeploymentWording, style: TextStyle): string {
  const sheet = new Sheet(style);
  sheet.whole(
    `${sheet.glyphs[signs[report.verdict]]} ${deploymentHeadline(report, allFindings(report)[0], words.deployment)}`,
    0,
  );
  return sheet.finish();
}

/** All findings in order. Those of one file name it, since several files may have the same. */
export function allFindings(report: DeploymentReport): readonly ReportFinding[] {
  const ofFiles = report.certificates.flatMap(({ file, findings }) =>
    findings.map((finding) => ({ ...finding, summary: `${visible(file)}: ${finding.summary}` })),
  );
  return ordered([...report.findings, ...ofFiles]);
}

function writeHeadline(
  sheet: Sheet,
  report: DeploymentReport,
  main: ReportFinding | undefined,
  words: DeploymentWords,
): void {
  const sign = signs[report.verdict];
  const paint = sheet.paint[colours[sign]];
  sheet.paragraph(deploymentHeadline(report, main, words), 0, {
    lead: `${sheet.glyphs[sign]} `,
    paint: (line) => sheet.paint.bold(paint(line)),
    paintLead: paint,
  });
  const facts = [main?.id, words.judged(report.certificates.length, report.judgedAt)];
  sheet.paragraph(facts.filter((fact) => fact !== undefined).join(` ${sheet.glyphs.dot} `), 2, {
    paint: sheet.paint.dim,
  });
}

/** The verdict in one sentence. */
export function deploymentHeadline(
  report: DeploymentReport,
  main: ReportFinding | undefined,
  words: DeploymentWords,
): string {
  if (report.verdict === 'fail') return main?.summary ?? words.refused;
  return main === undefined ? words.keepsTheRules(report.certificates.length) : words.keepsTheRulesBut(main.summary);
}

function writeRole(
  sheet: Sheet,
  report: DeploymentReport,
  role: DeploymentCertificate['role'],
  words: DeploymentWords,
): void {
  const certificates = report.certificates.filter((one) => one.role === role);
  if (certificates.length === 0) return;
  sheet.paragraph(words.roles[role], 4, { paint: sheet.paint.dim });
  for (const one of certificates) {
    const ids = idsAbout(report, one);
    const tail = ids.length === 0 ? '' : `${sheet.glyphs.fail} ${ids.join(', ')}`;
    const dates = one.notAfter === null ? '' : `   ${one.notBefore?.slice(0, 10) ?? ''} – ${one.notAfter.slice(0, 10)}`;
    sheet.paragraph(`${visible(one.file)}${dates}`, 6, { tail });
    sheet.paragraph(one.subjectRfc2253 ?? words.unreadable, 8);
    const facts = [
      ...(one.san.length === 0 ? [] : [`${words.names} ${one.san.slice(0, 12).join(', ')}`]),
      ...factsOf(one, words),
    ];
    if (facts.length > 0) sheet.paragraph(facts.join(` ${sheet.glyphs.dot} `), 8, { paint: sheet.paint.dim });
  }
}

/** What a certificate is for, where its path ends, and which name was asked of it. */
export const factsOf = (one: DeploymentCertificate, words: DeploymentWords): readonly string[] => [
  ...(one.subjectRfc2253 === null ? [] : [words.usages(one.extendedKeyUsage), words.root(one.root)]),
  ...(one.host === null ? [] : [words.forHost(one.host)]),
];

/** The diagnoses that speak of a file, its own and those of several. */
export const idsAbout = (report: DeploymentReport, one: DeploymentCertificate): readonly string[] => [
  ...new Set([...one.findings, ...report.findings.filter((finding) => names(finding, one.file))].map(({ id }) => id)),
];

/** Whether a finding of several files speaks of this one. */
const names = (finding: ReportFinding, file: string): boolean =>
  [finding.summary, ...finding.evidence.flatMap(({ what, value }) => [what, value])].some((text) =>
    text.includes(visible(file)),
  );

/** The users that client certificates stand for. */
export const usersOf = ({ certificates }: DeploymentReport) =>
  certificates.flatMap(({ file, user }) => (user === null ? [] : [{ file, user }]));

function writeUsers(sheet: Sheet, report: DeploymentReport, words: DeploymentWords): void {
  const users = usersOf(report);
  if (users.length === 0) return;
  sheet.heading(words.users);
  for (const { file, user } of users) {
    sheet.paragraph(`${visible(file)}${user.hasRoles ? ` (${words.hasRoles})` : ''}`, 4);
    sheet.whole(user.createUser, 6, sheet.paint.cyan);
  }
}

/** In the order of the guide. */
export const roles = ['client', 'member', 'clusterFile', 'server'] as const;
