/** What `x509` says of a deployment, as one HTML file: the findings, then the certificates role by role. */
import type { DeploymentReport } from '../deployment-report.ts';
import type { Report, ReportTools } from '../report.ts';
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
import { htmlWords } from '../words/html-words.ts';
import { findings } from './findings.ts';
import { framed, notSeen, runRows, toFinding } from './frame.ts';
import { join, lines, markup } from './markup.ts';
import type { Content } from './markup.ts';
import { moment, sign, table } from './page.ts';
import type { PageWords } from './page.ts';
import { validityFigure } from './windows.ts';

/** The page, ending in a line feed. */
export function renderDeploymentHtml(
  report: DeploymentReport,
  run: Report['run'],
  { report: reportWords, deployment }: DeploymentWording,
  sha256: ReportTools['sha256'],
): string {
  const html = htmlWords[reportWords.language];
  const words: PageWords = { report: reportWords, html };
  const all = allFindings(report);
  const [main] = all;
  const validity = validityFigure(
    'validity',
    report.certificates.map(({ file, notBefore, notAfter }) => ({ subject: file, notBefore, notAfter })),
    Date.parse(report.judgedAt),
    words,
  );
  return framed(
    {
      about: 'whytls x509',
      at: report.judgedAt,
      look: report.verdict,
      verdict: html.order[report.verdict],
      sentence: deploymentHeadline(report, main, deployment),
      facts: [
        ...(main === undefined ? [] : [toFinding(main.id)]),
        deployment.judged(report.certificates.length, report.judgedAt),
      ],
      main: [
        findings({ findings: all, endpoints: [] }, main, words),
        markup`<section class="captured"><h2>${deployment.certificates}</h2>${[
          roles.map((role) => roleTable(report, role, deployment, words)),
          validity !== null && markup`<section class="block"><h3>${html.time.validity}</h3>${validity}</section>`,
          users(report, deployment),
        ]}</section>`,
        notSeen({ undetermined: allUndetermined(report) }, words),
      ],
      footer: [
        { label: html.versions.tool, value: `whytls ${report.tool.version}` },
        { label: html.versions.judgedAt, value: moment(report.judgedAt) },
        ...runRows(run, words),
      ],
      version: report.tool.version,
    },
    words,
    sha256,
  );
}

function roleTable(
  report: DeploymentReport,
  role: (typeof roles)[number],
  words: DeploymentWording['deployment'],
  { report: { labels }, html: { chain, stores } }: PageWords,
): Content {
  const certificates = report.certificates.filter((one) => one.role === role);
  if (certificates.length === 0) return null;
  const rows = certificates.map((one) => {
    const ids = idsAbout(report, one);
    const more = one.san.length - 12;
    const names = one.san.slice(0, 12).join(', ') + (more > 0 ? `, … (+${more})` : '');
    const about = [...(names === '' ? [] : [`${words.names} ${names}`]), ...factsOf(one, words)];
    return [
      [markup`<code>${one.file}</code><br />`, one.subjectRfc2253 ?? words.unreadable],
      one.notAfter === null ? '–' : `${one.notBefore?.slice(0, 10) ?? ''} ${labels.until} ${one.notAfter.slice(0, 10)}`,
      about.length === 0 ? '–' : join(about, markup`<br />`),
      ids.length === 0 ? [sign('ok'), chain.none] : [sign('fail'), ids.map((id) => markup`<code>${id}</code> `)],
    ];
  });
  const heads = [chain.certificate, chain.validity, stores.about, chain.trouble];
  return markup`<section class="block"><h3>${words.roles[role]}</h3>${table(heads, rows)}</section>`;
}

function users(report: DeploymentReport, words: DeploymentWording['deployment']): Content {
  const all = usersOf(report);
  if (all.length === 0) return null;
  return markup`<section class="block"><h3>${words.users}</h3>${all.map(
    ({ file, user }) =>
      markup`<p class="by">${file}${user.hasRoles && ` (${words.hasRoles})`}</p><pre class="command"><code>${lines(user.createUser)}</code></pre>`,
  )}</section>`;
}
