import { buildChain } from '../chain-builder.ts';
import { rfc } from '../fault.ts';
import type { Fault } from '../fault.ts';
import { serveChain } from '../serve.ts';

export const hostnameMismatchWildcard: Fault = {
  id: 'hostname-mismatch-wildcard',
  diagnosis: 'hostname-mismatch',
  title: 'Wildcard that does not reach so deep',
  description:
    'The certificate is for *.example.test; the server is asked for as db1.eu.example.test, and a * stands for one label only.',
  documented: [rfc(9525, '6.3')],
  start: async (context) => {
    const leaf = { san: [{ dns: '*.example.test' }, { dns: 'example.test' }] };
    return serveChain(context, await buildChain(context.clock.now(), { leaf }), {
      host: 'db1.eu.example.test',
      probeArguments: { ip: '127.0.0.1' },
    });
  },
};
