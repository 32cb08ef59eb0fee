/** `verify`, `x509`, `env` and `explain` as Markdown: rendered by marked, whatever stands in certificates, files and variables. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { wordingFor } from '../../../src/cli/compose.ts';
import { main } from '../../../src/cli/main.ts';
import type { ChainReport } from '../../../src/report/chain-report.ts';
import type { DeploymentReport } from '../../../src/report/deployment-report.ts';
import { renderChainMarkdown } from '../../../src/report/markdown/chain-report.ts';
import type { DiagnosisDescription } from '../../../src/report/describe-diagnosis.ts';
import type { EnvironmentReport } from '../../../src/report/environment-report.ts';
import type { Explanation } from '../../../src/report/explanation.ts';
import { renderDeploymentMarkdown } from '../../../src/report/markdown/deployment-report.ts';
import { renderEnvironmentMarkdown } from '../../../src/report/markdown/environment-report.ts';
import { renderExplanationMarkdown } from '../../../src/report/markdown/explanation.ts';
import { maxCharacters } from '../../../src/report/markdown/page.ts';
import { chainWords } from '../../../src/report/words/chain-words.ts';
import type { DiagnosisWords } from '../../../src/report/text/explanation.ts';
import { environmentWords } from '../../../src/report/words/environment-words.ts';
import { explanationWords } from '../../../src/report/words/explanation-words.ts';
import { deploymentWords } from '../../../src/report/words/deployment-words.ts';
import type { ReportWords } from '../../../src/report/words/words.ts';
import { fakeIo } from '../../support/fake-io.ts';
import { hostile } from '../../support/hostile.ts';
import { formOf, htmlOf, strangeTags } from '../../support/markdown.ts';
import { jsonOf, offlineFiles, spoilt } from '../../support/offline-reports.ts';
import type { OfflineFiles } from '../../support/offline-reports.ts';

const tool = { name: 'whytls', version: '0' } as const;
const run = { command: 'whytls', node: '1', openssl: '2', system: '3' };

/** A machine with a store that is not there. */
const ailing = { SSL_CERT_FILE: '/nonexistent/ca.pem', HTTPS_PROXY: 'http://proxy.example:3128' };
const log =
  'pymongo.errors.ServerSelectionTimeoutError: db1.example.net:27017: [SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: unable to get local issuer certificate (_ssl.c:1007)';

let files: OfflineFiles;
let chain: ChainReport;
let deployment: DeploymentReport;
let environment: EnvironmentReport;
let told: Explanation;
let about: DiagnosisWords;

beforeAll(async () => {
  files = await offlineFiles('Example');
  chain = (await jsonOf(['verify', ...files.chain])) as ChainReport;
  deployment = (await jsonOf(['x509', ...files.deployment])) as DeploymentReport;
  environment = (await jsonOf(['env', '--no-run'], ailing)) as EnvironmentReport;
  told = (await jsonOf(['explain', log])) as Explanation;
  const page = (await jsonOf(['explain', 'untrusted-root'])) as DiagnosisDescription;
  about = { ...page, sources: page.sources.map((text) => ({ text, url: null })) };
});
afterAll(() => files.remove());

const forms = {
  verify: (text: string, words: ReportWords) =>
    renderChainMarkdown(spoilt(chain, text), spoilt(run, text), { report: words, chain: chainWords[words.language] }),
  x509: (text: string, words: ReportWords) =>
    renderDeploymentMarkdown(spoilt(deployment, text), spoilt(run, text), {
      report: words,
      deployment: deploymentWords[words.language],
    }),
  env: (text: string, words: ReportWords) =>
    renderEnvironmentMarkdown(spoilt(environment, text), spoilt(run, text), {
      report: words,
      environment: environmentWords[words.language],
    }),
  explain: (text: string, words: ReportWords) =>
    renderExplanationMarkdown(
      spoilt(told, text),
      about,
      { tool, run: spoilt(run, text) },
      { report: words, explanation: explanationWords[words.language] },
    ),
};

async function markdownOf(...argv: readonly string[]): Promise<string> {
  const io = fakeIo();
  await main([...argv, '--format', 'markdown'], io);
  expect(io.complained()).toBe('');
  return io.printed();
}

/** The part that stands open, and the titles of what is folded. */
function parted(page: string): { readonly open: string; readonly folds: readonly string[] } {
  const [open = '', ...folds] = page.split('<details>');
  return { open, folds: folds.map((part) => /<summary>(.*)<\/summary>/.exec(part)?.[1] ?? '') };
}

describe.each(['verify', 'x509', 'env', 'explain'] as const)('the Markdown of %s', (command) => {
  let harmless: Readonly<Record<'en' | 'zh', readonly unknown[]>>;
  beforeAll(async () => {
    const of = async (language: 'en' | 'zh') =>
      formOf(forms[command]('CN=db1.example.net', (await wordingFor(language)).report));
    harmless = { en: await of('en'), zh: await of('zh') };
  });

  it.each(hostile.map((text) => [JSON.stringify(text.slice(0, 40)), text]))(
    'keeps its form with %s',
    async (_, text) => {
      for (const language of ['en', 'zh'] as const) {
        const words = (await wordingFor(language)).report;
        const page = forms[command](text, words);
        expect(page).not.toMatch(/(?!\n)[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}]/u);
        // What is very long leaves parts out.
        if (text.length < 100) expect(formOf(page)).toStrictEqual(harmless[language]);
        expect(strangeTags(page).filter((tag) => !tag.startsWith('a href="https://'))).toStrictEqual([]);
        expect(htmlOf(page)).not.toContain('attacker.example/"');
      }
    },
  );
});

describe('whytls verify --format markdown', () => {
  it('says first what is wrong and what to do, and folds the chain, the certificates and what reproduces it', async () => {
    const page = await markdownOf('verify', ...files.chain);
    const { open, folds } = parted(page);
    const [first] = chain.findings;
    expect(open.split('\n')[0]).toBe(`## ✖ ${first?.summary}`);
    for (const command of first?.remedies.flatMap(({ commands }) => commands) ?? []) expect(open).toContain(command);
    expect(folds.slice(-3)).toStrictEqual(['Chain, path and trust', 'Certificates', 'Versions and command line']);
    for (const { pem, sha256 } of chain.chain) {
      expect(page).toContain(pem.trimEnd());
      expect(page).toContain(sha256);
    }
    for (const said of [
      `whytls verify ${files.chain.slice(0, 4).join(' ')}`,
      process.versions.node,
      process.versions.openssl,
    ])
      expect(page.slice(page.lastIndexOf('<details>'))).toContain(said);
    for (const { id } of chain.findings) expect(page).toContain(`**${id}**`);
  });
});

describe('whytls x509 --format markdown', () => {
  it('has a table for each role, and users to be pasted', async () => {
    const page = await markdownOf('x509', ...files.deployment);
    expect(parted(page).folds.slice(-5)).toStrictEqual([
      'Clients',
      'Members: certificateKeyFile, no clusterFile',
      'Servers: certificateKeyFile',
      'Users in $external (RFC 2253 names), for mongosh',
      'Versions and command line',
    ]);
    for (const { file, user } of deployment.certificates) {
      expect(page).toContain(`| \`${file}\` |`);
      if (user !== null) expect(page).toContain(`\`\`\`js\n${user.createUser}\n\`\`\``);
    }
  });

  it('fits into a ticket, however many files there are', async () => {
    const [one, ...others] = deployment.certificates;
    if (one === undefined) throw new Error('no certificate');
    const many = { ...deployment, certificates: [...Array<typeof one>(500).fill(others[0] ?? one), one] };
    const words = { report: (await wordingFor('en')).report, deployment: deploymentWords.en };
    const page = renderDeploymentMarkdown(many, run, words);
    expect(page.length).toBeLessThanOrEqual(maxCharacters + 1);
    expect(page).toContain('… (+');
    expect(page).toContain('Left out, since a ticket takes no longer text: Clients');
  });
});

describe('whytls env --format markdown', () => {
  it('has a table of stores, of variables and of programs', async () => {
    const page = await markdownOf('env', '--no-run');
    expect(parted(page).folds.slice(-4)).toStrictEqual([
      'Trust stores',
      'Variables',
      'Programs',
      'Versions and command line',
    ]);
    for (const { path } of environment.trustStores.slice(1)) if (path !== null) expect(page).toContain(path);
    for (const { path } of environment.programs) expect(page).toContain(path);
    expect(page).toContain('whytls env --no-run --format markdown');
  });
});

describe('whytls explain --format markdown', () => {
  it('says which line told it, what else it could be, and what decides', async () => {
    const page = await markdownOf('explain', log);
    expect(page).toContain(`\`\`\`text\n${log}\n\`\`\``);
    const { diagnoses } = told;
    expect(diagnoses.length).toBeGreaterThan(1);
    for (const { id, confidence, check } of diagnoses) {
      expect(page).toContain(id);
      expect(page).toContain(`${Math.round(confidence * 100)} %`);
      expect(page).toContain(`\`\`\`sh\n${check}\n\`\`\``);
    }
    // Whatever was pasted stands there as its telling line, and nowhere else.
    expect(page).toContain('whytls explain TEXT --format markdown');
    expect(page.split(log)).toHaveLength(2);
  });

  it('says of other texts that it knows no cause', async () => {
    const sound = await markdownOf('explain', 'hello world');
    expect(sound).toMatch(/^## ✔ No TLS problem in this text\.\n\n[^\n]+\n\n<details>/);
    const odd = await markdownOf('explain', 'SSL routines: the flux <b>capacitor</b> failed at 10.0.0.1:443');
    expect(odd).toContain('Words to search for');
    expect(htmlOf(odd)).not.toContain('<b>');
  });

  it('prints the page of a diagnosis, and the list of all', async () => {
    expect(await markdownOf('explain', 'cert-expired')).toMatch(/^# Certificate has expired\n/);
    const list = await markdownOf('explain', '--list');
    const { diagnoses } = (await jsonOf(['explain', '--list'])) as { readonly diagnoses: readonly { id: string }[] };
    for (const { id } of diagnoses) expect(list).toContain(`| \`${id}\` |`);
  });
});

describe('--quiet and --lang', () => {
  it('give one line, and Chinese', async () => {
    for (const argv of [
      ['verify', ...files.chain],
      ['x509', ...files.deployment],
      ['explain', log],
    ]) {
      expect(await markdownOf(...argv, '--quiet')).toMatch(/^✖ [^\n]+\n$/);
      expect(await markdownOf(...argv, '--lang', 'zh')).toMatch(/^## ✖ [^\n]*\p{Script=Han}/u);
    }
  });
});
