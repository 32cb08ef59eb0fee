/** What a leaf calls itself, compared with what was asked for: for the diagnoses of names. */
import type { Facts } from '../../observe/facts.ts';
import { defaultClientFor } from '../../clients/index.ts';
import { problemsOf } from './chain-facts.ts';
import type { Certificate } from '../fact-types.ts';

/** The name or address that was asked for. */
export interface Asked {
  readonly kind: 'dns' | 'ip';
  readonly value: string;
}

/** The names of a leaf, by kind. */
export interface LeafNames {
  /** Entries of subjectAltName. */
  readonly dns: readonly string[];
  readonly ip: readonly string[];
  /** The kinds of its other entries, which name no host: e-mail addresses, URIs. */
  readonly otherKinds: readonly string[];
  readonly commonNames: readonly string[];
  /** The extension is there, whatever it holds. */
  readonly hasExtension: boolean;
}

export function namesOf({ subjectAltName, subject }: Certificate): LeafNames {
  const names = subjectAltName ?? [];
  const valuesOf = (wanted: string): readonly string[] =>
    names.filter(({ kind }) => kind === wanted).map(({ value }) => value);
  return {
    dns: valuesOf('dns'),
    ip: valuesOf('ip'),
    otherKinds: [...new Set(names.map(({ kind }) => kind).filter((kind) => kind !== 'dns' && kind !== 'ip'))],
    commonNames: subject.rdns.flat().flatMap(({ type, value }) => (type === '2.5.4.3' ? [value] : [])),
    hasExtension: subjectAltName !== null,
  };
}

/** The target is MongoDB's by its scheme or port, so that what its servers and drivers do is of interest. */
export const isMongodb = (facts: Facts): boolean => defaultClientFor(facts.target).id === 'pymongo';

/**
 * Where the leaf has no subjectAltName for what was asked: no DNS name for a name; for an address neither addresses nor names
 * (with names, connecting by one of them is the way, and `hostname-mismatch` says so).
 */
export interface SanMissing {
  readonly asked: Asked;
  readonly names: LeafNames;
  readonly usesCommonName: boolean;
  /** The client refuses the leaf for its names; null: without a trust store nobody got so far. */
  readonly refused: boolean | null;
  /** Of the two diagnoses of names, the one that is the cause: a CN that was compared and is another name is the graver fault. */
  readonly cause: 'san-missing' | 'hostname-mismatch';
}

export function sanMissing(facts: Facts): SanMissing | null {
  if (facts.chain.kind !== 'completed') return null;
  const names = namesOf(facts.chain.value[0]);
  const { referenceIdentity: identity } = facts.target;
  const asked: Asked =
    identity.kind === 'ip' ? { kind: 'ip', value: identity.address } : { kind: 'dns', value: identity.name };
  if (names.dns.length > 0 || (asked.kind === 'ip' && names.ip.length > 0)) return null;
  // A client's certificate is not compared with a host, and a file may be judged without one.
  if (facts.given?.purpose === 'client' || asked.value === '') return null;
  const { usesCommonName } = facts.client.verifies;
  const refused =
    facts.verification.kind === 'completed' ? problemsOf(facts.verification.value, 'nameMismatch').length > 0 : null;
  const wasCompared = usesCommonName && asked.kind === 'dns' && names.commonNames.length > 0;
  const cause = refused === true && wasCompared ? 'hostname-mismatch' : 'san-missing';
  return { asked, names, usesCommonName, refused, cause };
}
