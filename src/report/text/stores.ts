/** What each trust store makes of the chain. */
import type { ReportEndpoint } from '../report.ts';
import type { ReportWords } from '../words/words.ts';
import type { Row, Sheet } from './sheet.ts';

type ReportStore = ReportEndpoint['verification']['trustStores'][number];

const isAsked = ({ accepted, error }: ReportStore): boolean => accepted !== null || error !== null;

/** Several stores that agree take one line; where they do not, who takes which is the answer. */
const isTable = ({ verbose }: Sheet, stores: readonly ReportStore[]): boolean =>
  stores.length > 1 &&
  stores.some(isAsked) &&
  (verbose || new Set(stores.flatMap(({ accepted }) => accepted ?? [])).size > 1);

/** All in one line, where they agree. */
export function storeRows(sheet: Sheet, trustStores: readonly ReportStore[], words: ReportWords): Row[] {
  if (isTable(sheet, trustStores) || !trustStores.some(isAsked)) return [];
  return [{ label: words.labels.trusted, value: storesText(sheet, trustStores, words) }];
}

/** Every store side by side, where they do not agree. */
export function writeStores(sheet: Sheet, trustStores: readonly ReportStore[], words: ReportWords): void {
  if (!isTable(sheet, trustStores)) return;
  sheet.paragraph(words.labels.trustStores, 4, { paint: sheet.paint.dim });
  // What the client that was asked about meets is told already; where another meets something else, that is news.
  const told = trustStores.find(({ decides }) => decides)?.error;
  sheet.rows(
    trustStores.map((store) => ({
      label: `${storeSign(sheet, store)} ${words.storeNames[store.name]}`,
      value: words.storeRow(store.error === told && !store.decides ? { ...store, error: null } : store),
    })),
    6,
    40,
  );
}

const storeSign = ({ glyphs }: Sheet, { accepted }: ReportStore): string =>
  accepted === null ? '?' : accepted ? glyphs.ok : glyphs.fail;

function storesText(sheet: Sheet, stores: readonly ReportStore[], words: ReportWords): string {
  const groups: { error: string | null; names: string[] }[] = [];
  for (const store of stores.filter(isAsked)) {
    const { name, error } = store;
    const text = `${words.storeNames[name]} ${storeSign(sheet, store)}`;
    const last = groups.at(-1);
    if (last?.error === error) last.names.push(text);
    else groups.push({ error, names: [text] });
  }
  const dot = ` ${sheet.glyphs.dot} `;
  return groups.map(({ error, names }) => names.join(dot) + (error === null ? '' : ` (${error})`)).join(dot);
}
