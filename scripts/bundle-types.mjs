// Rolls the declarations of the library up into one file: what `import … from 'whytls'` means to a type checker, and to whoever
// reads docs/api.d.ts to see what a change does to those who use it. From what tsc has written to dist/src.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { rolldown } from 'rolldown';
import { dts } from 'rolldown-plugin-dts';

const heading = `/*
 * The public types of whytls, rolled up from src/index.ts by the build. docs/api.d.ts is the copy that reviews see change
 * (npm run docs); dist/index.d.ts is the one in the package.
 */
`;

/** @param {string} root folder of package.json */
export async function bundleTypes(root) {
  const bundle = await rolldown({
    input: join(root, 'dist', 'src', 'index.d.ts'),
    plugins: [dts({ dtsInput: true, emitDtsOnly: true })],
    external: [/^node:/, /^[a-z@]/],
  });
  const { output } = await bundle.generate({ format: 'es' });
  await bundle.close();
  const [chunk] = output;
  if (output.length !== 1 || chunk?.type !== 'chunk') throw new Error('one file of types was expected');
  // Names of folders in the build are of no interest to readers.
  const text = chunk.code.replaceAll(/^\/\/(?:#(?:end)?region| dist\/).*\n/gm, '').replaceAll(/\n{3,}/g, '\n\n');
  writeFileSync(join(root, 'dist', 'index.d.ts'), heading + text.trimEnd() + '\n');
}
