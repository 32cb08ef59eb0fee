/** One diagnosis as a page of the documentation: what the code knows, written out, so that the two cannot drift apart. */
import type { Diagnosis, RemedyText, Source } from '../diagnose/define.ts';

/** What a page is made of. */
export type PageSource<F = unknown> = Pick<
  Diagnosis<F>,
  'id' | 'family' | 'severity' | 'en' | 'example' | 'clientErrors' | 'sources'
>;

/** The Markdown page of a diagnosis, ending in a line feed. The remedies are those of its example. */
export function diagnosisPage<F>(diagnosis: PageSource<F>): string {
  const { id, family, severity, en, example, clientErrors, sources } = diagnosis;
  return (
    [
      `# ${en.title}`,
      `\`${id}\` · ${family} · ${severity}`,
      '## What happened',
      `> ${en.summary(example)}`,
      '## Why',
      en.explanation,
      '## What to do',
      ...en.remedies(example).map(remedy),
      '## How to check',
      en.howToCheck,
      '## Client errors',
      clientErrors.length === 0
        ? 'No client prints a text of its own for this.'
        : table(
            ['printed by', 'text'],
            clientErrors.map(({ client, text }) => [client.replaceAll('|', '\\|'), code(text)]),
          ),
      '## Sources',
      sources.map((from) => `- ${source(from)}`).join('\n'),
    ].join('\n\n') + '\n'
  );
}

const sides = { server: 'Server', client: 'Client', network: 'Network' } as const;

function remedy({ side, text, commands, references }: RemedyText, index: number): string {
  const parts = [`${index + 1}. **${sides[side]}**: ${text}`];
  if (commands.length > 0) parts.push(indented(['```sh', ...commands, '```'].join('\n')));
  if (references.length > 0) parts.push(indented(`See ${references.map(link).join('; ')}.`));
  return parts.join('\n\n');
}

const indented = (text: string): string => text.replaceAll(/^(?=.)/gm, '   ');

const link = (reference: string): string => (/^https?:/.test(reference) ? `<${reference}>` : reference);

function source(from: Source): string {
  if (from.kind === 'page') return `[${from.title}](${from.url}), read ${from.read}`;
  const page = `https://www.rfc-editor.org/rfc/rfc${from.number}#section-${from.section}`;
  return `[RFC ${from.number}, section ${from.section}](${page})`;
}

const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');

/** Code inside a table cell: a pipe would end the cell, a backtick the code. */
function code(text: string): string {
  const fence = text.includes('`') ? '``' : '`';
  const space = text.startsWith('`') || text.endsWith('`') ? ' ' : '';
  return `${fence}${space}${text.replaceAll('|', '\\|')}${space}${fence}`;
}
