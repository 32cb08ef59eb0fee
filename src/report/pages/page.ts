/** One diagnosis as a page of the documentation: what the code knows, written out, so that the two cannot drift apart. */
import type { Diagnosis, Language, RemedyText, Source, Words } from '../../diagnose/define.ts';
import { decidingCommand } from '../deciding-command.ts';
import type { GeneralTexts } from '../general-remedies.ts';
import { citation } from '../words/citation.ts';
import { codeCell, markdownTable } from './markdown-table.ts';
import { pageWords, type PageWords } from '../words/page-words.ts';

/** What a page is made of. */
export type PageSource<F = unknown> = Pick<
  Diagnosis<F>,
  'id' | 'family' | 'severity' | 'example' | 'clientErrors' | 'sources'
>;

/** The Markdown page of a diagnosis, ending in a line feed. */
export function diagnosisPage<F>(
  diagnosis: PageSource<F>,
  texts: Words<F>,
  { remedies, shortcuts }: GeneralTexts,
  language: Language,
): string {
  const { id, family, severity, example, clientErrors, sources } = diagnosis;
  const words = pageWords[language];
  const { sections } = words;
  return (
    [
      `# ${texts.title}`,
      `\`${id}\` · ${words.families[family]} · ${words.severities[severity]}`,
      `## ${sections.happened}`,
      `> ${texts.summary(example)}`,
      `## ${sections.why}`,
      texts.explanation,
      `## ${sections.toDo}`,
      ...remedies.map((one, index) => remedy(one, index, words, language)),
      words.worked(decidingCommand(id, 'HOST:PORT')),
      ...(shortcuts.length === 0 ? [] : [`## ${sections.notToDo}`]),
      ...shortcuts.map(({ switches, text }) => switches.map(code).join(words.comma) + words.colon + text),
      `## ${sections.check}`,
      texts.howToCheck,
      `## ${sections.errors}`,
      clientErrors.length === 0
        ? words.noErrors
        : markdownTable(
            [words.printedBy, words.text],
            clientErrors.map(({ client, text }) => [client.replaceAll('|', '\\|'), codeCell(text)]),
          ),
      `## ${sections.sources}`,
      sources.map((from) => `- ${source(from, words)}`).join('\n'),
    ].join('\n\n') + '\n'
  );
}

function remedy(
  { side, text, commands, references }: RemedyText,
  index: number,
  words: PageWords,
  language: Language,
): string {
  const parts = [`${index + 1}. **${words.sides[side]}**${words.colon}${text}`];
  if (commands.length > 0) parts.push(indented(['```sh', ...commands, '```'].join('\n')));
  if (references.length > 0)
    parts.push(indented(words.see(references.map((one) => link(citation(one, language))).join(words.semicolon))));
  return parts.join('\n\n');
}

const code = (text: string): string => `\`${text}\``;

const indented = (text: string): string => text.replaceAll(/^(?=.)/gm, '   ');

const link = (reference: string): string => (/^https?:/.test(reference) ? `<${reference}>` : reference);

function source(from: Source, words: PageWords): string {
  if (from.kind === 'page') return words.read(`[${from.title}](${from.url})`, from.read);
  const page = `https://www.rfc-editor.org/rfc/rfc${from.number}#section-${from.section}`;
  return `[${words.section(from.number, from.section)}](${page})`;
}
