/**
 * What a MongoDB server tells a stranger: answers to `hello` and to `authenticate`, read by MongoDB's own BSON library. That
 * library weighs more than a whole probe, so this file is imported where there is an answer to read, and nowhere else.
 */
import { deserialize } from 'bson';
import type { UnixMs } from '../base/time.ts';
import { releaseOf } from './release.ts';
import { documentOf, readMessages } from './wire-message.ts';
import type { WireMessage } from './wire-message.ts';

/** The answer to `hello` (`isMaster`), as far as it bears on TLS. Names are raw: show them escaped. */
export interface Hello {
  readonly maxWireVersion: number | null;
  readonly minWireVersion: number | null;
  /** The release of that wire version: `7.0`; null: none that we know. */
  readonly release: string | null;
  readonly role: 'primary' | 'secondary' | 'arbiter' | 'mongos' | 'standalone' | 'other';
  /** Null: not a member of a replica set. */
  readonly setName: string | null;
  /** The name by which the member knows itself: `host:port`. */
  readonly me: string | null;
  readonly primary: string | null;
  /** Every member that clients may use, as the deployment advertises them: hosts, passives and arbiters; 50 at most. */
  readonly hosts: readonly string[];
  /** How many it named. */
  readonly hostCount: number;
  /** The server's clock. */
  readonly localTime: UnixMs | null;
}

/** What came of a question. */
export type Answer<T> =
  | { readonly kind: 'answered'; readonly value: T }
  /** `ok: 0`: the server's own code and words, raw. */
  | {
      readonly kind: 'refused';
      readonly code: number | null;
      readonly codeName: string | null;
      readonly message: string;
    }
  /** Nothing, or the beginning of something. */
  | { readonly kind: 'none' }
  /** What came is no answer of MongoDB's. */
  | { readonly kind: 'notMongodb' };

/** What came after the handshake, read. */
export interface Answers {
  readonly hello: Answer<Hello>;
  /** `value`: the user name that the server took from the certificate. */
  readonly authentication: Answer<string>;
}

/** Reads what a server sent in answer to `hello`, and maybe to `authenticate`. Never throws, whatever came. */
export function readAnswers(octets: Uint8Array): Answers {
  const { messages, isMessage } = readMessages(octets);
  const missing: Answer<never> = isMessage ? { kind: 'none' } : { kind: 'notMongodb' };
  const to = (request: number): WireMessage | undefined => messages.find(({ responseTo }) => responseTo === request);
  return {
    hello: readAnswer(to(1), missing, helloOf),
    authentication: readAnswer(to(2), missing, (document) => stringOf(document['user']) ?? ''),
  };
}

type Document = Readonly<Record<string, unknown>>;

function readAnswer<T>(
  message: WireMessage | undefined,
  missing: Answer<never>,
  read: (document: Document) => T,
): Answer<T> {
  if (message === undefined) return missing;
  const document = decoded(message);
  if (document === null) return { kind: 'notMongodb' };
  if (document['ok'] === 1 || document['ok'] === true) return { kind: 'answered', value: read(document) };
  return {
    kind: 'refused',
    code: numberOf(document['code']),
    codeName: stringOf(document['codeName']),
    message: stringOf(document['errmsg']) ?? stringOf(document['$err']) ?? '',
  };
}

function decoded(message: WireMessage): Document | null {
  const octets = documentOf(message);
  if (octets === null) return null;
  try {
    return deserialize(octets, { promoteLongs: true, promoteValues: true, promoteBuffers: false });
  } catch {
    // The library says no in many ways; a document nested too deep ends the stack.
    return null;
  }
}

function helloOf(document: Document): Hello {
  const named = ['hosts', 'passives', 'arbiters'].flatMap((field) => stringsOf(document[field]));
  const hosts = [...new Set(named)];
  const { localTime } = document;
  const maxWireVersion = numberOf(document['maxWireVersion']);
  return {
    maxWireVersion,
    release: maxWireVersion === null ? null : releaseOf(maxWireVersion),
    minWireVersion: numberOf(document['minWireVersion']),
    role: roleOf(document),
    setName: stringOf(document['setName']),
    me: stringOf(document['me']),
    primary: stringOf(document['primary']),
    hosts: hosts.slice(0, mostHosts),
    hostCount: hosts.length,
    localTime: localTime instanceof Date && Number.isFinite(localTime.getTime()) ? localTime.getTime() : null,
  };
}

function roleOf(document: Document): Hello['role'] {
  if (document['msg'] === 'isdbgrid') return 'mongos';
  if (stringOf(document['setName']) === null) return document['isreplicaset'] === true ? 'other' : 'standalone';
  if (document['isWritablePrimary'] === true || document['ismaster'] === true) return 'primary';
  if (document['secondary'] === true) return 'secondary';
  return document['arbiterOnly'] === true ? 'arbiter' : 'other';
}

const stringOf = (value: unknown): string | null => (typeof value === 'string' ? value.slice(0, longestText) : null);

const numberOf = (value: unknown): number | null =>
  typeof value === 'number' && Number.isFinite(value) ? value : null;

const stringsOf = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.flatMap((one) => stringOf(one) ?? []) : [];

/** A replica set has 50 members at most. */
const mostHosts = 50;
const longestText = 1024;
