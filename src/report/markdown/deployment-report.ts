/** What `x509` says of a deployment, as Markdown for a ticket. */
import { visible } from '../../base/escape.ts';
import type { DeploymentCertificate, DeploymentReport } from '../deployment-report.ts';
import type { Report } from '../report.ts';
import {
  allFindings,
  allUndetermined,
  deploymentHeadline,
  factsOf,
  idsAbout,
  roles,
  usersOf,
} from '../text/deployment-report.ts';
import type { DeploymentWording } from '../text/deployment-report.ts';
import { unicodeGlyphs } from '../text/style.ts';
import { signs } from '../text/text.ts';
import { markdownWords } from '../words/markdown-words.ts';
import type { MarkdownWords } from '../words/markdown-words.ts';
import { mainFinding, otherFindings } from './findings.ts';
import { code, codeBlock, prose } from './inline.ts';
import { notSeen, pageOf, versions } from './page.ts';
import { table } from './parts.ts';

/** Findings beside the main one that are told: there may be hundreds of files, and a ticket has an end. */
const mostOthers = 25;

/** The whole report, ending in a line feed. */
export function renderDeploymentMarkdown(
  report: DeploymentReport,
  run: Report['run'],
  words: DeploymentWording,
): string {
  const own = markdownWords[words.report.language];
  const findings = allFindings(report);
  const [main, ...others] = findings;
  const left = others.length - mostOthers;
  return pageOf(
    {
      open: [
        `## ${verdictLine(report, words)}`,
        [
          ...(main === undefined ? [] : [`**${main.id}**`]),
          prose(words.deployment.judged(report.certificates.length, report.judgedAt)),
        ].join(' · '),
        ...(main === undefined ? [] : mainFinding(main, words.report)),
        ...otherFindings({ findings, endpoints: [] }, others.slice(0, mostOthers), words.report),
        left > 0 ? `… (+${left})` : null,
        ...notSeen({ undetermined: allUndetermined(report) }, words.report),
      ],
      title: words.deployment.certificates,
      parts: [
        ...roles.map((role) => ({
          title: words.deployment.roles[role],
          inside: [roleTable(report, role, words, own)],
        })),
        { title: words.deployment.users, inside: users(report, words) },
      ],
      run: versions({ tool: report.tool, run }, { judged: report.judgedAt }, words.report, own),
    },
    own,
  );
}

/** The verdict alone: `--quiet`. */
export const renderDeploymentMarkdownLine = (report: DeploymentReport, words: DeploymentWording): string =>
  `${verdictLine(report, words)}\n`;

const verdictLine = (report: DeploymentReport, { deployment }: DeploymentWording): string =>
  `${unicodeGlyphs[signs[report.verdict]]} ${prose(deploymentHeadline(report, allFindings(report)[0], deployment))}`;

function roleTable(
  report: DeploymentReport,
  role: DeploymentCertificate['role'],
  { report: { labels }, deployment: words }: DeploymentWording,
  own: MarkdownWords,
): string | null {
  const rows = report.certificates
    .filter((one) => one.role === role)
    .map((one) => {
      const ids = idsAbout(report, one);
      const days =
        one.notAfter === null
          ? ''
          : `${one.notBefore?.slice(0, 10) ?? ''} ${labels.until} ${one.notAfter.slice(0, 10)}`;
      const names = one.san.slice(0, 12).map((name) => code(name, 'cell'));
      return [
        code(visible(one.file), 'cell'),
        one.subjectRfc2253 === null ? words.unreadable : code(one.subjectRfc2253, 'cell'),
        days,
        one.san.length > names.length ? `${names.join(', ')}, … (+${one.san.length - names.length})` : names.join(', '),
        factsOf(one, words)
          .map((fact) => prose(fact, 'cell'))
          .join(' · '),
        ids.length === 0 ? '' : `✖ ${ids.join(labels.comma)}`,
      ];
    });
  return table([own.file, own.subject, own.valid, words.names, '', ''], rows);
}

/** A user that can be made by pasting a line into mongosh. */
function users(report: DeploymentReport, { deployment }: DeploymentWording): readonly string[] {
  return usersOf(report).flatMap(({ file, user }) => [
    `${code(visible(file))}${user.hasRoles ? ` (${prose(deployment.hasRoles)})` : ''}`,
    codeBlock([user.createUser], 'js'),
  ]);
}
