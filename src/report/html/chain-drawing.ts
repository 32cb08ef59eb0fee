/** The chain as a graph: leaf on top, what the client trusts at the bottom, and the link that is broken. */
import type { ChainGraph, Node } from './chain-links.ts';
import { markup } from './markup.ts';
import type { Markup } from './markup.ts';
import { table, tableBehind } from './page.ts';
import type { PageWords } from './page.ts';
import { box, cross, figure, fitted, fittedLines, head, label, line, textWidth } from './svg.ts';
import type { Canvas, Drawing } from './svg.ts';

/** The figure of a graph. */
export function chainDrawing(id: string, graph: ChainGraph, words: PageWords): Markup {
  const { chain: own } = words.html;
  const { path, missing, unused, store } = graph;
  const troubled = [...path, ...unused].flatMap(({ subject, broken, problems }) =>
    [...problems, ...(broken === null ? [] : [broken])].map((problem) => `${subject}: ${problem}`),
  );
  const rows = [...path, ...unused].map((node) => [
    node.subject,
    unused.includes(node) ? own.unused : roleOf(node, words),
    node.publicKey ?? '–',
    validity(node, words),
    [...node.problems, ...(node.broken === null ? [] : [node.broken])].join(', ') || own.none,
  ]);
  if (missing !== null) rows.push([missing.subject, own.missing, '–', '–', missingText(graph, words)]);
  const heads = [own.certificate, own.role, own.key, own.validity, own.trouble];
  return figure(
    id,
    {
      title: own.title,
      description: own.describe(
        path.map(({ subject }) => subject),
        troubled,
      ),
      caption: store === null ? undefined : own.caption,
      below: tableBehind(words, table(heads, rows)),
    },
    (canvas) => draw(canvas, graph, words),
  );
}

const roleOf = ({ from, place }: Node, { html: { chain } }: PageWords): string =>
  from === 'trustStore' ? chain.anchor : from === 'fetched' || place === null ? chain.fetched : chain.sent(place);

const validity = ({ notBefore, notAfter }: Node, { report }: PageWords): string =>
  notBefore === null || notAfter === null
    ? '–'
    : `${notBefore.slice(0, 10)} ${report.labels.until} ${notAfter.slice(0, 10)}`;

const missingText = ({ missing, store }: ChainGraph, { html: { chain } }: PageWords): string =>
  missing?.url == null ? chain.missingAbout(store?.name ?? '–') : chain.fetchedFrom(missing.url);

const gap = 34;
const padding = 12;

/** Certificates that are drawn of a long chain; the table holds all. */
const mostNodes = 12;

function draw(canvas: Canvas, graph: ChainGraph, words: PageWords): Drawing {
  const { chain: own } = words.html;
  const isWide = canvas.name === 'wide';
  const isBeside = isWide && graph.unused.length > 0;
  const width = isWide ? (isBeside ? 440 : 520) : canvas.width;
  const inset = 10;
  const pen = new Pen(words);
  let y = 2;
  const anchors = graph.path.filter(({ from }) => from === 'trustStore');
  const others = graph.path.filter(({ from }) => from !== 'trustStore').slice(0, mostNodes);
  others.forEach((node, index) => {
    y = pen.certificate(node, inset, y, width - 2 * inset);
    if (index < others.length - 1) y = pen.link(node, inset + 28, y, width - 60);
  });
  const last = others.at(-1);
  if (graph.missing !== null && last !== undefined) {
    y = pen.link(last, inset + 28, y, width - 60);
    y = pen.ghost(graph.missing.subject, missingText(graph, words), inset, y, width - 2 * inset);
  }
  if (graph.store !== null && last !== undefined) {
    y =
      graph.missing === null
        ? pen.link(last, inset + 28, y, width - 60, anchors.length > 0 || graph.store.accepts)
        : y + 14;
    const top = y;
    y += 22;
    pen.text(fitted(own.store(graph.store.name, graph.store.certificates), width - 28, 12.5, 'sans'), 14, y, 'store');
    y += 10;
    if (anchors.length === 0) {
      const text = graph.store.accepts ? own.holdsLeaf : own.holdsNot;
      for (const part of fittedLines(text, width - 28, 12.5)) {
        y += 14;
        pen.text(part, 14, y, `small ${graph.store.accepts ? 'muted' : 'bad'}`);
      }
      y += 12;
    }
    anchors.slice(0, mostNodes).forEach((node, index) => {
      if (index > 0) y = pen.link(anchors[index - 1] ?? node, inset + 28, y, width - 60);
      y = pen.certificate(node, inset, y, width - 2 * inset);
    });
    if (anchors.length > 0) y += 10;
    pen.under(box(1, top, width - 2, y - top, 'region', 8));
  }
  let height = y;
  if (graph.unused.length > 0) {
    const x = isWide ? width + 20 : inset;
    const room = isWide ? canvas.width - x - 2 : width - 2 * inset;
    let below = isWide ? 2 : y + 30;
    for (const part of fittedLines(own.unused, room, 12.5)) {
      below += 14;
      pen.text(part, x, below, 'store');
    }
    below += 10;
    for (const node of graph.unused.slice(0, mostNodes)) below = pen.certificate(node, x, below, room, 'stray') + 10;
    height = Math.max(y, below);
  }
  return { height: height + 4, content: pen.content() };
}

class Pen {
  readonly #words: PageWords;
  readonly #under: Markup[] = [];
  readonly #parts: Markup[] = [];

  constructor(words: PageWords) {
    this.#words = words;
  }

  text(text: string, x: number, y: number, look: string): void {
    this.#parts.push(label(text, x, y, look));
  }

  under(part: Markup): void {
    this.#under.push(part);
  }

  content(): Markup {
    return markup`${this.#under}${this.#parts}`;
  }

  /** Gives where it ends. */
  certificate(node: Node, x: number, top: number, width: number, look = ''): number {
    const tag = roleOf(node, this.#words);
    const tagWidth = textWidth(tag, 11, 'sans');
    const room = width - 2 * padding;
    const parts: Markup[] = [];
    let y = top + 21;
    const isTagBeside = tagWidth + 120 < room;
    if (!isTagBeside) {
      parts.push(label(fitted(tag, room, 11, 'sans'), x + padding, y - 3, 'tiny muted'));
      y += 16;
    } else parts.push(label(tag, x + width - padding, y - 1, 'tiny muted', 'end'));
    const nameRoom = isTagBeside ? room - tagWidth - 12 : room;
    parts.push(label(fitted(node.subject, nameRoom, 13.5, 'sans'), x + padding, y, 'subject'));
    const about = [node.publicKey, node.notBefore === null ? null : validity(node, this.#words)].filter(
      (part) => part !== null,
    );
    const together = about.join('  ·  ');
    const rows = textWidth(together, 12, 'sans') <= room ? [together] : about;
    for (const row of rows) {
      y += 17;
      parts.push(label(fitted(row, room, 12, 'sans'), x + padding, y, 'small muted'));
    }
    for (const problem of node.problems) {
      fittedLines(problem, room - 18, 12.5, 3).forEach((part, index) => {
        y += 18;
        if (index === 0) parts.push(cross(x + padding + 4, y - 4, 4));
        parts.push(label(part, x + padding + 16, y, 'small bad'));
      });
    }
    const bottom = y + 12;
    const kind = node.problems.length > 0 ? 'faulty' : node.from;
    this.#parts.push(box(x, top, width, bottom - top, `node ${kind} ${look}`), ...parts);
    return bottom;
  }

  ghost(subject: string, about: string, x: number, top: number, width: number): number {
    const { missing } = this.#words.html.chain;
    const room = width - 2 * padding;
    const tagWidth = textWidth(missing, 11, 'sans');
    const parts = [
      label(missing, x + width - padding, top + 20, 'tiny bad', 'end'),
      label(fitted(subject, room - tagWidth - 12, 13.5, 'sans'), x + padding, top + 21, 'subject bad'),
    ];
    let y = top + 21;
    for (const part of fittedLines(about, room, 12)) {
      y += 17;
      parts.push(label(part, x + padding, y, 'small muted'));
    }
    const bottom = y + 12;
    this.#parts.push(box(x, top, width, bottom - top, 'node ghost'), ...parts);
    return bottom;
  }

  /** The link to the issuer below. `holds`: whether there is one, where the link itself is not said to be broken. */
  link({ broken, issuer, subject }: Node, x: number, top: number, room: number, holds = true): number {
    const bottom = top + gap;
    const middle = top + gap / 2;
    const { issuedBy, selfSigned } = this.#words.html.chain;
    if (broken === null && holds) {
      this.#parts.push(line(x, top, x, bottom - 6, 'link'), head(x, bottom - 1, 'down', 'linkhead'));
      const text = issuer !== null && issuer === subject ? selfSigned : issuedBy;
      this.#parts.push(label(text, x + 14, middle + 4, 'tiny muted'));
      return bottom;
    }
    this.#parts.push(
      line(x, top, x, middle - 8, 'link bad'),
      cross(x, middle, 5),
      line(x, middle + 8, x, bottom, 'link bad'),
    );
    if (broken !== null) {
      this.#parts.push(label(fitted(broken, room - 24, 12.5, 'sans'), x + 16, middle + 4, 'small bad strong'));
    }
    return bottom;
  }
}
