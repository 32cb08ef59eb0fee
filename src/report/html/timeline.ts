/**
 * Spans of time against the time of judgement. A leaf lives for ninety days and its root for twenty years: the axis is that of
 * asinh, straight around the time of judgement and logarithmic far from it, so that "in 12 days" and "in 12 years" can both be read.
 */
import { isoTime } from '../../base/time.ts';
import type { Milliseconds, UnixMs } from '../../base/time.ts';
import type { HtmlWords, TimeUnit } from '../words/html-words.ts';
import { markup } from './markup.ts';
import type { Markup } from './markup.ts';
import { box, cross, fitted, label, line, textWidth } from './svg.ts';
import type { Canvas, Drawing } from './svg.ts';

/** One span with what is said of it. */
export interface Span {
  readonly name: string;
  readonly from: UnixMs;
  /** null: without end. */
  readonly to: UnixMs | null;
  /** When it was signed. */
  readonly producedAt?: UnixMs | null;
  readonly revokedAt?: UnixMs | null;
  /** Said at the right, before the distance. */
  readonly says?: string;
  /** Something else than its dates is wrong with it. */
  readonly bad?: boolean;
}

/** Where a span stands to a time, in words: `12 days left`. */
export function standing(span: Pick<Span, 'from' | 'to'>, at: UnixMs, { time }: HtmlWords): string {
  if (span.from > at) return time.begins(distance(span.from - at, time));
  if (span.to === null) return time.open;
  return span.to < at ? time.ended(distance(at - span.to, time)) : time.left(distance(span.to - at, time));
}

/** Whether a time is within the span. */
export const covers = ({ from, to }: Pick<Span, 'from' | 'to'>, at: UnixMs): boolean =>
  from <= at && (to === null || at <= to);

const units: readonly (readonly [TimeUnit, Milliseconds])[] = [
  ['year', 31_557_600_000],
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
  ['second', 1000],
];

/** In the largest unit of which there are two. */
function distance(ms: Milliseconds, time: HtmlWords['time']): string {
  const [unit, size] = units.find(([, long]) => ms >= 2 * long) ?? ['second', 1000];
  return time.distance(Math.floor(ms / size), unit);
}

const tickSteps: readonly (readonly [number, TimeUnit])[] = [
  [1, 'minute'],
  [10, 'minute'],
  [1, 'hour'],
  [6, 'hour'],
  [1, 'day'],
  [7, 'day'],
  [30, 'day'],
  [90, 'day'],
  [1, 'year'],
  [5, 'year'],
  [20, 'year'],
];

/** Nothing is drawn further away than this. */
const furthest: Milliseconds = 40 * 31_557_600_000;

/** `unit`: up to about this distance the axis is straight. */
export function timeline(
  canvas: Canvas,
  spans: readonly Span[],
  at: UnixMs,
  { unit, words }: { readonly unit: Milliseconds; readonly words: HtmlWords },
): Drawing {
  const { time } = words;
  const margin = 4;
  const width = canvas.width - 2 * margin;
  const ends = spans.flatMap(({ from, to, producedAt, revokedAt }) => [from, to, producedAt, revokedAt]);
  const distances = ends.filter((end) => typeof end === 'number').map((end) => end - at);
  const past = Math.min(furthest, Math.max(unit, ...distances.map((ms) => -ms)) * 1.15);
  const future = Math.min(furthest, Math.max(unit, ...distances) * 1.15);
  const scale = width / (Math.asinh(past / unit) + Math.asinh(future / unit));
  const now = margin + Math.asinh(past / unit) * scale;
  const x = (when: UnixMs): number =>
    Math.min(margin + width, Math.max(margin, now + Math.asinh((when - at) / unit) * scale));

  const parts: Markup[] = [];
  const title = time.judgedAt(`${isoTime(at).slice(0, 16).replace('T', ' ')}Z`);
  const half = textWidth(title, 11.5, 'sans') / 2;
  const middle = Math.min(margin + width - half, Math.max(margin + half, now));
  parts.push(label(title, middle, 13, 'tiny strong now', 'middle'));
  const top = 20;
  let y = top;
  for (const span of spans) {
    const isFine = covers(span, at) && span.bad !== true;
    const said = [span.says, standing(span, at, words)].filter((part) => part !== undefined).join(' · ');
    const detail = fitted(said, width * 0.62, 12, 'sans');
    y += 20;
    parts.push(label(fitted(span.name, width - textWidth(detail, 12, 'sans') - 14, 12.5, 'sans'), margin, y, 'span'));
    parts.push(label(detail, margin + width, y, `small ${isFine ? 'muted' : 'bad'}`, 'end'));
    y += 7;
    const from = x(span.from);
    const to = span.to === null ? margin + width : x(span.to);
    parts.push(box(margin, y, width, 10, 'track', 3));
    parts.push(
      box(from, y, Math.max(2.5, to - from), 10, `bar ${isFine ? 'fine' : 'off'}${span.to === null ? ' open' : ''}`, 3),
    );
    if (span.producedAt != null) parts.push(diamond(x(span.producedAt), y + 5));
    if (span.revokedAt != null) parts.push(cross(x(span.revokedAt), y + 5, 6));
    y += 16;
  }
  const bottom = y + 2;
  parts.push(line(now, top, now, bottom, 'nowline'));
  parts.push(line(margin, bottom, margin + width, bottom, 'axis'));
  parts.push(...ticks(time, { at, x, bottom, now, left: margin, right: margin + width }));
  return { height: bottom + 22, content: parts };
}

interface Axis {
  readonly at: UnixMs;
  readonly x: (when: UnixMs) => number;
  readonly bottom: number;
  readonly now: number;
  readonly left: number;
  readonly right: number;
}

/** From far to near on each side, as long as they do not touch one another. */
function ticks(time: HtmlWords['time'], { at, x, bottom, now, left, right }: Axis): readonly Markup[] {
  const parts: Markup[] = [line(now, bottom, now, bottom + 5, 'axis')];
  for (const past of [true, false]) {
    let free = past ? left : right;
    for (const [count, unit] of tickSteps.toReversed()) {
      const ms = count * (units.find(([name]) => name === unit)?.[1] ?? 0);
      const place = x(past ? at - ms : at + ms);
      const text = time.tick(count, unit, past);
      const half = textWidth(text, 10.5, 'sans') / 2;
      const fits = past
        ? place - half >= free && place + half <= now - 4
        : place + half <= free && place - half >= now + 4;
      if (!fits || place <= left + 0.5 || place >= right - 0.5) continue;
      parts.push(
        line(place, bottom, place, bottom + 4, 'axis'),
        label(text, place, bottom + 16, 'tick-label', 'middle'),
      );
      free = past ? place + half + 10 : place - half - 10;
    }
  }
  return parts;
}

const diamond = (x: number, y: number): Markup => {
  const at = Math.round(x * 10) / 10;
  return markup`<path d="M${at} ${y - 6}l5 6l-5 6l-5 -6Z" class="diamond" />`;
};
