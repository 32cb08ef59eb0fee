/** From the files that `verify` is given to the certificates, lists and responses in them. What is wrong with a file is a value. */
import { fromBase64, latin1 } from '../../base/octets.ts';
import { failed, ok } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import { recognise } from '../../x509/pki/key-files/recognise-file.ts';
import { isCertificateLabel, pemCertificate, pemContent, readPemTexts } from '../../x509/pki/pem.ts';
import type { PemText } from '../../x509/pki/pem.ts';

/** What a file is asked for. */
export type Wanted = 'certificate' | 'crl' | 'ocspResponse';

/** What stands in a file in place of what was wanted. */
export type FileProblem =
  | { readonly kind: 'empty' }
  /** A PEM block of the kind wanted that has no end, or anything but base64 in it; `place` counts blocks from 1. */
  | { readonly kind: 'damagedPem'; readonly label: string; readonly place: number }
  | { readonly kind: 'holds'; readonly what: 'privateKey' | 'pkcs12' | 'pkcs7' | 'request' | 'publicKey' | Wanted }
  /** What is none in its DER; `path`: the field that is not what RFC 5280 says. */
  | { readonly kind: 'undecodable'; readonly place: number; readonly path: string }
  /** PEM of other labels. */
  | { readonly kind: 'otherPem'; readonly labels: readonly string[] }
  | { readonly kind: 'garbage'; readonly form: 'text' | 'utf16' | 'javaKeyStore' | 'binary' };

/**
 * The DER of what is wanted in a file, one or more, in order. PEM may hold anything else beside it: a private key, as in
 * MongoDB's files, is passed over and never kept. Whether the DER is sound is not looked at.
 */
export function readGivenFile(octets: Uint8Array, wanted: Wanted): Result<readonly Uint8Array[], FileProblem> {
  const file = recognise(octets);
  switch (file.kind) {
    case 'pem':
      return readBlocks(file.blocks, wanted);
    case 'empty':
      return failed({ kind: 'empty' });
    case 'pkcs12':
      return failed({ kind: 'holds', what: 'pkcs12' });
    case 'derGiven':
      return readDer(octets, file.holds, wanted);
    default:
      return readOther(octets, file.form, wanted);
  }
}

function readBlocks(blocks: readonly PemText[], wanted: Wanted): Result<readonly Uint8Array[], FileProblem> {
  const ders: Uint8Array[] = [];
  for (const [index, block] of blocks.entries()) {
    if (!isWanted(block.label, wanted)) continue;
    const der = wanted === 'certificate' ? pemCertificate(block) : pemContent(block);
    if (der === null) return failed({ kind: 'damagedPem', label: block.label, place: index + 1 });
    ders.push(der);
  }
  return ders.length > 0 ? ok(ders) : failed(otherBlocks(blocks.map(({ label }) => label)));
}

function isWanted(label: string, wanted: Wanted): boolean {
  if (wanted === 'certificate') return isCertificateLabel(label);
  return label === (wanted === 'crl' ? 'X509 CRL' : 'OCSP RESPONSE');
}

function otherBlocks(labels: readonly string[]): FileProblem {
  for (const [pattern, what] of labelKinds)
    if (labels.some((label) => pattern.test(label))) return { kind: 'holds', what };
  return { kind: 'otherPem', labels: [...new Set(labels)] };
}

const labelKinds: readonly (readonly [RegExp, Extract<FileProblem, { kind: 'holds' }>['what']])[] = [
  [/PRIVATE KEY$/, 'privateKey'],
  [/CERTIFICATE REQUEST$/, 'request'],
  [/^PKCS ?#?7|^CMS$/, 'pkcs7'],
  [/PUBLIC KEY$/, 'publicKey'],
  [/CERTIFICATE$/, 'certificate'],
  [/CRL$/, 'crl'],
  [/^OCSP RESPONSE$/, 'ocspResponse'],
];

/** DER of a kind that can be told from its beginning; a CRL and a certificate begin alike, an OCSP response does not. */
function readDer(
  octets: Uint8Array,
  holds: 'certificate' | 'privateKey' | 'encryptedPrivateKey' | 'other',
  wanted: Wanted,
): Result<readonly Uint8Array[], FileProblem> {
  switch (holds) {
    case 'privateKey':
    case 'encryptedPrivateKey':
      return failed({ kind: 'holds', what: 'privateKey' });
    case 'certificate':
      return wanted === 'ocspResponse' ? failed({ kind: 'holds', what: 'certificate' }) : ok([octets]);
    case 'other':
      return wanted === 'crl' ? ok([octets]) : failed({ kind: 'holds', what: isPkcs7(octets) ? 'pkcs7' : 'publicKey' });
    default:
      return failed({ kind: 'garbage', form: 'binary' });
  }
}

/** SEQUENCE { OBJECT IDENTIFIER 1.2.840.113549.1.7.2 … : the identifier stands within the first octets. */
const isPkcs7 = (octets: Uint8Array): boolean =>
  latin1(octets.subarray(0, 24)).includes('\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x07\x02');

/** Other DER, or base64 without the lines of PEM, as tools print OCSP responses and drivers log certificates. */
function readOther(
  octets: Uint8Array,
  form: Extract<FileProblem, { kind: 'garbage' }>['form'],
  wanted: Wanted,
): Result<readonly Uint8Array[], FileProblem> {
  if (octets[0] === sequence && form !== 'javaKeyStore') return ok([octets]);
  const text = latin1(octets).trim();
  if (form === 'text' && /^MI[A-Za-z0-9+/\s]+=*$/.test(text)) {
    const der = fromBase64(text);
    const isPem = readPemTexts(der).length > 0;
    if (der[0] === sequence && !isPem && recognise(der).kind !== 'pkcs12') return readGivenFile(der, wanted);
  }
  return failed({ kind: 'garbage', form });
}

/** Tag of a SEQUENCE, with which every structure here begins. */
const sequence = 0x30;
