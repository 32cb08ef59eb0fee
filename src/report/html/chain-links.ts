/** From what was sent and how far the path could be built to a graph: certificates, and the links between them. */
import { isRevoked } from '../chain-marks.ts';
import { storeOf } from './store-names.ts';
import type { ReportEndpoint } from '../report.ts';
import type { PageWords } from './page.ts';

/** One certificate of the graph. */
export interface Node {
  readonly subject: string;
  readonly issuer: string | null;
  readonly from: 'sent' | 'fetched' | 'trustStore';
  /** As sent; null: it was not. */
  readonly place: number | null;
  readonly publicKey: string | null;
  readonly notBefore: string | null;
  readonly notAfter: string | null;
  /** What is wrong with it, in words. */
  readonly problems: readonly string[];
  /** What is wrong with the link to its issuer, in words; null: nothing. */
  readonly broken: string | null;
}

/** The issuer that is nowhere. `url`: where it can be had; null: nowhere that we know. */
export interface Missing {
  readonly subject: string;
  readonly url: string | null;
}

export interface ChainGraph {
  /** Leaf first. The last ones may be anchors. */
  readonly path: readonly Node[];
  readonly missing: Missing | null;
  /** Sent, but no part of the path. */
  readonly unused: readonly Node[];
  /** The store that decides; null: none was asked. */
  readonly store: { readonly name: string; readonly certificates: number | null; readonly accepts: boolean } | null;
}

/** Problems of a certificate that are those of its link to the next one. */
const linkProblems: ReadonlySet<string> = new Set([
  'issuerNotFound',
  'selfSignedLeaf',
  'selfSignedInPath',
  'anchorNotSelfSigned',
  'badSignature',
]);

/** What a graph is made of. */
export type ChainSeen = Pick<ReportEndpoint, 'chain' | 'fetchedIssuers' | 'ocsp'> & {
  readonly verification: Pick<ReportEndpoint['verification'], 'path' | 'problems' | 'trustStores' | 'accepted'>;
};

/** The graph of an endpoint; null: no certificate was seen. */
export function chainGraph(endpoint: ChainSeen, words: PageWords): ChainGraph | null {
  const { chain, verification, fetchedIssuers } = endpoint;
  if (chain.length === 0) return null;
  const used = new Set<number>();
  const built = verification.path.length === 0 ? asSent(chain) : verification.path;
  const path = built.map((step, depth): Node => {
    const place = step.from === 'trustStore' || step.from === 'fetched' ? -1 : placeOf(step, chain, used);
    if (place !== -1) used.add(place);
    const sent = chain[place];
    const problems = verification.problems.filter((problem) => problem.depth === depth);
    const ofLink = problems.filter(({ kind }) => linkProblems.has(kind)).map(({ text }) => text);
    return {
      subject: step.subject,
      issuer: sent?.issuer ?? null,
      from: step.from === 'leaf' ? 'sent' : step.from,
      place: place === -1 ? null : place,
      publicKey: sent?.publicKey ?? null,
      notBefore: step.notBefore,
      notAfter: step.notAfter,
      problems: [
        ...problems.filter(({ kind }) => !linkProblems.has(kind)).map(({ text }) => text),
        ...(place !== -1 && isRevoked(endpoint.ocsp, place) ? [words.report.labels.revoked] : []),
      ],
      broken: ofLink.length === 0 ? null : ofLink.join(', '),
    };
  });
  const last = path.at(-1);
  const isMissing = verification.problems.some(
    ({ kind, depth }) => kind === 'issuerNotFound' && depth === path.length - 1,
  );
  const missing = isMissing && last?.issuer != null ? last.issuer : null;
  const source = fetchedIssuers.find(({ certificates }) => certificates.some(({ subject }) => subject === missing));
  const deciding = verification.trustStores.find(({ decides }) => decides);
  return {
    path,
    missing: missing === null ? null : { subject: missing, url: source?.url ?? null },
    unused: chain.flatMap((sent, place) =>
      used.has(place) ? [] : [{ ...sent, from: 'sent' as const, place, problems: [], broken: null }],
    ),
    store:
      deciding === undefined
        ? null
        : {
            name: storeOf(deciding, words.report),
            certificates: deciding.certificates,
            accepts: verification.accepted === true,
          },
  };
}

type Step = Omit<ReportEndpoint['verification']['path'][number], 'from'> & {
  readonly from: ReportEndpoint['verification']['path'][number]['from'];
};

/** Without a path, what was sent is followed by its names. */
function asSent(chain: ReportEndpoint['chain']): readonly Step[] {
  const steps: Step[] = [];
  let next: ReportEndpoint['chain'][number] | undefined = chain[0];
  const left = new Set(chain);
  while (next !== undefined) {
    const here: ReportEndpoint['chain'][number] = next;
    steps.push({ ...here, from: steps.length === 0 ? 'leaf' : 'sent' });
    left.delete(here);
    next = here.issuer === here.subject ? undefined : [...left].find(({ subject }) => subject === here.issuer);
  }
  return steps;
}

function placeOf(
  { subject, notBefore, notAfter }: Step,
  chain: ReportEndpoint['chain'],
  used: ReadonlySet<number>,
): number {
  return chain.findIndex(
    (sent, place) =>
      !used.has(place) && sent.subject === subject && sent.notBefore === notBefore && sent.notAfter === notAfter,
  );
}
