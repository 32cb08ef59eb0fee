import { createHmac, timingSafeEqual } from 'node:crypto';
import forge from 'node-forge';
import { concat, equal, fromLatin1, latin1, noOctets } from '../../../base/octets.ts';
import { failed, ok } from '../../../base/result.ts';
import type { Result } from '../../../base/result.ts';
import { readAlgorithm } from '../certificate.ts';
import { context, decodeDer, primitive, tags } from '../der.ts';
import type { DerReader } from '../der.ts';
import { decryptOldPbe, isBearableInScript, pkcs12Derive, purposes } from './legacy-cipher.ts';
import { decryptPbes2, readEncryptedPrivateKey, readPbe } from './pbe.ts';
import type { Pbe } from './pbe.ts';

/** What a PKCS #12 file holds, in the file's order. */
export interface Pkcs12Content {
  /** DER. */
  readonly certificates: readonly Uint8Array[];
  /** Those that Java takes for trust anchors: marked with Oracle's attribute trustedKeyUsage, as keytool does it. */
  readonly trusted: readonly Uint8Array[];
  /** PKCS #8, decrypted. */
  readonly keys: readonly Uint8Array[];
}

/** Why it could not be had. `unsupported`: an algorithm or a form (`what`: its identifier) that we do not know. */
export type Pkcs12Problem =
  | { readonly kind: 'wrongPassword' }
  | { readonly kind: 'damaged' }
  | { readonly kind: 'unsupported'; readonly what: string };

/**
 * Reads a PKCS #12 file (RFC 7292), in DER or BER. Without a password both meanings of none are tried, an empty one and none
 * at all, since programs differ in what they write.
 */
export function readPkcs12(octets: Uint8Array, password: string | null): Result<Pkcs12Content, Pkcs12Problem> {
  try {
    return ok(readPfx(octets, password === null || password === '' ? ['', null] : [password]));
  } catch (failure) {
    if (failure instanceof Pkcs12Failure) return failed(failure.problem);
    throw failure;
  }
}

function readPfx(octets: Uint8Array, passwords: readonly (string | null)[]): Pkcs12Content {
  const { authSafe, mac } = readBer('PFX', octets, (r) => {
    const pfx = r.enter(tags.sequence, 'pfx');
    pfx.number('version');
    const content = readContentInfo(pfx, 'authSafe');
    const macData = pfx.isEmpty ? null : readMac(pfx);
    pfx.end();
    return { authSafe: content, mac: macData };
  });
  if (authSafe.type !== oids.data) fail({ kind: 'unsupported', what: authSafe.type });
  const safe = octetString(authSafe.content);
  const fitting = mac === null ? passwords : passwords.filter((password) => isRightMac(mac, password, safe));
  let problem: Pkcs12Problem = { kind: 'wrongPassword' };
  for (const password of fitting) {
    try {
      return readSafes(safe, password);
    } catch (failure) {
      if (!(failure instanceof Pkcs12Failure)) throw failure;
      ({ problem } = failure);
    }
  }
  return fail(problem);
}

/** AuthenticatedSafe: each part in the clear, or encrypted under the password. */
function readSafes(octets: Uint8Array, password: string | null): Pkcs12Content {
  const parts = readBer('AuthenticatedSafe', octets, (r) => {
    const list = r.enter(tags.sequence, 'authenticatedSafe');
    const found: ContentInfo[] = [];
    while (!list.isEmpty) found.push(readContentInfo(list, 'contentInfo'));
    return found;
  });
  const certificates: Uint8Array[] = [];
  const trusted: Uint8Array[] = [];
  const keys: Uint8Array[] = [];
  for (const { type, content } of parts) {
    if (type !== oids.data && type !== oids.encryptedData) fail({ kind: 'unsupported', what: type });
    const bags = type === oids.data ? octetString(content) : decryptPart(content, password);
    for (const bag of readBags(bags, type === oids.data ? 'damaged' : 'wrongPassword')) {
      if (bag.type === oids.certBag) {
        const found = certificateOf(bag.value);
        certificates.push(...found);
        if (bag.attributes.includes(oids.trustedKeyUsage)) trusted.push(...found);
      }
      if (bag.type === oids.keyBag) keys.push(bag.value);
      else if (bag.type === oids.shroudedKeyBag) keys.push(keyOf(bag.value, password));
    }
  }
  return { certificates, trusted, keys };
}

interface ContentInfo {
  readonly type: string;
  /** The content, a whole value. */
  readonly content: Uint8Array;
}

function readContentInfo(r: DerReader, field: string): ContentInfo {
  const info = r.enter(tags.sequence, field);
  const type = info.oid('contentType');
  const explicit = info.enter(context(0), 'content');
  const content = explicit.value('content');
  explicit.end();
  info.end();
  return { type, content };
}

/** EncryptedData, RFC 5652 section 8, of the only form that PKCS #12 has. */
function decryptPart(content: Uint8Array, password: string | null): Uint8Array {
  const { pbe, octets } = readBer('EncryptedData', content, (r) => {
    const data = r.enter(tags.sequence, 'encryptedData');
    data.number('version');
    const info = data.enter(tags.sequence, 'encryptedContentInfo');
    info.oid('contentType');
    const scheme = readPbe(info, 'contentEncryptionAlgorithm');
    const encrypted =
      info.next === context(0)
        ? joined(info.enter(context(0), 'encryptedContent'))
        : info.content(primitive(0), 'encryptedContent');
    info.end();
    data.rest();
    return { pbe: scheme, octets: encrypted };
  });
  return decrypted(pbe, password, octets);
}

interface Bag {
  readonly type: string;
  readonly value: Uint8Array;
  /** Object identifiers of its attributes. */
  readonly attributes: readonly string[];
}

/** SafeContents. What cannot be read here was decrypted with the wrong password, if it was encrypted. */
function readBags(octets: Uint8Array, otherwise: 'damaged' | 'wrongPassword'): readonly Bag[] {
  return readBer(
    'SafeContents',
    octets,
    (r) => {
      const list = r.enter(tags.sequence, 'safeContents');
      const bags: Bag[] = [];
      while (!list.isEmpty) {
        const bag = list.enter(tags.sequence, 'safeBag');
        const type = bag.oid('bagId');
        const explicit = bag.enter(context(0), 'bagValue');
        const value = explicit.value('bagValue');
        explicit.end();
        const attributes = bag.next === tags.set ? readAttributes(bag.enter(tags.set, 'bagAttributes')) : [];
        bag.rest();
        bags.push({ type, value, attributes });
      }
      return bags;
    },
    otherwise,
  );
}

function readAttributes(set: DerReader): readonly string[] {
  const found: string[] = [];
  while (!set.isEmpty) {
    const attribute = set.enter(tags.sequence, 'attribute');
    found.push(attribute.oid('attrId'));
    attribute.rest();
  }
  return found;
}

/** The DER of a certificate bag; nothing of one that holds another kind of certificate than X.509. */
function certificateOf(value: Uint8Array): readonly Uint8Array[] {
  const { type, content } = readBer('CertBag', value, (r) => {
    const bag = r.enter(tags.sequence, 'certBag');
    const certId = bag.oid('certId');
    const explicit = bag.enter(context(0), 'certValue');
    const certificate = explicit.value('certValue');
    explicit.end();
    bag.end();
    return { type: certId, content: certificate };
  });
  return type === oids.x509Certificate ? [octetString(content)] : [];
}

function keyOf(value: Uint8Array, password: string | null): Uint8Array {
  const { pbe, octets } = readBer('EncryptedPrivateKeyInfo', value, readEncryptedPrivateKey);
  return decrypted(pbe, password, octets);
}

function decrypted(pbe: Pbe, password: string | null, octets: Uint8Array): Uint8Array {
  if (pbe.kind === 'unknown') fail({ kind: 'unsupported', what: pbe.oid });
  const plain = pbe.kind === 'old' ? decryptOldPbe(pbe, password, octets) : decryptPbes2(pbe, password ?? '', octets);
  return plain ?? fail({ kind: 'wrongPassword' });
}

interface Mac {
  /** Null: an algorithm that is none of ours (PBMAC1, RFC 9579); decryption alone then shows a wrong password. */
  readonly digest: 'sha1' | 'sha256' | 'sha384' | 'sha512' | null;
  readonly expected: Uint8Array;
  readonly salt: Uint8Array;
  readonly iterations: number;
}

function readMac(pfx: DerReader): Mac {
  const data = pfx.enter(tags.sequence, 'macData');
  const info = data.enter(tags.sequence, 'mac');
  const { oid } = readAlgorithm(info, 'digestAlgorithm');
  const expected = info.content(tags.octetString, 'digest');
  info.end();
  const salt = data.content(tags.octetString, 'macSalt');
  const iterations = data.isEmpty ? 1 : data.number('iterations');
  data.end();
  return { digest: macDigests.get(oid) ?? null, expected, salt, iterations };
}

function isRightMac(
  { digest, expected, salt, iterations }: Mac,
  password: string | null,
  content: Uint8Array,
): boolean {
  if (digest === null) return true;
  if (!isBearableInScript(iterations)) fail({ kind: 'unsupported', what: `${iterations} iterations` });
  const key = pkcs12Derive(digest, password, salt, { purpose: purposes.mac, iterations, octets: expected.length });
  const actual = createHmac(digest, key).update(content).digest();
  return actual.length === expected.length && timingSafeEqual(actual, expected);
}

/** The content of an OCTET STRING, which BER may have in pieces. */
function octetString(value: Uint8Array): Uint8Array {
  return readBer('OCTET STRING', value, (r) => {
    if (r.next === tags.octetString) return r.content(tags.octetString, 'octets');
    return joined(r.enter(tags.octetString | constructed, 'pieces'));
  });
}

function joined(pieces: DerReader): Uint8Array {
  const found: Uint8Array[] = [];
  while (!pieces.isEmpty) found.push(pieces.content(tags.octetString, 'piece'));
  return found.length === 0 ? noOctets : concat(found);
}

/** Reads DER, and BER with its indefinite lengths by way of node-forge, which writes it anew as DER. */
function readBer<T>(
  name: string,
  octets: Uint8Array,
  read: (r: DerReader) => T,
  otherwise: 'damaged' | 'wrongPassword' = 'damaged',
): T {
  const der = decodeDer(name, octets, read);
  if (der.ok) return der.value;
  const again = asDer(octets);
  const ber = again === null || equal(again, octets) ? der : decodeDer(name, again, read);
  return ber.ok ? ber.value : fail({ kind: otherwise });
}

function asDer(octets: Uint8Array): Uint8Array | null {
  try {
    return fromLatin1(forge.asn1.toDer(forge.asn1.fromDer(latin1(octets), true)).getBytes());
  } catch {
    return null;
  }
}

/** How the functions here fail; `readPkcs12` alone hands out the problem. */
class Pkcs12Failure extends Error {
  readonly problem: Pkcs12Problem;
  constructor(problem: Pkcs12Problem) {
    super(problem.kind);
    this.problem = problem;
  }
}

function fail(problem: Pkcs12Problem): never {
  throw new Pkcs12Failure(problem);
}

const constructed = 0x20;

const oids = {
  data: '1.2.840.113549.1.7.1',
  encryptedData: '1.2.840.113549.1.7.6',
  keyBag: '1.2.840.113549.1.12.10.1.1',
  shroudedKeyBag: '1.2.840.113549.1.12.10.1.2',
  certBag: '1.2.840.113549.1.12.10.1.3',
  x509Certificate: '1.2.840.113549.1.9.22.1',
  trustedKeyUsage: '2.16.840.1.113894.746875.1.1',
} as const;

const macDigests: ReadonlyMap<string, NonNullable<Mac['digest']>> = new Map([
  ['1.3.14.3.2.26', 'sha1'],
  ['2.16.840.1.101.3.4.2.1', 'sha256'],
  ['2.16.840.1.101.3.4.2.2', 'sha384'],
  ['2.16.840.1.101.3.4.2.3', 'sha512'],
]);
