/** `whytls x509`: certificates of a deployment by MongoDB's x.509 rules, from files, without a connection. */
import { failed, ok } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import { visible } from '../../base/escape.ts';
import type { Language } from '../../diagnose/define.ts';
import { mongod } from '../../clients/profiles/mongod.ts';
import { createUserCommand, rolesIn, userNameOf } from '../../mongodb/user-name.ts';
import type { DeploymentFile } from '../../observe/interpret/given-deployment.ts';
import type { TrustSource } from '../../observe/trust/trust-source.ts';
import { buildDeploymentReport } from '../../report/deployment-report.ts';
import type { DeploymentReport } from '../../report/deployment-report.ts';
import { renderDeploymentQuiet, renderDeploymentText } from '../../report/text/deployment-report.ts';
import { renderJson } from '../../report/json.ts';
import { deploymentWords } from '../../report/words/deployment-words.ts';
import type { ReportWords } from '../../report/words/words.ts';
import type { Arguments } from '../usage/args.ts';
import { ports, reportTools, wordingFor } from '../compose.ts';
import { exitCodeOf } from '../exit-code.ts';
import { runInformation } from '../probe/run-information.ts';
import { deliver, styleOf } from '../render.ts';
import type { OutputSettings } from '../render.ts';
import type { Io } from '../terminal/io.ts';
import { refuser } from '../usage/refuse.ts';
import type { UsageProblem } from '../usage/usage-problem.ts';
import { GivenFileReader, defaultStore } from '../verify/given-files.ts';
import { version } from '../version.ts';
import { findFiles } from '../x509/find-files.ts';
import { judgeFiles } from '../x509/judge.ts';
import type { FileJudged } from '../x509/judge.ts';
import { readX509Settings } from '../x509/settings.ts';
import type { X509Settings } from '../x509/settings.ts';

/** Judges, prints, and gives the exit code. */
export async function runX509(given: Arguments, language: Language, io: Io): Promise<number> {
  const refuse = refuser(language, io);
  const settings = readX509Settings(given);
  if (!settings.ok) return refuse(settings.problem);
  const { ca, shown, hosts, override, serverVersion, at } = settings.value;
  const reader = new GivenFileReader(language, io);
  const files = await readFiles(settings.value, reader, language);
  if (!files.ok) return refuse(files.problem);
  const store: Result<TrustSource, UsageProblem> =
    ca === null ? ok(await defaultStore(mongod, io)) : await reader.readStore(ca);
  if (!store.ok) return refuse(store.problem);
  const wording = await wordingFor(language);
  const judged = await judgeFiles(
    {
      files: files.value,
      store: store.value,
      hosts,
      override,
      serverVersion,
      at: at ?? ports().clock.now(),
      check: checkWords(settings.value),
    },
    wording,
  );
  const report = buildDeploymentReport({
    ...judged,
    files: judged.files.map((file) => ({ ...file, user: userOf(file) })),
    tool: { name: 'whytls', version },
    words: wording.report,
    tools: reportTools,
  });
  const problem = deliver(await render(report, given, shown, wording.report, io), shown, io);
  return problem === null
    ? exitCodeOf({ verdict: report.verdict, findings: allOf(report) }, shown.failOn)
    : refuse(problem);
}

const allOf = (report: DeploymentReport) => [
  ...report.findings,
  ...report.certificates.flatMap(({ findings }) => findings),
];

/** The most files at once: a cluster has fifty members a replica set. */
const mostFiles = 500;

async function readFiles(
  { files }: X509Settings,
  reader: GivenFileReader,
  language: Language,
): Promise<Result<readonly DeploymentFile[], UsageProblem>> {
  const read: DeploymentFile[] = [];
  for (const { role, option, path } of files) {
    const found = findFiles(path, ports().files);
    if (!found.ok) {
      const what =
        language === 'zh'
          ? '其中没有证书文件（.pem、.crt、.cer、.der）'
          : 'no certificate file there (.pem, .crt, .cer, .der)';
      return found.problem === 'noneFits'
        ? failed({ kind: 'other', message: `${option}: ${visible(path)}: ${what}` })
        : failed({ kind: 'unreadable', option, path, code: found.problem });
    }
    for (const file of found.value) {
      if (read.length === mostFiles)
        return failed({ kind: 'other', message: `${option}: more than ${mostFiles} files` });
      const chain = await reader.read(option, file, 'certificate');
      if (!chain.ok) return chain;
      read.push({ label: file, role, chain: chain.value });
    }
  }
  return ok(read);
}

/** The user that a client certificate stands for. */
function userOf({ role, facts }: FileJudged): DeploymentReport['certificates'][number]['user'] {
  if (role !== 'client' || facts.chain.kind !== 'completed') return null;
  const [certificate] = facts.chain.value;
  const name = userNameOf(certificate);
  return { name, createUser: createUserCommand(name), hasRoles: rolesIn(certificate) !== null };
}

function checkWords({ files, hosts }: X509Settings): readonly string[] {
  const words = ['whytls', 'x509'];
  let last = '';
  for (const { option, path } of files) {
    if (option !== last) words.push(option);
    last = option;
    words.push(path);
  }
  if (hosts.length > 0) words.push('--host', ...hosts);
  return words;
}

async function render(
  report: DeploymentReport,
  given: Arguments,
  shown: OutputSettings,
  words: ReportWords,
  io: Io,
): Promise<string> {
  if (shown.format === 'json') return renderJson(report);
  const wording = { report: words, deployment: deploymentWords[words.language] };
  if (shown.format === 'markdown') {
    const { renderDeploymentMarkdown, renderDeploymentMarkdownLine } =
      await import('../../report/markdown/deployment-report.ts');
    return shown.quiet
      ? renderDeploymentMarkdownLine(report, wording)
      : renderDeploymentMarkdown(report, runInformation(given, {}), wording);
  }
  if (shown.format === 'html') {
    const { renderDeploymentHtml } = await import('../../report/html/deployment-report.ts');
    return renderDeploymentHtml(report, runInformation(given, {}), wording, reportTools.sha256);
  }
  const style = styleOf(shown, io);
  return shown.quiet ? renderDeploymentQuiet(report, wording, style) : renderDeploymentText(report, wording, style);
}
