/**
 * What every page is, whatever it reports on: one file, no script, nothing from elsewhere, and a policy that forbids both; the verdict
 * first, at the end what made it. All that somebody else chose is escaped by `markup.ts`.
 */
import { toBase64, utf8 } from '../../base/octets.ts';
import type { Report, ReportTools } from '../report.ts';
import { markup, sealed } from './markup.ts';
import type { Content } from './markup.ts';
import { moment, pairs, sign } from './page.ts';
import type { PageWords } from './page.ts';
import { styleSheet } from './style-sheet.ts';

/** A label and what belongs to it. */
export interface Pair {
  readonly label: Content;
  readonly value: Content;
}

/** What a page is made of. */
export interface Frame {
  /** Before the sentence, in the title of the window. */
  readonly about: string;
  /** When it was measured or judged; null: that means nothing. */
  readonly at: string | null;
  readonly look: 'ok' | 'warn' | 'fail';
  /** The verdict in a word; null: there is none. */
  readonly verdict: string | null;
  readonly sentence: string;
  readonly facts: readonly Content[];
  readonly main: Content;
  readonly footer: readonly Pair[];
  readonly version: string;
}

/** The page, ending in a line feed. `sha256` is needed for the policy that allows our style sheet alone. */
export function framed(shown: Frame, { html }: PageWords, sha256: ReportTools['sha256']): string {
  const { about, at, look, verdict, sentence, facts, main, footer, version } = shown;
  const hash = toBase64(sha256(utf8(styleSheet)));
  const page = markup`<html lang="${html.tag}">
<head>
<meta charset="utf-8" />
<meta http-equiv="Content-Security-Policy" content="default-src &#39;none&#39;; style-src &#39;sha256-${hash}&#39;; base-uri &#39;none&#39;; form-action &#39;none&#39;" />
<meta name="viewport" content="width=device-width, initial-scale=1" />
<meta name="color-scheme" content="light dark" />
<meta name="referrer" content="no-referrer" />
<meta name="generator" content="whytls ${version}" />
<title>${about} – ${sentence}</title>
${sealed(styleSheet)}
</head>
<body class="${look}">
<header>
<p class="kicker">whytls · ${html.kicker}${at !== null && markup` · ${moment(at)}`}</p>
${verdict !== null && markup`<p class="verdict">${sign(look)}${verdict}</p>`}
<h1>${sentence}</h1>
<ul class="facts">${facts.map((fact) => markup`<li>${fact}</li>`)}</ul>
</header>
<main>
${main}
</main>
<footer><h2>${html.versions.title}</h2>${pairs(footer)}</footer>
</body>
</html>
`;
  return `<!DOCTYPE html>\n${page.toString()}`;
}

/** A link to a finding further down. */
export const toFinding = (id: string): Content => markup`<a href="#${id}"><code>${id}</code></a>`;

/** What made the page, where, and by which command; null: not known. */
export function runRows(run: Report['run'], { html: { versions } }: PageWords): readonly Pair[] {
  return run === null
    ? []
    : [
        { label: versions.runtime, value: `Node.js ${run.node} · OpenSSL ${run.openssl} · ${run.system}` },
        { label: versions.command, value: markup`<code>${run.command}</code>` },
      ];
}

/** What stayed undecided, and for want of what. */
export function notSeen({ undetermined }: Pick<Report, 'undetermined'>, words: PageWords): Content {
  if (undetermined.length === 0) return null;
  const kinds = [...new Set(undetermined.map(({ missing }) => missing))];
  return markup`<section class="not-seen"><h2>${words.report.labels.notSeen}</h2>${pairs(
    kinds.map((kind) => ({
      label: words.report.missing(kind),
      value: undetermined.filter(({ missing }) => missing === kind).map(({ id }) => markup`<code>${id}</code> `),
    })),
  )}</section>`;
}
