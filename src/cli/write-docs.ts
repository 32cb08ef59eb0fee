/** `npm run docs`: writes `docs/diagnostics`, `docs/json.md`, `docs/clients.md` and `docs/api.d.ts` anew, and removes pages of diagnoses that are no more. */
import { copyFileSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { diagnosisPages } from './pages/diagnosis-pages.ts';
import { clientsPage } from './pages/clients-page.ts';
import { jsonPage } from './pages/json-page.ts';

const folder = join(process.cwd(), 'docs', 'diagnostics');
const pages = diagnosisPages();
mkdirSync(folder, { recursive: true });
for (const entry of readdirSync(folder, { withFileTypes: true, recursive: true })) {
  const path = join(entry.parentPath, entry.name);
  if (entry.isFile() && !pages.has(path.slice(folder.length + 1).replaceAll('\\', '/'))) rmSync(path);
}
for (const [name, text] of pages) {
  mkdirSync(dirname(join(folder, name)), { recursive: true });
  writeFileSync(join(folder, name), text);
}
writeFileSync(join(process.cwd(), 'docs', 'json.md'), jsonPage());
writeFileSync(join(process.cwd(), 'docs', 'clients.md'), clientsPage());
// As the build has just made it.
copyFileSync(join(process.cwd(), 'dist', 'index.d.ts'), join(process.cwd(), 'docs', 'api.d.ts'));
console.log(`docs/diagnostics: ${pages.size} pages`);
