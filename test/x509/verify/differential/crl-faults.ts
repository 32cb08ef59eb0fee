/** Faults of revocation lists, beside chains that are sound or not. */
import { issueCrl } from '../../../../src/x509/pki/issue/issue.ts';
import type { CrlPlan, CrlScopePlan, Issued } from '../../../../src/x509/pki/issue/issue.ts';
import type { Dice } from '../../../fuzz/dice.ts';
import { at, day, hex } from './draft.ts';
import type { Scene } from './draft.ts';
import { plan } from './fault.ts';
import type { Fault, Faults } from './fault.ts';

const current = { thisUpdate: at - day, nextUpdate: at + day };

/** Who may have to publish a list: everybody above the leaf. */
const authorities = ({ sent, anchors }: Scene): readonly Issued[] => [...sent, ...anchors].map(({ issued }) => issued);

/** A list of every authority, and what is different about each. */
const lists =
  (differs: (issuer: Issued, scene: Scene, dice: Dice) => Partial<CrlPlan> | null): Fault =>
  (draft, dice) => {
    draft.ask.crlCheck = dice.pick(['leaf', 'chain']);
    draft.lists.push((scene) =>
      authorities(scene).flatMap((issuer) => {
        const change = differs(issuer, scene, dice);
        return change === null ? [] : [issueCrl({ issuer, ...current, ...change })];
      }),
    );
  };

const serialOf = ({ certificate: { serial } }: Issued): bigint =>
  serial.startsWith('-') ? -BigInt(`0x${serial.slice(1)}`) : BigInt(`0x${serial}`);

const revoked = (serial: bigint, reason?: 'keyCompromise' | 'removeFromCRL' | 'certificateHold') => ({
  entries: [{ serial, revokedAt: at - day, ...(reason === undefined ? {} : { reason }) }],
});

const scopes: readonly [CrlScopePlan, ...CrlScopePlan[]] = [
  { onlyContainsUserCerts: true },
  { onlyContainsCACerts: true },
  { onlyContainsAttributeCerts: true },
  { indirect: true },
  { onlySomeReasons: new Uint8Array([0x60]) },
  { fullName: [{ uri: 'http://crl.example.net/a.crl' }] },
];

export const crlFaults: Faults = {
  'lists in order': lists(() => ({})),
  'no lists': lists(() => null),
  'some lists missing': lists((_, __, dice) => (dice.chance(0.5) ? null : {})),
  'a revoked leaf': lists((_, { leaf }, dice) =>
    revoked(serialOf(leaf.issued), dice.pick([undefined, 'keyCompromise', 'removeFromCRL', 'certificateHold'])),
  ),
  'a revoked intermediate': lists((_, { sent }) => (sent[0] === undefined ? {} : revoked(serialOf(sent[0].issued)))),
  'a list that ended': lists((_, __, dice) => (dice.chance(0.7) ? { nextUpdate: at - 1000 } : {})),
  'a list that ends now': lists(() => ({ nextUpdate: at })),
  'a list without an end': (draft, dice) => {
    draft.ask.crlCheck = dice.pick(['leaf', 'chain']);
    draft.lists.push((scene) =>
      authorities(scene).map((issuer) => issueCrl({ issuer, thisUpdate: current.thisUpdate })),
    );
  },
  'a list that has not begun': lists((_, __, dice) => (dice.chance(0.7) ? { thisUpdate: at + 1000 } : {})),
  'a list that ended, with a revoked leaf': lists((_, { leaf }) => ({
    ...revoked(serialOf(leaf.issued)),
    nextUpdate: at - 1000,
  })),
  'a list wrongly signed': lists((_, __, dice) => ({ corruptSignature: dice.chance(0.6) })),
  'a list in the name of another': lists(() => ({ issuerName: [['CN', 'Somebody else']] })),
  'a list of another key': lists(() => ({ authorityKeyIdentifier: new Uint8Array([9, 9]) })),
  'a list without key identifier': lists(() => ({ authorityKeyIdentifier: null })),
  'a list with an unknown critical extension': lists(() => ({
    extensions: [{ oid: '1.2.3.4', critical: true, value: hex('05 00') }],
  })),
  'a delta alone': lists(() => ({ baseNumber: 1, number: 2 })),
  'a list for some certificates only': lists((_, __, dice) => ({
    scope: dice.pick(scopes),
  })),
  'a list of version 1': lists(() => ({ version: 1 })),
  'a list signed with SHA-1': lists(() => ({ digest: 'sha1' })),
  'two lists, the first one old': (draft, dice) => {
    lists(() => ({ nextUpdate: at - 1000 }))(draft, dice);
    lists(() => ({}))(draft, dice);
  },
  'a CA that may not sign lists': (draft, dice) => {
    plan(() => dice.pick(['intermediate', 'root']), { keyUsage: ['keyCertSign'] })(draft, dice);
    lists(() => ({}))(draft, dice);
  },
};
