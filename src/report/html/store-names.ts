/** How a trust store is called on the page: its file where it has one that the user named. */
import type { ReportEndpoint } from '../report.ts';
import type { ReportWords } from '../words/words.ts';

/** `ca.pem` for a file that was given, otherwise its short name. */
export function storeOf(
  { name, path }: Pick<ReportEndpoint['verification']['trustStores'][number], 'name' | 'path'>,
  words: ReportWords,
): string {
  const file = path?.split(/[\\/]/).at(-1) ?? '';
  return name === 'tlsCAFile' && file !== '' ? file : words.storeNames[name];
}
