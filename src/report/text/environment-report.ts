/** What `env` says of a machine, for people: what is wrong with its remedies, then all that was looked at. */
import type { EnvironmentReport } from '../environment-report.ts';
import type { EnvironmentWords } from '../words/environment-words.ts';
import type { ReportWords } from '../words/words.ts';
import { Sheet } from './sheet.ts';
import type { Row } from './sheet.ts';
import type { TextStyle } from './style.ts';
import { colours, ordered, signs, writeFinding, writeOthers } from './text.ts';

export interface EnvironmentWording {
  readonly report: ReportWords;
  readonly environment: EnvironmentWords;
}

/** The whole report as text, ending in a line feed. */
export function renderEnvironmentText(report: EnvironmentReport, words: EnvironmentWording, style: TextStyle): string {
  const sheet = new Sheet(style);
  const findings = ordered(report.findings);
  const [main, ...others] = findings;
  const sign = signs[report.verdict];
  sheet.paragraph(environmentHeadline(report, words.environment), 0, {
    lead: `${sheet.glyphs[sign]} `,
    paint: (line) => sheet.paint.bold(sheet.paint[colours[sign]](line)),
    paintLead: sheet.paint[colours[sign]],
  });
  const facts = [main?.id, machineText(report, words.environment), report.observedAt];
  sheet.paragraph(facts.filter((fact) => fact !== undefined).join(` ${sheet.glyphs.dot} `), 2, {
    paint: sheet.paint.dim,
  });
  if (main !== undefined) writeFinding(sheet, main, words.report);
  writeOthers(sheet, { findings, endpoints: [] }, others, words.report);
  writeStores(sheet, report, words);
  writeVariables(sheet, report, words);
  writePrograms(sheet, report, words);
  return sheet.finish();
}

/** The first line alone: `--quiet`. */
export function renderEnvironmentQuiet(report: EnvironmentReport, words: EnvironmentWording, style: TextStyle): string {
  const sheet = new Sheet(style);
  sheet.whole(`${sheet.glyphs[signs[report.verdict]]} ${environmentHeadline(report, words.environment)}`, 0);
  return sheet.finish();
}

/** The verdict in one sentence. */
export const environmentHeadline = ({ findings }: EnvironmentReport, words: EnvironmentWords): string =>
  ordered(findings)[0]?.summary ?? words.fine;

/** What kind of machine it is. */
export function machineText({ machine }: EnvironmentReport, words: EnvironmentWords): string {
  const name = machine.distribution === null ? machine.platform : `${machine.platform} (${machine.distribution})`;
  return machine.isContainer ? `${name}, ${words.container}` : name;
}

function writeStores(sheet: Sheet, { trustStores }: EnvironmentReport, words: EnvironmentWording): void {
  sheet.heading(words.environment.stores);
  sheet.rows(
    trustStores.map((store) => ({
      label: `${sheet.glyphs[store.problem === null ? 'ok' : 'fail']} ${words.report.storeNames[store.name]}`,
      value: words.environment.store(store),
    })),
    4,
    36,
  );
}

function writeVariables(
  sheet: Sheet,
  { variables }: EnvironmentReport,
  { environment: words }: EnvironmentWording,
): void {
  sheet.heading(words.variables);
  const set = variables.filter(({ value }) => value !== null);
  sheet.rows(
    set.map(({ name, value, places }) => ({
      label: `${sheet.glyphs[places.some(({ problem }) => problem !== null) ? 'fail' : 'dot']} ${name}`,
      value: words.variable(value ?? '', places),
    })),
    4,
    36,
  );
  const unset = variables.filter(({ value }) => value === null).map(({ name }) => name);
  if (unset.length > 0) sheet.paragraph(words.notSet(unset), 4, { paint: sheet.paint.dim });
}

function writePrograms(sheet: Sheet, report: EnvironmentReport, { environment: words }: EnvironmentWording): void {
  sheet.heading(words.programs);
  sheet.rows(programRows(report, words), 4);
  const absent = missingPrograms(report);
  if (absent.length > 0) sheet.paragraph(words.notFound(absent), 4, { paint: sheet.paint.dim });
}

/** What each program is, whytls among them, and what else decides about TLS here. */
export function programRows(report: EnvironmentReport, words: EnvironmentWords): readonly Row[] {
  const rows: Row[] = report.programs.map((program) => ({ label: program.name, value: words.program(program) }));
  rows.push({ label: 'whytls', value: words.runtime(report.tool.version, report.runtime) });
  rows.push({ label: words.clock, value: words.clockSays(report.clock) });
  if (report.openssl !== null) rows.push({ label: 'openssl.cnf', value: words.configuration(report.openssl) });
  if (report.cryptoPolicy !== null) rows.push({ label: 'crypto-policies', value: report.cryptoPolicy });
  return rows;
}

/** Programs that were looked for and are not there. */
export const missingPrograms = ({ programs }: EnvironmentReport): readonly string[] =>
  (['openssl', 'python', 'node', 'java', 'go'] as const).filter((name) => !programs.some((one) => one.name === name));
