/**
 * Drawings without a browser to measure text in: widths are guessed from above, by what the widest common fonts take, so that a
 * label that fits here fits everywhere. Each drawing is made twice, for a wide page and for a phone; the style shows one of them.
 */
import { visible } from '../../base/escape.ts';
import { wrapped } from '../text/layout.ts';
import { markup } from './markup.ts';
import type { Content, Markup } from './markup.ts';

/** A page that a drawing is made for; `width`: in CSS pixels, at which it is shown one to one. */
export interface Canvas {
  readonly name: 'wide' | 'narrow';
  readonly width: number;
}

export const canvases: readonly Canvas[] = [
  { name: 'wide', width: 720 },
  { name: 'narrow', width: 328 },
];

export type Face = 'mono' | 'sans';

/** Most that a text takes, in CSS pixels; `size`: of the font. */
export function textWidth(text: string, size: number, face: Face): number {
  let ems = 0;
  for (const character of text) ems += characterWidth(character, face);
  return ems * size;
}

function characterWidth(character: string, face: Face): number {
  if (character > '\u2e7f') return 1.02;
  // Outside of Latin, Greek and Cyrillic fonts differ; none is wider than this.
  if (character > '\u052f' && !/[\u2010-\u2027]/.test(character)) return 1;
  if (face === 'mono') return 0.61;
  if (/[iIljrft.,:;'|!()[\] ·]/.test(character)) return 0.44;
  if (/[mwMW@%…—→]/.test(character)) return 1.02;
  return /[A-ZÀ-Þ0-9_=+<>~#&]/.test(character) || character > '\u024f' ? 0.8 : 0.66;
}

/** The text, safe to show, cut with an ellipsis to what fits into `width`. */
export function fitted(text: string, width: number, size: number, face: Face): string {
  const safe = visible(text, 200);
  if (textWidth(safe, size, face) <= width) return safe;
  const room = width - textWidth('…', size, face);
  let kept = '';
  let used = 0;
  for (const character of safe) {
    used += textWidth(character, size, face);
    if (used > room) break;
    kept += character;
  }
  return `${kept.trimEnd()}…`;
}

/** The text, safe to show, in lines that fit into `width`; what does not fit into `most` lines is cut. */
export function fittedLines(text: string, width: number, size: number, most = 4): readonly string[] {
  const broken = wrapped(visible(text, 400), Math.max(8, Math.floor(width / (size * 0.62))));
  const kept = broken.slice(0, most);
  return broken.length > most ? [...kept.slice(0, -1), fitted(`${kept.at(-1) ?? ''} …`, width, size, 'sans')] : kept;
}

/** A text in a drawing. `x` is where it begins, its middle, or its end. */
export const label = (
  text: string,
  x: number,
  y: number,
  look: string,
  anchor: 'start' | 'middle' | 'end' = 'start',
): Markup => markup`<text x="${round(x)}" y="${round(y)}" class="${look}" text-anchor="${anchor}">${text}</text>`;

export const line = (x1: number, y1: number, x2: number, y2: number, look: string): Markup =>
  markup`<line x1="${round(x1)}" y1="${round(y1)}" x2="${round(x2)}" y2="${round(y2)}" class="${look}" />`;

export const box = (x: number, y: number, width: number, height: number, look: string, radius = 6): Markup =>
  markup`<rect x="${round(x)}" y="${round(y)}" width="${round(width)}" height="${round(height)}" rx="${radius}" class="${look}" />`;

/** A cross where something ends. */
export const cross = (x: number, y: number, size = 5): Markup =>
  markup`<path
    d="M${round(x - size)} ${round(y - size)}L${round(x + size)} ${round(y + size)}M${round(x - size)} ${round(y + size)}L${round(x + size)} ${round(y - size)}"
    class="cross"
  />`;

/** A tick where all is well. */
export const tick = (x: number, y: number): Markup =>
  markup`<path d="M${round(x - 5)} ${round(y)}l4 4l7 -8" class="tick" />`;

/** An arrow head that points at x, y. */
export function head(x: number, y: number, direction: 'left' | 'right' | 'up' | 'down', look: string): Markup {
  const back = { left: [8, -4, 8, 4], right: [-8, -4, -8, 4], up: [-4, 8, 4, 8], down: [-4, -8, 4, -8] }[direction];
  const [ax = 0, ay = 0, bx = 0, by = 0] = back;
  return markup`<path
    d="M${round(x)} ${round(y)}L${round(x + ax)} ${round(y + ay)}L${round(x + bx)} ${round(y + by)}Z"
    class="${look}"
  />`;
}

/** What was drawn, and how high it came to be. */
export interface Drawing {
  readonly height: number;
  readonly content: Content;
}

/** A figure: the drawing for each canvas, with a title and what it says in words for those who do not see it. */
export function figure(
  id: string,
  about: { readonly title: string; readonly description: string; readonly caption?: Content; readonly below?: Content },
  draw: (canvas: Canvas) => Drawing,
): Markup {
  const variants = canvases.map((canvas) => {
    const { height, content } = draw(canvas);
    const name = `${id}-${canvas.name}`;
    return markup`<svg
      class="${canvas.name}"
      viewBox="0 0 ${canvas.width} ${Math.ceil(height)}"
      width="${canvas.width}"
      height="${Math.ceil(height)}"
      role="img"
      aria-labelledby="${name}-title ${name}-desc"
    >
      <title id="${name}-title">${about.title}</title>
      <desc id="${name}-desc">${about.description}</desc>
      ${content}
    </svg>`;
  });
  return markup`<figure>
    ${variants} ${about.caption !== undefined && markup`<figcaption>${about.caption}</figcaption>`}${about.below}
  </figure>`;
}

const round = (number: number): number => Math.round(number * 10) / 10;
