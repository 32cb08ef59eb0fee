/** Rendered by marked, as GitHub would: whatever a certificate holds, the page keeps its form and says what the text form says. */
import { marked } from 'marked';
import type { Tokens } from 'marked';
import { describe, expect, it } from 'vitest';
import { visible } from '../../../src/base/escape.ts';
import { codeBlock, code, prose } from '../../../src/report/markdown/inline.ts';
import { renderMarkdown, renderMarkdownLine } from '../../../src/report/markdown/markdown.ts';
import { maxCharacters } from '../../../src/report/markdown/page.ts';
import { table } from '../../../src/report/markdown/parts.ts';
import { renderHtml } from '../../../src/report/html/html.ts';
import { en } from '../../../src/report/words/en.ts';
import { zh } from '../../../src/report/words/zh.ts';
import fc from '../../support/fc.ts';
import { everywhere, hostile } from '../../support/hostile.ts';
import { formOf, htmlOf, strangeTags, tagsOf } from '../../support/markdown.ts';
import { certificate, facts, finding, report } from '../../support/report-fixture.ts';

/** What a reader reads: tags taken off, entities resolved. */
const read = (markdown: string): string =>
  htmlOf(markdown)
    .replaceAll(/<[^>]*>/g, '')
    .replaceAll(
      /&(lt|gt|quot|amp|#39);/g,
      (_, name: string) => ({ lt: '<', gt: '>', quot: '"', '#39': "'" })[name] ?? '&',
    )
    .trim();

const calm = (text: string): string => visible(text, 2048).trim().replaceAll(/ {2,}/g, ' ');

/** Characters that mean something to Markdown or HTML, far more often than chance would bring them. */
const markup = fc.string({
  unit: fc.oneof(
    fc.constantFrom(...Array.from('`*_[]()<>|\\#-+=~!&;:$@{}"\' \n\t1.a中')),
    fc.string({ unit: 'binary', maxLength: 1, minLength: 1 }),
  ),
  maxLength: 40,
});

describe('a text in Markdown', () => {
  it('reads as it is shown elsewhere, and is nothing but text and code, whatever it is', () => {
    fc.assert(
      fc.property(markup, (text) => {
        const page = `- ${prose(text)} end`;
        expect(read(page)).toBe(`${calm(text)} end`.trim());
        expect([...tagsOf(page)].filter((tag) => !['ul', 'li', 'code'].includes(tag))).toStrictEqual([]);
      }),
      { numRuns: 500 },
    );
  });

  it('keeps its cell, whatever it is', () => {
    fc.assert(
      fc.property(markup, markup, (text, other) => {
        const page = table(['a', 'b'], [[prose(text, 'cell'), code(other, 'cell')]]) ?? '';
        const [only] = marked.lexer(page);
        expect(only?.type).toBe('table');
        expect((only as Tokens.Table).rows.map((row) => row.length)).toStrictEqual([2]);
        expect([...tagsOf(page)].filter((tag) => !/^(?:table|thead|tbody|tr|th|td|code)$/.test(tag))).toStrictEqual([]);
      }),
      { numRuns: 500 },
    );
  });

  it('stays in its block, whatever it is', () => {
    fc.assert(
      fc.property(fc.array(markup, { minLength: 1, maxLength: 4 }), (lines) => {
        const tokens = marked.lexer(`${codeBlock(lines)}\n\nend`).filter(({ type }) => type !== 'space');
        expect(tokens.map(({ type }) => type)).toStrictEqual(['code', 'paragraph']);
        expect((tokens[0] as Tokens.Code).text.trimEnd()).toBe(
          lines
            .flatMap((line) => line.split('\n'))
            .map((line) => visible(line))
            .join('\n')
            .trimEnd(),
        );
      }),
      { numRuns: 300 },
    );
  });

  it.each([
    ['CN=db1.example.net,O=Example', 'CN=db1.example.net,O=Example'],
    ['expired on 2026-12-03, in 12 days.', 'expired on 2026-12-03, in 12 days.'],
    ['see http://ca.example.net/a.crt, then', 'see `http://ca.example.net/a.crt`, then'],
    ['(TLS_AES_128_GCM_SHA256)', '(`TLS_AES_128_GCM_SHA256`)'],
    ['cc @octocat', 'cc `@octocat`'],
    ['# x', '`#` x'],
  ])('is plain where it can be: %s', (text, markdown) => {
    expect(prose(text)).toBe(markdown);
  });
});

describe('the Markdown report', () => {
  const harmless = formOf(renderMarkdown(everywhere('CN=db1.example.net'), en));

  it.each(hostile.map((text) => [JSON.stringify(text.slice(0, 40)), text]))('keeps its form with %s', (_, text) => {
    for (const words of [en, zh]) {
      const page = renderMarkdown(everywhere(text), words);
      expect(page).not.toMatch(/(?!\n)[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}]/u);
      expect(formOf(page)).toStrictEqual(harmless);
      const strange = strangeTags(page);
      // The links of our own sources alone.
      expect(
        strange.filter((tag) => tag !== 'a href="https://www.mongodb.com/docs/manual/tutorial/configure-ssl/"'),
      ).toStrictEqual(strange.includes('a') ? ['a'] : []);
      expect(renderMarkdownLine(everywhere(text), words).trimEnd().split('\n')).toHaveLength(1);
    }
  });

  it.each([
    [en, '; RFC 8446, section 4.4.2'],
    [zh, '；RFC 8446 第 4.4.2 节'],
  ])('cites RFCs as a reader of the language writes them (%#)', (words, cited) => {
    const shown = report({ words, verdict: { verdict: 'fail', findings: [finding()] } });
    expect(renderMarkdown(shown, words)).toContain(`configure-ssl/>${cited}\n`);
    const page = renderHtml(shown, words, () => new Uint8Array(32));
    expect(page).toContain(`>${cited.slice(words === en ? 2 : 1)}</a>`);
  });

  it('says the answer first and folds what was captured', () => {
    const page = renderMarkdown(report({ verdict: { verdict: 'fail', findings: [finding()] } }), en);
    const [head = '', ...folds] = page.split('<details>');
    expect(head.split('\n')[0]).toBe(`## ✖ ${finding().summary}`);
    for (const { commands } of finding().remedies) for (const command of commands) expect(head).toContain(command);
    expect(folds.map((part) => /<summary>(.*)<\/summary>/.exec(part)?.[1])).toStrictEqual([
      'Connection, certificates and trust',
      'Handshake, message by message',
      'Certificates as sent',
      'Versions and command line',
    ]);
  });

  it('fits into a ticket, however many certificates there are, and says what is missing', () => {
    const many = Array.from({ length: 200 }, (_, at) =>
      certificate({ subject: `CN=${at}`, der: new Uint8Array(2000).fill(at) }),
    );
    const [first, ...others] = many;
    if (first === undefined) throw new Error('no certificate');
    const page = renderMarkdown(
      report({ facts: [facts({ chain: { kind: 'completed', value: [first, ...others] } })] }),
      en,
    );
    expect(page.length).toBeLessThanOrEqual(maxCharacters + 1);
    expect(page).toContain('Left out, since a ticket takes no longer text');
    expect(page).toContain('<summary>Versions and command line</summary>');
  });
});
