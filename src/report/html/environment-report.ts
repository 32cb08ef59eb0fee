/** What `env` says of a machine, as one HTML file: the findings, then all that was looked at. */
import type { EnvironmentReport } from '../environment-report.ts';
import type { Report, ReportTools } from '../report.ts';
import { environmentHeadline, machineText, missingPrograms, programRows } from '../text/environment-report.ts';
import type { EnvironmentWording } from '../text/environment-report.ts';
import { ordered } from '../text/text.ts';
import { htmlWords } from '../words/html-words.ts';
import { findings } from './findings.ts';
import { framed, runRows, toFinding } from './frame.ts';
import { markup } from './markup.ts';
import type { Content } from './markup.ts';
import { moment, pairs, sign } from './page.ts';
import type { PageWords } from './page.ts';

/** The page, ending in a line feed. */
export function renderEnvironmentHtml(
  report: EnvironmentReport,
  run: Report['run'],
  { report: reportWords, environment }: EnvironmentWording,
  sha256: ReportTools['sha256'],
): string {
  const html = htmlWords[reportWords.language];
  const words: PageWords = { report: reportWords, html };
  const [main] = ordered(report.findings);
  const block = (title: string, content: Content) =>
    markup`<section class="block"><h3>${title}</h3>${content}</section>`;
  const note = (names: readonly string[], text: (names: readonly string[]) => string) =>
    names.length > 0 && markup`<p class="note">${text(names)}</p>`;
  const unset = report.variables.filter(({ value }) => value === null).map(({ name }) => name);
  return framed(
    {
      about: 'whytls env',
      at: report.observedAt,
      look: report.verdict,
      verdict: html.order[report.verdict],
      sentence: environmentHeadline(report, environment),
      facts: [...(main === undefined ? [] : [toFinding(main.id)]), machineText(report, environment)],
      main: [
        findings({ findings: report.findings, endpoints: [] }, main, words),
        markup`<section class="captured"><h2>${reportWords.labels.whatWeSaw}</h2>${[
          block(environment.stores, stores(report, { report: reportWords, environment })),
          block(environment.variables, [variables(report, environment), note(unset, environment.notSet)]),
          block(environment.programs, [
            pairs(programRows(report, environment)),
            note(missingPrograms(report), environment.notFound),
          ]),
        ]}</section>`,
      ],
      footer: [
        { label: html.versions.tool, value: `whytls ${report.tool.version}` },
        { label: html.versions.startedAt, value: moment(report.observedAt) },
        ...runRows(run, words),
      ],
      version: report.tool.version,
    },
    words,
    sha256,
  );
}

const stores = ({ trustStores }: EnvironmentReport, { report, environment }: EnvironmentWording) =>
  pairs(
    trustStores.map((store) => ({
      label: [sign(store.problem === null ? 'ok' : 'fail'), ' ', report.storeNames[store.name]],
      value: environment.store(store),
    })),
  );

const variables = ({ variables: all }: EnvironmentReport, words: EnvironmentWording['environment']) =>
  pairs(
    all.flatMap(({ name, value, places }) => {
      if (value === null) return [];
      const isWrong = places.some(({ problem }) => problem !== null);
      return [{ label: [isWrong && [sign('fail'), ' '], name], value: words.variable(value, places) }];
    }),
  );
