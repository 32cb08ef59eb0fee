import { dayMs } from '../../base/time.ts';
import { buildChain } from '../chain-builder.ts';
import { rfc } from '../fault.ts';
import type { Fault } from '../fault.ts';
import { serveChain } from '../serve.ts';

export const clockSkewPath: Fault = {
  id: 'clock-skew-path',
  diagnosis: 'clock-skew',
  title: 'Path that begins in the future, root and all',
  description:
    'As a machine sees the world whose clock fell back by years: the root that it trusts, the intermediate and the leaf are all not yet valid.',
  documented: [rfc(5280, '4.1.2.5')],
  start: async (context) => {
    const now = context.clock.now();
    const from = (days: number) => ({ notBefore: now + days * dayMs, notAfter: now + 3000 * dayMs });
    return serveChain(context, await buildChain(now, { root: from(400), intermediate: from(700), leaf: from(1100) }));
  },
};
