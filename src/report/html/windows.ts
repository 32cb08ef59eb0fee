/** The two figures of time: when certificates are valid, and what OCSP responses and CRLs cover. */
import type { UnixMs } from '../../base/time.ts';
import { dayMs } from '../../base/time.ts';
import type { ReportEndpoint } from '../report.ts';
import type { Node } from './chain-links.ts';
import type { Content, Markup } from './markup.ts';
import { moment, table, tableBehind } from './page.ts';
import type { PageWords } from './page.ts';
import { figure } from './svg.ts';
import { standing, timeline } from './timeline.ts';
import type { Span } from './timeline.ts';

/** More bars than this are in the table alone. */
const mostSpans = 14;

/** When each certificate is valid; null where none has dates. */
export function validityFigure(
  id: string,
  nodes: readonly Pick<Node, 'subject' | 'notBefore' | 'notAfter'>[],
  at: UnixMs,
  words: PageWords,
): Markup | null {
  const spans = nodes.flatMap(({ subject, notBefore, notAfter }): Span[] => {
    const from = Date.parse(notBefore ?? '');
    const to = Date.parse(notAfter ?? '');
    return Number.isFinite(from) && Number.isFinite(to) ? [{ name: subject, from, to }] : [];
  });
  if (spans.length === 0) return null;
  const { time, chain } = words.html;
  const rows = nodes.map(({ subject, notBefore, notAfter }) => [
    subject,
    notBefore === null ? '–' : moment(notBefore),
    notAfter === null ? '–' : moment(notAfter),
    notBefore === null || notAfter === null
      ? '–'
      : standing({ from: Date.parse(notBefore), to: Date.parse(notAfter) }, at, words.html),
  ]);
  return figure(
    id,
    {
      title: time.validity,
      description: time.validityAbout(spans.map((span) => `${span.name}: ${standing(span, at, words.html)}`)),
      caption: time.validityCaption,
      below: tableBehind(words, table([chain.certificate, time.from, time.to, time.validity], rows)),
    },
    (canvas) => timeline(canvas, spans.slice(0, mostSpans), at, { unit: dayMs, words: words.html }),
  );
}

interface Window extends Span {
  readonly thisUpdate: string;
  readonly nextUpdate: string | null;
  readonly signed: string | null;
  readonly revoked: string | null;
  readonly text: string;
}

/** What was seen of revocation. */
export type RevocationSeen = Pick<ReportEndpoint, 'ocsp'> & {
  readonly crls: readonly Pick<ReportEndpoint['crls'][number], 'lists'>[];
};

/** What OCSP responses and CRLs cover; null where there are none with times. */
export function revocationFigure(id: string, endpoint: RevocationSeen, at: UnixMs, words: PageWords): Markup | null {
  const windows = [...staples(endpoint, words), ...answers(endpoint, words), ...lists(endpoint, words)];
  if (windows.length === 0) return null;
  const { time } = words.html;
  const orDash = (when: string | null): Content => (when === null ? '–' : moment(when));
  const rows = windows.map(({ name, thisUpdate, nextUpdate, signed, revoked, text }) => [
    name,
    orDash(thisUpdate),
    nextUpdate === null ? time.open : orDash(nextUpdate),
    orDash(signed),
    orDash(revoked),
    text,
  ]);
  return figure(
    id,
    {
      title: time.revocation,
      description: time.validityAbout(
        windows.map((one) => `${one.name}: ${one.text}, ${standing(one, at, words.html)}`),
      ),
      caption: time.revocationCaption,
      below: tableBehind(
        words,
        table([time.what, time.from, time.to, time.producedAt, time.revokedAt, time.says], rows),
      ),
    },
    (canvas) => timeline(canvas, windows.slice(0, mostSpans), at, { unit: dayMs / 24, words: words.html }),
  );
}

type Response = Pick<
  ReportEndpoint['ocsp'],
  'status' | 'producedAt' | 'thisUpdate' | 'nextUpdate' | 'revokedAt' | 'problems'
>;

function windowOf(name: string, response: Response, words: PageWords): Window[] {
  const { status, thisUpdate, nextUpdate, producedAt, revokedAt, problems } = response;
  if (thisUpdate === null || status === null) return [];
  const says = words.report.stapleStatus(status);
  return [
    {
      name,
      from: Date.parse(thisUpdate),
      to: nextUpdate === null ? null : Date.parse(nextUpdate),
      producedAt: producedAt === null ? null : Date.parse(producedAt),
      revokedAt: revokedAt === null ? null : Date.parse(revokedAt),
      says,
      bad: status !== 'good' || problems.length > 0,
      thisUpdate,
      nextUpdate,
      signed: producedAt,
      revoked: revokedAt,
      text: [says, ...problems.map(({ text }) => text)].join('; '),
    },
  ];
}

const staples = ({ ocsp }: Pick<ReportEndpoint, 'ocsp'>, words: PageWords): readonly Window[] =>
  ocsp.staples.flatMap((staple) => windowOf(words.html.time.staple(staple.certificate), staple, words));

const answers = ({ ocsp }: Pick<ReportEndpoint, 'ocsp'>, words: PageWords): readonly Window[] =>
  ocsp.endpoints.flatMap((answer) => windowOf(answer.url, answer, words));

const lists = ({ crls }: Pick<RevocationSeen, 'crls'>, words: PageWords): readonly Window[] =>
  crls.flatMap(({ lists: found }) =>
    found.flatMap(({ issuer, thisUpdate, nextUpdate, lookups }): Window[] => {
      if (thisUpdate === null) return [];
      const problems = lookups.flatMap((lookup) => lookup.problems.map(({ text }) => `${lookup.subject}: ${text}`));
      return [
        {
          name: words.html.time.crlOf(issuer),
          from: Date.parse(thisUpdate),
          to: nextUpdate === null ? null : Date.parse(nextUpdate),
          bad: problems.length > 0,
          thisUpdate,
          nextUpdate,
          signed: null,
          revoked: null,
          text: problems.join('; ') || '–',
        },
      ];
    }),
  );
