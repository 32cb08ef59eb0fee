import { buildChain } from '../chain-builder.ts';
import { rfc } from '../fault.ts';
import type { Fault } from '../fault.ts';
import { serveChain } from '../serve.ts';

export const nameConstraintsExcluded: Fault = {
  id: 'name-constraints-excluded',
  diagnosis: 'name-constraints',
  title: 'Address that the CA may not certify',
  description: 'The intermediate may not certify addresses of 127.0.0.0/8, and the leaf holds one of them.',
  documented: [rfc(5280, '4.2.1.10')],
  start: async (context) => {
    return serveChain(
      context,
      await buildChain(context.clock.now(), {
        intermediate: { nameConstraints: { excluded: [{ ip: '127.0.0.0/8' }] } },
      }),
    );
  },
};
