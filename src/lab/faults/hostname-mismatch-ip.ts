import { buildChain } from '../chain-builder.ts';
import { rfc } from '../fault.ts';
import type { Fault } from '../fault.ts';
import { serveChain } from '../serve.ts';

export const hostnameMismatchIp: Fault = {
  id: 'hostname-mismatch-ip',
  diagnosis: 'hostname-mismatch',
  title: 'Leaf without the address that is asked for',
  description:
    'The server is asked for as 127.0.0.1; its certificate holds the name localhost and the address 192.0.2.1.',
  documented: [rfc(9525, '6.4'), rfc(5280, '4.2.1.6')],
  start: async (context) => {
    const leaf = { san: [{ dns: 'localhost' }, { ip: '192.0.2.1' }] };
    return serveChain(context, await buildChain(context.clock.now(), { leaf }), { host: '127.0.0.1' });
  },
};
