import type { ExtensionPlan } from '../../../../src/x509/pki/issue/issue.ts';
import type { Dice } from '../../../fuzz/dice.ts';
import { hex } from './draft.ts';
import type { Change, Draft, Made, Scene, Who } from './draft.ts';

/** Something wrong, or merely odd, with a chain. What it leaves open, the dice decide. */
export type Fault = (draft: Draft, dice: Dice) => void;

export type Faults = Readonly<Record<string, Fault>>;

export const anyone = (dice: Dice): Who => dice.pick(['leaf', 'intermediate', 'root']);
export const anyCa = (dice: Dice): Who => dice.pick(['intermediate', 'root']);

/** Changes a plan. */
export const plan =
  (who: Who | ((dice: Dice) => Who), change: Change): Fault =>
  (draft, dice) => {
    Object.assign(draft.plans[typeof who === 'string' ? who : who(dice)], change);
  };

/** Adds an extension, in place of the one that is written by default where `instead` says so. */
export const extension =
  (who: Who | ((dice: Dice) => Who), one: ExtensionPlan, instead: Change = {}): Fault =>
  (draft, dice) => {
    const it = draft.plans[typeof who === 'string' ? who : who(dice)];
    Object.assign(it, instead, { extensions: [...(it.extensions ?? []), one] });
  };

/** An extension from its hexadecimal value. */
export const raw = (oid: string, value: string, critical = false): ExtensionPlan => ({
  oid,
  critical,
  value: hex(value),
});

/** Replaces fields of the tbsCertificate; the first three of version 3 are version, serialNumber, signature. */
export const edit =
  (who: Who | ((dice: Dice) => Who), change: (fields: Uint8Array[], dice: Dice) => Uint8Array[]): Fault =>
  (draft, dice) => {
    draft.edits[typeof who === 'string' ? who : who(dice)].push((fields) => change(fields, dice));
  };

/** The fields of a tbsCertificate of version 3 by their place. */
export const place = { version: 0, serial: 1, signature: 2, issuer: 3, validity: 4, subject: 5, spki: 6 } as const;

export const replaced = (fields: Uint8Array[], index: number, value: Uint8Array): Uint8Array[] =>
  fields.map((field, i) => (i === index ? value : field));

/** Changes what is sent and trusted. */
export const arrange =
  (change: (scene: Scene, dice: Dice) => Scene | Promise<Scene>): Fault =>
  (draft, dice) => {
    draft.arrangements.push(async (scene) => change(scene, dice));
  };

export const ask =
  (change: Partial<Draft['ask']>): Fault =>
  (draft) => {
    Object.assign(draft.ask, change);
  };

export function shuffled(all: readonly Made[], dice: Dice): Made[] {
  const left = [...all];
  const out: Made[] = [];
  while (left.length > 0) out.push(...left.splice(dice.below(left.length), 1));
  return out;
}
