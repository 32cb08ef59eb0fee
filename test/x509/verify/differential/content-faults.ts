/** Faults of what a certificate says: its extensions, its purpose, version, serial number, times and names. */
import { concat, utf8 } from '../../../../src/base/octets.ts';
import type { KeyUsage } from '../../../../src/x509/pki/certificate.ts';
import type { NamePlan } from '../../../../src/x509/pki/issue/issue.ts';
import type { Dice } from '../../../fuzz/dice.ts';
import { der, hex, host } from './draft.ts';
import type { Change } from './draft.ts';
import { anyCa, anyone, edit, extension, place, plan, raw, replaced } from './fault.ts';
import type { Fault, Faults } from './fault.ts';

const usages: readonly [KeyUsage, ...KeyUsage[]] = [
  'digitalSignature',
  'nonRepudiation',
  'keyEncipherment',
  'dataEncipherment',
  'keyAgreement',
  'keyCertSign',
  'cRLSign',
  'encipherOnly',
  'decipherOnly',
];

const extendedUsages = [
  'serverAuth',
  'clientAuth',
  'codeSigning',
  'emailProtection',
  'timeStamping',
  'OCSPSigning',
  'anyExtendedKeyUsage',
  'msSGC',
  'nsSGC',
  '1.2.3.4',
] as const;

const some = <T>(items: readonly T[], dice: Dice): T[] => items.filter(() => dice.chance(1 / 3));

/** An extension that cannot be read, each in place of the good one. */
const malformed: Readonly<Record<string, readonly [oid: string, value: string, without: Change]>> = {
  basicConstraints: ['2.5.29.19', '30 05 01 01', { basicConstraints: null }],
  'basicConstraints with a negative path length': ['2.5.29.19', '30 06 01 01 ff 02 01 ff', { basicConstraints: null }],
  'basicConstraints with something left over': ['2.5.29.19', '30 05 01 01 ff 05 00', { basicConstraints: null }],
  'basicConstraints with FALSE written out': ['2.5.29.19', '30 03 01 01 00', { basicConstraints: null }],
  'basicConstraints with a vast path length': [
    '2.5.29.19',
    '30 0e 01 01 ff 02 09 00 ff ff ff ff ff ff ff ff',
    { basicConstraints: null },
  ],
  keyUsage: ['2.5.29.15', '04 01 00', { keyUsage: null }],
  'keyUsage without bits': ['2.5.29.15', '03 01 00', { keyUsage: null }],
  'keyUsage of zeros': ['2.5.29.15', '03 02 00 00', { keyUsage: null }],
  'keyUsage with a bit that does not count': ['2.5.29.15', '03 02 07 ff', { keyUsage: null }],
  'keyUsage of three octets': ['2.5.29.15', '03 04 00 86 00 00', { keyUsage: null }],
  'keyUsage in the third octet only': ['2.5.29.15', '03 04 00 00 00 01', { keyUsage: null }],
  'keyUsage with too many unused bits': ['2.5.29.15', '03 02 09 80', { keyUsage: null }],
  extKeyUsage: ['2.5.29.37', '30 03 06 05 2b', { extendedKeyUsage: null }],
  'extKeyUsage without any': ['2.5.29.37', '30 00', { extendedKeyUsage: null }],
  subjectKeyIdentifier: ['2.5.29.14', '03 01 00', { subjectKeyIdentifier: null }],
  'subjectKeyIdentifier without octets': ['2.5.29.14', '04 00', { subjectKeyIdentifier: null }],
  authorityKeyIdentifier: ['2.5.29.35', '04 00', { authorityKeyIdentifier: null }],
  'authorityKeyIdentifier that says nothing': ['2.5.29.35', '30 00', { authorityKeyIdentifier: null }],
  'authorityKeyIdentifier by another serial number': ['2.5.29.35', '30 03 82 01 07', { authorityKeyIdentifier: null }],
  'authorityKeyIdentifier by another name': [
    '2.5.29.35',
    '30 12 a1 10 a4 0e 30 0c 31 0a 30 08 06 03 55 04 03 0c 01 78',
    { authorityKeyIdentifier: null },
  ],
  'authorityKeyIdentifier by a DNS name': ['2.5.29.35', '30 05 a1 03 82 01 78', { authorityKeyIdentifier: null }],
  subjectAltName: ['2.5.29.17', '30 05 82', { san: null }],
  'subjectAltName without names': ['2.5.29.17', '30 00', { san: null }],
  'subjectAltName with an address of 5 octets': ['2.5.29.17', '30 07 87 05 c0 00 02 07 07', { san: null }],
  'subjectAltName with an unknown kind': ['2.5.29.17', '30 03 89 01 78', { san: null }],
  'subjectAltName with an empty name': ['2.5.29.17', '30 02 82 00', { san: null }],
  nameConstraints: ['2.5.29.30', '30 05', {}],
  'nameConstraints without any': ['2.5.29.30', '30 00', {}],
  'nameConstraints with an empty list': ['2.5.29.30', '30 02 a0 00', {}],
  cRLDistributionPoints: ['2.5.29.31', '30 05', {}],
  'cRLDistributionPoints without name and issuer': ['2.5.29.31', '30 02 30 00', {}],
  'cRLDistributionPoints with only reasons': ['2.5.29.31', '30 06 30 04 81 02 01 02', {}],
  'cRLDistributionPoints relative to its issuer': [
    '2.5.29.31',
    '30 11 30 0f a0 0d a1 0b 30 09 06 03 55 04 03 0c 02 63 31',
    {},
  ],
  certificatePolicies: ['2.5.29.32', '30 05', {}],
  policyConstraints: ['2.5.29.36', '30 05', {}],
  authorityInfoAccess: ['1.3.6.1.5.5.7.1.1', '30 05', {}],
  freshestCRL: ['2.5.29.46', '30 05', {}],
  netscapeCertType: ['2.16.840.1.113730.1.1', '04 01 00', {}],
  proxyCertInfo: ['1.3.6.1.5.5.7.1.14', '30 05', {}],
};

/** Extensions that are sound, but critical ones, or ones that ask for something. */
const odd: Readonly<Record<string, readonly [oid: string, value: string, critical: boolean]>> = {
  'an unknown critical extension': ['1.2.3.4', '05 00', true],
  'an unknown extension': ['1.2.3.4', '05 00', false],
  'an explicit policy required': ['2.5.29.36', '30 03 80 01 00', true],
  'policies, critical': ['2.5.29.32', '30 06 30 04 06 02 2a 03', true],
  'policy mappings, critical': ['2.5.29.33', '30 0a 30 08 06 02 2a 03 06 02 2a 04', true],
  'any policy inhibited': ['2.5.29.54', '02 01 00', true],
  'an issuerAltName, critical': ['2.5.29.18', '30 03 82 01 78', true],
  'an authorityInfoAccess, critical': ['1.3.6.1.5.5.7.1.1', '30 0f 30 0d 06 08 2b 06 01 05 05 07 30 01 86 01 78', true],
  'a tlsFeature, critical': ['1.3.6.1.5.5.7.1.24', '30 03 02 01 05', true],
  'a distribution point, critical': ['2.5.29.31', '30 09 30 07 a0 05 a0 03 86 01 78', true],
  'a freshest CRL': ['2.5.29.46', '30 09 30 07 a0 05 a0 03 86 01 78', false],
  'a private key usage period, critical': ['2.5.29.16', '30 00', true],
  'a precertificate poison': ['1.3.6.1.4.1.11129.2.4.3', '05 00', true],
  'an OCSP no check, critical': ['1.3.6.1.5.5.7.48.1.5', '05 00', true],
  'a Netscape comment, critical': ['2.16.840.1.113730.1.13', '16 01 78', true],
  'a proxy': ['1.3.6.1.5.5.7.1.14', '30 0c 30 0a 06 08 2b 06 01 05 05 07 15 01', true],
};

const netscape = ['80', '40', '20', '10', '04', '02', '01', '00', 'c0', '44'] as const;

const names: readonly [NamePlan, ...NamePlan[]] = [
  [],
  [['CN', 'Root']],
  [
    ['O', '  EXAMPLE '],
    ['CN', 'root', 'printable'],
  ],
  [
    ['O', 'Example', 't61'],
    ['CN', 'Issuing', 'bmp'],
  ],
  [
    ['O', 'Example'],
    ['CN', `${host}\0.evil.example`],
  ],
  [['CN', 'x'.repeat(300)]],
  [
    [
      ['O', 'Example'],
      ['CN', 'Root'],
    ],
  ],
  [
    ['CN', host],
    ['CN', 'other.example'],
  ],
  [
    ['CN', 'other.example'],
    ['CN', host],
  ],
  [
    ['CN', '192.0.2.7'],
    ['emailAddress', 'a@example.net'],
  ],
];

/** UTCTime and GeneralizedTime as RFC 5280 does not want them. */
const writtenTimes = [
  '17 0b 32363035303130303030 5a', // no seconds
  '17 11 323630353031303030303030 2b30303030', // an offset
  '17 0d 323631333031303030303030 5a', // month 13
  '17 0d 323630353031303030303030 7a', // a small z
  '18 0f 3230323630353031303030303030 5a', // GeneralizedTime before 2050
  '18 12 3230323630353031303030303030 2e3030 5a', // fractions
  '18 0f 3030303030313031303030303030 5a', // the year 0
  '18 0f 3939393931323331323335393539 5a', // the year 9999
  '17 00',
] as const;

const badTime =
  (index: 0 | 1): Fault =>
  (draft, dice) => {
    const written = hex(dice.pick(writtenTimes));
    edit(anyone, (fields) => {
      const validity = fields[place.validity] ?? new Uint8Array();
      const first = validity.subarray(2, 4 + (validity[3] ?? 0));
      const second = validity.subarray(4 + (validity[3] ?? 0));
      const pair = index === 0 ? [written, second] : [first, written];
      return replaced(fields, place.validity, der(0x30, concat(pair)));
    })(draft, dice);
  };

export const contentFaults: Faults = {
  ...Object.fromEntries(
    Object.entries(malformed).map(([name, [oid, value, without]]): [string, Fault] => [
      `malformed: ${name}`,
      extension(anyone, raw(oid, value), without),
    ]),
  ),
  ...Object.fromEntries(
    Object.entries(odd).map(([name, [oid, value, critical]]): [string, Fault] => [
      name,
      extension(anyone, raw(oid, value, critical)),
    ]),
  ),
  'an extension twice': (draft, dice) => {
    const [oid, value] = dice.pick([
      ['2.5.29.19', '30 00'],
      ['2.5.29.15', '03 02 07 80'],
      ['2.5.29.37', '30 0a 06 08 2b 06 01 05 05 07 03 01'],
      ['2.5.29.14', '04 01 01'],
      ['2.5.29.35', '30 00'],
      ['2.5.29.17', '30 03 82 01 78'],
      ['1.2.3.4', '05 00'],
      ['2.5.29.32', '30 06 30 04 06 02 2a 03'],
      ['1.3.6.1.5.5.7.1.1', '30 00'],
    ]);
    const who = anyone(dice);
    extension(who, raw(oid, value))(draft, dice);
    if (dice.chance(0.5)) extension(who, raw(oid, value))(draft, dice);
  },
  'a critical key identifier': (draft, dice) => {
    const which = dice.pick(['2.5.29.14', '2.5.29.35']);
    extension(
      anyone,
      raw(which, which === '2.5.29.14' ? '04 01 01' : '30 00', true),
      which === '2.5.29.14' ? { subjectKeyIdentifier: null } : { authorityKeyIdentifier: null },
    )(draft, dice);
  },
  "Netscape's type": (draft, dice) =>
    extension(anyone, raw('2.16.840.1.113730.1.1', `03 02 00 ${dice.pick(netscape)}`))(draft, dice),
  "Netscape's type for want of better": (draft, dice) =>
    extension(anyone, raw('2.16.840.1.113730.1.1', `03 02 00 ${dice.pick(netscape)}`), {
      basicConstraints: null,
      keyUsage: null,
    })(draft, dice),
  "Netscape's type without bits": extension(anyone, raw('2.16.840.1.113730.1.1', '03 01 00')),
  'some key usages': (draft, dice) => plan(anyone, { keyUsage: some(usages, dice) })(draft, dice),
  'no key usage': plan(anyone, { keyUsage: null }),
  'no basicConstraints': plan(anyone, { basicConstraints: null }),
  neither: plan(anyone, { basicConstraints: null, keyUsage: null }),
  'basicConstraints not critical': extension(anyCa, raw('2.5.29.19', '30 03 01 01 ff'), { basicConstraints: null }),
  'no CA': plan(anyCa, { ca: false }),
  'a CA as leaf': plan('leaf', { ca: true }),
  'a path length of no CA': plan('leaf', { pathLength: 3 }),
  'some extended usages': (draft, dice) => plan(anyone, { extendedKeyUsage: some(extendedUsages, dice) })(draft, dice),
  'one extended usage': (draft, dice) => plan(anyone, { extendedKeyUsage: [dice.pick(extendedUsages)] })(draft, dice),
  'no extended usage': plan(anyone, { extendedKeyUsage: null }),
  'version 1': plan(anyone, { version: 1 }),
  'version 2': plan(anyone, { version: 2 }),
  'extensions below version 3': edit(anyone, (fields, dice) =>
    dice.chance(0.5) ? fields.slice(1) : replaced(fields, place.version, hex('a0 03 02 01 01')),
  ),
  'a version that does not exist': edit(anyone, (fields, dice) =>
    replaced(fields, place.version, hex(`a0 03 02 01 ${dice.pick(['03', '7f', 'ff', '00'])}`)),
  ),
  'a serial number of 0': plan(anyone, { serial: 0n }),
  'a negative serial number': plan(anyone, { serial: -5n }),
  'a serial number of 40 octets': plan(anyone, { serial: 1n << 319n }),
  'a serial number with a leading zero': edit(anyone, (fields) =>
    replaced(fields, place.serial, hex('02 04 00 00 00 01')),
  ),
  'unique identifiers': edit(anyone, (fields) => [
    ...fields.slice(0, 7),
    hex('81 02 00 ff'),
    hex('82 02 00 ff'),
    ...fields.slice(7),
  ]),
  'extensions without any': edit(anyone, (fields) => [...fields.slice(0, 7), hex('a3 02 30 00')]),
  'notBefore as nobody should write it': badTime(0),
  'notAfter as nobody should write it': badTime(1),
  'another subject': (draft, dice) => plan(anyone, { subject: dice.pick(names) })(draft, dice),
  'another issuer': (draft, dice) => plan(anyone, { issuerName: dice.pick(names) })(draft, dice),
  'an empty subject, names critical': plan('leaf', { subject: [], sanCritical: true }),
  'an empty subject': plan(anyone, { subject: [] }),
  'no subjectAltName': plan('leaf', { san: null }),
  'a subject that is no text': edit(anyone, (fields) =>
    replaced(fields, place.subject, der(0x30, der(0x31, der(0x30, concat([hex('06 03 55 04 03'), hex('02 01 05')]))))),
  ),
  'a subject that is no UTF-8': edit(anyone, (fields) =>
    replaced(
      fields,
      place.subject,
      der(0x30, der(0x31, der(0x30, concat([hex('06 03 55 04 03'), hex('0c 02 ff fe')])))),
    ),
  ),
  'a subject of a long text': edit(anyone, (fields) =>
    replaced(
      fields,
      place.subject,
      der(0x30, der(0x31, der(0x30, concat([hex('06 03 55 04 03'), der(0x0c, utf8('x'.repeat(200)))])))),
    ),
  ),
};
