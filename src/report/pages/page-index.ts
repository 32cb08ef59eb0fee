/** The index of the pages of documentation: by what people see, by the program that printed it, and all. */
import type { Diagnosis, Language } from '../../diagnose/define.ts';
import { pageWords } from '../words/page-words.ts';
import { codeCell, markdownTable } from './markdown-table.ts';
import { printers, symptoms, type Symptom } from './symptoms.ts';

/** What the index tells of a diagnosis. */
export type IndexEntry = Pick<Diagnosis, 'id' | 'family' | 'clientErrors'> & { readonly title: string };

/** The Markdown of the index, ending in a line feed. Pages lie beside it. */
export function pageIndex(entries: readonly IndexEntry[], language: Language): string {
  const words = pageWords[language];
  const { index } = words;
  const rows = symptoms.flatMap((symptom) =>
    byPhrases(symptom, entries).map(({ phrases, found }, row) => [
      row === 0 ? symptom[language] : '',
      phrases.map(codeCell).join(', '),
      found.map(linkTo).join(', '),
    ]),
  );
  return `${[
    `# ${index.title}`,
    index.otherLanguage,
    index.lead,
    `## ${index.bySymptom}`,
    index.bySymptomLead,
    markdownTable([index.symptom, index.textHas, index.mayBe], rows),
    `## ${index.byClient}`,
    index.byClientLead,
    ...byPrinter(entries).flatMap(({ name, texts }) => [
      `### ${name ?? index.others}`,
      markdownTable(
        [words.text, index.mayBe],
        [...texts].map(([text, found]) => [codeCell(text), found.map(linkTo).join(', ')]),
      ),
    ]),
    `## ${index.all}`,
    ...byFamily(entries).flatMap(([family, found]) => [
      `### ${words.families[family]}`,
      found.map((entry) => `- [${entry.id}](${entry.id}.md)${words.colon}${entry.title}`).join('\n'),
    ]),
  ].join('\n\n')}\n`;
}

/** Whether a text is of this kind. */
export const hasSymptom = ({ phrases }: Symptom, text: string): boolean => {
  const small = text.toLowerCase();
  return phrases.some((phrase) => small.includes(phrase));
};

const linkTo = ({ id }: IndexEntry): string => `[${id}](${id}.md)`;

/** The phrases of a symptom, as texts have them, with the diagnoses of these texts; those of the same diagnoses together. */
function byPhrases(
  { phrases }: Symptom,
  entries: readonly IndexEntry[],
): readonly { readonly phrases: readonly string[]; readonly found: readonly IndexEntry[] }[] {
  const rows = new Map<string, { readonly phrases: string[]; readonly found: readonly IndexEntry[] }>();
  const seen = new Set<string>();
  for (const phrase of phrases) {
    const having = ({ clientErrors }: IndexEntry): string | undefined =>
      clientErrors.find(({ text }) => text.toLowerCase().includes(phrase))?.text;
    const found = entries.filter((entry) => having(entry) !== undefined);
    const [first] = found;
    const text = first === undefined ? undefined : having(first);
    // `protocol_version` and `protocol version` are one to a reader's eye.
    const plain = phrase.replaceAll(/[_-]/g, ' ');
    if (text === undefined || seen.has(plain)) continue;
    seen.add(plain);
    const at = text.toLowerCase().indexOf(phrase);
    const key = found.map(({ id }) => id).join();
    const row = rows.get(key) ?? { phrases: [], found };
    row.phrases.push(text.slice(at, at + phrase.length).trim());
    rows.set(key, row);
  }
  return [...rows.values()];
}

/** Texts by program; a null name: of programs that the list does not know. */
function byPrinter(
  entries: readonly IndexEntry[],
): readonly { readonly name: string | null; readonly texts: ReadonlyMap<string, readonly IndexEntry[]> }[] {
  const isKnown = (client: string): boolean => printers.some(({ shows }) => shows.test(client));
  const groups = [
    ...printers.map(({ name, shows }) => ({ name, has: (client: string) => shows.test(client) })),
    { name: null, has: (client: string) => !isKnown(client) },
  ];
  return groups.flatMap(({ name, has }) => {
    const texts = new Map<string, IndexEntry[]>();
    for (const entry of entries)
      for (const { client, text } of entry.clientErrors)
        if (has(client)) texts.set(text, [...(texts.get(text) ?? []), entry]);
    return texts.size === 0 ? [] : [{ name, texts }];
  });
}

function byFamily(entries: readonly IndexEntry[]): readonly (readonly [IndexEntry['family'], readonly IndexEntry[]])[] {
  const families = new Map<IndexEntry['family'], IndexEntry[]>();
  for (const entry of entries) families.set(entry.family, [...(families.get(entry.family) ?? []), entry]);
  return [...families];
}
