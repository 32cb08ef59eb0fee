import { buildChain } from '../chain-builder.ts';
import { rfc } from '../fault.ts';
import type { Fault } from '../fault.ts';
import { serveChain } from '../serve.ts';

export const sanMissingAccepted: Fault = {
  id: 'san-missing-accepted',
  diagnosis: 'san-missing',
  severity: 'warning',
  title: 'Leaf with its name in the CN alone, to a client that reads it',
  description: 'As san-missing, but seen by a client that still takes the CN: it works, and will not for others.',
  documented: [rfc(9525, '2'), rfc(5280, '4.2.1.6')],
  start: async (context) => serveChain(context, await buildChain(context.clock.now(), { leaf: { san: null } })),
};
