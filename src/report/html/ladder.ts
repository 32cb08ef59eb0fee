/** The handshake as a ladder: who sent what and when, how much of it was encrypted, and where it stopped. */
import type { ReportEndpoint } from '../report.ts';
import { where } from '../text/text.ts';
import { markup } from './markup.ts';
import type { Markup } from './markup.ts';
import { milliseconds, table, tableBehind } from './page.ts';
import type { PageWords } from './page.ts';
import { box, cross, figure, fitted, fittedLines, head, label, line, textWidth, tick } from './svg.ts';
import type { Canvas, Drawing } from './svg.ts';

/** The figure; null where not even a connection was tried. */
export function ladder(id: string, endpoint: ReportEndpoint, client: string, words: PageWords): Markup | null {
  const { handshake } = endpoint;
  if (!endpoint.connection.connected && endpoint.connection.problem === null) return null;
  const { ladder: own } = words.html;
  const rungs = rungsOf(endpoint, words);
  const end = endOf(endpoint, client, words);
  const heads = [own.time, own.from, own.message, words.report.labels.octets];
  const rows = handshake.messages.map(({ from, bytes, atMs }, index) => [
    milliseconds(atMs),
    from === 'client' ? words.report.labels.sides.client : words.report.labels.sides.server,
    rungs[index]?.text ?? '',
    String(bytes),
  ]);
  const description = own.describe(handshake.messages.length, end.lines.map(({ text }) => text).join(' '));
  return figure(
    id,
    {
      title: own.title,
      description,
      caption: own.caption(encryptedFrom(handshake) !== null),
      below: rows.length > 0 && tableBehind(words, table(heads, rows)),
    },
    (canvas) => draw(canvas, { endpoint, client, rungs, end, words }),
  );
}

interface Rung {
  readonly from: 'client' | 'server';
  readonly text: string;
  readonly bytes: number;
  readonly atMs: number;
  readonly look: 'plain' | 'bad' | 'quiet';
}

interface End {
  readonly lines: readonly { readonly text: string; readonly good: boolean }[];
  /** On whose line it stopped. */
  readonly side: 'client' | 'server';
}

interface Ladder {
  readonly endpoint: ReportEndpoint;
  readonly client: string;
  readonly rungs: readonly Rung[];
  readonly end: End;
  readonly words: PageWords;
}

/** More than any honest handshake has; the table holds the rest. */
const mostRungs = 40;

function rungsOf({ handshake, verification }: ReportEndpoint, { html }: PageWords): readonly Rung[] {
  const alerts = { client: [...handshake.alerts], server: [...handshake.alerts] };
  for (const side of ['client', 'server'] as const) alerts[side] = alerts[side].filter(({ from }) => from === side);
  return handshake.messages.map(({ from, name, bytes, atMs }): Rung => {
    if (name === 'alert') {
      // Of those that are ours only the last one, with which we take our leave, is not kept.
      const alert = alerts[from].shift();
      if (alert === undefined) return { from, text: 'alert close_notify', bytes, atMs, look: 'quiet' };
      return { from, text: `alert ${alert.description} (${alert.code})`, bytes, atMs, look: 'bad' };
    }
    const isRefused = name === 'certificate' && from === 'server' && verification.accepted === false;
    const text = isRefused ? `${name} (${html.ladder.refused})` : name;
    const isQuiet = name === 'change_cipher_spec' || name === 'new_session_ticket' || name === 'application_data';
    return { from, text, bytes, atMs, look: isRefused ? 'bad' : isQuiet ? 'quiet' : 'plain' };
  });
}

function endOf(
  { handshake, connection, timings, verification }: ReportEndpoint,
  client: string,
  words: PageWords,
): End {
  const { ladder: own } = words.html;
  if (connection.problem !== null) {
    return { lines: [{ text: words.report.noConnection(connection.problem.text), good: false }], side: 'server' };
  }
  const lines = [];
  if (handshake.completed) lines.push({ text: own.completed(milliseconds(timings.handshakeMs)), good: true });
  if (handshake.problem !== null) lines.push({ text: `${own.stopped}: ${handshake.problem.text}`, good: false });
  if (handshake.completed && verification.accepted === false) {
    lines.push({ text: own.refuses(client, verification.error ?? ''), good: false });
  }
  const weStopped = ['illegalChoice', 'cannotComplete', 'checkFailed', 'tooMuch', 'aborted', 'undecodable'];
  return { lines, side: weStopped.includes(handshake.problem?.kind ?? '') ? 'client' : 'server' };
}

/** Index of the first encrypted message; null: none is. */
function encryptedFrom({ messages, protocol }: ReportEndpoint['handshake']): number | null {
  const isLast = protocol === 'TLSv1.3' ? 'server_hello' : 'change_cipher_spec';
  const at = messages.findLastIndex(({ name }, index) =>
    isLast === 'server_hello'
      ? name === isLast
      : name === isLast && messages.findIndex((one) => one.name === isLast) === index,
  );
  return at === -1 || at + 1 >= messages.length ? null : at + 1;
}

const size = 12.5;

function draw(canvas: Canvas, { endpoint, client, rungs, end, words }: Ladder): Drawing {
  const isWide = canvas.name === 'wide';
  const left = isWide ? 150 : 62;
  const right = canvas.width - (isWide ? 90 : 10);
  const { ladder: own } = words.html;
  const { handshake, connection, timings, preludes } = endpoint;
  const parts: Markup[] = [];
  const bands: Markup[] = [];
  let y = 16;
  const half = canvas.width / 2 - 8;
  parts.push(
    label(
      fitted(words.html.clientSide(client), isWide ? half : half - 10, 13, 'sans'),
      isWide ? left - 60 : 2,
      y,
      'who',
    ),
    label(fitted(where(endpoint), half, 13, 'sans'), isWide ? right + 60 : canvas.width - 2, y, 'who', 'end'),
  );
  y += 14;
  const top = y;
  const times = (at: number | null, baseline: number): void => {
    if (at !== null) parts.push(label(milliseconds(at), left - 10, baseline, 'small muted', 'end'));
  };
  const arrow = (from: 'client' | 'server', at: number, look: string, until = 1): void => {
    const start = from === 'client' ? left : right;
    const stop = start + ((from === 'client' ? right : left) - start) * until;
    parts.push(line(start, at, stop, at, `wire ${look}`));
    if (until === 1) parts.push(head(stop, at, from === 'client' ? 'right' : 'left', `arrow ${look}`));
  };
  const spoken = (text: string, note: string, from: 'client' | 'server', at: number, look: string): void => {
    const room = right - left - 24;
    const noteWidth = note === '' ? 0 : textWidth(note, 11, 'sans') + 12;
    const shown = fitted(text, room - noteWidth, size, 'mono');
    const begin = from === 'client' ? left + 10 : right - 10;
    parts.push(label(shown, begin, at - 5, `name ${look}`, from === 'client' ? 'start' : 'end'));
    if (note !== '') {
      const other = from === 'client' ? right - 12 : left + 12;
      parts.push(label(note, other, at - 5, 'tiny muted', from === 'client' ? 'end' : 'start'));
    }
  };

  // The connection itself.
  y += 26;
  const failed = connection.problem !== null;
  const reach = !failed ? 1 : connection.problem.kind === 'refused' ? 0.985 : 0.55;
  spoken(own.connect, '', 'client', y, failed ? 'bad' : 'quiet');
  arrow('client', y, failed ? 'bad' : 'quiet', reach);
  times(failed ? null : timings.tcpMs, y + 4);
  if (failed) parts.push(cross(left + (right - left) * reach, y));
  for (const { protocol, durationMs, said } of preludes) {
    y += 28;
    spoken(`${protocol}: ${said}`, milliseconds(durationMs), 'client', y, 'quiet');
    arrow('client', y, 'quiet');
    parts.push(head(left, y, 'left', 'arrow quiet'));
  }

  const shown = rungs.slice(0, mostRungs);
  const encrypted = encryptedFrom(handshake);
  const total = Math.max(timings.handshakeMs ?? 0, ...shown.map(({ atMs }) => atMs), 0.001);
  let before = timings.tcpMs ?? 0;
  let side: 'client' | 'server' | null = null;
  let written: string | null = timings.tcpMs === null ? null : milliseconds(timings.tcpMs);
  let bandTop: number | null = null;
  shown.forEach(({ from, text, bytes, atMs, look }, index) => {
    const waited = Math.max(0, atMs - before) / total;
    // A wait is seen, but not to scale: a second would leave no room for anything else.
    y += 25 + (from === side ? 0 : 6) + 34 * Math.sqrt(waited);
    if (index === encrypted) bandTop = y - 20;
    spoken(text, own.octets(bytes), from, y, look);
    arrow(from, y, look);
    const now = milliseconds(atMs);
    if (now !== written) times(atMs, y + 4);
    written = now;
    before = atMs;
    side = from;
  });
  if (bandTop !== null) bands.push(box(left + 1, bandTop, right - left - 2, y + 7 - bandTop, 'band', 0));
  if (rungs.length > mostRungs) {
    y += 24;
    parts.push(label(own.more(rungs.length - mostRungs), (left + right) / 2, y, 'small muted', 'middle'));
  }

  y += 22;
  const bottom = y;
  const x = end.side === 'client' ? left : right;
  if (!handshake.completed && !failed && end.lines.length > 0) parts.push(cross(x, bottom, 6));
  const begin = isWide ? left + 20 : 22;
  for (const { text, good } of end.lines) {
    y += 24;
    parts.push(good ? tick(begin - 15, y - 5) : cross(begin - 13, y - 5, 4));
    fittedLines(text, (isWide ? canvas.width : canvas.width - 2) - begin, 13).forEach((part, index) => {
      if (index > 0) y += 18;
      parts.push(label(part, begin, y, good ? 'end good' : 'end bad'));
    });
  }
  const lifelines = [line(left, top, left, bottom, 'life'), line(right, top, right, bottom, 'life')];
  return { height: y + 10, content: markup`${bands}${lifelines}${parts}` };
}
