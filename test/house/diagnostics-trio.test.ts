/** Every diagnosis has its file, its line in the list, its Chinese words, its test and, once pages are generated, its page. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { deploymentDiagnoses } from '../../diagnostics/deployment-index.ts';
import { generalRemedies } from '../../diagnostics/general/index.ts';
import { diagnoses } from '../../diagnostics/index.ts';
import { zhWords } from '../../diagnostics/zh/index.ts';
import type { Words } from '../../src/diagnose/define.ts';
import { diagnosisPages } from '../../src/cli/pages/diagnosis-pages.ts';
import { hasSymptom } from '../../src/report/pages/page-index.ts';
import { symptoms } from '../../src/report/pages/symptoms.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const stems = (folder: string, ending: string): readonly string[] =>
  readdirSync(join(root, folder))
    .filter((file) => file.endsWith(ending))
    .map((file) => file.slice(0, -ending.length))
    .filter((stem) => !stem.endsWith('index') && stem !== '_template')
    .toSorted();
const all = [...diagnoses, ...deploymentDiagnoses];
const ids = all.map(({ id }) => id).toSorted();
const text = (file: string): string => readFileSync(join(root, file), 'utf8');

describe('the list of diagnoses', () => {
  it('holds every file under its id, once', () => {
    expect(ids).toStrictEqual(stems('diagnostics', '.ts'));
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('has Chinese words for each, and for nothing else', () => {
    expect([...zhWords.keys()].toSorted()).toStrictEqual(ids);
    expect(stems('diagnostics/zh', '.ts')).toStrictEqual(ids);
  });

  it('has general remedies for each, and for nothing else', () => {
    expect([...generalRemedies.keys()].toSorted()).toStrictEqual(ids);
    expect(stems('diagnostics/general', '.ts')).toStrictEqual(ids);
  });

  it('has a test for each', () => {
    expect(stems('test/diagnostics', '.test.ts')).toStrictEqual(ids);
  });

  it('has all of the contract that a first probe can show', () => {
    const promised =
      'cert-expired cert-not-yet-valid self-signed-leaf untrusted-root missing-intermediate hostname-mismatch ' +
      'protocol-version ocsp-staple-invalid cert-revoked no-shared-cipher plaintext-server unexpected-eof ' +
      'connection-reset connection-refused connect-timeout handshake-timeout dns-failure';
    expect(ids).toStrictEqual(expect.arrayContaining(promised.split(' ')));
  });

  it('has a page for each in both languages, and an index, as they are now', () => {
    const pages = diagnosisPages();
    expect([...pages.keys()].toSorted()).toStrictEqual(
      ['', 'zh/'].flatMap((folder) => [...ids, 'index'].map((stem) => `${folder}${stem}.md`)).toSorted(),
    );
    for (const folder of ['docs/diagnostics', 'docs/diagnostics/zh']) expect(stems(folder, '.md')).toStrictEqual(ids);
    for (const [path, page] of pages) expect(text(`docs/diagnostics/${path}`), path).toBe(page);
  });

  it('is found by what people see: whatever has a text of a client has a row in the table of symptoms', () => {
    const lost = all.filter(
      ({ clientErrors }) =>
        clientErrors.length > 0 &&
        !clientErrors.some(({ text: printed }) => symptoms.some((symptom) => hasSymptom(symptom, printed))),
    );
    expect(lost.map(({ id }) => id)).toStrictEqual([]);
  });

  it.each(ids)('%s has nothing left of the template', (id) => {
    for (const file of [`diagnostics/${id}.ts`, `diagnostics/zh/${id}.ts`, `test/diagnostics/${id}.test.ts`]) {
      expect(text(file)).not.toMatch(/TEMPLATE|_template/);
    }
  });
});

describe.each(all)('$id', (diagnosis) => {
  const { id, en, example, sources, clientErrors } = diagnosis;
  const zh = zhWords.get(id) as Words;

  it('says where its rule comes from and what clients print', () => {
    for (const source of sources) if (source.kind === 'page') expect(source.read).toMatch(/^\d{4}-\d\d-\d\d$/);
    const texts = clientErrors.map((error) => `${error.client}: ${error.text}`);
    expect(new Set(texts).size).toBe(texts.length);
    // Only our own limit has no words of a client.
    if (!['probe-stopped', 'client-not-observed'].includes(id)) expect(texts.length).toBeGreaterThan(0);
  });

  it('has English in one plain sentence, and remedies', () => {
    expect(en.summary(example)).toMatch(/^\S[^\n]+[.]$/);
    expect(JSON.stringify([en.title, en.summary(example), en.evidence(example), en.remedies(example)])).not.toMatch(
      /\p{Script=Han}|undefined|\[object/u,
    );
    expect(en.evidence(example).length).toBeGreaterThan(0);
    expect(en.remedies(example).length).toBeGreaterThan(0);
  });

  it('has the same in Chinese: as many facts and remedies, the same commands and references', () => {
    for (const words of [zh.title, zh.summary(example), zh.explanation, zh.howToCheck]) {
      expect(words).toMatch(/\p{Script=Han}/u);
      expect(words).not.toMatch(/undefined|\[object/);
    }
    const shownZh = [
      zh.title,
      zh.summary(example),
      zh.explanation,
      zh.howToCheck,
      ...zh.evidence(example).flatMap(({ what, value }) => [what, value]),
      ...zh.remedies(example).map((remedy) => remedy.text),
    ];
    for (const words of shownZh) {
      // Left over from English, or a space that is missing or too many.
      expect(words).not.toMatch(/ or later| with PyOpenSSL/);
      expect(words).not.toMatch(/\p{Script=Han} \p{Script=Han}|\p{Script=Han}[A-Za-z0-9]|[A-Za-z0-9]\p{Script=Han}/u);
    }
    expect(zh.evidence(example)).toHaveLength(en.evidence(example).length);
    const shape = (words: Words) =>
      words.remedies(example).map(({ side, commands, references }) => ({ side, commands, references }));
    expect(shape(zh)).toStrictEqual(shape(en));
    for (const { text: words } of zh.remedies(example)) expect(words).toMatch(/\p{Script=Han}/u);
  });
});

// The build takes the rule of each from the straight path, and keeps of the file that has its words what stands before it.
it.each(diagnoses.map(({ id }) => id))('the words of %s need nothing that stands behind its rule', (id) => {
  const [words = '', rule = ''] = text(`diagnostics/${id}.ts`).split(/^export default defineDiagnosis/m);
  const behind = [...rule.matchAll(/^(?:const|function) (\w+)/gm)].flatMap(([, name]) => name ?? []);
  expect(behind.filter((name) => new RegExp(`\\b${name}\\b`).test(words))).toStrictEqual([]);
});
