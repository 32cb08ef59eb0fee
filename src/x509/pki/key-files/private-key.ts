import { createPrivateKey } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { fromBase64, fromHex } from '../../../base/octets.ts';
import { failed, ok } from '../../../base/result.ts';
import type { Result } from '../../../base/result.ts';
import { readAlgorithm } from '../certificate.ts';
import { decodeDer, tags } from '../der.ts';
import { pemContent } from '../pem.ts';
import type { PemText } from '../pem.ts';
import type { CredentialProblem } from './credential-problem.ts';
import { readEncryptedPrivateKey } from './pbe.ts';

type KeyProblem = Extract<CredentialProblem, { kind: 'passwordNeeded' | 'wrongPassword' | 'notReadable' }>;

/** Whether a PEM block is a private key, of whatever kind. */
export const isPrivateKeyLabel = (label: string): boolean => label.endsWith('PRIVATE KEY');

/**
 * The private key of a PEM block: PKCS #8 (RFC 5958), encrypted or not, PKCS #1, SEC 1 (RFC 5915), and the older ones that are
 * encrypted by `Proc-Type: 4,ENCRYPTED` (RFC 1421). By node:crypto; what OpenSSL 3 takes for legacy by node-forge.
 */
export async function readPrivateKey(block: PemText, password: string | null): Promise<Result<KeyObject, KeyProblem>> {
  const { label, body } = block;
  if (body === null) return damaged(label);
  const isPkcs8 = label === 'ENCRYPTED PRIVATE KEY';
  const headers = readHeaders(body);
  if (headers.encryption === null && !isPkcs8) return readPlain(block);
  if (password === null) return failed({ kind: 'passwordNeeded', format: 'pem' });
  const pem = `-----BEGIN ${label}-----${body}-----END ${label}-----\n`;
  const byNode = attempt(() => createPrivateKey({ key: pem, format: 'pem', passphrase: password }));
  if (byNode !== null) return ok(byNode);
  return isPkcs8 ? readOldPkcs8(block, password) : readOldPem(label, headers, password);
}

/** A private key in DER: PKCS #8, as PKCS #12 holds it. Null where node:crypto cannot read it. */
export const importPkcs8 = (der: Uint8Array): KeyObject | null =>
  attempt(() => createPrivateKey({ key: Buffer.from(der), format: 'der', type: 'pkcs8' }));

/** The algorithm of a PKCS #8 key, dotted; null where it is none. */
export function pkcs8Algorithm(der: Uint8Array): string | null {
  const read = decodeDer('PrivateKeyInfo', der, (r) => {
    const info = r.enter(tags.sequence, 'privateKeyInfo');
    info.number('version');
    const { oid } = readAlgorithm(info, 'privateKeyAlgorithm');
    info.rest();
    return oid;
  });
  return read.ok ? read.value : null;
}

function readPlain(block: PemText): Result<KeyObject, KeyProblem> {
  const { label } = block;
  const der = pemContent(block);
  if (der === null) return damaged(label);
  const key = attempt(() => createPrivateKey(`-----BEGIN ${label}-----${block.body}-----END ${label}-----\n`));
  if (key !== null) return ok(key);
  const algorithm = label === 'PRIVATE KEY' ? pkcs8Algorithm(der) : null;
  const isKnown = label === 'PRIVATE KEY' ? algorithm === null : knownLabels.has(label);
  return isKnown
    ? damaged(label)
    : failed({ kind: 'notReadable', part: 'privateKey', label, why: 'unsupportedKind', detail: algorithm ?? label });
}

/** An encrypted PKCS #8 key that OpenSSL did not read: its scheme tells whether the password or the scheme is to blame. */
async function readOldPkcs8(block: PemText, password: string): Promise<Result<KeyObject, KeyProblem>> {
  const der = pemContent(block);
  const read = der === null ? null : decodeDer('EncryptedPrivateKeyInfo', der, readEncryptedPrivateKey);
  if (read === null || !read.ok) return damaged(block.label);
  const { pbe, octets } = read.value;
  if (pbe.kind === 'pbes2' || (pbe.kind === 'unknown' && pbe.oid === scrypt)) return wrongPassword;
  if (pbe.kind === 'unknown') return unsupportedEncryption(block.label, pbe.oid);
  const { decryptOldPbe } = await import('./legacy-key.ts');
  const plain = decryptOldPbe(pbe, password, octets);
  const key = plain === null ? null : importPkcs8(plain);
  return key === null ? wrongPassword : ok(key);
}

async function readOldPem(label: string, headers: Headers, password: string): Promise<Result<KeyObject, KeyProblem>> {
  const [, cipher = '', iv = ''] =
    /^([A-Z0-9-]{1,40}),((?:[0-9A-Fa-f]{2}){8,16})$/.exec(headers.encryption ?? '') ?? [];
  if (cipher === '' || !/^[A-Za-z0-9+/=\s]+$/.test(headers.content)) return damaged(label);
  const { decryptDek, isLegacyDek } = await import('./legacy-key.ts');
  if (!isLegacyDek(cipher)) {
    return nodeDeks.test(cipher) ? wrongPassword : unsupportedEncryption(label, cipher);
  }
  const type = label === 'EC PRIVATE KEY' ? 'sec1' : 'pkcs1';
  const plain = decryptDek(cipher, fromHex(iv), password, fromBase64(headers.content));
  const key = plain === null ? null : attempt(() => createPrivateKey({ key: Buffer.from(plain), format: 'der', type }));
  return key === null ? wrongPassword : ok(key);
}

interface Headers {
  /** Value of `DEK-Info`; null where nothing is encrypted. */
  readonly encryption: string | null;
  /** What follows the headers. */
  readonly content: string;
}

/** Headers of RFC 1421 section 4.6, which end at an empty line. */
function readHeaders(body: string): Headers {
  if (!/^\s*Proc-Type:\s*4\s*,\s*ENCRYPTED/.test(body)) return { encryption: null, content: body };
  const end = /\n[ \t\r]*\n/.exec(body.trimStart());
  if (end === null) return { encryption: '', content: '' };
  const head = body.trimStart().slice(0, end.index);
  const content = body.trimStart().slice(end.index + end[0].length);
  return { encryption: /^DEK-Info:\s*(\S+)\s*$/m.exec(head)?.[1] ?? '', content };
}

function attempt(read: () => KeyObject): KeyObject | null {
  try {
    return read();
  } catch {
    // What Node says goes by OpenSSL's error queue and differs from version to version; the callers look for themselves.
    return null;
  }
}

const damaged = (label: string): Result<never, KeyProblem> =>
  failed({ kind: 'notReadable', part: 'privateKey', label, why: 'damaged', detail: null });

const unsupportedEncryption = (label: string, detail: string): Result<never, KeyProblem> =>
  failed({ kind: 'notReadable', part: 'privateKey', label, why: 'unsupportedEncryption', detail });

const wrongPassword: Result<never, KeyProblem> = failed({ kind: 'wrongPassword', format: 'pem' });

/** Labels of keys that node:crypto reads when they are sound. */
const knownLabels: ReadonlySet<string> = new Set(['RSA PRIVATE KEY', 'EC PRIVATE KEY', 'DSA PRIVATE KEY']);

/** Ciphers of `DEK-Info` that node:crypto has. */
const nodeDeks =
  /^(?:AES-(?:128|192|256)-(?:CBC|CFB|OFB)|DES-EDE3-(?:CBC|CFB|OFB)|(?:CAMELLIA|ARIA)-(?:128|192|256)-CBC)$/;

const scrypt = '1.3.6.1.4.1.11591.4.11';
