import type { VerifyInput } from '../../../../src/x509/verify/verify-chain.ts';
import type { Dice } from '../../../fuzz/dice.ts';
import { inputOf, issueDraft, newDraft } from './draft.ts';
import type { Fault } from './fault.ts';

/** A server's chain with some faults of its path, verified without host name; null where nothing is trusted. */
export async function generatedChain(
  dice: Dice,
  faults: readonly Fault[],
  [least, most]: readonly [number, number],
): Promise<VerifyInput | null> {
  const draft = newDraft();
  for (let i = dice.between(least, most); i > 0; i--) faults[dice.below(faults.length)]?.(draft, dice);
  Object.assign(draft.ask, { reference: null, purpose: 'server', strict: false, partialChain: false, maxDepth: null });
  const scene = await issueDraft(draft);
  return scene.anchors.length === 0 ? null : inputOf(scene, draft.ask);
}
