/**
 * Real certificates whose fields hold escape sequences, line feeds, Markdown, HTML, bidirectional marks or 64 KiB: from the wire to
 * each form of the report, and to a stored observation and back, they stay names.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createServer } from 'node:tls';
import { marked } from 'marked';
import type { Token, Tokens } from 'marked';
import { beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { main } from '../../src/cli/main.ts';
import type { Report } from '../../src/report/report.ts';
import { reportJsonSchema } from '../../src/report/schema/output.ts';
import { issueCertificate } from '../../src/x509/pki/issue/issue.ts';
import { fakeIo } from '../support/fake-io.ts';
import { hostile } from '../support/hostile.ts';
import { listening } from '../support/listening.ts';

const validate = z.fromJSONSchema(reportJsonSchema() as z.core.JSONSchema.JSONSchema);
const day = 86_400_000;

const long = 1000;

/** Several at once, since each takes a few connections. Half a character has no encoding. */
const sound = hostile.map((text) => text.replace(/^CN=/, '')).filter((text) => !/\p{Cs}/u.test(text));
const short = sound.filter((text) => text.length < long);
const names = [
  ...[0, 1, 2, 3].map((group) => short.filter((_, at) => at % 4 === group).join(' ')),
  ...sound.filter((text) => text.length >= long),
];

/** Runs `use` beside a server that shows a chain with this text in every name; `chain`: the file with it. */
async function beside<T>(text: string, use: (target: string, chain: string) => Promise<T>): Promise<T> {
  const validity = { notBefore: Date.now() - day, notAfter: Date.now() + 30 * day };
  const ascii = text.replaceAll(beyondAscii, '?');
  // A chain of several long names would be more than a handshake may bring.
  const other = text.length < long ? text : 'long';
  const issuer = await issueCertificate({
    subject: [
      ['CN', other],
      ['O', other],
    ],
    ca: true,
    ...validity,
  });
  const leaf = await issueCertificate({
    subject: [
      ['CN', text],
      ['OU', other],
    ],
    san: [{ dns: other.replaceAll(beyondAscii, '?') }, { dns: 'localhost' }, { uri: ascii }],
    ocspUrl: `http://127.0.0.1:1/${other.replaceAll(beyondAscii, '?')}`,
    caIssuersUrl: `http://127.0.0.1:1/${other.replaceAll(beyondAscii, '?')}`,
    issuer,
    ...validity,
  });
  const server = createServer({ cert: leaf.pem + issuer.pem, key: leaf.keyPem });
  server.on('tlsClientError', () => undefined);
  const port = await listening(server);
  const folder = mkdtempSync(join(tmpdir(), 'whytls-names-'));
  const chain = join(folder, 'chain.pem');
  writeFileSync(chain, leaf.pem + issuer.pem);
  try {
    return await use(`localhost:${port}`, chain);
  } finally {
    server.close();
    rmSync(folder, { recursive: true });
  }
}

async function run(argv: readonly string[], input?: string) {
  const io = fakeIo(input === undefined ? {} : { input: [input] });
  const code = await main(argv, io);
  expect(io.complained()).toBe('');
  expect(code).toBe(1);
  return { out: io.printed(), files: io.files };
}

/** IA5String has no more. */
const beyondAscii = /\P{ASCII}/gu;

const common = ['--ip', '127.0.0.1', '--client', 'openssl', '--no-network-lookups', '--no-local-python'];

/** Nothing but line feeds moves anything. */
const moving = /(?!\n)[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}]/u;

/** Kinds of the blocks of a page, and the sizes of its tables. */
const form = (tokens: readonly Token[]): readonly string[] =>
  tokens.flatMap((token) => {
    if (token.type === 'space') return [];
    if (token.type === 'table') return [`table ${(token as Tokens.Table).rows.map((row) => row.length).join(' ')}`];
    return [token.type === 'html' ? token.raw.replaceAll(/\s+/g, ' ').trim() : token.type];
  });

/** Names of the elements and attributes of a page. */
const tags = (page: string): readonly string[] => [
  ...new Set(
    [...page.matchAll(/<(\/?[a-z][\w-]*)((?:\s+[\w:-]+="[^"]*")*)\s*\/?>/gi)].flatMap(([, name, attributes = '']) => [
      String(name),
      ...[...attributes.matchAll(/\s([\w:-]+)=/g)].map(([, attribute]) => `${name} ${attribute}`),
    ]),
  ),
];

describe('a name', () => {
  let harmless = '';
  let harmlessPage = '';
  let harmlessOffline: readonly string[] = [];
  let harmlessPages: readonly string[] = [];

  const offline = async (chain: string, format: string): Promise<readonly string[]> => {
    const judged = [
      ['verify', '--chain', chain, '--host', 'db9.example.net', '--no-local-python'],
      ['x509', '--client', chain, '--member', chain, '--host', 'db9.example.net'],
    ].map((argv) => run([...argv, '--format', format]));
    return (await Promise.all(judged)).map(({ out }) => out);
  };

  beforeAll(async () => {
    harmlessOffline = await beside('harmless', (_, chain) => offline(chain, 'markdown'));
    harmlessPages = await beside('harmless', (_, chain) => offline(chain, 'html'));
    harmless = (await beside('harmless', (target) => run([target, ...common, '--format', 'markdown']))).out;
    harmlessPage = (await beside('harmless', (target) => run([target, ...common, '--format', 'html']))).out;
  });

  it.concurrent.each(names.map((text) => [JSON.stringify(text.slice(0, 40)), text]))(
    '%s does no harm',
    async (_, text) => {
      await beside(text, async (target, chain) => {
        for (const [at, page] of (await offline(chain, 'markdown')).entries()) {
          expect(page).not.toMatch(moving);
          const blocks = form(marked.lexer(page));
          if (text.length < long) expect(blocks).toStrictEqual(form(marked.lexer(harmlessOffline[at] ?? '')));
          expect(blocks.filter((block) => /^<(?!\/?(?:details|summary)\b)/.test(block))).toStrictEqual([]);
        }
        for (const [at, page] of (await offline(chain, 'html')).entries()) {
          expect(page).not.toMatch(moving);
          expect(tags(page).filter((tag) => !tags(harmlessPages[at] ?? '').includes(tag))).toStrictEqual([]);
        }
        for (const more of [['--verbose'], ['--lang', 'zh'], ['--redact']]) {
          const { out } = await run([target, ...common, ...more]);
          expect(out).not.toMatch(moving);
          // One line alone begins with a verdict.
          expect(out.split('\n').filter((line) => /^[✔✖⚠]/u.test(line))).toHaveLength(1);
          expect(out.length).toBeLessThan(1_000_000);
        }
        const markdown = await run([target, ...common, '--format', 'markdown']);
        expect(markdown.out).not.toMatch(moving);
        const shape = form(marked.lexer(markdown.out));
        // A very long certificate is left out of a ticket; what stays has the form that it always has.
        if (text.length < long) expect(shape).toStrictEqual(form(marked.lexer(harmless)));
        expect(shape.filter((block) => /^<(?!\/?(?:details|summary)\b)/.test(block))).toStrictEqual([]);

        const page = await run([target, ...common, '--format', 'html']);
        expect(page.out).not.toMatch(moving);
        expect(page.out.length).toBeLessThan(1_000_000);
        // No element and no attribute that a page does not have anyway; what gives it its shape, as often.
        expect(tags(page.out).filter((tag) => !tags(harmlessPage).includes(tag))).toStrictEqual([]);
        for (const tag of ['<h1', '<h2', '<h3', '<section', '<table', '<details', '<svg', '<style'])
          expect(page.out.split(tag).length, tag).toBe(harmlessPage.split(tag).length);

        const { out, files } = await run([target, ...common, '--json', '--save', 'o.json']);
        expect(out).not.toMatch(moving);
        const report = JSON.parse(out) as Report;
        expect(() => validate.parse(report)).not.toThrow();
        expect(report.endpoints[0]?.chain[0]?.san).toContain(`URI:${text.replaceAll(beyondAscii, '?')}`);
        const again = await run(['replay', '-', '--json'], files.get('o.json'));
        expect(again.out).toBe(out);
      });
    },
  );
});
