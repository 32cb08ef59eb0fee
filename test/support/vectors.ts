import { existsSync, readdirSync, readFileSync } from 'node:fs';

/** Public test data that lies beside the repository, not in it; null where it is not there, and tests over it are then skipped. */
export function vectorsFolder(name: string): URL | null {
  const beside = ['../../../shared/vectors/', '../../../../shared/vectors/'].map(
    (path) => new URL(`${path}${name}/`, import.meta.url),
  );
  return beside.find((folder) => existsSync(folder)) ?? null;
}

/** The JSON files in a folder and below it, by their paths from there. */
export function jsonFiles(folder: URL): readonly { readonly path: string; readonly content: unknown }[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.json'))
    .toSorted()
    .map((path) => ({ path, content: JSON.parse(readFileSync(new URL(path, folder), 'utf8')) as unknown }));
}
