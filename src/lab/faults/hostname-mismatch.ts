import { buildChain } from '../chain-builder.ts';
import { rfc } from '../fault.ts';
import type { Fault } from '../fault.ts';
import { serveChain } from '../serve.ts';

export const hostnameMismatch: Fault = {
  id: 'hostname-mismatch',
  diagnosis: 'hostname-mismatch',
  title: 'Leaf for another name',
  description: 'The server is asked for as localhost; its certificate is for db1.example.net and *.db.example.net.',
  documented: [rfc(9525, '6.3')],
  start: async (context) => {
    const leaf = { san: [{ dns: 'db1.example.net' }, { dns: '*.db.example.net' }] };
    return serveChain(context, await buildChain(context.clock.now(), { leaf }));
  },
};
