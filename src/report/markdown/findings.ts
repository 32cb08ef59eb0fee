/** What is wrong, how we know and what to do, as Markdown: the main finding open, further ones folded. */
import type { ReportFinding } from '../report.ts';
import type { Language } from '../../diagnose/define.ts';
import { placesText } from '../text/text.ts';
import type { Places } from '../text/text.ts';
import { citation } from '../words/citation.ts';
import type { ReportWords } from '../words/words.ts';
import { codeBlock, prose } from './inline.ts';
import { blocks, folded, item, under } from './parts.ts';

/** The finding that the report is about. `prints`: the heading above what the client prints. */
export function mainFinding(
  finding: ReportFinding,
  words: ReportWords,
  prints = words.labels.clientPrints,
): readonly (string | null)[] {
  const { labels } = words;
  const section = (title: string, body: string | null): readonly (string | null)[] =>
    body === null ? [] : [`### ${title}`, body];
  return [
    ...section(labels.howWeKnow, evidenceList(finding, words)),
    ...section(prints, printed(finding)),
    ...section(labels.serverLog, finding.serverLog === undefined ? null : codeBlock(finding.serverLog)),
    ...section(labels.whatToDo, remedyList(finding, words)),
  ];
}

/** Findings beside the main one: a line each; what shows and mends a further cause is folded below it. */
export function otherFindings(
  report: Places,
  others: readonly ReportFinding[],
  words: ReportWords,
): readonly (string | null)[] {
  if (others.length === 0) return [];
  return [`### ${words.labels.also}`, ...others.map((finding) => otherFinding(report, finding, words))];
}

const signs = { error: '✖', warning: '⚠', info: '·' } as const;

function otherFinding(report: Places, finding: ReportFinding, words: ReportWords): string {
  const { labels } = words;
  const { id, summary, excuse } = finding;
  const isConsequence = !finding.rootCause && excuse === undefined;
  const remark = isConsequence ? labels.consequence : excuse === undefined ? '' : ` (${words.excuse(excuse)})`;
  const sign = isConsequence ? signs.info : signs[finding.severity];
  const line = `${sign} **${id}**${labels.colon}${prose(summary + remark)}`;
  if (isConsequence || excuse?.because === 'plaintext') return line;
  const places = placesText(report, finding, words);
  return blocks([
    line,
    places === null ? null : prose(places),
    folded(`${labels.howWeKnow} · ${labels.whatToDo} (${id})`, [
      evidenceList(finding, words),
      printed(finding),
      remedyList(finding, words),
    ]),
  ]);
}

const evidenceList = ({ evidence }: ReportFinding, { labels }: ReportWords): string | null =>
  evidence.length === 0 ? null : evidence.map(({ what, value }) => item(what, value, labels.colon)).join('\n');

function printed({ clientErrors }: ReportFinding): string | null {
  const [only, ...more] = clientErrors;
  if (only === undefined) return null;
  if (more.length === 0) return codeBlock([only.message]);
  return codeBlock(clientErrors.map(({ client, message }) => `${client}: ${message}`));
}

/** What to do, step by step; null: nothing. */
export function remedyList({ remedies }: Pick<ReportFinding, 'remedies'>, words: ReportWords): string | null {
  const { labels, language } = words;
  if (remedies.length === 0) return null;
  return remedies
    .map(({ side, text, commands, references }, index) => {
      const lead = `${index + 1}. `;
      const body = blocks([
        `**${labels.sides[side]}**${labels.colon}${prose(text)}`,
        commands.length === 0 ? null : codeBlock(commands, 'sh'),
        references.length === 0
          ? null
          : `${labels.see}${labels.colon}${references.map((one) => reference(one, language)).join(labels.semicolon)}`,
      ]);
      return lead + under(body, lead.length).trimStart();
    })
    .join('\n\n');
}

/** Sources are ours: their links may work. */
const reference = (source: string, language: Language): string =>
  /^https?:\/\/[^\s<>]+$/.test(source) ? `<${source}>` : prose(citation(source, language));
