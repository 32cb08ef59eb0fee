/** Faults of keys and signatures. */
import { generateKeyPairSync, getDiffieHellman } from 'node:crypto';
import { concat } from '../../../../src/base/octets.ts';
import { createKey } from '../../../../src/x509/pki/issue/issue.ts';
import type { KeyKind, KeyMaterial } from '../../../../src/x509/pki/issue/issue.ts';
import type { Digest } from '../../../../src/x509/pki/oid.ts';
import type { Dice } from '../../../fuzz/dice.ts';
import { der, hex } from './draft.ts';
import { anyCa, anyone, ask, edit, place, plan, replaced } from './fault.ts';
import type { Fault, Faults } from './fault.ts';

/** Keys are dear: one of each kind, made when first wanted. */
const made = new Map<string, KeyMaterial>();

const key = (name: string, make: () => KeyMaterial): KeyMaterial => {
  const known = made.get(name) ?? make();
  made.set(name, known);
  return known;
};

const kinds: readonly [KeyKind, ...KeyKind[]] = [
  'ec-p192',
  'ec-p224',
  'ec-p384',
  'ec-p521',
  'rsa-1024',
  'rsa-2048',
  'rsa-3072',
  'rsa-pss-2048',
  'ed25519',
  'ed448',
];

const curves = ['secp256k1', 'brainpoolP256r1', 'brainpoolP320r1', 'secp160r1', 'sect163k1', 'sect283r1'] as const;

const digests: readonly [Digest, ...Digest[]] = [
  'md5',
  'sha1',
  'ripemd160',
  'sha224',
  'sha256',
  'sha384',
  'sha512',
  'sha3-256',
  'sha3-384',
  'sha3-512',
];

const boundPss = (hash: string): KeyMaterial =>
  generateKeyPairSync('rsa-pss', { modulusLength: 2048, hashAlgorithm: hash, mgf1HashAlgorithm: hash });

const rsa = (): KeyMaterial => key('rsa-2048', () => createKey('rsa-2048'));

const withKey =
  (who: (dice: Dice) => 'root' | 'intermediate' | 'leaf', name: string, make: () => KeyMaterial): Fault =>
  (draft, dice) => {
    draft.plans[who(dice)].key = key(name, make);
  };

/** subjectPublicKeyInfo as nobody should write it. */
const brokenKeys: readonly [string, ...string[]] = [
  '30 0d 30 09 06 07 2a 86 48 ce 3d 02 01 03 00', // EC without parameters
  '30 13 30 0d 06 09 2a 86 48 86 f7 0d 01 01 01 05 00 03 02 00 00', // RSA, no key
  '30 19 30 0d 06 09 2a 86 48 86 f7 0d 01 01 01 05 00 03 08 00 30 05 02 01 05', // RSA, cut off
  '30 1c 30 0d 06 09 2a 86 48 86 f7 0d 01 01 01 05 00 03 0b 00 30 08 02 01 07 02 03 01 00 01', // RSA of 3 bits
  '30 0a 30 05 06 03 2b 65 70 03 01 00', // Ed25519, no key
  '30 0b 30 05 06 03 2a 03 04 03 02 00 01', // nobody knows the algorithm
  '30 18 30 13 06 07 2a 86 48 ce 3d 02 01 06 08 2a 86 48 ce 3d 03 01 07 03 01 00', // P-256, no point
];

export const keyFaults: Faults = {
  'another kind of key': (draft, dice) => {
    const kind = dice.pick(kinds);
    withKey(anyone, kind, () => createKey(kind))(draft, dice);
  },
  'another kind of key at another level': (draft, dice) => {
    const kind = dice.pick(kinds);
    withKey(anyone, kind, () => createKey(kind))(draft, dice);
    draft.ask.level = dice.pick([0, 1, 2, 3, 4, 5]);
  },
  'another level': (draft, dice) => ask({ level: dice.pick([0, 1, 3, 4, 5]) })(draft, dice),
  'level 0': ask({ level: 0 }),
  'another curve': (draft, dice) => {
    const namedCurve = dice.pick(curves);
    withKey(anyone, namedCurve, () => generateKeyPairSync('ec', { namedCurve }))(draft, dice);
  },
  'a curve in numbers': withKey(anyone, 'explicit', () =>
    generateKeyPairSync('ec', { namedCurve: 'prime256v1', paramEncoding: 'explicit' }),
  ),
  'a DSA key': withKey(anyone, 'dsa', () => generateKeyPairSync('dsa', { modulusLength: 2048, divisorLength: 256 })),
  'a small DSA key': withKey(anyone, 'dsa-1024', () =>
    generateKeyPairSync('dsa', { modulusLength: 1024, divisorLength: 160 }),
  ),
  'an X25519 key': withKey(
    () => 'leaf',
    'x25519',
    () => generateKeyPairSync('x25519'),
  ),
  'a Diffie-Hellman key': edit('leaf', (fields) => {
    const prime = der(2, concat([Uint8Array.of(0), new Uint8Array(getDiffieHellman('modp14').getPrime())]));
    const parameters = der(0x30, concat([prime, hex('02 01 02')]));
    const algorithm = der(0x30, concat([hex('06 09 2a 86 48 86 f7 0d 01 03 01'), parameters]));
    return replaced(fields, place.spki, der(0x30, concat([algorithm, hex('03 04 00 02 01 05')])));
  }),
  'a PSS key bound to a digest': withKey(anyone, 'rsa-pss-sha256', () => boundPss('sha256')),
  'a PSS key bound to another digest': (draft, dice) => {
    withKey(anyCa, 'rsa-pss-sha512', () => boundPss('sha512'))(draft, dice);
    for (const who of ['leaf', 'intermediate', 'root'] as const) draft.plans[who].digest = 'sha512';
  },
  'an RSA key of 512 bits': withKey(anyone, 'rsa-512', () => generateKeyPairSync('rsa', { modulusLength: 512 })),
  'an RSA key of 2047 bits': withKey(anyone, 'rsa-2047', () => generateKeyPairSync('rsa', { modulusLength: 2047 })),
  'an RSA exponent of 3': withKey(anyone, 'rsa-3', () =>
    generateKeyPairSync('rsa', { modulusLength: 2048, publicExponent: 3 }),
  ),
  'another digest': (draft, dice) =>
    plan(anyone, { digest: dice.pick(['sha1', 'sha224', 'sha256', 'sha384', 'sha512']) })(draft, dice),
  'another digest under RSA': (draft, dice) => {
    draft.plans.root.key = rsa();
    draft.plans.intermediate.key = rsa();
    plan(anyone, { digest: dice.pick(digests) })(draft, dice);
  },
  'PSS signatures': (draft, dice) => {
    draft.plans.root.key = rsa();
    draft.plans.intermediate.key = rsa();
    const digest = dice.pick(digests);
    plan(anyone, { pss: true, digest })(draft, dice);
  },
  'a key that cannot be read': (draft, dice) => {
    const spki = hex(dice.pick(brokenKeys));
    edit(anyone, (fields) => replaced(fields, place.spki, spki))(draft, dice);
  },
  'a point that is not on its curve': edit(anyone, (fields) => {
    const spki = Uint8Array.from(fields[place.spki] ?? []);
    spki[spki.length - 1] = (spki.at(-1) ?? 0) ^ 1;
    return replaced(fields, place.spki, spki);
  }),
  'a point in short form': edit(anyone, (fields) => {
    const spki = fields[place.spki] ?? new Uint8Array();
    const start = spki.length - 64;
    if (spki[start - 1] !== 4) return fields;
    const compressed = concat([Uint8Array.of(0, 2 + ((spki.at(-1) ?? 0) & 1)), spki.subarray(start, start + 32)]);
    const algorithm = spki.subarray(2, 4 + (spki[3] ?? 0));
    return replaced(fields, place.spki, der(0x30, concat([algorithm, der(3, compressed)])));
  }),
  'two signature algorithms': edit(anyone, (fields, dice) =>
    replaced(
      fields,
      place.signature,
      hex(
        dice.pick([
          '30 0a 06 08 2a 86 48 ce 3d 04 03 03', // ecdsa-with-SHA384
          '30 0c 06 08 2a 86 48 ce 3d 04 03 02 05 00', // ecdsa-with-SHA256, NULL
          '30 0d 06 09 2a 86 48 86 f7 0d 01 01 0b 05 00', // sha256WithRSAEncryption
          '30 05 06 03 2b 65 70', // Ed25519
          '30 04 06 02 2a 03', // nobody knows it
        ]),
      ),
    ),
  ),
};
