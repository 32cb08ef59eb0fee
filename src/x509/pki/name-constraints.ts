import type { Result } from '../../base/result.ts';
import { DerReader, context, decodeDer, primitive, tags } from './der.ts';
import { readGeneralName } from './general-name.ts';
import type { PkiProblem } from './pki-problem.ts';

/** The names of a GeneralNames as they are encoded: tag octet, and content. Directory names keep their encoding. */
export interface EncodedName {
  readonly tag: number;
  readonly content: Uint8Array;
}

/** One GeneralName, as it is encoded. */
export function readEncodedName(r: DerReader): EncodedName {
  const tag = r.next;
  if (opaque.has(tag)) return { tag, content: r.content(tag, 'name') };
  const value = r.value('name');
  if (!decodeDer('GeneralName', value, readGeneralName).ok) r.fail('illegalValue', 'name');
  return { tag, content: new DerReader(value, 'name').content(tag, 'name') };
}

/** The names of a subjectAltName, not looked into. */
export function readEncodedNames(value: Uint8Array): Result<EncodedName[], PkiProblem> {
  return decodeDer('GeneralNames', value, (r) => {
    const list = r.enter(tags.sequence, 'generalNames');
    const names: EncodedName[] = [];
    while (!list.isEmpty) names.push(readEncodedName(list));
    return names;
  });
}

/** One subtree of NameConstraints. `hasBounds`: a minimum other than 0 or a maximum, which RFC 5280 forbids. */
export interface Subtree {
  readonly base: EncodedName;
  readonly hasBounds: boolean;
}

/** NameConstraints (RFC 5280 4.2.1.10). */
export interface NameConstraints {
  readonly permitted: readonly Subtree[];
  readonly excluded: readonly Subtree[];
}

/** Reads NameConstraints. */
export function readNameConstraints(value: Uint8Array): Result<NameConstraints, PkiProblem> {
  return decodeDer('NameConstraints', value, nameConstraints);
}

/** The same, inside of a reader. */
export function nameConstraints(r: DerReader): NameConstraints {
  const inner = r.enter(tags.sequence, 'nameConstraints');
  const permitted = inner.next === context(0) ? subtrees(inner.enter(context(0), 'permittedSubtrees')) : [];
  const excluded = inner.next === context(1) ? subtrees(inner.enter(context(1), 'excludedSubtrees')) : [];
  inner.end();
  return { permitted, excluded };
}

/** rfc822Name, dNSName, uniformResourceIdentifier, iPAddress: any octets will do. */
const opaque: ReadonlySet<number> = new Set([primitive(1), primitive(2), primitive(6), primitive(7)]);

function subtrees(list: DerReader): Subtree[] {
  const found: Subtree[] = [];
  while (!list.isEmpty) {
    const item = list.enter(tags.sequence, 'generalSubtree');
    const base = readEncodedName(item);
    const minimum = item.next === primitive(0) ? item.number('minimum', primitive(0)) : 0;
    const hasMaximum = item.next === primitive(1);
    if (hasMaximum) item.number('maximum', primitive(1));
    item.end();
    found.push({ base, hasBounds: minimum !== 0 || hasMaximum });
  }
  return found;
}
