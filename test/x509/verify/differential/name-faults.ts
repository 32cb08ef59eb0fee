/** Faults of names: those that are asked for, those that are presented, and those that a CA permits. */
import type { GeneralNamePlan, NamePlan } from '../../../../src/x509/pki/issue/issue.ts';
import { der, hex, host } from './draft.ts';
import { anyCa, extension, plan, raw } from './fault.ts';
import type { Fault, Faults } from './fault.ts';
import { concat, utf8 } from '../../../../src/base/octets.ts';
import type { Dice } from '../../../fuzz/dice.ts';

const asked: readonly [string, ...string[]] = [
  host,
  'DB1.EXAMPLE.NET',
  'db1.example.net.',
  'db2.example.net',
  'example.net',
  'a.db1.example.net',
  'xn--bcher-kva.example.net',
  'db_1.example.net',
  'localhost',
  '192.0.2.7',
];

const addresses: readonly [string, ...string[]] = ['192.0.2.7', '192.0.2.8', '2001:db8::7', '::ffff:192.0.2.7'];

const dnsNames: readonly [string, ...string[]] = [
  host,
  'DB1.Example.net',
  'db1.example.net.',
  '*.example.net',
  '*.Example.NET',
  'db*.example.net',
  '*1.example.net',
  'd*1.example.net',
  '*.net',
  '*',
  '*.*.example.net',
  'xn--bcher-kva.example.net',
  'b\u00fccher.example.net',
  'xn--*.example.net',
  `${host}\0.evil.example`,
  '.example.net',
  'db_1.example.net',
  '192.0.2.7',
  'localhost',
  '',
  ' db1.example.net',
];

const generalNames: readonly [GeneralNamePlan, ...GeneralNamePlan[]] = [
  { ip: '192.0.2.7' },
  { ip: '2001:db8::7' },
  { email: 'db1@example.net' },
  { email: 'Db1@Mail.Example.NET' },
  { email: '"a@b"@example.net' },
  { email: 'example.net' },
  { email: '@example.net' },
  { uri: 'https://db1.example.net/' },
  { uri: 'https://db1.example.net:27017/x' },
  { uri: 'ldap://192.0.2.7' },
  { uri: 'urn:example:net' },
  { uri: 'https:///x' },
  { uri: 'https://user@db1.example.net/' },
  { uri: 'HTTPS://DB1.EXAMPLE.NET' },
  { registeredId: '1.2.3.4' },
  { directory: [['O', 'Example']] },
  {
    directory: [
      ['O', 'eXAMPLE ', 'printable'],
      ['CN', 'x'],
    ],
  },
  { directory: [] },
];

const bases: readonly [GeneralNamePlan, ...GeneralNamePlan[]] = [
  { dns: 'example.net' },
  { dns: '.example.net' },
  { dns: 'EXAMPLE.net' },
  { dns: 'example.org' },
  { dns: host },
  { dns: 'ample.net' },
  { dns: '' },
  { dns: '*.example.net' },
  { dns: 'net' },
  { ip: '192.0.2.0/24' },
  { ip: '192.0.2.0/29' },
  { ip: '198.51.100.0/24' },
  { ip: '0.0.0.0/0' },
  { ip: '2001:db8::/32' },
  { ip: '::/0' },
  { email: 'example.net' },
  { email: '.example.net' },
  { email: 'db1@example.net' },
  { email: 'DB1@EXAMPLE.NET' },
  { email: '@example.net' },
  { email: '' },
  { uri: 'db1.example.net' },
  { uri: '.example.net' },
  { uri: 'example.net' },
  { uri: '' },
  { registeredId: '1.2.3' },
  { directory: [['O', 'Example']] },
  { directory: [['O', ' example  ', 'printable']] },
  { directory: [['CN', host]] },
  { directory: [['O', 'Other']] },
  { directory: [] },
];

/** Subtrees written by hand: bounds, masks and kinds that a plan cannot say. */
const rawConstraints: readonly [string, ...string[]] = [
  '30 11 a0 0f 30 0d 82 0b 65 78 61 6d 70 6c 65 2e 6e 65 74', // permitted dns example.net
  '30 14 a0 12 30 10 82 0b 65 78 61 6d 70 6c 65 2e 6e 65 74 80 01 00', // minimum 0 written out
  '30 14 a0 12 30 10 82 0b 65 78 61 6d 70 6c 65 2e 6e 65 74 80 01 01', // minimum 1
  '30 14 a0 12 30 10 82 0b 65 78 61 6d 70 6c 65 2e 6e 65 74 81 01 05', // maximum 5
  '30 0a a1 08 30 06 87 04 c0 00 02 07', // an address without a mask
  '30 0e a0 0c 30 0a 87 08 c0 00 02 00 ff 00 ff 00', // a mask with holes
  '30 10 a0 0e 30 0c 87 0a c0 00 02 00 ff 00 ff 00 00 00', // 10 octets
  '30 0a a0 08 30 06 a0 04 06 02 2a 03', // an otherName, cut off
  '30 0f a0 0d 30 0b a0 09 06 02 2a 03 a0 03 0c 01 78', // an otherName
  '30 07 a0 05 30 03 89 01 78', // an unknown kind
];

const constrained =
  (kind: 'permitted' | 'excluded'): Fault =>
  (draft, dice) => {
    const it = draft.plans[anyCa(dice)];
    const names = [dice.pick(bases)];
    if (dice.chance(0.4)) names.push(dice.pick(bases));
    it.nameConstraints = { ...it.nameConstraints, [kind]: names };
  };

const subjects: readonly [NamePlan, ...NamePlan[]] = [
  [['CN', 'db1.example.net']],
  [['CN', 'Database one']],
  [['CN', 'db1.example.org']],
  [
    ['O', 'Example'],
    ['CN', 'db1'],
  ],
  [
    ['CN', 'x'],
    ['emailAddress', 'db1@example.net'],
  ],
  [
    ['CN', 'x'],
    ['emailAddress', 'db1@example.org', 'utf8'],
  ],
  [['CN', 'db1_x.example.net']],
  [['CN', '-db1.example.org']],
  [['CN', 'db1.example.org.']],
  [['CN', '192.0.2.7']],
  [['CN', 'db1.example.org', 'bmp']],
  [['CN', 'db1.example.org\0']],
  [],
];

const withNames = (draft: Parameters<Fault>[0], dice: Dice, min: number): void => {
  const names: GeneralNamePlan[] = [];
  for (let i = dice.between(min, 3); i > 0; i--)
    names.push(dice.chance(0.5) ? { dns: dice.pick(dnsNames) } : dice.pick(generalNames));
  draft.plans.leaf.san = names;
};

export const nameFaults: Faults = {
  'another name asked': (draft, dice) => {
    draft.ask.reference = { kind: 'dns', name: dice.pick(asked) };
  },
  'an address asked': (draft, dice) => {
    draft.ask.reference = { kind: 'ip', address: dice.pick(addresses) };
  },
  'no name asked': (draft) => {
    draft.ask.reference = null;
  },
  'other names presented': (draft, dice) => withNames(draft, dice, 0),
  'one other DNS name presented': (draft, dice) => {
    draft.plans.leaf.san = [{ dns: dice.pick(dnsNames) }];
  },
  'an address presented, and asked': (draft) => {
    draft.plans.leaf.san = [{ ip: '192.0.2.7' }];
    draft.ask.reference = { kind: 'ip', address: '192.0.2.7' };
  },
  'a common name only': (draft, dice) => {
    draft.plans.leaf.san = dice.chance(0.5) ? null : [];
    draft.plans.leaf.subject = [['CN', dice.pick(dnsNames)]];
  },
  'another subject of the leaf': (draft, dice) => {
    draft.plans.leaf.subject = dice.pick(subjects);
  },
  'another subject of the leaf, and no DNS name': (draft, dice) => {
    draft.plans.leaf.subject = dice.pick(subjects);
    draft.plans.leaf.san = null;
    if (dice.chance(0.5)) draft.ask.reference = null;
  },
  'names permitted': constrained('permitted'),
  'names excluded': constrained('excluded'),
  'names permitted, others presented': (draft, dice) => {
    constrained('permitted')(draft, dice);
    withNames(draft, dice, 1);
    draft.ask.reference = null;
  },
  'names excluded, others presented': (draft, dice) => {
    constrained('excluded')(draft, dice);
    withNames(draft, dice, 1);
    draft.ask.reference = null;
  },
  'names permitted and excluded, others presented': (draft, dice) => {
    constrained('permitted')(draft, dice);
    constrained('excluded')(draft, dice);
    withNames(draft, dice, 1);
    draft.ask.reference = null;
  },
  'constraints written by hand': (draft, dice) => {
    extension(anyCa, raw('2.5.29.30', dice.pick(rawConstraints), true))(draft, dice);
    if (dice.chance(0.5)) {
      draft.plans.leaf.san = [{ dns: host }, { ip: '192.0.2.7' }];
    }
  },
  'constraints in a leaf': plan('leaf', { nameConstraints: { permitted: [{ dns: 'example.org' }] } }),
  'an otherName presented': (draft, dice) =>
    extension(
      'leaf',
      {
        oid: '2.5.29.17',
        value: der(0x30, concat([der(0x82, utf8(host)), hex('a0 09 06 02 2a 03 a0 03 0c 01 78')])),
      },
      { san: null },
    )(draft, dice),
};
