import { latin1, toHex } from '../../../base/octets.ts';
import { readPemTexts } from '../pem.ts';
import type { PemText } from '../pem.ts';
import type { CredentialProblem } from './credential-problem.ts';

/** What a file of credentials looks like from outside, or what else it is. */
export type RecognisedFile =
  | { readonly kind: 'pem'; readonly blocks: readonly PemText[] }
  | { readonly kind: 'pkcs12' }
  | Extract<CredentialProblem, { kind: 'empty' | 'garbage' | 'derGiven' }>;

/** Tells PEM, PKCS #12 and other DER from what is none of them. It looks at the beginning, not at whether the rest is sound. */
export function recognise(octets: Uint8Array): RecognisedFile {
  const magic = toHex(octets.subarray(0, 4));
  // OpenSSL 3 skips a byte order mark; older ones do not see a block that begins after it.
  const blocks = readPemTexts(magic.startsWith('efbbbf') ? octets.subarray(3) : octets);
  if (blocks.length > 0) return { kind: 'pem', blocks };
  if (magic === 'feedfeed' || magic === 'cececece') return { kind: 'garbage', form: 'javaKeyStore' };
  const shape = shapeOf(octets);
  if (pfx.test(shape)) return { kind: 'pkcs12' };
  const holds = derForms.find(([form]) => form.test(shape))?.[1];
  if (holds !== undefined) return { kind: 'derGiven', holds };
  const text = latin1(octets);
  if (/^\s*$/.test(text)) return { kind: 'empty' };
  if (/^(?:fffe|feff|2d002d00|002d002d)/.test(magic)) return { kind: 'garbage', form: 'utf16' };
  return { kind: 'garbage', form: octets.subarray(0, 4096).some(isControl) ? 'binary' : 'text' };
}

/** Tags with which a DER begins, and the contents of primitive values, in hexadecimal; lengths, definite or not, are left out. */
function shapeOf(octets: Uint8Array): string {
  let shape = '';
  for (let at = 0; at + 1 < octets.length && shape.length < 32;) {
    const [tag = 0, length = 0] = octets.subarray(at, at + 2);
    const start = at + 2 + (length > 0x80 ? length & 0x7f : 0);
    const isConstructed = (tag & 0x20) !== 0;
    const end = isConstructed ? start : start + (length < 0x80 ? length : 0);
    shape += toHex(octets.subarray(at, at + 1)) + toHex(octets.subarray(start, Math.min(end, start + 16)));
    at = end;
  }
  return shape;
}

/** Control characters that no text has: not tab, line feed, form feed, carriage return. */
const isControl = (octet: number): boolean => octet < 9 || (octet > 13 && octet < 32);

/** PFX: SEQUENCE { version 3, SEQUENCE { an OBJECT IDENTIFIER of PKCS #7 … */
const pfx = /^30020330062a864886f70d0107/;

const derForms: readonly (readonly [RegExp, Extract<CredentialProblem, { kind: 'derGiven' }>['holds']])[] = [
  // SEQUENCE { tbsCertificate SEQUENCE { [0] version or INTEGER serialNumber …
  [/^3030(?:a0|02)/, 'certificate'],
  // SEQUENCE { version 0 or 1, then algorithm SEQUENCE, modulus INTEGER or privateKey OCTET STRING …
  [/^30020[01](?:30|02|04)/, 'privateKey'],
  // SEQUENCE { algorithm SEQUENCE { an OBJECT IDENTIFIER of PKCS #5 or PKCS #12 …
  [/^3030062a864886f70d01(?:05|0c)/, 'encryptedPrivateKey'],
  // PKCS #7, or a subjectPublicKeyInfo.
  [/^30(?:06|3006)/, 'other'],
];
