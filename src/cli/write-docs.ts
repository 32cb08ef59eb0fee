/** `npm run docs`: writes `docs/diagnostics` anew, and removes pages of diagnoses that are no more. */
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { diagnosisPages } from './diagnosis-pages.ts';

const folder = join(process.cwd(), 'docs', 'diagnostics');
const pages = diagnosisPages();
mkdirSync(folder, { recursive: true });
for (const name of readdirSync(folder)) if (!pages.has(name)) rmSync(join(folder, name), { recursive: true });
for (const [name, text] of pages) writeFileSync(join(folder, name), text);
console.log(`docs/diagnostics: ${pages.size} pages`);
