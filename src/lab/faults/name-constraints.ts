import { buildChain } from '../chain-builder.ts';
import { rfc } from '../fault.ts';
import type { Fault } from '../fault.ts';
import { serveChain } from '../serve.ts';

export const nameConstraints: Fault = {
  id: 'name-constraints',
  diagnosis: 'name-constraints',
  title: 'Name outside of what the CA may certify',
  description: 'The intermediate may certify names below example.test alone; the leaf is for localhost.',
  documented: [rfc(5280, '4.2.1.10')],
  start: async (context) => {
    return serveChain(
      context,
      await buildChain(context.clock.now(), {
        intermediate: { nameConstraints: { permitted: [{ dns: 'example.test' }] } },
      }),
    );
  },
};
