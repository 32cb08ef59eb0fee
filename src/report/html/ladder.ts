/** The handshake as a ladder: who sent what and when, how much of it was encrypted, and where it stopped. */
import type { ReportEndpoint } from '../report.ts';
import { drawLadder, encryptedFrom } from './ladder-drawing.ts';
import type { End, Rung } from './ladder-drawing.ts';
import type { Markup } from './markup.ts';
import { milliseconds, table, tableBehind } from './page.ts';
import type { PageWords } from './page.ts';
import { figure } from './svg.ts';

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
    (canvas) => drawLadder(canvas, { endpoint, client, rungs, end, words }),
  );
}

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
