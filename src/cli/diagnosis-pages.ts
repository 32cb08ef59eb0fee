/** The pages of `docs/diagnostics`, as they should be. */
import { deploymentDiagnoses } from '../../diagnostics/deployment-index.ts';
import { diagnoses } from '../../diagnostics/index.ts';
import { diagnosisPage } from '../report/page.ts';

const all = [...diagnoses, ...deploymentDiagnoses];

/** Text by file name: one page for each diagnosis, and a list of them all. */
export function diagnosisPages(): ReadonlyMap<string, string> {
  const pages = new Map<string, string>();
  for (const diagnosis of all) pages.set(`${diagnosis.id}.md`, diagnosisPage(diagnosis));
  pages.set('README.md', list());
  return pages;
}

function list(): string {
  const families = new Map<string, string[]>();
  for (const { id, family, en } of all) {
    families.set(family, [...(families.get(family) ?? []), `- [${id}](${id}.md): ${en.title}`]);
  }
  const sections = [...families].map(([family, lines]) => `## ${family}\n\n${lines.toSorted().join('\n')}`);
  return `# Diagnoses\n\nWhat whytls can find. These pages are written from the code by \`npm run docs\`.\n\n${sections.join('\n\n')}\n`;
}
