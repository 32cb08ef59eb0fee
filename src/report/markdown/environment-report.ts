/** What `env` says of a machine, as Markdown for a ticket. */
import type { EnvironmentReport } from '../environment-report.ts';
import type { Report } from '../report.ts';
import { environmentHeadline, machineText, missingPrograms, programRows } from '../text/environment-report.ts';
import type { EnvironmentWording } from '../text/environment-report.ts';
import { unicodeGlyphs } from '../text/style.ts';
import { ordered, signs } from '../text/text.ts';
import { markdownWords } from '../words/markdown-words.ts';
import { mainFinding, otherFindings } from './findings.ts';
import { code, prose } from './inline.ts';
import { pageOf, versions } from './page.ts';
import { table } from './parts.ts';

/** The whole report, ending in a line feed. */
export function renderEnvironmentMarkdown(
  report: EnvironmentReport,
  run: Report['run'],
  words: EnvironmentWording,
): string {
  const own = markdownWords[words.report.language];
  const { environment } = words;
  const findings = ordered(report.findings);
  const [main, ...others] = findings;
  return pageOf(
    {
      open: [
        `## ${verdictLine(report, words)}`,
        [...(main === undefined ? [] : [`**${main.id}**`]), prose(machineText(report, environment))].join(' · '),
        ...(main === undefined ? [] : mainFinding(main, words.report)),
        ...otherFindings({ findings, endpoints: [] }, others, words.report),
      ],
      title: words.report.labels.whatWeSaw,
      parts: [
        { title: environment.stores, inside: [stores(report, words, own.store)] },
        { title: environment.variables, inside: variables(report, words) },
        { title: environment.programs, inside: programs(report, words) },
      ],
      run: versions({ tool: report.tool, run }, { observed: report.observedAt }, words.report, own),
    },
    own,
  );
}

/** The verdict alone: `--quiet`. */
export const renderEnvironmentMarkdownLine = (report: EnvironmentReport, words: EnvironmentWording): string =>
  `${verdictLine(report, words)}\n`;

const verdictLine = (report: EnvironmentReport, { environment }: EnvironmentWording): string =>
  `${unicodeGlyphs[signs[report.verdict]]} ${prose(environmentHeadline(report, environment))}`;

const stores = ({ trustStores }: EnvironmentReport, words: EnvironmentWording, head: string): string | null =>
  table(
    [head, ''],
    trustStores.map((store) => [
      prose(`${store.problem === null ? '✔' : '✖'} ${words.report.storeNames[store.name]}`, 'cell'),
      prose(words.environment.store(store), 'cell'),
    ]),
  );

function variables(
  { variables: all }: EnvironmentReport,
  { environment: words }: EnvironmentWording,
): readonly (string | null)[] {
  const unset = all.filter(({ value }) => value === null).map(({ name }) => name);
  return [
    table(
      [words.variables, ''],
      all.flatMap(({ name, value, places }) => {
        if (value === null) return [];
        const sign = places.some(({ problem }) => problem !== null) ? '✖ ' : '';
        return [[sign + code(name, 'cell'), prose(words.variable(value, places), 'cell')]];
      }),
    ),
    unset.length === 0 ? null : prose(words.notSet(unset)),
  ];
}

function programs(report: EnvironmentReport, words: EnvironmentWording): readonly (string | null)[] {
  const absent = missingPrograms(report);
  return [
    table(
      [words.environment.programs, ''],
      programRows(report, words.environment).map(({ label, value }) => [code(label, 'cell'), prose(value, 'cell')]),
    ),
    absent.length === 0 ? null : prose(words.environment.notFound(absent)),
  ];
}
