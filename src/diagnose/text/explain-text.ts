/** What a pasted text speaks for: every rule's literals in one pass, then the evidence weighed. No network, no clock. */
import type { Claim } from './claims.ts';
import { reasonsOfEnding } from './endings.ts';
import { fold } from './fold.ts';
import type { Folded } from './fold.ts';
import { innermostOf } from './innermost.ts';
import type { Stretch } from './innermost.ts';
import { familiesIn } from './library-lines.ts';
import { finder } from './needles.ts';
import type { Occurrence } from './needles.ts';
import { tlsWords } from './rule.ts';
import type { Grade, Rule } from './rule.ts';
import { sentChainIn } from './sent-chain.ts';
import { sideOf } from './side.ts';
import { smallLibraryCodesIn } from './small-library-codes.ts';
import type { Side } from './side.ts';
import { reasonsByNumber } from './packed-codes.ts';
import { localisedHandshakes } from './localised-handshakes.ts';
import { localisedPhrases } from './localised-phrases.ts';
import { phraseEvents, phraseWords, phrases, wordsOf } from './phrases.ts';
import { weigh } from './weigh.ts';
import type { Candidate, Hit } from './weigh.ts';

/** What a text says. */
export interface Reading {
  /** Best first; empty: no TLS problem, or an unknown one. */
  readonly candidates: readonly Candidate[];
  /** It is about TLS, and no rule knows it: where. Null otherwise. */
  readonly unknown: Stretch | null;
  /** Whose text it is, as far as the telling line shows. */
  readonly side: Side;
}

/** Reads texts of at most {@link mostCharacters}; of a longer one the head and the tail. */
export type TextReader = (text: string) => Reading;

/** What is read of a text; longer ones keep their head and their tail. */
export const mostCharacters = 1 << 20;

/** Prepares the rules once, for any number of texts. */
export function textReader(rules: readonly Rule[], claims: readonly Claim[]): TextReader {
  const known = prepare(rules, claims);
  /** Numbers speak as their words would. */
  const hitsByNumber = (text: string): readonly Hit[] =>
    reasonsByNumber(text).flatMap(({ words, at }) => {
      const folded = fold(`SSL routines: ${words}`);
      const found = known.find(folded);
      const present = new Set(found.map(({ needle }) => needle));
      return withoutContained(found.flatMap((one) => hitsOf(one, known, folded, words, present))).map((hit) => ({
        ...hit,
        at,
      }));
    });
  return (whole) => {
    const text = withoutIdleLines(shortened(whole));
    const folded = fold(text);
    const found = known.find(folded);
    const present = new Set(found.map(({ needle }) => needle));
    const hits = [...withoutContained(found.flatMap((one) => hitsOf(one, known, folded, text, present)))];
    if (hits.every(({ means }) => means.length === 0)) hits.push(...hitsByNumber(text));
    hits.push(...phrasesBeside(hits, text));
    if (hits.every(({ means, weight }) => (means.length === 0 ? weight < weights.benign : weight <= weights.hint))) {
      const numbered = smallLibraryCodesIn(text, weights.end);
      hits.push(...(numbered.length > 0 ? numbered : familiesIn(text, weights.family)));
    }
    const strongest = Math.max(0, ...hits.filter(({ means }) => means.length > 0).map(({ weight }) => weight));
    const isBenign = hits.some(
      ({ means, weight }) => means.length === 0 && weight >= strongest && weight >= weights.benign,
    );
    if (isBenign) return { candidates: [], unknown: null, side: null };
    const claimed = found.flatMap((one) => claimsAt(one, known, folded));
    // What several diagnoses claim, and no rule knows, is a text of other troubles as well.
    if (claimed.every(({ weight }) => weight < weights.hint)) {
      if (strongest === 0) claimed.length = 0;
      else if (strongest <= weights.hint && !failure.test(text) && !trouble.test(text))
        return { candidates: [], unknown: null, side: null };
    }
    const candidates = weigh(
      [...hits, ...claimed, ...reasonsOfEnding(hits), ...chainAsShown(hits, text)],
      innermostOf(text),
    );
    const [first] = candidates;
    return {
      candidates,
      unknown: first === undefined ? unknownTls(found, known, folded, text) : null,
      side: first === undefined ? null : sideAt(text, first.at),
    };
  };
}

function shortened(text: string): string {
  if (text.length <= mostCharacters) return text;
  const half = mostCharacters / 2;
  return `${text.slice(0, half)}\n${text.slice(-half)}`;
}

/**
 * Linkers, loaders and configure name functions that no call was made to; JSSE's log its settings; servers start with a
 * certificate that they made: such lines say nothing.
 */
function withoutIdleLines(text: string): string {
  if (!idle.test(text)) return text;
  const lines = text.split('\n');
  return lines.map((line) => (line.length < 400 && idle.test(line) ? ' '.repeat(line.length) : line)).join('\n');
}

const idle =
  /[uU]ndefined (?:symbol|reference to)|[sS]ymbol not found|unresolved external|Error relocating|no such symbol|-- Looking for|\bchecking (?:for|whether) |Ignoring unsupported cipher suite|Allow unsafe renegotiation: |tlsmc_\w{1,40}: INFO|Connection closed to child \d{1,6} with |CA certificate \S{1,120} is self signed|[gG]enerat(?:e|ed|ing) (?:an? )?(?:new )?self-signed/;

function hitsOf(
  one: Occurrence,
  { entries }: Known,
  folded: Folded,
  text: string,
  present: ReadonlySet<number>,
): readonly Hit[] {
  const rules = entries[one.needle]?.rules ?? [];
  if (rules.length === 0) return [];
  const at = placeOf(one, folded);
  let tail: string | null = null;
  const follows = (pattern: RegExp): boolean => pattern.test((tail ??= text.slice(at.end, at.end + 240)));
  return rules.flatMap((rule) => {
    if (rule.with !== null && !rule.with.some((needle) => present.has(needle))) return [];
    if (rule.without !== null && rule.without.some((needle) => present.has(needle))) return [];
    if (rule.followedBy !== undefined && !follows(rule.followedBy)) return [];
    if (rule.notFollowedBy !== undefined && follows(rule.notFollowedBy)) return [];
    const before =
      rule.precededBy === undefined ? 0 : (rule.precededBy.exec(lettersBefore(folded, one.start))?.[0].length ?? null);
    if (before === null) return [];
    const means = meansHere(rule, text, at);
    // A condition on what follows makes a rule more special than the same literal without.
    const end = one.end + (rule.followedBy === undefined ? 0 : 1);
    return [{ means, weight: weights[rule.grade], start: one.start - before, end, at }];
  });
}

function meansHere({ means, onServer, unsaid }: PreparedRule, text: string, at: Stretch): readonly string[] {
  if (onServer === undefined) return means;
  const side = sideAt(text, at);
  return side === 'server' ? onServer : side === null && unsaid !== undefined ? unsaid : means;
}

/** An issuer that is not known, and a transcript that shows what was sent: then it shows which end of the chain is missing. */
function chainAsShown(hits: readonly Hit[], text: string): readonly Hit[] {
  const doubt = hits.reduce<Hit | null>(
    (best, hit) => (hit.means.length > 0 && hit.weight > (best?.weight ?? 0) ? hit : best),
    null,
  );
  if (doubt === null || doubt.weight < weights.wrapper || !issuersInDoubt.has(doubt.means[0] ?? '')) return [];
  const chain = sentChainIn(text);
  if (chain === null || chain.length !== 1) return [];
  return [
    {
      ...doubt,
      means: [chain.isSelfIssued ? 'self-signed-leaf' : 'missing-intermediate'],
      weight: doubt.weight + 0.05,
    },
  ];
}

const issuersInDoubt: ReadonlySet<string> = new Set(['untrusted-root', 'missing-intermediate', 'client-roots-missing']);

const lettersBefore = ({ codes }: Folded, start: number): string =>
  String.fromCharCode(...codes.subarray(Math.max(0, start - 60), start));

/** A claim stands beside the rules: it covers nothing and is covered by nothing. */
const claimsAt = (one: Occurrence, { entries }: Known, folded: Folded): readonly Hit[] =>
  (entries[one.needle]?.claims ?? []).map(({ id, weight }) => ({
    means: [id],
    weight,
    start: one.start,
    end: one.end,
    at: placeOf(one, folded),
    isClaim: true,
  }));

const placeOf = ({ start, end }: Occurrence, { at }: Folded): Stretch => ({
  start: at[start] ?? 0,
  end: (at[end - 1] ?? 0) + 1,
});

/** Of literals that lie within one another only the longest counts: `certificate expired` in `alert certificate expired`. */
function withoutContained(hits: readonly Hit[]): readonly Hit[] {
  const sorted = hits.toSorted((a, b) => a.start - b.start || b.end - a.end);
  const kept: Hit[] = [];
  let reach: Hit | null = null;
  for (const hit of sorted) {
    const inside = reach !== null && hit.end <= reach.end && (hit.start > reach.start || hit.end < reach.end);
    if (!inside) kept.push(hit);
    if (reach === null || hit.end > reach.end) reach = hit;
  }
  return kept;
}

const weights: Readonly<Record<Grade | 'family', number>> = {
  reason: 1,
  alert: 0.85,
  wrapper: 0.75,
  benign: 0.7,
  phrase: 0.68,
  end: 0.6,
  family: 0.4,
  hint: 0.25,
};

/**
 * Sentences about TLS, where no rule decides. What a program says in full comes first: that something is no TLS problem, how a
 * connection ended; only that verification failed, without a reason, is less than a sentence with one.
 */
function phrasesBeside(hits: readonly Hit[], text: string): readonly Hit[] {
  const strongest = Math.max(0, ...hits.map(({ means, weight }) => (means.length > 0 ? weight : 0)));
  if (strongest > weights.wrapper) return [];
  const found = phrasesIn(withoutKnown(text, hits)).filter(
    ({ weight }) => weight !== weights.end || strongest < weights.end,
  );
  // That verification failed, said in a sentence, is less than the same in a program's own words.
  const lift = strongest >= weights.wrapper ? 0.78 / weights.phrase : 1;
  return found.map((hit) => ({ ...hit, weight: hit.weight === weights.wrapper ? 0.6 : hit.weight * lift }));
}

/** What programs say in full is no sentence to be read once more: it is blanked out, but for the word that it is about. */
function withoutKnown(text: string, hits: readonly Hit[]): string {
  let blanked = text.replaceAll(settings, (part) => ' '.repeat(part.length));
  for (const { at, weight } of hits) {
    const size = at.end - at.start;
    if (weight < weights.end || size < 8) continue;
    const word = /cert/i.test(text.slice(at.start, at.end)) ? ' cert ' : ' ';
    blanked = blanked.slice(0, at.start) + word.padEnd(size) + blanked.slice(at.end);
  }
  return blanked;
}

/** How long a driver would have waited, names of exceptions, what transcripts always print and a socket's `repr` say nothing of what happened. */
const settings =
  /\(configured timeouts: [^()]{1,120}\)|\b(?:[Uu]sing|[Ss]etting) (?:\w{1,20} ){0,2}timeout\b|\b\w{0,30}[tT]imeout\w{0,3}(?:=|["']?, ?|["']: ?)\d{1,9}|, Timeout: [\d.]{1,12}s\b|\b\w{0,40}TimeoutE(?:rror|xception)\b(?=:)|No client certificate CA names sent|Secure Renegotiation IS (?:NOT )?supported|ALPN[,:] (?:server did not agree|no ALPN)\b|No ALPN negotiated|ALPN protocol is None|is not supported by the underlying providers|may not support ALPN|<(?:socket\.socket|ssl\.SSLSocket) \[closed\]/g;

const sentences = [...phrases, ...localisedHandshakes, ...localisedPhrases];

function phrasesIn(text: string): readonly Hit[] {
  const found: Hit[] = [];
  for (const at of tellingLines(text)) {
    const line = text.slice(at.start, at.end);
    const words = wordsOf(line);
    let isFirst = true;
    for (const { pattern, needs, means, onServer, grade } of sentences) {
      if (!pattern.test(words) || (needs !== undefined && !needs.test(words))) continue;
      const here = onServer !== undefined && sideAt(text, at) === 'server' ? onServer : means;
      // The special stands before the general in the list: what a line says first counts most.
      const weight = weights[grade] * (isFirst || grade !== 'phrase' ? 1 : 0.9);
      found.push({ means: here, weight, start: at.start, end: at.end, at });
      isFirst = isFirst && grade !== 'phrase';
    }
  }
  return found;
}

/** Lines that may say something: so many from the beginning, as many from the end; a line that was wrapped with its next one. */
function tellingLines(text: string): readonly Stretch[] {
  const lines: Stretch[] = [];
  for (let start = 0; start < text.length;) {
    const newline = text.indexOf('\n', start);
    const end = newline === -1 ? text.length : newline;
    const most = Math.min(end, start + longestPhraseLine);
    if (most - start >= 3 && isTelling(text.slice(start, most))) {
      const isWrapped = end - start >= 55 && end - start <= 130 && goesOn.test(text.slice(end, end + 24));
      const next = isWrapped ? text.indexOf('\n', end + 1) : -1;
      lines.push({ start, end: isWrapped ? Math.min(next === -1 ? text.length : next, end + 130) : most });
      if (lines.length === 2 * mostPhraseLines) lines.splice(mostPhraseLines, 1);
    }
    start = end + 1;
  }
  return lines;
}

/** Not a line of a stack trace; it names a thing, and something that befell it. */
const isTelling = (line: string): boolean => !isTrace.test(line) && phraseWords.test(line) && phraseEvents.test(line);

const isTrace = /^\s{0,20}(?:at [\w$.<>[\]/ ]{1,200}\(|File "|#\d{1,3} |\.{3} \d{1,4} more|from \/|goroutine \d)/;
/** What follows is no line of its own: it begins in lower case, perhaps behind the mark of a quotation. */
const goesOn = /^\n[ \t>|]{0,12}[a-z]/;
const mostPhraseLines = 30;
const longestPhraseLine = 700;

/** The line decides, then the lines around it. */
function sideAt(text: string, at: Stretch): Side {
  const start = text.lastIndexOf('\n', at.start - 1) + 1;
  const line = text.slice(Math.max(start, at.start - 400), at.end + 300);
  const newline = line.indexOf('\n', at.end - Math.max(start, at.start - 400));
  return (
    sideOf(newline === -1 ? line : line.slice(0, newline)) ??
    sideOf(text.slice(Math.max(0, at.start - 4000), at.end + 4000))
  );
}

function unknownTls(found: readonly Occurrence[], { tls }: Known, folded: Folded, text: string): Stretch | null {
  const word = found.find(({ needle }) => tls.has(needle));
  return word === undefined || !failure.test(text) ? null : placeOf(word, folded);
}

/** Without these words, or those of {@link failure}, a text that only mentions TLS tells of what went well. */
const trouble =
  /tim(?:ed|e) ?out|clos|unable|cannot|could ?n|can.?t\b|does ?n|not |\bno\b|missing|lost|denied|terminat|\beof|reset|requir|expir|abort|broken|insecure|nicht|privat|(?!\p{ASCII})\p{L}/iu;

const failure = /error(?!: [23]\b)|fail|exception|fatal|alert|refus|reject|invalid|错误|失败|異常|エラー|Fehler|ошибк/i;

/** Everything that is looked for: each literal once, with what it stands for. */
interface Known {
  readonly find: (text: Folded) => readonly Occurrence[];
  readonly entries: readonly Entry[];
  /** Words of TLS, by which an unknown text is told from one that is about something else. */
  readonly tls: ReadonlySet<number>;
}

interface Entry {
  readonly rules: PreparedRule[];
  readonly claims: Claim[];
}

interface PreparedRule extends Omit<Rule, 'says' | 'grade' | 'with' | 'without'> {
  readonly grade: Grade;
  readonly with: readonly number[] | null;
  readonly without: readonly number[] | null;
}

function prepare(rules: readonly Rule[], claims: readonly Claim[]): Known {
  const entries: Entry[] = [];
  const needles = new Map<string, number>();
  const needleOf = (literal: string): number => {
    const known = needles.get(literal);
    if (known !== undefined) return known;
    needles.set(literal, entries.length);
    return entries.push({ rules: [], claims: [] }) - 1;
  };
  for (const { says, grade = 'reason', with: needs, without, ...rule } of rules) {
    const prepared = { ...rule, grade, with: needs?.map(needleOf) ?? null, without: without?.map(needleOf) ?? null };
    for (const literal of typeof says === 'string' ? [says] : says) entries[needleOf(literal)]?.rules.push(prepared);
  }
  for (const claim of claims) entries[needleOf(claim.literal)]?.claims.push(claim);
  const tls = new Set(tlsWords.map(needleOf));
  return { find: finder([...needles.keys()]).find, entries, tls };
}
