import type { Diagnosis, Words } from './define.ts';

/** The English words of each diagnosis. */
export function englishWords(diagnoses: readonly Pick<Diagnosis, 'id' | 'en'>[]): (id: string) => Words {
  const byId = new Map(diagnoses.map((diagnosis) => [diagnosis.id, diagnosis.en]));
  return wordsFrom(byId);
}

/** Words by id; asking for an id that is not there is a bug of ours. */
export const wordsFrom =
  (byId: ReadonlyMap<string, Words>) =>
  (id: string): Words => {
    const words = byId.get(id);
    if (words === undefined) throw new Error(`no words for ${id}`);
    return words;
  };
