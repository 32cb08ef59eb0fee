/** A handshake from above to below: an arrow a message, between the lines of client and server. */
import type { ReportEndpoint } from '../report.ts';
import { where } from '../text/text.ts';
import { markup } from './markup.ts';
import type { Markup } from './markup.ts';
import { milliseconds } from './page.ts';
import type { PageWords } from './page.ts';
import { box, cross, fitted, fittedLines, head, label, line, textWidth, tick } from './svg.ts';
import type { Canvas, Drawing } from './svg.ts';

/** One message. */
export interface Rung {
  readonly from: 'client' | 'server';
  readonly text: string;
  readonly bytes: number;
  readonly atMs: number;
  readonly look: 'plain' | 'bad' | 'quiet';
}

/** How it ended. */
export interface End {
  readonly lines: readonly { readonly text: string; readonly good: boolean }[];
  /** On whose line it stopped. */
  readonly side: 'client' | 'server';
}

/** What is drawn. */
export interface Ladder {
  readonly endpoint: ReportEndpoint;
  readonly client: string;
  readonly rungs: readonly Rung[];
  readonly end: End;
  readonly words: PageWords;
}

/** Index of the first encrypted message; null: none is. */
export function encryptedFrom({ messages, protocol }: ReportEndpoint['handshake']): number | null {
  const isLast = protocol === 'TLSv1.3' ? 'server_hello' : 'change_cipher_spec';
  const at = messages.findLastIndex(({ name }, index) =>
    isLast === 'server_hello'
      ? name === isLast
      : name === isLast && messages.findIndex((one) => one.name === isLast) === index,
  );
  return at === -1 || at + 1 >= messages.length ? null : at + 1;
}

const size = 12.5;

type Side = Rung['from'];

/** Draws a handshake into a canvas. */
export function drawLadder(canvas: Canvas, { endpoint, client, rungs, end, words }: Ladder): Drawing {
  const pen = new Pen(canvas);
  drawHeads(pen, words.html.clientSide(client), where(endpoint));
  const top = pen.y;
  drawConnection(pen, endpoint, words);
  drawMessages(pen, endpoint, rungs, words);
  const bottom = pen.down(22);
  const lifelines = [pen.left, pen.right].map((x) => line(x, top, x, bottom, 'life'));
  const hasConnected = endpoint.connection.problem === null;
  if (!endpoint.handshake.completed && hasConnected && end.lines.length > 0)
    pen.parts.push(cross(end.side === 'client' ? pen.left : pen.right, bottom, 6));
  drawEnd(pen, end);
  return { height: pen.y + 10, content: markup`${pen.bands}${lifelines}${pen.parts}` };
}

/** Draws from above to below, between the two lines of life. */
class Pen {
  readonly width: number;
  readonly isWide: boolean;
  readonly left: number;
  readonly right: number;
  readonly parts: Markup[] = [];
  /** Behind everything else. */
  readonly bands: Markup[] = [];
  y = 16;

  constructor(canvas: Canvas) {
    this.width = canvas.width;
    this.isWide = canvas.name === 'wide';
    this.left = this.isWide ? 150 : 62;
    this.right = canvas.width - (this.isWide ? 90 : 10);
  }

  /** Goes down, and says where it is. */
  down(by: number): number {
    this.y += by;
    return this.y;
  }

  /** A time, left of the client's line. */
  time(ms: number | null): void {
    if (ms !== null) this.parts.push(label(milliseconds(ms), this.left - 10, this.y + 4, 'small muted', 'end'));
  }

  /** From one side to the other; `until`: it ends on the way, and has no head. */
  arrow(from: Side, look: string, until = 1): void {
    const [start, other] = from === 'client' ? [this.left, this.right] : [this.right, this.left];
    const stop = start + (other - start) * until;
    this.parts.push(line(start, this.y, stop, this.y, `wire ${look}`));
    if (until === 1) this.parts.push(head(stop, this.y, from === 'client' ? 'right' : 'left', `arrow ${look}`));
  }

  /** What is said, above the arrow where it begins; a note where it ends. */
  words(text: string, note: string, from: Side, look: string): void {
    const room = this.right - this.left - 24;
    const noteWidth = note === '' ? 0 : textWidth(note, 11, 'sans') + 12;
    const shown = fitted(text, room - noteWidth, size, 'mono');
    const begin = from === 'client' ? this.left + 10 : this.right - 10;
    this.parts.push(label(shown, begin, this.y - 5, `name ${look}`, from === 'client' ? 'start' : 'end'));
    if (note === '') return;
    const end = from === 'client' ? this.right - 12 : this.left + 12;
    this.parts.push(label(note, end, this.y - 5, 'tiny muted', from === 'client' ? 'end' : 'start'));
  }
}

/** Who stands on which side. */
function drawHeads(pen: Pen, client: string, server: string): void {
  const { isWide, width, left, right, y } = pen;
  const half = width / 2 - 8;
  pen.parts.push(
    label(fitted(client, isWide ? half : half - 10, 13, 'sans'), isWide ? left - 60 : 2, y, 'who'),
    label(fitted(server, half, 13, 'sans'), isWide ? right + 60 : width - 2, y, 'who', 'end'),
  );
  pen.down(14);
}

/** The connection itself, and the dialogues that it begins with. */
function drawConnection(pen: Pen, { connection, timings, preludes }: ReportEndpoint, { html }: PageWords): void {
  pen.down(26);
  const { problem } = connection;
  const reach = problem === null ? 1 : problem.kind === 'refused' ? 0.985 : 0.55;
  const look = problem === null ? 'quiet' : 'bad';
  pen.words(html.ladder.connect, '', 'client', look);
  pen.arrow('client', look, reach);
  if (problem === null) pen.time(timings.tcpMs);
  else pen.parts.push(cross(pen.left + (pen.right - pen.left) * reach, pen.y));
  for (const { protocol, durationMs, said } of preludes) {
    pen.down(28);
    pen.words(`${protocol}: ${said}`, milliseconds(durationMs), 'client', 'quiet');
    pen.arrow('client', 'quiet');
    pen.parts.push(head(pen.left, pen.y, 'left', 'arrow quiet'));
  }
}

function drawMessages(
  pen: Pen,
  { handshake, timings }: ReportEndpoint,
  rungs: readonly Rung[],
  { html }: PageWords,
): void {
  const shown = rungs.slice(0, mostRungs);
  const encrypted = encryptedFrom(handshake);
  const total = Math.max(timings.handshakeMs ?? 0, ...shown.map(({ atMs }) => atMs), 0.001);
  let before = timings.tcpMs ?? 0;
  let side: Side | null = null;
  let written: string | null = timings.tcpMs === null ? null : milliseconds(timings.tcpMs);
  let bandTop: number | null = null;
  shown.forEach(({ from, text, bytes, atMs, look }, index) => {
    const waited = Math.max(0, atMs - before) / total;
    // A wait is seen, but not to scale: a second would leave no room for anything else.
    pen.down(25 + (from === side ? 0 : 6) + 34 * Math.sqrt(waited));
    if (index === encrypted) bandTop = pen.y - 20;
    pen.words(text, html.ladder.octets(bytes), from, look);
    pen.arrow(from, look);
    const now = milliseconds(atMs);
    if (now !== written) pen.time(atMs);
    written = now;
    before = atMs;
    side = from;
  });
  const { left, right } = pen;
  if (bandTop !== null) pen.bands.push(box(left + 1, bandTop, right - left - 2, pen.y + 7 - bandTop, 'band', 0));
  if (rungs.length > mostRungs) {
    pen.down(24);
    pen.parts.push(
      label(html.ladder.more(rungs.length - mostRungs), (left + right) / 2, pen.y, 'small muted', 'middle'),
    );
  }
}

/** How it ended, in words below. */
function drawEnd(pen: Pen, { lines }: End): void {
  const begin = pen.isWide ? pen.left + 20 : 22;
  for (const { text, good } of lines) {
    pen.down(24);
    pen.parts.push(good ? tick(begin - 15, pen.y - 5) : cross(begin - 13, pen.y - 5, 4));
    fittedLines(text, (pen.isWide ? pen.width : pen.width - 2) - begin, 13).forEach((part, index) => {
      if (index > 0) pen.down(18);
      pen.parts.push(label(part, begin, pen.y, good ? 'end good' : 'end bad'));
    });
  }
}

/** More than any honest handshake has; the table holds the rest. */
const mostRungs = 40;
