/** The members of a deployment: one line where their certificates go together, and one for each where they do not. */
import type { Report } from '../report.ts';
import type { ReportWords } from '../words/words.ts';
import type { Sheet } from './sheet.ts';

type Member = Report['members'][number];

/** Writes what the members of a deployment showed. */
export function writeMembers(sheet: Sheet, { members }: Report, words: ReportWords): void {
  const [first] = members.toSorted((a, b) => Date.parse(a.notAfter) - Date.parse(b.notAfter));
  if (first === undefined) return;
  const isAlike = new Set(members.map((one) => `${attributesOf(one)}\n${one.root}\n${one.subjectAltName}`)).size === 1;
  if (isAlike && !sheet.verbose) {
    const attributes = sheet.shown(attributesOf(first), 60);
    const root = first.root === null ? null : sheet.shown(first.root, 60);
    const value = words.membersAlike({
      members: members.length,
      attributes,
      root,
      first: sheet.shown(first.label, 60),
      until: first.notAfter.slice(0, 10),
    });
    sheet.rows([{ label: words.labels.members, value }], 4);
    return;
  }
  sheet.paragraph(words.labels.members, 4, { paint: sheet.paint.dim });
  sheet.rows(
    members.map((one) => ({
      label: sheet.shown(one.label, 60),
      value: words.member({
        attributes: sheet.shown(attributesOf(one), 60),
        root: one.root === null ? null : sheet.shown(one.root, 60),
        until: one.notAfter.slice(0, 10),
        hasNames: one.subjectAltName,
      }),
    })),
    6,
    40,
  );
}

const attributesOf = ({ attributes }: Member): string =>
  attributes.map(({ type, value }) => `${type}=${value}`).join(', ');
