/**
 * The chain as a tree: under each certificate hangs its issuer, as far as it was sent, and at the end the one that was found
 * elsewhere. What does not belong to the one before it begins at the left edge again.
 */
import { chainMarks } from '../chain-marks.ts';
import type { Report, ReportEndpoint } from '../report.ts';
import type { ReportWords } from '../words/words.ts';
import { padded, width } from './layout.ts';
import type { Sheet } from './sheet.ts';

/** What is known of a chain, and of what became of it. */
export type ChainSeen = Pick<ReportEndpoint, 'chain' | 'chainProblem' | 'ocsp'> & {
  readonly verification: Pick<ReportEndpoint['verification'], 'problems' | 'path' | 'otherPaths' | 'trustStores'>;
};

type Certificate = ReportEndpoint['chain'][number];

/** Writes the chain, certificate by certificate, with what is wrong beside each. */
export function writeChain(
  sheet: Sheet,
  report: Pick<Report, 'judgedAt'>,
  seen: ChainSeen,
  words: ReportWords,
  title = words.labels.chainAsSent,
): void {
  const { chain, chainProblem } = seen;
  if (chainProblem !== null) sheet.paragraph(chainProblem.text, 4);
  if (chain.length === 0) return;
  sheet.paragraph(title, 4, { paint: sheet.paint.dim });
  const shown = sheet.verbose ? chain : chain.slice(0, mostShown);
  const depths = depthsOf(shown);
  const isOpen = shown.map(({ subject, issuer }, place) => issuer !== subject && (depths[place + 1] ?? 0) === 0);
  const ends = shown.flatMap(({ subject, issuer }, place) => {
    const depth = depths[place] ?? 0;
    const names = isOpen[place] === true ? [subject, issuer] : [subject];
    return names.map((name) => nameAt(depth) + sizeOf(sheet, name));
  });
  const column = Math.max(...ends);
  shown.forEach((certificate, place) => {
    const depth = depths[place] ?? 0;
    const marks = chainMarks(certificate, place, seen, report.judgedAt, words);
    writeCertificate(sheet, { certificate, place, depth, marks, column }, words);
    if (isOpen[place] === true) writeIssuer(sheet, { issuer: certificate.issuer, depth, column }, seen, words);
  });
  if (shown.length < chain.length) sheet.paragraph(`… (+${chain.length - shown.length})`, 6);
}

/** A certificate is one deeper than the one before it where it is its issuer by name. */
function depthsOf(chain: readonly Certificate[]): readonly number[] {
  const depths: number[] = [];
  chain.forEach(({ subject }, place) => {
    const isIssuer = place > 0 && chain[place - 1]?.issuer === subject;
    depths.push(isIssuer ? Math.min((depths[place - 1] ?? 0) + 1, deepest) : 0);
  });
  return depths;
}

/** The column of a certificate's number, under which hangs what comes next; and of its name. */
const indentAt = (depth: number): number => 6 + 3 * depth;
const nameAt = (depth: number): number => indentAt(depth + 1);

const sizeOf = (sheet: Sheet, name: string): number => width(sheet.shown(name, longestName));

function writeCertificate(
  sheet: Sheet,
  {
    certificate,
    place,
    depth,
    marks,
    column,
  }: {
    readonly certificate: Certificate;
    readonly place: number;
    readonly depth: number;
    readonly marks: readonly string[];
    readonly column: number;
  },
  { labels }: ReportWords,
): void {
  const { subject, notBefore, notAfter, publicKey, sha256, san } = certificate;
  const indent = indentAt(depth);
  const number = `${place}`.padEnd(3);
  const lead = depth === 0 ? number : `${sheet.glyphs.branch} ${number}`;
  const margin = depth === 0 ? indent : indent - 3;
  const name = padded(sheet.shown(subject, longestName), column - nameAt(depth) + 2);
  const tail = marks.length === 0 ? '' : `${sheet.glyphs.fail} ${marks.join(labels.comma)}`;
  sheet.paragraph(`${name}${notBefore.slice(0, 10)} ${labels.until} ${notAfter.slice(0, 10)}`, margin, { lead, tail });
  const fingerprint = sheet.verbose ? sha256 : `${sha256.slice(0, 16)}…`;
  const facts = [sheet.shown(publicKey, 40), `${labels.sha256} ${fingerprint}`];
  if (san.length > 0 && (place === 0 || sheet.verbose)) facts.push(`${labels.names} ${nameList(san, sheet.verbose)}`);
  sheet.paragraph(facts.join(` ${sheet.glyphs.dot} `), nameAt(depth), { paint: sheet.paint.dim });
}

/** The issuer that does not follow, and where it was found instead. */
function writeIssuer(
  sheet: Sheet,
  { issuer, depth, column }: { readonly issuer: string; readonly depth: number; readonly column: number },
  { chain, verification: { path, otherPaths, trustStores } }: ChainSeen,
  { labels, storeNames }: ReportWords,
): void {
  const own = path.find(({ subject, from }) => subject === issuer && from !== 'leaf' && from !== 'sent');
  // What others trust beside it is trusted all the same; what they fetch was not sent.
  const others = [...(otherPaths?.accepted ?? []), ...(otherPaths?.tried ?? [])].flatMap((other) => other.path);
  const found = own ?? others.find(({ subject, from }) => subject === issuer && from === 'trustStore');
  const store = trustStores.find(({ decides }) => decides);
  const place = chain.findIndex(({ subject }) => subject === issuer);
  const where =
    found?.from === 'trustStore' && store !== undefined
      ? storeNames[store.name]
      : found?.from === 'fetched'
        ? labels.fetched
        : place === -1
          ? labels.notSent
          : `${sheet.glyphs.arrow} ${place}`;
  const name = padded(sheet.shown(issuer, longestName), column - nameAt(depth) + 2);
  sheet.paragraph(`${name}${where}`, indentAt(depth), { lead: `${sheet.glyphs.branch} `, paint: sheet.paint.dim });
}

/** Names, separated by commas; not all of hundreds unless that is asked for. */
export function nameList(names: readonly string[], all: boolean): string {
  const shown = all ? names.slice(0, 200) : names.slice(0, 12);
  const more = names.length - shown.length;
  return `${shown.join(', ')}${more > 0 ? `, … (+${more})` : ''}`;
}

/** A server may send a thousand. */
const mostShown = 20;
const deepest = 8;
const longestName = 60;
