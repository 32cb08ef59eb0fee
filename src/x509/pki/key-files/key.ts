import { X509Certificate } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { unreachable } from '../../../base/never.ts';
import { failed, ok } from '../../../base/result.ts';
import type { Result } from '../../../base/result.ts';
import { readCertificate } from '../certificate.ts';
import type { CredentialFormat, CredentialProblem } from './credential-problem.ts';
import type { Pkcs12Problem } from './pkcs12.ts';
import { recognise } from './recognise-file.ts';
import { isCertificateLabel, pemCertificate } from '../pem.ts';
import type { PemText } from '../pem.ts';
import { importPkcs8, isPrivateKeyLabel, pkcs8Algorithm, readPrivateKey } from './private-key.ts';

/** What a client authenticates with: certificates, and the private key of the first. */
export interface ClientCredential {
  /** DER, the leaf first, the other certificates of the file after it in its order. */
  readonly chain: readonly [Uint8Array, ...Uint8Array[]];
  /** Private. It shows nothing of itself when it is printed or serialised. */
  readonly key: KeyObject;
  /** How the file was written: PyMongo and most others take PEM alone. */
  readonly format: CredentialFormat;
}

export interface CredentialOptions {
  /** Null: none was given. */
  readonly password: string | null;
  /** `pem`: PKCS #12 is a problem too. Without it both are read. */
  readonly accept?: CredentialFormat;
}

/**
 * Reads a file that holds a client's certificate and key, as `tlsCertificateKeyFile` names it: PEM blocks in any order, or
 * PKCS #12. The first certificate of a PEM file is the leaf and its first key the key, as with OpenSSL.
 */
export async function readCredentials(
  octets: Uint8Array,
  options: CredentialOptions,
): Promise<Result<ClientCredential, CredentialProblem>> {
  const file = recognise(octets);
  switch (file.kind) {
    case 'pem':
      return readPemCredentials(file.blocks, options.password);
    case 'pkcs12':
      return options.accept === 'pem'
        ? failed({ kind: 'pkcs12Given' })
        : readPkcs12Credentials(octets, options.password);
    default:
      return failed(file);
  }
}

async function readPemCredentials(
  blocks: readonly PemText[],
  password: string | null,
): Promise<Result<ClientCredential, CredentialProblem>> {
  const certificates = blocks.filter(({ label }) => isCertificateLabel(label));
  const keys = blocks.filter(({ label }) => isPrivateKeyLabel(label));
  const seen = { format: 'pem', labels: blocks.map(({ label }) => label) } as const;
  if (certificates.length === 0) return failed({ kind: 'noCertificate', keys: keys.length, ...seen });
  const chain: Readable[] = [];
  for (const block of certificates) {
    const certificate = readable(pemCertificate(block));
    if (certificate === null) return failed(damagedCertificate(block.label));
    chain.push(certificate);
  }
  const [leaf, ...others] = chain;
  const [firstKey, ...otherKeys] = keys;
  if (leaf === undefined || firstKey === undefined) {
    return failed({ kind: 'noKey', certificates: certificates.length, ...seen });
  }
  const key = await readPrivateKey(firstKey, password);
  if (!key.ok) return key;
  if (owns(leaf, key.value)) return ok(credential(leaf, others, key.value, 'pem'));
  let fitting = 0;
  for (const block of otherKeys) {
    const other = await readPrivateKey(block, password);
    if (other.ok && owns(leaf, other.value)) fitting++;
  }
  if (fitting > 0) return failed({ kind: 'twoKeys', keys: keys.length, fitting });
  return failed(mismatch(leaf, chain, key.value));
}

async function readPkcs12Credentials(
  octets: Uint8Array,
  password: string | null,
): Promise<Result<ClientCredential, CredentialProblem>> {
  const { readPkcs12 } = await import('./legacy-key.ts');
  const content = readPkcs12(octets, password);
  if (!content.ok) return failed(pkcs12Problem(content.problem, password));
  const seen = { format: 'pkcs12', labels: [] } as const;
  const { certificates, keys } = content.value;
  if (certificates.length === 0) return failed({ kind: 'noCertificate', keys: keys.length, ...seen });
  const [pkcs8] = keys;
  if (pkcs8 === undefined) return failed({ kind: 'noKey', certificates: certificates.length, ...seen });
  const chain = certificates.map(readable);
  if (!chain.every((certificate) => certificate !== null)) return failed(damagedCertificate(null));
  const key = importPkcs8(pkcs8);
  if (key === null) return failed(unusableKey(pkcs8));
  // The file names the leaf by a bag attribute that not every program writes: what counts is whose key it is.
  const leaf = chain.find((certificate) => owns(certificate, key));
  const [first] = chain;
  if (leaf !== undefined)
    return ok(
      credential(
        leaf,
        chain.filter((one) => one !== leaf),
        key,
        'pkcs12',
      ),
    );
  return first === undefined ? failed(damagedCertificate(null)) : failed(mismatch(first, chain, key));
}

function pkcs12Problem(problem: Pkcs12Problem, password: string | null): CredentialProblem {
  switch (problem.kind) {
    case 'wrongPassword':
      return { kind: password === null ? 'passwordNeeded' : 'wrongPassword', format: 'pkcs12' };
    case 'damaged':
      return { kind: 'notReadable', part: 'pkcs12', label: null, why: 'damaged', detail: null };
    case 'unsupported':
      return { kind: 'notReadable', part: 'pkcs12', label: null, why: 'unsupportedEncryption', detail: problem.what };
    default:
      return unreachable(problem);
  }
}

interface Readable {
  readonly der: Uint8Array;
  readonly parsed: X509Certificate;
}

/** A certificate as OpenSSL reads it, which asks less of it than {@link readCertificate} and is what clients go by. */
function readable(der: Uint8Array | null): Readable | null {
  if (der === null) return null;
  try {
    return { der, parsed: new X509Certificate(der) };
  } catch {
    return null;
  }
}

function owns({ parsed }: Readable, key: KeyObject): boolean {
  try {
    return parsed.checkPrivateKey(key);
  } catch {
    return false;
  }
}

const credential = (
  leaf: Readable,
  others: readonly Readable[],
  key: KeyObject,
  format: CredentialFormat,
): ClientCredential => ({ chain: [leaf.der, ...others.map(({ der }) => der)], key, format });

function mismatch(leaf: Readable, chain: readonly Readable[], key: KeyObject): CredentialProblem {
  const place = chain.findIndex((certificate) => owns(certificate, key));
  const owner = chain[place];
  return {
    kind: 'keyMismatch',
    leaf: subjectOf(leaf),
    owner: owner === undefined ? null : { place: place + 1, subject: subjectOf(owner) },
  };
}

function subjectOf({ der, parsed }: Readable): string {
  const certificate = readCertificate(der);
  return certificate.ok ? certificate.value.subject.rfc4514 : parsed.subject.replaceAll('\n', ',');
}

function unusableKey(pkcs8: Uint8Array): CredentialProblem {
  const detail = pkcs8Algorithm(pkcs8);
  const why = detail === null ? 'damaged' : 'unsupportedKind';
  return { kind: 'notReadable', part: 'privateKey', label: null, why, detail };
}

const damagedCertificate = (label: string | null): CredentialProblem => ({
  kind: 'notReadable',
  part: 'certificate',
  label,
  why: 'damaged',
  detail: null,
});
