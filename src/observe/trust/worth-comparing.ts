import type { Facts } from '../facts.ts';

/**
 * Whether the store that decides refuses a path that another one might accept: it could not be read, or something is wrong
 * above the leaf, or the path does not reach an anchor. What is wrong with the leaf itself is so in every store.
 */
export function isWorthComparing({ verification, stores }: Facts): boolean {
  // A file that was given and cannot be used is the whole story.
  if (verification.kind === 'failed') return stores.some(({ decides, name }) => decides && name !== 'tlsCAFile');
  if (verification.kind !== 'completed') return false;
  return verification.value.problems.some(({ kind, depth }) => depth > 0 || endsOfPaths.has(kind));
}

const endsOfPaths: ReadonlySet<string> = new Set([
  'issuerNotFound',
  'selfSignedLeaf',
  'selfSignedInPath',
  'anchorNotSelfSigned',
]);
