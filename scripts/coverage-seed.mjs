// `npm run coverage:seed`: which line of the two guides has no test that names it.
import { relative } from 'node:path';
import { testsBySeedLine } from './seed-lines.mjs';

const root = new URL('..', import.meta.url).pathname;
const found = testsBySeedLine(root);
const missing = [...found].filter(([, files]) => files.length === 0).map(([line]) => line);
for (const [line, files] of found) {
  if (files.length > 0) console.log(`${line}  ${files.map((file) => relative(root, file)).join(', ')}`);
}
console.log(`${found.size - missing.length} of ${found.size} lines have a test.`);
if (missing.length > 0) console.log(`Without one: ${missing.join(' ')}`);
process.exitCode = missing.length === 0 ? 0 : 1;
